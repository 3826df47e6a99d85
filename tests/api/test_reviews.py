"""Verdicts on claims over HTTP."""

from typing import Any

import pytest
from flask.testing import FlaskClient

BODY = {
    "rating": "mostly-false",
    "label": "Not quite",
    "explanation": "The minutes say otherwise.",
    "url": "https://checks.example/1",
    "reviewer": {"name": "The Example's desk"},
    "reviewed_at": "2021-11-22",
    "by": "ann",
}


@pytest.fixture
def claim(client: FlaskClient) -> Any:
    text = "“The talks are near their end,” said Lee Young. “We wait,” said Jane Roe."
    (claim, _) = client.post("/v1/articles", json={"text": text}).get_json()["quotes"]
    return claim["claims"][0]


def test_a_verdict_is_given_shown_and_taken_back(client: FlaskClient, claim: Any) -> None:
    path = f"/v1/claims/{claim['id']}"
    assert client.get(path).get_json()["review"] is None
    assert client.get(f"{path}/review").status_code == 404
    change = client.put(f"{path}/review", json=BODY).get_json()
    review = client.get(f"{path}/review").get_json()
    assert review == change["review"] == client.get(path).get_json()["review"]
    assert review["rating"] == "mostly-false"
    assert review["claim_text"] == claim["text"]
    assert review["reviewer"] == {"name": "The Example's desk", "url": None}
    assert review["reviewed_at"] == "2021-11-22T00:00:00Z"
    assert change["edit"]["claim_id"] == claim["id"]
    assert client.put(f"{path}/review", json=BODY).get_json()["edit"] is None
    taken = client.delete(f"{path}/review", json={"by": "bo"}).get_json()
    assert taken["review"] is None
    undone = client.post(f"/v1/edits/{taken['edit']['id']}/undo").get_json()
    assert undone["claim"]["review"] == review
    history = client.get(f"{path}/history").get_json()["items"]
    assert [one["by"] for one in history] == [None, "bo", "ann"]


def test_claims_are_listed_by_verdict(client: FlaskClient, claim: Any) -> None:
    client.put(f"/v1/claims/{claim['id']}/review", json=BODY)

    def listed(query: str) -> list[str]:
        return [one["id"] for one in client.get(f"/v1/claims?{query}").get_json()["items"]]

    assert listed("reviewed=true") == listed("rating=mostly-false") == [claim["id"]]
    assert listed("rating=true") == []
    assert claim["id"] not in listed("reviewed=false")
    assert client.get("/v1/claims?reviewed=1").status_code == 422
    assert client.get("/v1/claims?rating=untrue").status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {"rating": None},
        {"rating": "pants on fire"},
        {"url": "javascript:alert(1)"},
        {"label": ""},
        {"label": "a\0b"},
        {"explanation": "x" * 10_001},
        {"reviewer": {}},
        {"reviewer": {"name": "  "}},
        {"reviewer": {"name": "A", "url": "ftp://a.example"}},
        {"reviewed_at": "last week"},
        {"reviewed_at": None},
        {"verdict": "false"},
    ],
)
def test_what_is_no_verdict_is_refused(
    client: FlaskClient, claim: Any, changes: dict[str, Any]
) -> None:
    response = client.put(f"/v1/claims/{claim['id']}/review", json={**BODY, **changes})
    assert response.status_code == 422, response.text
    assert client.get(f"/v1/claims/{claim['id']}").get_json()["review"] is None


def test_there_is_no_verdict_on_what_is_not_there(client: FlaskClient) -> None:
    assert client.put("/v1/claims/c_none/review", json=BODY).status_code == 404
    assert client.delete("/v1/claims/c_none/review").status_code == 404
    assert client.get("/v1/claims/c_none/history").status_code == 404
