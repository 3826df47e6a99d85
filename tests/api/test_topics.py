"""Topics, stances and their changes over HTTP."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import ids
from service.api import context
from tests.api.test_edits import AWKWARD, send
from tests.store.positions import taking
from tests.store.test_topics import FIRST, LATER, day, target_id

ANN = ids.speaker_id("Ann Lee")
BRIDGE = target_id("the bridge")


@pytest.fixture(autouse=True)
def _articles(app: Flask) -> None:
    repository = context.services_of(app).store.repository
    repository.add_article(*taking(FIRST, **day(3)))
    repository.add_article(*taking(LATER, **day(5)))


def make(client: FlaskClient, **body: Any) -> Any:
    return send(client, "POST", "/topics", {"name": "carbon tax"} | body, 201)


def test_a_topic_is_made_changed_and_deleted(client: FlaskClient) -> None:
    response = client.post("/v1/topics", json={"name": "Carbon tax", "by": "ann"})
    assert response.status_code == 201
    change = response.get_json()
    path = response.headers["Location"]
    assert client.get(path).get_json() == change["topic"]
    assert (change["topic"]["target_count"], change["topic"]["quote_count"]) == (3, 4)
    assert (change["edit"]["action"], change["edit"]["by"]) == ("topic", "ann")
    topic = change["topic"]["id"]
    changed = send(client, "PATCH", f"/topics/{topic}", {"name": "CO2", "phrasings": ["bridge"]})
    assert changed["topic"]["phrasings"] == ["bridge"]
    assert [one["name"] for one in send(client, "GET", "/topics")["items"]] == ["CO2"]
    deleted = send(client, "DELETE", f"/topics/{topic}")
    assert deleted["topic"] is None
    send(client, "GET", f"/topics/{topic}", status=404)
    send(client, "POST", f"/edits/{deleted['edit']['id']}/undo")
    assert send(client, "GET", f"/topics/{topic}")["name"] == "CO2"
    acts = send(client, "GET", f"/topics/{topic}/history")["items"]
    assert [one["after"].get("topic") is None for one in acts] == [False, True, False, False]


def test_targets_are_listed_and_judged(client: FlaskClient) -> None:
    topic = make(client)["topic"]["id"]
    listed = send(client, "GET", f"/topics/{topic}/targets?which=counted")["items"]
    assert {one["target"]["name"]: one["opposite"] for one in listed} == {
        "carbon taxes": False,
        "taxing carbon emissions": False,
        "repealing the carbon tax": True,
    }
    change = send(client, "PUT", f"/topics/{topic}/targets/{BRIDGE}", {"verdict": "accepted"})
    assert change["topic"]["target_count"] == 4
    send(client, "PUT", f"/topics/{topic}/targets/{BRIDGE}", {})
    assert send(client, "GET", f"/topics/{topic}")["target_count"] == 3
    send(client, "PUT", f"/topics/{topic}/targets/{BRIDGE}", {}, 422)
    send(client, "PUT", f"/topics/{topic}/targets/{BRIDGE}", {"verdict": "perhaps"}, 422)
    send(client, "PUT", f"/topics/{topic}/targets/{BRIDGE}", {"opposite": "yes"}, 422)
    send(client, "PUT", f"/topics/{topic}/targets/{BRIDGE}", {"opposite": 0}, 422)
    send(client, "PUT", f"/topics/{topic}/targets/t_none", {"verdict": "accepted"}, 404)


def test_where_speakers_stand(client: FlaskClient) -> None:
    topic = make(client)["topic"]["id"]
    items = send(client, "GET", f"/topics/{topic}/stances?period=quarter")["items"]
    cells = {
        (one["speaker"]["name"], cell["period"]): {k: n for k, n in cell["stances"].items() if n}
        for one in items
        for cell in one["periods"]
    }
    assert cells == {
        ("Ann Lee", "2021-Q1"): {"support": 1},
        ("Ann Lee", "2021-Q2"): {"oppose": 1},
        ("Bo Roe", "2021-Q1"): {"oppose": 1},
        ("Cy Poe", "2021-Q1"): {"oppose": 1},
    }
    quote = items[0]["periods"][0]["quotes"][0]["quote_id"]
    assert send(client, "GET", f"/quotes/{quote}")["speaker"]["name"] == "Ann Lee"
    found = send(client, "GET", f"/speakers/{ANN}/stances?target=bridge")["items"]
    assert [one["target"]["name"] for one in found] == ["bridges"]
    assert found[0]["stances"]["support"] == 1


def test_shifts(client: FlaskClient) -> None:
    (one,) = send(client, "GET", f"/speakers/{ANN}/shifts")["items"]
    assert (one["kind"], one["before"]["label"], one["after"]["label"]) == (
        "reversal",
        "support",
        "oppose",
    )
    assert one["after_quote"]["content"]["text"] == "The tax must go"
    assert (one["topic"], one["target"]["name"]) == (None, "carbon taxes")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "…"},
        {"name": "tax\0"},
        {"name": "tax", "phrasings": "levy"},
        {"name": "tax", "phrasings": ["x"] * 51},
        {"name": "x" * 301},
        {"name": 3},
        {"name": "tax", "surplus": 1},
    ],
)
def test_what_is_no_topic_is_refused(client: FlaskClient, body: Any) -> None:
    send(client, "POST", "/topics", body, 422)


def test_a_name_is_taken_once(client: FlaskClient) -> None:
    make(client)
    problem = send(client, "POST", "/topics", {"name": "Carbon TAX"}, 409)
    assert problem["code"] == "conflict"


@pytest.mark.parametrize("awkward", AWKWARD)
def test_any_words_may_name_a_topic_or_be_asked_for(client: FlaskClient, awkward: str) -> None:
    response = client.post("/v1/topics", json={"name": awkward, "phrasings": [awkward]})
    assert response.status_code in (201, 422)
    topic = make(client)["topic"]["id"]
    for path, name in (
        (f"/v1/topics/{topic}/stances", "speaker"),
        (f"/v1/speakers/{ANN}/stances", "target"),
        ("/v1/quotes", "topic"),
        (f"/v1/speakers/{ANN}/shifts", "topic"),
        (f"/v1/speakers/{ANN}/stances", "topic"),
    ):
        status = client.get(path, query_string={name: awkward}).status_code
        assert status in (200, 404, 422), (path, name)
