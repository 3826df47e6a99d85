from typing import Any

import pytest
from flask.testing import FlaskClient

from service import ids

TEXT = "😀 “The talks are near their end,” said Lee Young. “We wait,” said Jane Roe."


@pytest.fixture
def article(client: FlaskClient) -> Any:
    body = {"text": TEXT, "outlet": "Alpha", "published_at": "2021-11-01"}
    return client.post("/v1/articles", json=body).get_json()


def texts(client: FlaskClient, **query: Any) -> list[str]:
    response = client.get("/v1/claims", query_string=query)
    assert response.status_code == 200, response.text
    return [claim["text"] for claim in response.get_json()["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["The talks are near their end.", "We wait."]),
        ({"order": "date"}, ["The talks are near their end.", "We wait."]),
        ({"speaker": "Jane Roe"}, ["We wait."]),
        ({"q": "talks"}, ["The talks are near their end."]),
        (
            {"cue_class": "neutral", "outlet": "alpha", "limit": 1},
            ["The talks are near their end."],
        ),
        ({"cue_class": "denial"}, []),
        ({"stance": "support"}, []),
        ({"target": "talks"}, []),
        ({"commitment": "hedged", "act": "call"}, []),
        ({"since": "2021-11-02"}, []),
        ({"min_checkworthiness": "0.5"}, []),
    ],
)
def test_claims_are_filtered(
    client: FlaskClient, article: Any, query: dict[str, str], expected: list[str]
) -> None:
    assert texts(client, **query) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["We wait."]),
        ({"standalone": "true"}, ["We wait."]),
        ({"standalone": "false"}, ["We want this."]),
        ({"standalone": "any"}, ["We want this.", "We wait."]),
    ],
)
def test_claims_that_need_their_article_are_given_when_asked_for(
    client: FlaskClient, asked: dict[str, str], expected: list[str]
) -> None:
    text = "“We want this,” said Lee Young. “We wait,” said Jane Roe."
    client.post("/v1/articles", json={"text": text})
    assert texts(client, order="date", **asked) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"order": "size"},
        {"standalone": "perhaps"},
        {"stance": "angry"},
        {"min_checkworthiness": "2"},
        {"since": "yesterday"},
        {"limit": "0"},
        {"cursor": "none"},
        {"unknown": "1"},
    ],
)
def test_what_is_not_allowed_is_a_problem(client: FlaskClient, query: dict[str, str]) -> None:
    response = client.get("/v1/claims", query_string=query)
    assert response.status_code == 422
    assert response.content_type == "application/problem+json"


def test_a_claim_tells_who_makes_it_and_where(client: FlaskClient, article: Any) -> None:
    (listed,) = client.get("/v1/claims?q=wait").get_json()["items"]
    claim = client.get(f"/v1/claims/{listed['id']}").get_json()
    assert claim == listed
    quote = article["quotes"][1]
    assert claim["quote_id"] == quote["id"]
    assert {name: claim[name] for name in quote["claims"][0]} == quote["claims"][0]
    for name in ("speaker", "via", "said_on", "cue", "stance", "commitment", "act"):
        assert claim[name] == quote[name]
    assert claim["article"]["id"] == article["id"]
    assert (claim["model"], claim["version"]) == ("small", "1.0")


def test_a_claim_leads_to_where_else_its_statement_was_said(
    client: FlaskClient, article: Any
) -> None:
    (listed,) = client.get("/v1/claims?q=wait").get_json()["items"]
    found = client.get(f"/v1/claims/{listed['id']}/appearances")
    assert found.status_code == 200
    quote = client.get(f"/v1/quotes/{listed['quote_id']}/appearances").get_json()
    assert found.get_json() == quote
    assert client.get("/v1/claims/c_none/appearances").status_code == 404


def test_offsets_of_a_claim_count_what_is_asked_for(client: FlaskClient, article: Any) -> None:
    (listed,) = client.get("/v1/claims?q=wait").get_json()["items"]
    found = client.get(f"/v1/claims/{listed['id']}?offsets=utf-16").get_json()
    assert found["spans"][0]["start"] == listed["spans"][0]["start"] + 1


def test_a_named_speaker_is_told(client: FlaskClient, article: Any) -> None:
    answer = client.get("/v1/claims?speaker=young").get_json()
    assert [one["id"] for one in answer["matched_speakers"]] == [ids.speaker_id("Lee Young")]


def test_an_unknown_claim_is_not_found(client: FlaskClient) -> None:
    response = client.get("/v1/claims/c_none")
    assert (response.status_code, response.get_json()["code"]) == (404, "not-found")
