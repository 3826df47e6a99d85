"""The same request again is answered as it was, and not done again."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import ids

TEXT = "“The talks are near,” said Lee Young. “We wait,” said Jane Roe."
LEE, JANE = ids.speaker_id("Lee Young"), ids.speaker_id("Jane Roe")
REPLAYED = "Idempotency-Replayed"


def post(client: FlaskClient, path: str, body: Any = None, key: str = "k1", **headers: str) -> Any:
    given = {"Idempotency-Key": key, **{n.replace("_", "-"): v for n, v in headers.items()}}
    if isinstance(body, str):
        return client.post(f"/v1{path}", data=body.encode(), headers=given)
    return client.post(f"/v1{path}", json=body, headers=given)


def same(first: Any, again: Any) -> None:
    assert first.status_code < 300, first.text
    assert (again.status_code, again.get_data()) == (first.status_code, first.get_data())
    assert (REPLAYED in first.headers, again.headers.get(REPLAYED)) == (False, "true")
    for name in ("Content-Type", "Location", "Preference-Applied"):
        assert again.headers.get(name) == first.headers.get(name)


def test_an_article_is_answered_as_it_was(client: FlaskClient) -> None:
    first = post(client, "/articles", {"text": TEXT})
    assert first.status_code == 201
    quote = first.get_json()["quotes"][0]["id"]
    client.patch(f"/v1/quotes/{quote}", json={"act": "call"})
    same(first, post(client, "/articles", {"text": TEXT}))
    assert client.post("/v1/articles", json={"text": TEXT}).status_code == 200


def test_every_call_that_makes_something_obeys_the_key(client: FlaskClient) -> None:
    client.post("/v1/articles", json={"text": TEXT})
    same(post(client, "/topics", {"name": "talks"}), post(client, "/topics", {"name": "talks"}))
    body = {"speakers": [JANE]}
    merged = post(client, f"/speakers/{LEE}/merge", body)
    same(merged, post(client, f"/speakers/{LEE}/merge", body))
    undo = f"/edits/{merged.get_json()['edit']['id']}/undo"
    same(post(client, undo), post(client, undo))
    lines = '{"text": "One."}\n{"text": ""}\n'
    kind = {"Content_Type": "application/x-ndjson"}
    first = post(client, "/articles/batch", lines, **kind)
    same(first, post(client, "/articles/batch", lines, **kind))
    assert len(client.get("/v1/jobs").get_json()["items"]) == 1
    assert len(client.get("/v1/topics").get_json()["items"]) == 1


def test_an_article_for_later_is_answered_as_it_was(client: FlaskClient) -> None:
    first = post(client, "/articles", {"text": TEXT}, Prefer="respond-async")
    assert (first.status_code, first.headers["Preference-Applied"]) == (202, "respond-async")
    same(first, post(client, "/articles", {"text": TEXT}, Prefer="respond-async"))


def test_a_key_is_of_one_request(client: FlaskClient) -> None:
    post(client, "/topics", {"name": "talks"})
    for path, body in (("/topics", {"name": "other"}), ("/topics", {"name": "talks", "by": "a"})):
        problem = post(client, path, body)
        assert (problem.status_code, problem.get_json()["code"]) == (422, "idempotency-key-reused")
    assert post(client, "/topics?x=1", {"name": "talks"}).status_code == 422
    assert post(client, "/articles", {"text": TEXT}).status_code == 201


def test_what_failed_is_not_kept(client: FlaskClient) -> None:
    assert post(client, f"/speakers/{LEE}/merge", {"speakers": [JANE]}).status_code == 404
    client.post("/v1/articles", json={"text": TEXT})
    assert post(client, f"/speakers/{LEE}/merge", {"speakers": [JANE]}).status_code == 200
    assert post(client, "/articles", {"text": ""}, key="k2").status_code == 422
    assert post(client, "/articles", {"text": "break"}, key="k3").status_code == 500
    assert post(client, "/articles", {"text": "break"}, key="k3").status_code == 500
    assert post(client, "/articles", {"text": "Fine."}, key="k3").status_code == 201


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "é", "a\tb"])
def test_a_key_is_printable_and_short(client: FlaskClient, key: str) -> None:
    given = {"HTTP_IDEMPOTENCY_KEY": key}
    response = client.post("/v1/topics", json={"name": "talks"}, environ_overrides=given)
    assert response.status_code == 400, response.text
    assert response.get_json()["code"] == "invalid-idempotency-key"


def test_an_answer_does_not_outlive_its_article(client: FlaskClient) -> None:
    made = post(client, "/articles", {"text": TEXT}).get_json()
    client.delete(f"/v1/articles/{made['id']}")
    again = post(client, "/articles", {"text": TEXT})
    assert (again.status_code, REPLAYED in again.headers) == (201, False)


def test_a_body_that_is_too_large_is_refused_as_without_a_key(client: FlaskClient) -> None:
    body = {"name": "x" * (2 << 20)}
    assert post(client, "/topics", body).status_code == 413
    assert post(client, "/articles", {"text": "x" * 3000}, key="k2").status_code == 413


def test_at_the_same_time_one_is_done(app: Flask) -> None:
    """While the first is analysed the others are told to wait; then they get its answer."""
    body = {"text": "sleep 0.5 " + TEXT}
    together = threading.Barrier(3)

    def ask(_: int) -> Any:
        together.wait()
        return post(app.test_client(), "/articles", body)

    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(ask, range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    (first,) = (answer for answer in answers if answer.status_code == 201)
    waiting = next(answer for answer in answers if answer.status_code == 409)
    assert waiting.get_json()["code"] == "idempotency-key-in-use"
    assert "Retry-After" in waiting.headers
    same(first, post(app.test_client(), "/articles", body))
