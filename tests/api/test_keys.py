"""API keys: which calls need which, what is said to those without, whose name edits get."""

import base64
import datetime as dt
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from service.api import context, scopes
from service.app import create_app
from service.config import Settings, behind_a_server
from service.engine import Engine
from service.records import KeyScope
from tests.api.conftest import MAX_CHARS
from tests.api.test_problems import check

SCOPES: tuple[KeyScope, ...] = get_args(KeyScope)
ARTICLE = {"text": "“We will never pay,” said Jane Roe on Friday."}
OPEN = {"/", "/docs", "/openapi.json", "/static/<path:filename>", "/healthz", "/readyz"}
DESCRIBED = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text())


@pytest.fixture
def guarded(engine: Engine, url: str) -> Iterator[Flask]:
    """The application as it is where others can call."""
    made = create_app(Settings(database_url=url, max_chars=MAX_CHARS, host="0.0.0.0"), engine)  # noqa: S104
    yield made
    context.services_of(made).store.close()


@pytest.fixture
def outside(guarded: Flask) -> FlaskClient:
    return guarded.test_client()


def key(app: Flask, *wanted: KeyScope, name: str = "desk", days: int | None = None) -> str:
    term = None if days is None else dt.timedelta(days=days)
    return context.services_of(app).store.keys.create(name, wanted, term)[1]


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def calls(app: Flask) -> list[tuple[str, str, scopes.Need | None]]:
    """Every method of every route, with what it says that it needs."""
    return [
        (method, rule.rule, scopes.said(app, rule.endpoint))
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods or ())
        if method not in {"HEAD", "OPTIONS"}
    ]


def path_of(rule: str) -> str:
    return re.sub(r"<[^>]+>", "x_1", re.sub(r"<int:[^>]+>", "1", rule))


# Which calls need what.


def test_every_route_says_what_it_needs(guarded: Flask) -> None:
    found = calls(guarded)
    assert len(found) > 40
    for method, rule, need in found:
        assert need is not None, f"{method} {rule} says no scope"
        assert (need.access == "open") == (rule in OPEN), rule
        if method != "GET" and need.access == "read":
            assert rule in {"/v1/analyses", "/v1/stance"}, "what changes something is not a read"


def test_every_route_that_is_not_open_refuses_whoever_has_no_key(
    guarded: Flask, outside: FlaskClient
) -> None:
    for method, rule, need in calls(guarded):
        response = outside.open(path_of(rule), method=method)
        if need == scopes.Need("open"):
            assert response.status_code not in {401, 403}, rule
        else:
            check(response, 401, "no-key")
            assert response.headers["WWW-Authenticate"] == 'Bearer realm="onrecord"'


@pytest.mark.parametrize("scope", SCOPES)
def test_every_route_asks_for_its_scope(
    guarded: Flask, outside: FlaskClient, scope: KeyScope
) -> None:
    headers = bearer(key(guarded, scope))
    for method, rule, need in calls(guarded):
        if need is None or need.access == "open":
            continue
        response = outside.open(path_of(rule), method=method, headers=headers)
        if scope in ("admin", need.access):
            assert response.status_code not in {401, 403}, f"{method} {rule}"
        else:
            problem = check(response, 403, "missing-scope")
            assert f"needs the scope '{need.access}'" in problem["detail"]
            assert f'scope="{need.access}"' in response.headers["WWW-Authenticate"]


def test_every_call_is_described_with_its_scope(guarded: Flask) -> None:
    (scheme,) = DESCRIBED["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    for method, rule, need in calls(guarded):
        described = DESCRIBED["paths"].get(re.sub(r"<([^>]+)>", r"{\1}", rule), {})
        if (call := described.get(method.lower())) is None or need is None:
            continue
        if need.access == "open":
            assert "security" not in call
        else:
            assert call["security"] == [{"key": [need.access]}]
            assert {"401", "403", "429"} <= call["responses"].keys()


def test_a_route_that_says_nothing_needs_all_rights(guarded: Flask) -> None:
    guarded.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    client = guarded.test_client()
    assert client.get("/forgotten").status_code == 401
    assert client.get("/forgotten", headers=bearer(key(guarded, "read"))).status_code == 403
    assert client.get("/forgotten", headers=bearer(key(guarded, "admin"))).status_code == 200


# How a key is sent, and what is said of one that does not fit.


def basic(user: str, password: str) -> dict[str, str]:
    text = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {text}"}


def test_a_key_may_be_sent_in_three_ways(guarded: Flask, outside: FlaskClient) -> None:
    text = key(guarded, "read")
    for headers in (
        bearer(text),
        {"Authorization": f"bearer {text}"},
        basic("", text),
        basic("feed-reader", text),
        basic(text, ""),
    ):
        assert outside.get("/v1/quotes", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "no-key"),
        ({"Authorization": ""}, "no-key"),
        ({"Authorization": "Bearer"}, "no-key"),
        ({"Authorization": "Digest username=onr_x"}, "no-key"),
        ({"Authorization": "Basic !!!"}, "no-key"),
        (bearer("onr_"), "invalid-key"),
        (bearer("x" * 10_000), "invalid-key"),
        (bearer("onr_é\xff"), "invalid-key"),
        (bearer("' OR 1 --"), "invalid-key"),
        (bearer("' OR 1=1 --"), "no-key"),
        (basic("me", "secret"), "invalid-key"),
    ],
)
def test_what_lets_nobody_in(outside: FlaskClient, headers: dict[str, str], code: str) -> None:
    response = outside.get("/v1/quotes", headers=headers)
    problem = check(response, 401, code)
    assert response.headers["WWW-Authenticate"].startswith('Bearer realm="onrecord"')
    for value in headers.values():
        assert len(value) < 12 or value not in problem["detail"]


def test_a_mistyped_key_is_told_apart(guarded: Flask, outside: FlaskClient) -> None:
    text = key(guarded, "read")
    keys = context.services_of(guarded).store.keys
    swapped = text[:-8] + text[-7] + text[-8] + text[-6:]
    assert swapped == text or "mistyped" in said(outside, swapped)
    assert "mistyped" in said(outside, text[:-1])
    keys.revoke(keys.list()[0].id)
    assert "was revoked" in said(outside, text)


def said(client: FlaskClient, text: str) -> str:
    response = client.get("/v1/quotes", headers=bearer(text))
    detail: str = check(response, 401, "invalid-key")["detail"]
    assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]
    return detail


def test_a_browser_is_asked_for_a_password_and_a_script_is_not(outside: FlaskClient) -> None:
    page = outside.get("/v1/quotes", headers={"Accept": "text/html,*/*"})
    assert page.headers["WWW-Authenticate"].endswith('Basic realm="onrecord", charset="UTF-8"')
    script = outside.get("/v1/quotes", headers={"Accept": "application/json"})
    assert "Basic" not in script.headers["WWW-Authenticate"]


def test_the_body_of_a_caller_without_a_key_is_not_read(outside: FlaskClient) -> None:
    check(outside.post("/v1/articles", data=b"{" * 10_000_000), 401, "no-key")


def test_what_is_nowhere_is_nowhere_also_without_a_key(outside: FlaskClient) -> None:
    check(outside.get("/v1/nothing"), 404, "not-found")
    check(outside.put("/v1/articles"), 405, "method-not-allowed")
    assert outside.options("/v1/articles").status_code == 200


# Where keys are asked for.


@pytest.mark.parametrize(
    ("host", "api_keys", "required"),
    [
        ("127.0.0.1", "auto", False),
        ("127.9.9.9", "auto", False),
        ("::1", "auto", False),
        ("localhost", "auto", False),
        ("0.0.0.0", "auto", True),  # noqa: S104
        ("::", "auto", True),
        ("", "auto", True),
        ("192.168.0.7", "auto", True),
        ("::ffff:192.168.0.7", "auto", True),
        ("news.example", "auto", True),
        ("127.0.0.1", "required", True),
        ("0.0.0.0", "off", False),  # noqa: S104
    ],
)
def test_keys_are_asked_for_unless_only_this_machine_can_call(
    host: str, api_keys: str, required: bool
) -> None:
    settings = Settings(database_url="sqlite://", host=host, api_keys=api_keys)
    assert settings.keys_required is required


def test_another_server_is_taken_to_be_reached_by_others() -> None:
    settings = Settings(database_url="sqlite://")
    assert not settings.keys_required
    assert behind_a_server(settings).keys_required
    assert not behind_a_server(replace(settings, api_keys="off")).keys_required
    assert behind_a_server(replace(settings, api_keys="off")).limited


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("10.0.0.1", True)])
def test_letting_everybody_in_is_logged(
    engine: Engine, url: str, caplog: pytest.LogCaptureFixture, host: str, warned: bool
) -> None:
    with caplog.at_level(logging.WARNING, "onrecord"):
        app = create_app(Settings(database_url=url, host=host, api_keys="off"), engine)
    assert app.test_client().get("/v1/quotes").status_code == 200
    context.services_of(app).store.close()
    assert ("no-keys" in caplog.messages) is warned


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("onrecord.localhost", 200),
        ("news.example", 421),
        ("192.168.0.7:8000", 421),
        ("localhost.news.example", 421),
        ("127.0.0.1.news.example:8000", 421),
    ],
)
def test_without_keys_the_service_has_only_this_machines_names(
    client: FlaskClient, host: str, status: int
) -> None:
    response = client.get("/v1/quotes", headers={"Host": host})
    assert response.status_code == status
    if status == 421:
        check(response, 421, "other-host")


def test_with_keys_the_service_may_have_any_name(guarded: Flask, outside: FlaskClient) -> None:
    headers = {**bearer(key(guarded, "read")), "Host": "news.example"}
    assert outside.get("/v1/quotes", headers=headers).status_code == 200


# What is noted of a caller.


def test_callers_with_keys_of_their_own_may_use_the_same_idempotency_key(
    guarded: Flask, outside: FlaskClient
) -> None:
    for name in ("talks", "taxes"):
        headers = {**bearer(key(guarded, "edit", name=name)), "Idempotency-Key": "1"}
        made = [outside.post("/v1/topics", json={"name": name}, headers=headers) for _ in range(2)]
        assert [one.status_code for one in made] == [201, 201]
        assert made[0].data == made[1].data


def test_edits_get_the_name_of_the_key_unless_they_name_somebody(
    guarded: Flask, outside: FlaskClient
) -> None:
    headers = bearer(key(guarded, "admin", name="Night desk"))
    created = outside.post("/v1/articles", json=ARTICLE, headers=headers).get_json()
    speaker = created["quotes"][0]["speaker"]["id"]
    for number, body in enumerate(({}, {"by": "a.ruiz"})):
        change: Any = {"name": f"Jane {number} Roe", **body}
        path = f"/v1/speakers/{speaker}"
        assert outside.patch(path, json=change, headers=headers).status_code == 200
    history = outside.get(f"/v1/speakers/{speaker}/history", headers=headers).get_json()["items"]
    assert [edit["by"] for edit in history] == ["a.ruiz", "Night desk"]


def test_the_log_names_the_key_and_never_tells_it(
    guarded: Flask, outside: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    text = key(guarded, "read")
    (made,) = context.services_of(guarded).store.keys.list()
    with caplog.at_level(logging.INFO):
        outside.get("/v1/quotes", headers=bearer(text))
        outside.post("/v1/articles", headers=bearer(text))
        outside.get("/v1/quotes", headers=bearer(text[:-1]))
    logged = [vars(record) for record in caplog.records if record.name == "onrecord.access"]
    assert [(row.get("key"), row["status"]) for row in logged] == [
        (made.id, 200),
        (made.id, 403),
        (None, 401),
    ]
    assert text[14:40] not in str([vars(record) for record in caplog.records])
