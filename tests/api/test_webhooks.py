"""Webhooks over HTTP: made, changed, tried and looked after by their owners."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context
from service.records import ClaimedDelivery
from tests.api.test_metrics import samples

URL = "https://hooks.example/onrecord"
LEASE = dt.timedelta(seconds=30)


@pytest.fixture
def filter_id(client: FlaskClient) -> str:
    body = {"name": "All", "kind": "quotes", "query": {}}
    identifier: str = client.post("/v1/filters", json=body).get_json()["id"]
    return identifier


@pytest.fixture
def made(client: FlaskClient, filter_id: str) -> dict[str, Any]:
    response = client.post("/v1/webhooks", json={"url": URL, "filter_id": filter_id})
    assert response.status_code == 201, response.get_json()
    found: dict[str, Any] = response.get_json()
    assert response.headers["Location"] == f"/v1/webhooks/{found['id']}"
    return found


def claim(app: Flask) -> ClaimedDelivery:
    taken = context.services_of(app).store.outbox.claim("w", LEASE)
    assert taken is not None
    return taken


def fill(app: Flask) -> None:
    while context.services_of(app).store.outbox.fill():
        pass


def test_the_secret_is_shown_once(client: FlaskClient, made: dict[str, Any]) -> None:
    assert made["secret"].startswith("whsec_")
    assert made["enabled"] is True
    path = f"/v1/webhooks/{made['id']}"
    found = client.get(path).get_json()
    assert found == {name: value for name, value in made.items() if name != "secret"}
    assert client.get("/v1/webhooks").get_json() == {"items": [found], "next_cursor": None}
    assert "secret" not in client.patch(path, json={"enabled": False}).get_json()
    rotated = client.post(f"{path}/secret").get_json()
    assert rotated["secret"] not in {made["secret"], ""}
    assert rotated["old_secret_until"] is not None
    at_once = client.post(f"{path}/secret", json={"keep_old_seconds": 0}).get_json()
    assert at_once["old_secret_until"] is None


def test_it_is_changed_and_deleted(
    client: FlaskClient, made: dict[str, Any], filter_id: str
) -> None:
    path = f"/v1/webhooks/{made['id']}"
    changed = client.patch(path, json={"url": f"{URL}/new", "enabled": False}).get_json()
    assert (changed["url"], changed["enabled"]) == (f"{URL}/new", False)
    assert client.patch(path, json={}).status_code == 200
    assert client.patch(path, json={"filter_id": "f_none"}).status_code == 422
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.delete(path).status_code == 404


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://hooks.example/", "https"),
        ("https://127.0.0.1/", "public internet"),
        ("https://0x7f.1/", "usual form"),
        ("https://[::ffff:10.0.0.1]/", "public internet"),
        ("https://localhost./", "public internet"),
        ("https://user:word@hooks.example/", "password"),
        ("https://hooks.example:25/", "port"),
        ("https://hooks.example/\r\nX: y", "form"),
        ("ftp://hooks.example/", "form"),
    ],
)
def test_addresses_that_are_not_sent_to_are_refused_at_once(
    client: FlaskClient, made: dict[str, Any], filter_id: str, address: str, said: str
) -> None:
    for response in (
        client.post("/v1/webhooks", json={"url": address, "filter_id": filter_id}),
        client.patch(f"/v1/webhooks/{made['id']}", json={"url": address}),
    ):
        problem = response.get_json()
        assert (response.status_code, problem["code"]) == (422, "invalid-webhook")
        assert said in problem["detail"]
        assert "word" not in problem["detail"].replace("password", "")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"url": URL}, "/filter_id"),
        ({"filter_id": "f"}, "/url"),
        ({"url": URL, "filter_id": "f", "enabled": "yes"}, "/enabled"),
        ({"url": URL, "filter_id": "f", "secret": "whsec_x"}, "/secret"),
        ({"url": "https://hooks.example/" + "a" * 2000, "filter_id": "f"}, "/url"),
    ],
)
def test_bodies_that_are_not_understood_are_refused(
    client: FlaskClient, body: dict[str, Any], place: str
) -> None:
    response = client.post("/v1/webhooks", json=body)
    assert response.status_code == 422
    assert place in {error["pointer"] for error in response.get_json()["errors"]}


def test_a_filter_must_be_there(client: FlaskClient) -> None:
    response = client.post("/v1/webhooks", json={"url": URL, "filter_id": "f_none"})
    assert (response.status_code, response.get_json()["code"]) == (422, "invalid-filter")


def test_deliveries_are_seen_and_sent_again(
    client: FlaskClient, app: Flask, made: dict[str, Any]
) -> None:
    path = f"/v1/webhooks/{made['id']}/deliveries"
    client.post("/v1/articles", json={"text": "“Fine” said Ann Lee"})
    fill(app)
    (waiting,) = client.get(path).get_json()["items"]
    assert (waiting["state"], waiting["type"]) == ("waiting", "filter.events")
    assert len(waiting["event_ids"]) == 1
    assert waiting["next_attempt_at"] is not None
    one = f"{path}/{waiting['id']}"
    assert client.get(one).get_json() == waiting
    assert client.post(f"{one}/redeliver").status_code == 409
    context.services_of(app).store.outbox.delivered(claim(app), 200)
    assert client.get(one).get_json()["state"] == "delivered"
    assert client.get(f"{path}?state=waiting").get_json()["items"] == []
    again = client.post(f"{one}/redeliver")
    assert (again.status_code, again.get_json()["state"]) == (202, "waiting")
    assert again.get_json()["id"] == waiting["id"]
    assert client.get(f"{path}/m_none").status_code == 404
    assert client.get("/v1/webhooks/h_none/deliveries").status_code == 404
    assert client.get(f"{path}?state=lost").status_code == 422


def test_a_ping_is_a_delivery(client: FlaskClient, made: dict[str, Any]) -> None:
    path = f"/v1/webhooks/{made['id']}"
    response = client.post(f"{path}/ping")
    assert (response.status_code, response.get_json()["type"]) == (202, "webhook.ping")
    assert response.get_json()["event_ids"] == []
    client.patch(path, json={"enabled": False})
    assert client.post(f"{path}/ping").status_code == 409


def test_metrics_tell_how_sending_goes(
    client: FlaskClient, app: Flask, made: dict[str, Any]
) -> None:
    client.post(f"/v1/webhooks/{made['id']}/ping")
    found = samples(client)
    assert found["onrecord_webhooks", "enabled"] == 1
    assert found["onrecord_deliveries_waiting", ""] == 1
    assert found["onrecord_delivery_age_seconds", ""] > 0
    context.services_of(app).store.outbox.delivered(claim(app), 200)
    found = samples(client)
    assert found["onrecord_deliveries_waiting", ""] == 0
    assert found["onrecord_delivery_attempts_total", "delivered"] == 1
