"""Targets over HTTP, and statements by their labels."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context
from tests.api.test_edits import AWKWARD
from tests.store.positions import Said, taking

SAYINGS: list[Said] = [
    ("Ann Lee", "We need the tax", "support", "the carbon tax"),
    ("Bo Roe", "No new tax", "oppose", "carbon taxes"),
]


@pytest.fixture(autouse=True)
def _articles(app: Flask) -> None:
    context.services_of(app).store.repository.add_article(*taking(SAYINGS))


def test_targets_are_listed_with_their_stances(client: FlaskClient) -> None:
    (one,) = client.get("/v1/targets?q=carb").get_json()["items"]
    assert one["quote_count"] == 2
    assert one["stances"] == {"support": 1, "oppose": 1, "conditional": 0, "neutral": 0}
    assert client.get(f"/v1/targets/{one['id']}").get_json() == one
    assert client.get("/v1/targets/t_none").status_code == 404


def test_quotes_by_stance_and_target(client: FlaskClient) -> None:
    found = client.get("/v1/quotes?stance=oppose&target=Carbon%20tax").get_json()["items"]
    assert [one["content"]["text"] for one in found] == ["No new tax"]


@pytest.mark.parametrize("name", ["stance", "commitment", "act", "cue_class"])
def test_labels_that_there_are_not_are_refused(client: FlaskClient, name: str) -> None:
    response = client.get("/v1/quotes", query_string={name: "maybe"})
    assert response.status_code == 422
    assert response.get_json()["errors"][0]["parameter"] == name


@pytest.mark.parametrize("awkward", AWKWARD)
def test_any_words_may_be_asked_for(client: FlaskClient, awkward: str) -> None:
    assert client.get("/v1/targets", query_string={"q": awkward}).status_code == 200
    assert client.get("/v1/quotes", query_string={"target": awkward}).status_code == 200
