"""Attacks by their names, each with what must be true afterwards."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from service.api import context
from tests.hostile import strings
from tests.hostile.asking import Asker
from tests.hostile.conftest import SCRIPT

TEXT = "“The tax is right,” said Jane Roe."
EDITED = {"by": SCRIPT, "note": SCRIPT}


# Scripts.


def test_no_page_and_no_feed_holds_a_script_that_was_stored(asker: Asker) -> None:
    """Asker looks at every answer that is not plain data; here, at all there are."""
    kinds: set[str] = set()
    for accept in ("*/*", "text/html", "application/atom+xml", "text/csv", "application/xml"):
        for method, rule in asker.rules("GET"):
            read = asker.ask(method, asker.path(rule), headers={"Accept": accept})
            kinds.add(read.headers.get("Content-Type", "").partition(";")[0])
    assert {"text/html", "application/json"} <= kinds


def test_scripts_come_back_as_data(asker: Asker) -> None:
    article = asker.ask("GET", f"/v1/articles/{asker.known['article_id']}")
    assert article.headers["Content-Type"] == "application/json"
    assert SCRIPT in article.get_json()["title"]
    assert SCRIPT in article.get_json()["text"]


@pytest.mark.parametrize("script", strings.SCRIPTS.values(), ids=list(strings.SCRIPTS))
def test_scripts_in_what_is_asked_are_not_sent_back_as_a_page(asker: Asker, script: str) -> None:
    for method, rule in asker.rules("GET", "DELETE"):
        asker.ask(method, asker.path(rule, quote(script, safe="")), headers={"Accept": "text/html"})
        if method == "GET":
            asker.ask(method, asker.path(rule) + f"?x={quote(script)}")


def test_pages_load_nothing_and_run_nothing_from_elsewhere(asker: Asker) -> None:
    for method, rule in asker.rules("GET"):
        page = asker.ask(method, asker.path(rule))
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"https?:|[ ;]\*", policy)
        if page.headers["Content-Type"].startswith("text/html") and page.status_code == 200:
            assert not re.search(r"""(src|href)=["'](https?:)?//""", page.text)


def test_only_addresses_of_the_web_are_kept(asker: Asker) -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "\tjava:x"):
        refused = asker.ask("POST", "/v1/articles", json={"text": TEXT, "url": url})
        assert (refused.status_code, refused.get_json()["errors"][0]["pointer"]) == (422, "/url")


# Databases.


@pytest.mark.parametrize("text", strings.SEARCH.values(), ids=list(strings.SEARCH))
def test_no_word_is_taken_for_a_query_language(asker: Asker, text: str) -> None:
    for path in ("/v1/quotes", "/v1/claims", "/v1/speakers", "/v1/targets"):
        found = asker.ask("GET", path, query_string={"q": text})
        assert found.status_code == 200 or (len(text) > 100 and found.status_code == 422)


def test_words_are_words(asker: Asker) -> None:
    def found(q: str) -> int:
        return len(asker.ask("GET", "/v1/quotes", query_string={"q": q}).get_json()["items"])

    assert found("tax") == found("TAX wrong") + found("tax right") == 2
    for q in ("tax OR zebra", "NOT zebra", "ta*", "content:tax", "NEAR(tax zebra)", "zebra | tax"):
        assert found(q) == 0, q


@pytest.mark.parametrize("text", strings.DATABASE.values(), ids=list(strings.DATABASE))
def test_no_value_is_taken_for_a_statement(asker: Asker, text: str) -> None:
    before = asker.counts()
    for path, name in (
        ("/v1/quotes", "speaker"),
        ("/v1/quotes", "outlet"),
        ("/v1/quotes", "via"),
        ("/v1/claims", "speaker"),
        ("/v1/speakers", "q"),
    ):
        found = asker.ask("GET", path, query_string={name: text}).get_json()
        assert found["items"] == [], (path, name)
    for method, rule in asker.rules("GET", "DELETE", "POST", "PUT", "PATCH"):
        if "<" in rule.rule:
            path = asker.path(rule, quote(text, safe=""))
            assert 400 <= asker.ask(method, path, json={}).status_code < 500
    assert asker.counts() == before
    named = asker.ask("POST", "/v1/topics", json={"name": f"Topic {text}", **EDITED})
    assert named.status_code == 201
    topic = named.get_json()["topic"]
    assert topic["name"] == f"Topic {text}"
    assert asker.ask("DELETE", f"/v1/topics/{topic['id']}").status_code == 200


# Headers, files, characters.


def test_line_ends_make_no_header(asker: Asker) -> None:
    """Asker looks at every header of every answer."""
    split = "x\r\nSet-Cookie: admin=1\r\n\r\n"
    for method, rule in asker.rules("GET", "DELETE", "POST", "PUT", "PATCH"):
        if "<" in rule.rule:
            asker.ask(method, asker.path(rule, quote(split, safe="")), json={})
        for name in asker.parameters(method, rule):
            asker.ask(method, asker.path(rule), query_string={name: split})
    created = asker.ask("POST", "/v1/articles", json={"text": f"{TEXT} {split}", "outlet": "a\tb"})
    assert re.fullmatch(r"/v1/articles/a_\w+", created.headers["Location"])
    named = asker.ask("POST", "/v1/topics", json={"name": f"Topic {split}"})
    assert named.status_code in {201, 422}
    assert re.fullmatch(r"/v1/topics/p_\w+", named.headers.get("Location", "/v1/topics/p_x"))


@pytest.mark.parametrize("place", strings.PLACES.values(), ids=list(strings.PLACES))
@pytest.mark.parametrize(
    "before", ["/static/", "/static//", "/static/%2e%2e/", "/", "/v1/articles/"]
)
def test_no_file_is_told_but_those_of_the_documentation(
    asker: Asker, before: str, place: str
) -> None:
    for path in (before + place, before + quote(place, safe=""), f"{before}x/{place}"):
        answer = asker.ask("GET", path)
        assert answer.status_code in {400, 404, 308}, path
        assert "root:" not in answer.text


@pytest.mark.parametrize("text", strings.CHARACTERS.values(), ids=list(strings.CHARACTERS))
def test_characters_come_back_as_they_were_or_are_refused(asker: Asker, text: str) -> None:
    whole = f"{text} “A {text} b,” said Jane Roe. {text}"
    answer = asker.ask("POST", "/v1/analyses", data=to_json({"text": whole}), content_type=JSON)
    refused = "\0" in text or any("\ud800" <= c <= "\udfff" for c in text)
    assert answer.status_code == ((400 if "\0" not in text else 422) if refused else 200)
    if not refused:
        (quoted,) = answer.get_json()["quotes"]
        for span in quoted["content"]["spans"]:
            assert whole[span["start"] : span["end"]] == span["text"]
    title = asker.ask(
        "POST",
        "/v1/articles",
        data=to_json({"text": TEXT + text, "title": text}),
        content_type=JSON,
    )
    assert title.status_code == (answer.status_code if refused else 201)
    if not refused:
        assert title.get_json()["title"] == text


JSON = "application/json"


def to_json(value: Any) -> str:
    """JSON that may hold half characters, as escapes."""
    import json

    return json.dumps(value)


def test_nothing_that_was_sent_is_run_as_a_template(asker: Asker) -> None:
    for text in ("{{7*7}}", "${7*7}", "<%= 7*7 %>", "{0.__class__}", "%s%n"):
        answer = asker.ask("GET", f"/v1/articles/{quote(text, safe='')}")
        assert "49" not in answer.text
        assert answer.get_json()["code"] == "not-found"


def test_a_key_is_told_by_no_answer(app: Flask, asker: Asker) -> None:
    _, text = context.services_of(app).store.keys.create("probe", ["admin"])
    for method, rule in asker.rules("GET", "DELETE", "POST"):
        headers = {"Authorization": f"Bearer {text}"}
        for path in (asker.path(rule, "x_none"), "/v1/quotes"):
            answer = asker.ask(method, path, headers=headers)
            assert text[14:] not in answer.text + str(answer.headers)
