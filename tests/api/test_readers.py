"""Reads that reader processes answer: the same as where the web process answers them itself."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from service.api import context
from service.app import begin_readers
from service.readers import Readers
from tests.api.stored import everything
from tests.processes import eventually, spawned

_HERE = re.compile(r"/$|/docs|/static|/openapi|/metrics|/healthz|/readyz|/v1/events")
_KINDS = ("application/json", "application/ld+json", "text/csv", "image/png")


@pytest.fixture
def others(app: Flask) -> set[int]:
    """The processes that are no readers, such as those that analyse for other tests."""
    return {child.pid for child in spawned()}


@pytest.fixture
def reading(app: Flask, others: set[int]) -> Iterator[Flask]:
    """The application with a reader that is ready."""
    settings = replace(context.services_of(app).settings, readers=1)
    context.provide(app, replace(context.services_of(app), settings=settings))
    begin_readers(app)
    readers = readers_of(app)
    readers.begin()
    eventually(lambda: readers.present, 60)
    yield app
    readers.stop()


def readers_of(app: Flask) -> Readers:
    found = context.services_of(app).readers
    assert found is not None
    return found


def paths_of(app: Flask) -> list[str]:
    """The address of every read, of things that are there."""
    there = everything(app)
    ids = {f"{kind}_id": path.rpartition("/")[2] for kind, path in there.items()}
    ids |= {"number": "1", "version": "1", "kind": "quotes"}
    return [
        re.sub(r"<(?:\w+:)?(\w+)>", lambda found: ids[found[1]], rule.rule)
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not _HERE.match(rule.rule)
    ]


def asked(app: Flask, path: str, **headers: str) -> TestResponse:
    return app.test_client().get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})


def alone(app: Flask, path: str, **headers: str) -> TestResponse:
    """What is answered without readers."""
    services = context.services_of(app)
    context.provide(app, replace(services, readers=None))
    try:
        return asked(app, path, **headers)
    finally:
        context.provide(app, services)


def parts(response: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    """All that an answer is, but the second at which it was given."""
    headers = sorted((name, value) for name, value in response.headers if name != "Date")
    return response.status, headers, response.get_data()


def test_readers_answer_as_the_web_process_does(reading: Flask) -> None:
    addresses = paths_of(reading)
    assert len(addresses) > 25
    addresses += [f"{path}?limit=x" for path in addresses] + ["/v1/quotes/q_none", "/v1/nothing"]
    addresses += ["/v1/quotes?speaker=Lee%20Young&offsets=utf-16", "/v1/quotes?q=%FF"]
    # Feeds tell when the last change was, once the second in which it was is over.
    eventually(lambda: "Last-Modified" in asked(reading, "/v1/feeds/quotes.atom").headers, 10)
    for path in addresses:
        for kind in _KINDS:
            answer = asked(reading, path, Accept=kind)
            assert parts(answer) == parts(alone(reading, path, Accept=kind)), (path, kind)
            if answer.status_code == 200 and (tag := answer.headers.get("ETag")):
                again = asked(reading, path, Accept=kind, If_None_Match=tag)
                assert (again.status_code, again.get_data()) == (304, b""), (path, kind)
                assert again.headers["ETag"] == tag
    assert readers_of(reading).present == 1


def test_what_was_written_is_read_at_once(reading: Flask) -> None:
    client = reading.test_client()
    everything(reading)
    (quote, *_) = client.get("/v1/quotes").get_json()["items"]
    for act in ("call", "pledge"):
        path = f"/v1/quotes/{quote['id']}"
        assert client.patch(path, json={"act": act}).status_code == 200
        assert client.get(path).get_json()["act"] == act


def test_a_head_has_no_body(reading: Flask) -> None:
    everything(reading)
    client = reading.test_client()
    whole, head = client.get("/v1/quotes"), client.head("/v1/quotes")
    assert head.get_data() == b""
    assert head.headers["Content-Length"] == str(len(whole.get_data()))


def test_the_web_process_measures_what_its_readers_answer(reading: Flask) -> None:
    client = reading.test_client()
    assert client.get("/v1/quotes").status_code == 200
    counted = 'onrecord_request_seconds_count{method="GET",route="/v1/quotes",status="200"} 1.0'
    assert counted in client.get("/metrics").get_data(as_text=True)


def test_a_read_whose_reader_is_stopped_is_answered_with_a_problem(
    reading: Flask, others: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopped process never answers, as one does not that has far too much to do."""
    monkeypatch.setattr("service.api.turns._LONGEST", 0.2)
    for child in spawned():
        if child.pid not in others:
            child.suspend()
    answer = asked(reading, "/v1/quotes")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "read-failed")
    assert answer.headers["Retry-After"]


def test_reads_that_come_one_by_one_need_no_readers(app: Flask) -> None:
    begin_readers(app)
    for _ in range(5):
        assert asked(app, "/v1/quotes").status_code == 200
    assert readers_of(app).present == 0


def test_none_are_made_where_there_are_to_be_none(app: Flask) -> None:
    services = context.services_of(app)
    context.provide(app, replace(services, settings=replace(services.settings, readers=0)))
    begin_readers(app)
    assert context.services_of(app).readers is None
