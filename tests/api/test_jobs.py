import datetime as dt
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context
from service.api.batch import MOST_LINES
from service.errors import StoreUnavailable
from service.records import JobProblem
from tests.api.conftest import MAX_CHARS
from tests.factories import make_analysis

TEXT = "“We agree” said Ann Lee in the town."
LATER = {"Prefer": "respond-async"}
LEASE = dt.timedelta(seconds=30)
NDJSON = "application/x-ndjson"


def post(client: FlaskClient, text: str = TEXT, **headers: str) -> Any:
    return client.post("/v1/articles", json={"text": text}, headers={**LATER, **headers})


def send(client: FlaskClient, *lines: Any, content_type: str = NDJSON) -> Any:
    data = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    return client.post("/v1/articles/batch", data=data, content_type=content_type)


def results(response: Any) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.data
    assert response.mimetype == NDJSON
    return [json.loads(line) for line in response.data.splitlines()]


@pytest.mark.parametrize(
    "prefer", ["respond-async", "Respond-Async", "return=minimal, respond-async; wait=10"]
)
def test_an_article_is_accepted_for_later(client: FlaskClient, app: Flask, prefer: str) -> None:
    response = post(client, Prefer=prefer)
    assert response.status_code == 202
    assert response.headers["Preference-Applied"] == "respond-async"
    job = response.get_json()
    assert (job["state"], job["attempts"], job["problem"]) == ("queued", 0, None)
    assert response.headers["Location"] == f"/v1/jobs/{job['id']}"
    assert client.get(response.headers["Location"]).get_json() == job
    assert client.get(f"/v1/articles/{job['article_id']}").status_code == 404
    jobs = context.services_of(app).store.jobs
    claimed = jobs.claim("w", LEASE)
    assert claimed is not None
    assert claimed.document.text == TEXT
    jobs.complete(claimed, make_analysis(TEXT, []), words=7, seconds=0.1)
    done = client.get(f"/v1/jobs/{job['id']}").get_json()
    assert (done["state"], done["attempts"]) == ("done", 1)
    assert done["started_at"].endswith("Z")
    assert client.get(f"/v1/articles/{job['article_id']}").status_code == 200


def test_without_the_preference_it_is_analysed_now(client: FlaskClient) -> None:
    response = client.post("/v1/articles", json={"text": TEXT}, headers={"Prefer": "wait=5"})
    assert response.status_code == 201
    again = post(client)
    assert again.status_code == 200
    assert again.get_json()["quotes"]


def test_plain_text_with_its_metadata_too(client: FlaskClient, app: Flask) -> None:
    response = client.post(
        "/v1/articles?outlet=The Example", data=TEXT, content_type="text/plain", headers=LATER
    )
    assert response.status_code == 202
    claimed = context.services_of(app).store.jobs.claim("w", LEASE)
    assert claimed is not None
    assert (claimed.document.text, claimed.document.outlet) == (TEXT, "The Example")


def test_what_is_wrong_with_the_request_is_said_at_once(client: FlaskClient) -> None:
    assert post(client, "x" * (MAX_CHARS + 1)).status_code == 413
    assert client.post("/v1/articles", json={"txt": ""}, headers=LATER).status_code == 422
    assert client.get("/v1/jobs").get_json()["items"] == []


def test_a_failed_job_tells_why(client: FlaskClient, app: Flask) -> None:
    job_id = post(client).get_json()["id"]
    jobs = context.services_of(app).store.jobs
    claimed = jobs.claim("w", LEASE)
    assert claimed is not None
    jobs.fail(claimed, JobProblem("analysis-timeout", "The analysis was stopped."))
    job = client.get(f"/v1/jobs/{job_id}").get_json()
    assert job["state"] == "failed"
    assert job["problem"] == {"code": "analysis-timeout", "detail": "The analysis was stopped."}
    listed = client.get("/v1/jobs?state=failed").get_json()["items"]
    assert listed == [job]
    assert client.get("/v1/jobs?state=done").get_json() == {"items": [], "next_cursor": None}
    assert client.get("/v1/jobs?state=lost").status_code == 422


def test_jobs_come_in_pages(client: FlaskClient) -> None:
    sent = [post(client, f"{TEXT} {n}").get_json()["id"] for n in range(5)]
    page = client.get("/v1/jobs?limit=3").get_json()
    rest = client.get(f"/v1/jobs?limit=3&cursor={page['next_cursor']}").get_json()
    assert sorted(job["id"] for job in page["items"] + rest["items"]) == sorted(sent)


@pytest.mark.parametrize("job_id", ["j_absent", "%00", "é", "a" * 5000])
def test_an_unknown_job(client: FlaskClient, job_id: str) -> None:
    response = client.get(f"/v1/jobs/{job_id}")
    assert (response.status_code, response.get_json()["code"]) == (404, "not-found")


def test_bad_lines_of_a_batch_fail_alone(client: FlaskClient) -> None:
    client.post("/v1/articles", json={"text": "Known."})
    found = results(
        send(
            client,
            {"text": "One.", "outlet": "The Example"},
            b"{broken",
            b"",
            {"text": "Known."},
            b"\xff\xfe",
            {"title": "no text"},
            {"text": "A \0 text"},
            ["text"],
            {"text": "x" * (MAX_CHARS + 1)},
            b'{"text": "\\ud800"}',
            b"[" * 50_000,
            {"text": "One."},
            b'{"text": "Two."}\r',
        )
    )
    assert [(one["line"], one["status"]) for one in found] == [
        (1, 202),
        (2, 400),
        (4, 200),
        (5, 400),
        (6, 422),
        (7, 422),
        (8, 422),
        (9, 413),
        (10, 400),
        (11, 400),
        (12, 202),
        (13, 202),
    ]
    assert found[0]["job"]["id"] == found[10]["job"]["id"]
    assert "job" not in found[2]
    problem = found[4]["problem"]
    assert (problem["code"], problem["errors"][0]["pointer"]) == ("invalid-request", "/text")
    assert problem["instance"] == "/v1/articles/batch"
    assert len(client.get("/v1/jobs").get_json()["items"]) == 2


def test_an_empty_batch(client: FlaskClient) -> None:
    assert results(send(client)) == []
    assert results(send(client, b"  ", b"\r")) == []


def test_a_batch_that_is_too_large_or_of_another_type_is_refused_whole(client: FlaskClient) -> None:
    lines = [{"text": f"{n}."} for n in range(MOST_LINES + 1)]
    assert send(client, *lines).status_code == 413
    assert send(client, b" " * (17 << 20)).status_code == 413
    assert send(client, {"text": "A."}, content_type="application/json").status_code == 415
    assert client.get("/v1/jobs").get_json()["items"] == []
    assert len(results(send(client, *lines[1:]))) == MOST_LINES


def test_what_cannot_be_kept_is_not_accepted(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise StoreUnavailable("database or disk is full")

    monkeypatch.setattr(context.services_of(app).store.jobs, "submit", full)
    for response in (post(client), send(client, {"text": "One."})):
        assert response.status_code == 503
        assert response.headers["Retry-After"]
        assert response.get_json()["code"] == "store-unavailable"
