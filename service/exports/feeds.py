"""What a filter finds as a feed: one form for all formats, and JSON Feed 1.1."""

import datetime as dt
import html
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.records import ArticleSummary, Statement, StoredClaim, StoredStatement

JSON_FEED = "https://jsonfeed.org/version/1.1"
_LONGEST_TITLE = 140
# No XML document may hold these, and feed readers cut text at them.
_NOT_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry: when it was stored and last changed, in words, and as the record that it is of.

    url: of the record. page: of the article, where that is known.
    """

    id: str
    url: str
    page: str | None
    title: str
    text: str
    html: str
    author: str | None
    tags: tuple[str, ...]
    published: dt.datetime
    updated: dt.datetime
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed. url: its own; home: what it is a feed of; following: the next page."""

    title: str
    url: str
    home: str
    following: str | None
    updated: dt.datetime
    items: tuple[FeedItem, ...]


def item_id(identifier: str) -> str:
    """Give the id of an entry: the same for the same record, wherever the service is reached."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"onrecord:{identifier}").urn


def quote_item(
    stored: StoredStatement, url: str, updated: dt.datetime, record: Mapping[str, Any]
) -> FeedItem:
    """Make the entry of a statement."""
    return _item(
        stored, stored.statement.id, stored.statement.content.text, url, updated, {"quote": record}
    )


def claim_item(
    found: StoredClaim, url: str, updated: dt.datetime, record: Mapping[str, Any]
) -> FeedItem:
    """Make the entry of a claim."""
    return _item(found.stored, found.claim.id, found.claim.text, url, updated, {"claim": record})


def json_feed(feed: Feed) -> dict[str, Any]:
    """Write a page as JSON Feed 1.1."""
    written: dict[str, Any] = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": "en",
        "items": [_json_item(item) for item in feed.items],
    }
    if feed.following is not None:
        written["next_url"] = feed.following
    return written


def moment(at: dt.datetime) -> str:
    """Write a moment as RFC 3339 does."""
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _json_item(item: FeedItem) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.text,
        "content_html": item.html,
        "date_published": moment(item.published),
        "date_modified": moment(item.updated),
        "_onrecord": item.record,
    }
    if item.page is not None:
        written["external_url"] = item.page
    if item.author is not None:
        written["authors"] = [{"name": item.author}]
    if item.tags:
        written["tags"] = list(item.tags)
    return written


def _item(
    stored: StoredStatement,
    identifier: str,
    words: str,
    url: str,
    updated: dt.datetime,
    record: Mapping[str, Any],
) -> FeedItem:
    statement, article = stored.statement, stored.article
    words, who = plain(words), _who(statement)
    published, page = stored.created_at, _page(article)
    where = plain(", ".join(part for part in (article.title, article.outlet) if part))
    linked = html.escape(where or page or "")
    if page is not None:
        linked = f'<a href="{html.escape(page)}">{linked}</a>'
    labels = (statement.stance and statement.stance.label, statement.commitment, statement.act)
    return FeedItem(
        id=item_id(identifier),
        url=url,
        page=page,
        title=_shortened(f"{who or 'Not attributed'}: {words}"),
        text="\n".join(part for part in (words, f"({who or 'Not attributed'})", where) if part),
        html=f"<blockquote><p>{html.escape(words)}</p></blockquote>"
        f"<p>{html.escape(who or 'Not attributed')}</p>" + (f"<p>{linked}</p>" if linked else ""),
        author=None if statement.speaker.name is None else plain(statement.speaker.name),
        tags=tuple(dict.fromkeys(label for label in labels if label)),
        published=published,
        updated=max(published, updated),
        record=record,
    )


def _who(statement: Statement) -> str | None:
    """Name the speaker with the role, else as the article has it."""
    speaker = statement.speaker
    if speaker.name is not None:
        return plain(f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name)
    return None if statement.source is None else plain(statement.source.text)


def _page(article: ArticleSummary) -> str | None:
    """Give the article's address where it is one that is safe to follow."""
    url = article.url
    if url is None or not re.match(r"https?://", url, re.IGNORECASE) or _NOT_TEXT.search(url):
        return None
    return url


def plain(text: str) -> str:
    """Replace what is not text in any XML document, such as control characters."""
    return _NOT_TEXT.sub("\ufffd", text)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[: _LONGEST_TITLE - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
