"""The log over HTTP: pages, what is refused, and who gets a stream. Streams: test_streams.py."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context, event_stream
from service.store.events import Events

TEXT = "“We agree on the bridge” said Ann Lee in the town. “Never this” said Bo Chan."


@pytest.fixture
def article(client: FlaskClient) -> Any:
    return client.post("/v1/articles", json={"text": TEXT}).get_json()


def stream(client: FlaskClient, path: str = "/v1/events", **headers: str) -> Any:
    return client.get(path, headers={"Accept": event_stream.MEDIA_TYPE, **headers})


def test_pages_of_the_log(client: FlaskClient, article: Any) -> None:
    whole = client.get("/v1/events").get_json()
    assert whole["next_cursor"] is None
    assert [event["id"] for event in whole["items"]] == ["1", "2", "3", "4", "5"]
    first = whole["items"][0]
    assert (first["type"], first["article_id"]) == ("article.created", article["id"])
    assert first["quote_id"] is None
    assert first["at"] == article["created_at"]
    page = client.get("/v1/events?limit=3").get_json()
    assert page == {"items": whole["items"][:3], "next_cursor": "3"}
    rest = client.get("/v1/events?limit=3&after=3").get_json()
    assert rest == {"items": whole["items"][3:], "next_cursor": None}
    assert client.get("/v1/events?after=5").get_json() == {"items": [], "next_cursor": None}
    assert "bridge" not in str(whole)


def test_pages_of_a_filter(client: FlaskClient, article: Any) -> None:
    body = {"name": "x", "kind": "claims", "query": {"standalone": "false"}}
    path = client.post("/v1/filters", json=body).headers["Location"]
    page = client.get(f"{path}/events?limit=5").get_json()
    assert [event["type"] for event in page["items"]] == ["claim.created"]
    assert page["items"][0]["claim_id"] == article["quotes"][1]["claims"][0]["id"]
    assert page["next_cursor"] == "5"
    assert client.get(f"{path}/events?after=5").get_json() == {"items": [], "next_cursor": None}
    client.delete(path)
    for response in (client.get(f"{path}/events"), stream(client, f"{path}/events")):
        assert (response.status_code, response.get_json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "١", "1" * 19, "9", "1\n"])
def test_places_that_are_none(client: FlaskClient, after: str) -> None:
    for response in (
        client.get("/v1/events", query_string={"after": after}),
        stream(client, f"/v1/events?after={after.encode().hex()}x"),
    ):
        assert response.status_code == 422
    if after.isascii() and "\n" not in after:
        assert stream(client, **{"Last-Event-ID": after}).status_code == 422


def test_events_that_are_no_longer_kept(client: FlaskClient, app: Flask, article: Any) -> None:
    database = context.services_of(app).store._database
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
    Events(database.writing, database.reading, lambda: later).sweep(dt.timedelta(days=1))
    for response in (
        client.get("/v1/events?after=2"),
        stream(client, "/v1/events?after=2"),
        stream(client, **{"Last-Event-ID": "2"}),
    ):
        problem = response.get_json()
        assert (response.status_code, problem["code"]) == (410, "events-expired")
        assert "is 5" in problem["detail"]
    assert [e["id"] for e in client.get("/v1/events?after=0").get_json()["items"]] == ["5"]


@pytest.mark.parametrize(
    ("accept", "answer"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json, text/event-stream;q=0.5", "application/json"),
        ("text/event-stream", "text/event-stream"),
        ("text/event-stream, */*;q=0.1", "text/event-stream"),
        ("text/html", "application/problem+json"),
    ],
)
def test_what_is_preferred_is_given(client: FlaskClient, accept: str | None, answer: str) -> None:
    response = client.head("/v1/events", headers={"Accept": accept} if accept else {})
    assert response.mimetype == answer
    assert response.status_code == (406 if "problem" in answer else 200)


def test_places_are_given_back(client: FlaskClient, app: Flask) -> None:
    streams = context.services_of(app).streams
    assert client.head("/v1/events", headers={"Accept": "text/event-stream"}).status_code == 200
    assert streams.open == 0
    opened = [stream(client) for _ in range(streams.most)]
    assert streams.open == streams.most
    refused = stream(client)
    assert (refused.status_code, refused.get_json()["code"]) == (503, "too-many-streams")
    assert refused.headers["Retry-After"]
    assert client.get("/v1/events").status_code == 200
    for response in opened:
        response.close()
    assert streams.open == 0
    stream(client).close()
    assert streams.stop() is False
    assert stream(client).status_code == 503


def test_no_proxy_keeps_a_stream_back(client: FlaskClient) -> None:
    with stream(client) as response:
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Accel-Buffering"] == "no"
        assert "ETag" not in response.headers
