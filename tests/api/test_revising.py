"""Revisions that are accepted now and made later."""

import datetime as dt
import threading
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context
from service.jobs.work import Work
from tests.api.conftest import MAX_CHARS

TEXT = "“We agree,” said Ann Lee."
NEW = TEXT + " “We never will,” said Bo Chan."
LATER = {"Prefer": "respond-async"}


@pytest.fixture
def path(client: FlaskClient) -> str:
    article = client.post("/v1/articles", json={"text": TEXT, "outlet": "The Example"})
    return article.headers["Location"]


def put(client: FlaskClient, path: str, headers: dict[str, str] | None = None, **body: Any) -> Any:
    return client.put(path, json={"text": NEW, **body}, headers={**LATER, **(headers or {})})


def work(app: Flask) -> None:
    """Do what waits, as a worker does."""
    services = context.services_of(app)
    never = threading.Event()
    done = Work(services.settings, services.store, services.engine.analyse, never, never)
    while (job := services.store.jobs.claim("w", dt.timedelta(seconds=30))) is not None:
        done(job)


def test_a_text_is_accepted_and_then_is_the_articles(
    client: FlaskClient, app: Flask, path: str
) -> None:
    response = put(client, path, {"If-Match": client.get(path).headers["ETag"]}, title="New")
    assert response.status_code == 202
    assert response.headers["Preference-Applied"] == "respond-async"
    job = response.get_json()
    assert response.headers["Location"] == f"/v1/jobs/{job['id']}"
    assert (job["task"], job["state"], job["revision"]) == ("revise", "queued", None)
    assert client.get("/v1/jobs?state=queued").get_json()["items"] == [job]
    assert client.get(path).get_json()["text"] == TEXT
    assert put(client, path, {"If-Match": client.get(path).headers["ETag"]}, title="New").get_json()
    work(app)
    done = client.get(response.headers["Location"]).get_json()
    assert (done["state"], done["revision"], done["problem"]) == ("done", 2, None)
    article = client.get(path).get_json()
    assert (article["text"], article["title"], article["outlet"]) == (NEW, "New", "The Example")
    assert len(article["quotes"]) == 2
    changes = client.get(f"{path}/revisions/2").get_json()["changes"]
    assert len(changes["added"]) == 1


def test_what_is_so_already_is_answered_as_ever(client: FlaskClient, path: str) -> None:
    response = put(client, path, text=TEXT)
    assert response.status_code == 200
    assert response.get_json()["text"] == TEXT
    assert "Preference-Applied" not in response.headers


def test_an_article_that_changed_meanwhile(client: FlaskClient, app: Flask, path: str) -> None:
    seen = client.get(path)
    job = put(client, path, {"If-Match": seen.headers["ETag"]}).headers["Location"]
    quote = seen.get_json()["quotes"][0]["id"]
    assert client.patch(f"/v1/quotes/{quote}", json={"act": "call"}).status_code == 200
    work(app)
    failed = client.get(job).get_json()
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "precondition-failed")
    assert client.get(path).get_json()["text"] == TEXT
    assert put(client, path).status_code == 202
    work(app)
    article = client.get(path).get_json()
    assert (article["text"], article["quotes"][0]["act"]) == (NEW, "call")


@pytest.mark.parametrize(
    ("headers", "body", "status", "code"),
    [
        ({"If-Match": '"0"'}, {}, 412, "precondition-failed"),
        ({}, {"text": "x" * (MAX_CHARS + 1)}, 413, "text-too-long"),
        ({}, {"txt": "x"}, 422, "invalid-request"),
        ({}, {"text": "“It is mine,” said Cy Dorn."}, 409, "conflict"),
    ],
)
def test_what_cannot_be_is_refused_at_once(
    client: FlaskClient,
    path: str,
    headers: dict[str, str],
    body: dict[str, Any],
    status: int,
    code: str,
) -> None:
    client.post("/v1/articles", json={"text": "“It is mine,” said Cy Dorn."})
    response = put(client, path, headers, **body)
    assert (response.status_code, response.get_json()["code"]) == (status, code)
    assert client.get("/v1/jobs").get_json()["items"] == []


def test_another_one_has_to_wait(client: FlaskClient, path: str) -> None:
    first = put(client, path)
    assert put(client, path).get_json() == first.get_json()
    refused = put(client, path, outlet="Another")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "conflict")
    assert first.get_json()["id"] in refused.get_json()["detail"]


def test_an_unknown_article(client: FlaskClient) -> None:
    assert put(client, "/v1/articles/a_none").status_code == 404


def test_plain_text(client: FlaskClient, app: Flask, path: str) -> None:
    response = client.put(f"{path}?title=T", data=NEW, content_type="text/plain", headers=LATER)
    assert response.status_code == 202
    work(app)
    assert client.get(path).get_json()["title"] == "T"
