"""Feeds from records: valid, escaped, the same ids for the same records."""

import datetime as dt
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.exports.atom import NAMESPACE, atom
from service.exports.feeds import Feed, claim_item, item_id, json_feed, quote_item
from service.records import ArticleSummary, Stance, StoredClaim, StoredStatement
from tests.factories import make_claim, make_speaker, make_statement

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
STORED = dt.datetime(2021, 11, 20, 9, 30, 0, 250_000, tzinfo=dt.UTC)
BASE = "https://onrecord.example"
AT = {"a": f"{{{NAMESPACE}}}"}


def make_stored(text: str = "The talks are near", **changes: Any) -> StoredStatement:
    statement = make_statement(f"“{text},” Lee In-young said.", content=text)
    article = ArticleSummary("a_1", "Talks near", "https://news.example/1", "The Example", None)
    stored = StoredStatement(statement, article, STORED, "m", "1")
    return replace(stored, **changes)


def make_feed(*stored: StoredStatement, **changes: Any) -> Feed:
    items = tuple(
        quote_item(one, f"{BASE}/v1/quotes/{one.statement.id}", one.created_at, {"id": "x"})
        for one in stored
    )
    feed = Feed("Talks", f"{BASE}/v1/feeds/quotes.atom", f"{BASE}/v1/quotes", None, STORED, items)
    return replace(feed, **changes)


def parsed(feed: Feed) -> Any:
    root = etree.fromstring(atom(feed))
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


def values(root: Any, path: str) -> list[str]:
    return [str(one) for one in root.xpath(path, namespaces={"a": NAMESPACE})]


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


def test_an_entry_in_both_formats() -> None:
    stored = make_stored()
    labelled = replace(
        stored.statement, stance=Stance("support", "the talks", 0.5), commitment="hedged"
    )
    feed = make_feed(replace(stored, statement=labelled), following=f"{BASE}/next?cursor=x&limit=1")
    root = parsed(feed)
    (entry,) = root.findall("a:entry", {"a": NAMESPACE})
    assert values(entry, "a:id/text()") == [item_id(stored.statement.id)]
    assert values(entry, "a:title/text()") == ["Lee In-young: The talks are near"]
    assert values(entry, "a:updated/text()") == ["2021-11-20T09:30:00.250000Z"]
    assert values(entry, "a:author/a:name/text()") == ["Lee In-young"]
    assert values(entry, "a:link[@rel='via']/@href") == ["https://news.example/1"]
    assert values(entry, "a:category/@term") == ["support", "hedged"]
    assert values(root, "a:link[@rel='next']/@href") == [feed.following]
    written = json_feed(feed)
    assert written["version"] == "https://jsonfeed.org/version/1.1"
    assert written["next_url"] == feed.following
    (item,) = written["items"]
    assert item["id"] == item_id(stored.statement.id)
    assert item["date_published"] == "2021-11-20T09:30:00.250000Z"
    assert item["external_url"] == "https://news.example/1"
    assert item["authors"] == [{"name": "Lee In-young"}]
    assert item["tags"] == ["support", "hedged"]
    assert item["_onrecord"] == {"quote": {"id": "x"}}
    assert item["content_text"] == "The talks are near\n(Lee In-young)\nTalks near, The Example"
    assert [tag for tag, _ in Tags(item["content_html"]).tags] == ["blockquote", "p", "p", "p", "a"]
    json.dumps(written)


def test_ids_are_of_the_record_alone() -> None:
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", item_id("q_1"))
    assert item_id("q_1") == item_id("q_1") != item_id("q_2")
    first = parsed(make_feed())
    second = parsed(make_feed(url=f"{BASE}/v1/feeds/quotes.atom?cursor=x"))
    other = parsed(make_feed(url=f"{BASE}/v1/feeds/claims.atom"))
    ids = [values(root, "a:id/text()")[0] for root in (first, second, other)]
    assert ids[0] == ids[1] != ids[2]


def test_an_empty_feed_is_valid() -> None:
    parsed(make_feed())
    assert json_feed(make_feed())["items"] == []
    assert "next_url" not in json_feed(make_feed())


def test_a_statement_of_nobody() -> None:
    stored = make_stored()
    unnamed = replace(stored.statement, speaker=make_speaker(None), source=None)
    item = json_feed(make_feed(replace(stored, statement=unnamed)))["items"][0]
    assert item["title"].startswith("Not attributed: ")
    assert "authors" not in item
    parsed(make_feed(replace(stored, statement=unnamed)))


def test_a_claim() -> None:
    stored = make_stored()
    claim = make_claim(stored.statement, "The talks are near their end.")
    later = STORED + dt.timedelta(days=1)
    item = claim_item(StoredClaim(claim, stored), f"{BASE}/v1/claims/x", later, {"id": claim.id})
    assert item.id == item_id(claim.id)
    assert item.text.startswith("The talks are near their end.")
    assert (item.published, item.updated) == (STORED, later)
    assert item.record == {"claim": {"id": claim.id}}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//news.example", "https://a/\x01", "", None]
)
def test_only_addresses_of_pages_are_linked(url: str | None) -> None:
    stored = make_stored()
    feed = make_feed(replace(stored, article=replace(stored.article, url=url)))
    item = json_feed(feed)["items"][0]
    assert "external_url" not in item
    assert not [tag for tag, _ in Tags(item["content_html"]).tags if tag == "a"]
    assert values(parsed(feed), "//a:link[@rel='via']") == []


NASTY = '<script>alert(\'&"\')</script>]]><b onclick="x">\x0b\x1f\ufffe\ud800'


def test_what_looks_like_markup_is_text() -> None:
    stored = make_stored(f"Words {NASTY}")
    article = replace(stored.article, title=NASTY, outlet=NASTY, url='https://n.example/"><b>')
    nasty = replace(
        stored.statement, speaker=replace(stored.statement.speaker, name=NASTY, role=NASTY)
    )
    feed = make_feed(replace(stored, statement=nasty, article=article), title=NASTY)
    for content in (
        json_feed(feed)["items"][0]["content_html"],
        values(parsed(feed), "//a:content/text()")[0],
    ):
        tags = Tags(content).tags
        assert [tag for tag, _ in tags] == ["blockquote", "p", "p", "p", "a"]
        assert tags[-1][1] == [("href", 'https://n.example/"><b>')]
        assert html.unescape(content).count("<script>alert('&\"')</script>]]>") == 5


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.text(), st.text(max_size=400))
def test_any_words_give_a_valid_feed(words: str, title: str, name: str) -> None:
    stored = make_stored()
    content = replace(stored.statement.content, text=words)
    told = replace(
        stored.statement, content=content, speaker=replace(stored.statement.speaker, name=name)
    )
    article = replace(stored.article, title=title)
    feed = make_feed(replace(stored, statement=told, article=article), title=words)
    root = parsed(feed)
    assert len(values(root, "//a:entry/a:title/text()")[0]) <= 140
