"""Lists in every form that is offered, by the header Accept."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import ids
from service.api import context
from service.api.lists import listed
from service.api.offers import ARTICLES
from service.records import Page
from service.store.listings import ListedArticle
from tests.exports import vocabulary
from tests.factories import make_claim, make_reported

CSV, NDJSON, JSON = "text/csv", "application/x-ndjson", "application/json"
LINKED = "application/ld+json"
ANNOTATIONS = 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'
JANE = ids.speaker_id("Jane Roe")
LISTS = (
    "/v1/quotes",
    "/v1/quotes?kind=direct&min_score=0.5",
    f"/v1/speakers/{JANE}/quotes",
    "/v1/claims?standalone=any&order=date",
    "/v1/articles",
    "/v1/speakers",
    f"/v1/speakers/{JANE}/stances",
)


@pytest.fixture
def stored(app: Flask) -> int:
    """Articles in which much more is said than goes on a page; gives the number of statements."""
    store = context.services_of(app).store
    sayings = [("Jane Roe", f"=cmd {n}, “yes”") for n in range(230)]
    document, analysis = make_reported(*sayings)
    claimed = tuple(replace(one, claims=(make_claim(one),)) for one in analysis.statements)
    store.repository.add_article(document, replace(analysis, statements=claimed))
    for n in range(3):
        store.repository.add_article(*make_reported(("Ann Lee", f"No {n}"), lead=f"{n}"))
    return 233


def get(client: FlaskClient, path: str, accept: str | None) -> Any:
    return client.get(path, headers={} if accept is None else {"Accept": accept})


def pages(client: FlaskClient, path: str) -> list[Any]:
    found: list[Any] = []
    cursor = ""
    while True:
        page = client.get(f"{path}{'&' if '?' in path else '?'}limit=100{cursor}").get_json()
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = f"&cursor={page['next_cursor']}"


@pytest.mark.parametrize("path", LISTS)
def test_the_whole_list_comes_in_either_form(client: FlaskClient, stored: int, path: str) -> None:
    expected = pages(client, path)
    assert expected or path.endswith("stances")
    lines = get(client, path, NDJSON)
    assert (lines.status_code, lines.mimetype) == (200, NDJSON)
    assert [json.loads(line) for line in lines.data.splitlines()] == expected
    table = get(client, path, CSV)
    assert (table.status_code, table.content_type) == (200, f"{CSV}; charset=utf-8; header=present")
    rows = list(csv.DictReader(io.StringIO(table.data.decode(), newline=""), strict=True))
    if "stances" not in path:
        assert [row["id"] for row in rows] == [item["id"] for item in expected]
    for answer in (lines, table):
        assert answer.headers["Vary"] == "Accept"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_all_statements_are_rows_that_no_spreadsheet_executes(
    client: FlaskClient, stored: int
) -> None:
    table = get(client, "/v1/quotes", CSV)
    assert table.headers["Content-Disposition"] == "attachment; filename=quotes.csv"
    rows = list(csv.DictReader(io.StringIO(table.data.decode(), newline="")))
    assert len(rows) == stored
    said = {row["content"] for row in rows if row["speaker"] == "Jane Roe"}
    assert said == {f"'=cmd {n}, “yes”" for n in range(230)}


@pytest.mark.parametrize(("limit", "rows"), [(1, 1), (200, 200), (201, 201), (5000, 233)])
def test_a_limit_caps_the_list(client: FlaskClient, stored: int, limit: int, rows: int) -> None:
    lines = get(client, f"/v1/quotes?limit={limit}", NDJSON).data.splitlines()
    assert len(lines) == rows
    as_json = get(client, f"/v1/quotes?limit={limit}", JSON)
    assert as_json.status_code == (200 if limit <= 200 else 422)


def test_a_list_goes_on_from_a_cursor(client: FlaskClient, stored: int) -> None:
    page = client.get("/v1/quotes?limit=30").get_json()
    lines = get(client, f"/v1/quotes?cursor={page['next_cursor']}", NDJSON).data.splitlines()
    assert len(lines) == stored - 30


@pytest.mark.parametrize("accept", [CSV, NDJSON])
def test_what_is_wrong_is_told_before_the_list_begins(client: FlaskClient, accept: str) -> None:
    for path, status in (
        ("/v1/quotes?cursor=x", 422),
        ("/v1/quotes?limit=0", 422),
        ("/v1/articles/a_none/quotes", 404),
        ("/v1/speakers/s_none/stances", 404),
        ("/v1/topics/p_none/stances", 404),
    ):
        answer = get(client, path, accept)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_an_empty_list_is_a_header_or_nothing(client: FlaskClient) -> None:
    assert get(client, "/v1/articles", NDJSON).data == b""
    header = get(client, "/v1/articles", CSV).data.decode()
    assert header == "id,title,url,outlet,published_at,created_at,quote_count\r\n"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", CSV),
        ("TEXT/CSV", CSV),
        ("text/csv;q=0.5, application/json;q=0.4", CSV),
        ("text/csv;q=0.5, application/json", JSON),
        ("*/*;q=0.1, application/x-ndjson", NDJSON),
        ("application/json;q=0, */*", CSV),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        ("text/html", None),
        ("application/xml, application/json;q=0", None),
    ],
)
def test_the_form_is_the_one_that_the_caller_likes_best(
    client: FlaskClient, accept: str | None, kind: str | None
) -> None:
    answer = get(client, "/v1/quotes", accept)
    assert answer.headers["Vary"] == "Accept"
    assert answer.mimetype == (kind or "application/problem+json")
    assert answer.status_code == (200 if kind else 406)
    if kind is None:
        assert "text/csv" in answer.get_json()["detail"]


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/claims?standalone=any"])
def test_statements_and_claims_come_as_linked_data(
    client: FlaskClient, stored: int, path: str
) -> None:
    first = get(client, path, LINKED)
    assert (first.status_code, first.mimetype) == (200, LINKED)
    vocabulary.check(first.get_json(force=True))
    plain = client.get(path).get_json()
    listed = [node["identifier"] for node in first.get_json(force=True)["itemListElement"]]
    assert listed == [item["id"] for item in plain["items"]]
    following = first.headers["Link"].partition(">")[0].lstrip("<")
    second = get(client, following, LINKED).get_json(force=True)["itemListElement"]
    assert listed[0] not in [node["identifier"] for node in second]
    one = get(client, f"{path.partition('?')[0]}/{listed[0]}", LINKED)
    assert one.headers["Vary"] == "Accept"
    vocabulary.check(one.get_json(force=True))
    assert one.get_json(force=True)["@context"] == "https://schema.org"
    assert get(client, f"{path.partition('?')[0]}/{listed[0]}", CSV).status_code == 406


def test_an_articles_statements_come_as_web_annotations(client: FlaskClient, stored: int) -> None:
    (article, *_) = [a for a in pages(client, "/v1/articles") if a["quote_count"] == 230]
    path = f"/v1/articles/{article['id']}/quotes"
    text = client.get(f"/v1/articles/{article['id']}").get_json()["text"]
    found = get(client, f"{path}?offsets=utf-16", f"text/html, {ANNOTATIONS}")
    assert (found.status_code, found.content_type) == (200, ANNOTATIONS)
    items = found.get_json(force=True)["items"]
    assert len(items) == 230
    for item in items:
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
    assert get(client, path, LINKED).get_json(force=True)["@type"] == "ItemList"
    assert get(client, "/v1/quotes", ANNOTATIONS).status_code == 406


def test_a_long_list_takes_no_more_memory_than_a_page(app: Flask) -> None:
    asked: list[int] = []

    def endless(*, limit: int, cursor: str | None) -> Page[ListedArticle]:
        asked.append(limit)
        at = int(cursor or 0)
        text = "word " * 200
        items = tuple(
            ListedArticle(f"a_{at + n}", text, None, None, None, None, 0)  # type: ignore[arg-type]
            for n in range(limit)
        )
        return Page(items, str(at + limit) if at < 10_000 else None)

    with app.test_request_context("/", headers={"Accept": CSV}):
        answer = listed(ARTICLES, endless, {})
    body: Iterator[bytes] = iter(answer.response)  # type: ignore[union-attr, arg-type]
    next(body)
    tracemalloc.start()
    size = sum(map(len, body))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert set(asked) == {200}
    assert size > 10_000_000
    assert most < 3_000_000


def test_a_reader_that_goes_away_leaves_nothing_open(app: Flask, stored: int) -> None:
    store = context.services_of(app).store
    answer = app.test_client().get("/v1/quotes", headers={"Accept": NDJSON}, buffered=False)
    body = answer.iter_encoded()
    assert next(body)
    # between two pages no connection is out, and others may write
    assert store._database.reading.pool.checkedout() == 0  # type: ignore[attr-defined]
    store.repository.add_article(*make_reported(("Bob Ray", "Meanwhile"), lead="new"))
    answer.close()
    assert store._database.reading.pool.checkedout() == 0  # type: ignore[attr-defined]
