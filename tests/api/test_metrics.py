import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from service.api import context
from service.errors import StoreUnavailable
from service.records import JobProblem
from tests.factories import make_analysis

LEASE = dt.timedelta(seconds=30)


def samples(client: FlaskClient) -> dict[tuple[str, str], float]:
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response.mimetype == "text/plain"
    return {
        (one.name, " ".join(one.labels.values())): one.value
        for family in text_string_to_metric_families(response.text)
        for one in family.samples
    }


def test_answers_are_counted_by_route_and_not_by_path(client: FlaskClient) -> None:
    client.get("/v1/articles/a_1")
    client.get("/v1/articles/a_2")
    client.get("/nothing/here")
    client.get("/v1/quotes?q=secret")
    found = samples(client)
    route = "GET /v1/articles/<article_id> 404"
    assert found["onrecord_request_seconds_count", route] == 2
    assert found["onrecord_request_seconds_count", "any none 404"] == 1
    assert found["onrecord_request_seconds_count", "GET /v1/quotes 200"] == 1
    assert "secret" not in str(found)
    assert "a_1" not in str(found)


def test_the_work_in_the_background_is_told(client: FlaskClient, app: Flask) -> None:
    jobs = context.services_of(app).store.jobs
    for number in range(4):
        client.post(
            "/v1/articles", json={"text": f"Text {number}."}, headers={"Prefer": "respond-async"}
        )
    jobs.beat("w_1", LEASE)
    first, second = jobs.claim("w_1", LEASE), jobs.claim("w_1", LEASE)
    assert first is not None
    assert second is not None
    jobs.complete(first, make_analysis(first.document.text, []), words=120, seconds=0.25)
    jobs.fail(second, JobProblem("analysis-timeout", "Too slow."))
    found = samples(client)
    assert found["onrecord_store_up", ""] == 1
    states = [found["onrecord_jobs", state] for state in ("queued", "running", "done", "failed")]
    assert states == [2, 0, 1, 1]
    assert found["onrecord_queue_age_seconds", ""] > 0
    assert found["onrecord_workers", ""] == 1
    assert found["onrecord_analysed_articles_total", ""] == 1
    assert found["onrecord_analysed_words_total", ""] == 120
    assert found["onrecord_analysis_seconds_total", ""] == 0.25
    assert found["onrecord_lease_expiries_total", ""] == 0
    assert found["onrecord_failures_total", "analysis-timeout"] == 1


def test_metrics_tell_that_the_store_is_away(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**options: object) -> None:
        raise StoreUnavailable("the server is starting")

    monkeypatch.setattr(context.services_of(app).store.jobs, "counts", away)
    found = samples(client)
    assert found["onrecord_store_up", ""] == 0
    assert ("onrecord_jobs", "queued") not in found
