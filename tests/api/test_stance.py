"""Stance toward a named target over HTTP."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.test_edits import AWKWARD

TEXT = "😀 “We never wait for the tax,” said Jane Roe."


def ask(client: FlaskClient, body: Any, status: int = 200, query: str = "") -> Any:
    response = client.post(f"/v1/stance{query}", json=body)
    assert response.status_code == status, response.text
    return response.get_json()


def test_a_stance_is_told_with_its_parts(client: FlaskClient) -> None:
    found = ask(client, {"text": TEXT, "target": "the tax"})
    assert (found["label"], found["score"], found["reason"]) == ("oppose", 0.7, None)
    (part,) = found["parts"]
    (span,) = part["spans"]
    assert TEXT[span["start"] : span["end"]] == span["text"] == "We never wait for the tax,"
    assert part["statement"]["speaker"]["name"] == "Jane Roe"
    (moved,) = ask(client, {"text": TEXT, "target": "the tax"}, query="?offsets=utf-16")["parts"]
    assert moved["spans"][0]["start"] == span["start"] + 1


def test_what_is_not_mentioned_is_neutral_with_a_reason(client: FlaskClient) -> None:
    found = ask(client, {"text": TEXT, "target": "the tunnel"})
    assert (found["label"], found["score"]) == ("neutral", None)
    assert (found["reason"], found["parts"]) == ("target-not-mentioned", [])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": TEXT}, 422),
        ({"target": "the tax"}, 422),
        ({"text": TEXT, "target": ""}, 422),
        ({"text": TEXT, "target": "…"}, 422),
        ({"text": TEXT, "target": "x" * 301}, 422),
        ({"text": TEXT, "target": "a\0b"}, 422),
        ({"text": TEXT, "target": 3}, 422),
        ({"text": "", "target": "the tax"}, 422),
        ({"text": " ", "target": "the tax"}, 422),
        ({"text": "long " * 1000, "target": "the tax"}, 413),
        ({"text": TEXT, "target": "the tax", "more": 1}, 422),
        ([], 422),
    ],
)
def test_what_cannot_be_asked(client: FlaskClient, body: Any, status: int) -> None:
    ask(client, body, status)


@pytest.mark.parametrize("awkward", AWKWARD)
def test_any_words_may_be_the_target(client: FlaskClient, awkward: str) -> None:
    response = client.post("/v1/stance", json={"text": TEXT, "target": awkward})
    assert response.status_code in (200, 422)
