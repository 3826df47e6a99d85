"""Feeds over HTTP: what they hold, their pages, their addresses, and when nothing is sent."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from service.api import context
from service.app import create_app
from service.config import Settings
from service.engine import Engine
from service.exports.atom import NAMESPACE
from service.exports.feeds import item_id

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "exports" / "atom.rng"))
TEXT = "“We agree on the bridge” said Ann Lee in the town. “Never this” said Bo Chan."
BOTH = ["/v1/feeds/quotes.json", "/v1/feeds/quotes.atom"]


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    """An application that answers to any name."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    made = create_app(Settings(database_url=url, api_keys="off"), engine)
    yield made
    context.services_of(made).store.close()


@pytest.fixture
def article(client: FlaskClient) -> Any:
    body = {"text": TEXT, "title": "Bridges & <b>tunnels</b>", "url": "https://news.example/1"}
    return client.post("/v1/articles", json=body).get_json()


def add(client: FlaskClient, words: str) -> Any:
    text = f"“{words}” said Ann Lee."
    return client.post("/v1/articles", json={"text": text}).get_json()


def settle(app: Flask) -> None:
    """Let what has happened be some seconds old."""
    with context.services_of(app).store._database.writing.begin() as connection:
        connection.execute(sa.text("UPDATE events SET at = at - 10000000"))


def atom(client: FlaskClient, path: str, **options: Any) -> Any:
    response = client.get(path, **options)
    assert response.status_code == 200, response.data
    assert response.mimetype == "application/atom+xml"
    root = etree.fromstring(response.data)
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


def ids(root: Any) -> list[str]:
    return [str(one) for one in root.xpath("a:entry/a:id/text()", namespaces={"a": NAMESPACE})]


def test_all_quotes_and_claims(client: FlaskClient, article: Any) -> None:
    response = client.get("/v1/feeds/quotes.json")
    assert response.mimetype == "application/feed+json"
    feed = response.get_json()
    quotes = [quote["id"] for quote in reversed(article["quotes"])]
    assert [item["id"] for item in feed["items"]] == [item_id(one) for one in quotes]
    first = feed["items"][0]
    assert first["_onrecord"]["quote"] == client.get(f"/v1/quotes/{quotes[0]}").get_json()
    assert client.get(urlsplit(first["url"]).path).get_json()["id"] == quotes[0]
    assert "<b>" not in first["content_html"]
    assert ids(atom(client, "/v1/feeds/quotes.atom")) == [item_id(one) for one in quotes]
    claims = client.get("/v1/feeds/claims.json").get_json()["items"]
    listed = client.get("/v1/claims").get_json()["items"]
    assert [item["_onrecord"]["claim"] for item in claims] == listed
    assert len(ids(atom(client, "/v1/feeds/claims.atom"))) == 1
    for path in ("/v1/feeds/speakers.json", "/v1/feeds/quotes.rss"):
        assert client.get(path).status_code == 404


def test_what_a_filter_finds(client: FlaskClient, article: Any) -> None:
    body = {"name": "Bridges & co", "kind": "quotes", "query": {"q": "bridge"}}
    path = client.post("/v1/filters", json=body).headers["Location"]
    feed = client.get(f"{path}/feed.json").get_json()
    assert feed["title"] == "Bridges & co"
    listed = client.get("/v1/quotes?q=bridge").get_json()["items"]
    assert [item["_onrecord"]["quote"] for item in feed["items"]] == listed
    assert len(ids(atom(client, f"{path}/feed.atom"))) == 1
    client.delete(path)
    assert client.get(f"{path}/feed.json").status_code == 404


@pytest.mark.parametrize("path", BOTH)
def test_pages_follow_one_another(client: FlaskClient, path: str) -> None:
    for number in range(5):
        add(client, f"Words {number}")
    whole = client.get("/v1/feeds/quotes.json").get_json()["items"]
    assert whole[0]["content_text"].startswith("Words 4"), "last stored first"
    found: list[str] = []
    following: str | None = f"{path}?limit=2"
    while following is not None:
        if path.endswith("json"):
            page = client.get(following).get_json()
            found += [item["id"] for item in page["items"]]
            address = page.get("next_url")
        else:
            root = atom(client, following)
            found += ids(root)
            links = root.xpath("a:link[@rel='next']/@href", namespaces={"a": NAMESPACE})
            address = str(links[0]) if links else None
        following = None if address is None else address.removeprefix("http://localhost")
    assert found == [item["id"] for item in whole]
    assert client.get(f"{path}?cursor=x").status_code == 422


@pytest.mark.parametrize("path", BOTH)
def test_nothing_is_sent_twice(
    client: FlaskClient, app: Flask, article: Any, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get(path).headers["ETag"]
    with monkeypatch.context() as patched:
        patched.setattr(context.services_of(app).store, "feeds", None)  # which is not even asked
        again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data) == (304, b"")
    saved = {"name": "x", "kind": "quotes", "query": {"q": "bridge"}}
    filtered = client.post("/v1/filters", json=saved).headers["Location"] + "/feed.json"
    other = client.get(filtered).headers["ETag"]
    add(client, "More words")
    changed = client.get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag
    same = client.get(filtered, headers={"If-None-Match": other})
    assert same.status_code == 304, "nothing that the filter finds was stored"
    assert same.headers["ETag"] != other


def test_corrections_change_a_feed(client: FlaskClient, article: Any) -> None:
    first = client.get("/v1/feeds/quotes.json")
    quote = first.get_json()["items"][0]["_onrecord"]["quote"]["id"]
    client.patch(f"/v1/quotes/{quote}", json={"act": "refusal"})
    tag = {"If-None-Match": first.headers["ETag"]}
    item = client.get("/v1/feeds/quotes.json", headers=tag).get_json()["items"][0]
    assert item["date_modified"] > item["date_published"]
    assert item["tags"] == ["refusal"]


@pytest.mark.parametrize("path", BOTH)
def test_when_it_was_last_modified(
    client: FlaskClient, app: Flask, article: Any, path: str
) -> None:
    assert "Last-Modified" not in client.get(path).headers, "the second is not over"
    settle(app)
    told = client.get(path).headers["Last-Modified"]
    since = {"If-Modified-Since": told}
    assert client.get(path, headers=since).status_code == 304
    assert client.get(path, headers={**since, "If-None-Match": '"x-y"'}).status_code == 200
    early = format_datetime(dt.datetime(2001, 1, 1, tzinfo=dt.UTC), usegmt=True)
    assert client.get(path, headers={"If-Modified-Since": early}).status_code == 200
    add(client, "More words")
    assert client.get(path, headers=since).status_code == 200


def base(client: FlaskClient, host: str) -> str:
    feed = client.get("/v1/feeds/quotes.json", headers={"Host": host}).get_json()
    found = {feed["feed_url"].removesuffix("/v1/feeds/quotes.json")}
    found |= {item["url"].partition("/v1/")[0] for item in feed["items"]}
    found.add(feed["home_page_url"].removesuffix("/v1/quotes"))
    (only,) = found
    return str(only)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("10.1.2.3", "http://10.1.2.3"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("evil.example", "http://127.0.0.1:8000"),
        ("203.0.113.9.evil.example:80", "http://127.0.0.1:8000"),
        ("8.8.8.8", "http://127.0.0.1:8000"),
        ("localhost@evil.example", "http://127.0.0.1:8000"),
        ("localhost:99999", "http://127.0.0.1:8000"),
        ("localhost/evil", None),
        ('"><script>', None),
    ],
)
def test_a_foreign_host_gets_into_no_answer(
    client: FlaskClient, article: Any, host: str, expected: str | None
) -> None:
    if expected is None:
        response = client.get("/v1/feeds/quotes.json", headers={"Host": host})
        assert response.status_code in {200, 400}
        assert b"evil" not in response.data
        assert b"script" not in response.data
    else:
        assert base(client, host) == expected


@pytest.fixture
def public(app: Flask) -> Iterator[FlaskClient]:
    services = context.services_of(app)
    named = replace(services.settings, public_url="https://newsroom.example/onrecord/")
    context.provide(app, replace(services, settings=named))
    yield app.test_client()
    context.provide(app, services)


def test_the_public_address_is_as_set(public: FlaskClient) -> None:
    add(public, "Words")
    assert base(public, "evil.example") == "https://newsroom.example/onrecord"
    response = public.get("/v1/feeds/quotes.json")
    assert response.headers["Vary"] == "Host"
    assert "private" in response.headers["Cache-Control"]


def test_tags_are_of_one_address(client: FlaskClient, article: Any) -> None:
    tag = client.get(BOTH[0], headers={"Host": "10.1.2.3"}).headers["ETag"]
    assert client.get(BOTH[0], headers={"If-None-Match": tag}).status_code == 200
