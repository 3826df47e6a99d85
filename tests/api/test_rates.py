"""How often a caller may call."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context
from service.app import create_app
from service.config import Settings
from service.engine import Engine
from service.errors import InvalidSetting
from service.records import KeyScope
from tests.api.conftest import MAX_CHARS
from tests.api.test_problems import check

Make = Callable[..., Flask]
TEXT = {"text": "“Yes,” said Jane Roe."}
HEADERS = ("RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining")


@pytest.fixture
def make(engine: Engine, url: str) -> Iterator[Make]:
    """Makes applications with settings of their own."""
    made: list[Flask] = []

    def with_settings(**settings: Any) -> Flask:
        made.append(create_app(Settings(database_url=url, max_chars=MAX_CHARS, **settings), engine))
        return made[-1]

    yield with_settings
    for app in made:
        context.services_of(app).store.close()


@pytest.fixture
def limited(make: Make) -> FlaskClient:
    return make(limits="on", analyses_per_minute=2, requests_per_minute=3).test_client()


def test_analyses_and_other_calls_are_counted_apart(limited: FlaskClient) -> None:
    for left in ("1", "0"):
        done = limited.post("/v1/analyses", json=TEXT)
        assert done.status_code == 200
        assert [done.headers[name] for name in HEADERS] == ["2;w=60", "2", left]
        assert 1 <= int(done.headers["RateLimit-Reset"]) <= 60
    for left in ("2", "1", "0"):
        read = limited.get("/v1/quotes")
        assert read.status_code == 200
        assert [read.headers[name] for name in HEADERS] == ["3;w=60", "3", left]
    for path in ("/v1/articles", "/v1/stance", "/v1/articles/batch"):
        problem = check(limited.post(path, json=TEXT), 429, "too-many-requests")
        assert problem["detail"].startswith("More than 2 analyses in a minute; try again in ")
    refused = limited.get("/v1/articles")
    check(refused, 429, "too-many-requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit-Remaining"] == "0"


def test_after_the_wait_it_goes_on(limited: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        limited.get("/v1/quotes")
    wait = int(limited.get("/v1/quotes").headers["Retry-After"])
    later = time.time() + wait
    monkeypatch.setattr(time, "time", lambda: later)
    assert limited.get("/v1/quotes").status_code == 200


def test_what_is_open_is_never_refused(limited: FlaskClient) -> None:
    for path in ("/healthz", "/readyz", "/docs", "/openapi.json", "/static/docs.html"):
        for _ in range(5):
            response = limited.get(path)
            assert response.status_code == 200
            assert "RateLimit-Limit" not in response.headers


def test_callers_are_counted_apart_by_key(make: Make) -> None:
    app = make(api_keys="required", requests_per_minute=1)
    keys = context.services_of(app).store.keys
    scopes: list[KeyScope] = ["read"]
    client = app.test_client()
    for _ in range(2):
        headers = {"Authorization": f"Bearer {keys.create('same name', scopes)[1]}"}
        assert client.get("/v1/quotes", headers=headers).status_code == 200
        assert client.get("/v1/quotes", headers=headers).status_code == 429
    check(client.get("/v1/quotes"), 401, "no-key")


def test_callers_without_keys_are_counted_apart_by_address(make: Make) -> None:
    client = make(host="10.0.0.1", api_keys="off", requests_per_minute=1).test_client()
    for address in ("10.0.0.7", "10.0.0.8"):
        place = {"REMOTE_ADDR": address}
        # An address that the caller claims to have is not taken for theirs.
        for claimed, status in (("1.1.1.1", 200), ("2.2.2.2", 429)):
            headers = {"X-Forwarded-For": claimed}
            read = client.get("/v1/quotes", environ_base=place, headers=headers)
            assert read.status_code == status


def test_nothing_is_counted_where_only_this_machine_calls(make: Make) -> None:
    client = make(requests_per_minute=1).test_client()
    for _ in range(3):
        response = client.get("/v1/quotes")
        assert response.status_code == 200
        assert "RateLimit-Limit" not in response.headers


@pytest.mark.parametrize(
    ("settings", "limited"),
    [
        ({}, False),
        ({"limits": "on"}, True),
        ({"host": "10.0.0.1"}, True),
        ({"host": "10.0.0.1", "api_keys": "off"}, True),
        ({"host": "10.0.0.1", "limits": "off"}, False),
        ({"api_keys": "required"}, True),
    ],
)
def test_calls_are_counted_unless_only_this_machine_can_call(
    settings: dict[str, Any], limited: bool
) -> None:
    assert Settings(database_url="sqlite://", **settings).limited is limited


def test_zero_is_any_number(make: Make) -> None:
    app = make(limits="on", analyses_per_minute=0, requests_per_minute=1)
    client = app.test_client()
    for _ in range(3):
        assert client.post("/v1/analyses", json=TEXT).status_code == 200


def test_a_counter_that_is_away_does_not_take_the_service_with_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make(limits="on", requests_per_minute=1)
    (limiter,) = app.extensions["limiter"]

    def broken(*_: object, **__: object) -> bool:
        raise ConnectionError("gone")

    monkeypatch.setattr(limiter.storage, "acquire_entry", broken)
    monkeypatch.setattr(limiter.storage, "check", lambda: False)
    client = app.test_client()
    assert [client.get("/v1/quotes").status_code for _ in range(2)] == [200, 429]


def test_a_counter_that_goes_away_after_it_has_counted(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make(limits="on", requests_per_minute=2)
    (limiter,) = app.extensions["limiter"]

    def broken(*_: object, **__: object) -> tuple[float, int]:
        raise ConnectionError("gone")

    monkeypatch.setattr(limiter.storage, "get_moving_window", broken)
    client = app.test_client()
    answers = [client.get("/v1/quotes") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "RateLimit-Remaining" not in answers[0].headers


@pytest.mark.parametrize("place", ["nowhere://x", "memory"])
def test_a_place_to_count_in_that_cannot_be_used_is_said_at_once(make: Make, place: str) -> None:
    with pytest.raises(InvalidSetting, match="ONRECORD_LIMITS_URL cannot be used"):
        make(limits="on", limits_url=place)


def test_words_that_a_setting_does_not_know() -> None:
    with pytest.raises(InvalidSetting, match="ONRECORD_API_KEYS is 'no'; allowed is auto, req"):
        Settings(database_url="sqlite://", api_keys="no")
    with pytest.raises(InvalidSetting, match="ONRECORD_LIMITS is 'none'; allowed is auto, on, off"):
        Settings(database_url="sqlite://", limits="none")
