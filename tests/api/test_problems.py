"""Every status that is an error has one shape."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context, problems
from service.config import Settings
from service.engine import Engine
from tests import analysers
from tests.api.conftest import MAX_CHARS

SENT = "application/json"


def check(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = response.get_json()
    assert set(problem) - {"errors"} == {"type", "title", "status", "detail", "instance", "code"}
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"urn:problem-type:onrecord:{code}"
    assert problem["title"]
    assert problem["detail"]
    for error in problem.get("errors", []):
        assert set(error) in ({"pointer", "detail"}, {"parameter", "detail"})
    return problem


@pytest.mark.parametrize(
    ("body", "status", "code", "said"),
    [
        (b'{"text":', 400, "invalid-json", "line 1"),
        (b"", 400, "invalid-json", "not valid JSON"),
        (b"[" * 60_000, 400, "invalid-json", "not valid JSON"),
        (b'{"text": "\\ud800"}', 400, "invalid-json", "surrogate"),
        (b'{"text": "\xff"}', 400, "invalid-json", "not valid JSON"),
        (b'{"text": "x", "n": 1' + b"0" * 6000 + b"}", 400, "invalid-json", "not valid JSON"),
        (b'{"text": NaN}', 400, "invalid-json", "not valid JSON"),
        (b'["text"]', 422, "invalid-request", "Invalid input"),
        (b"null", 422, "invalid-request", "Invalid input"),
        (b"{}", 422, "invalid-request", "/text"),
        (b'{"text": ""}', 422, "invalid-request", "/text"),
        (b'{"text": null}', 422, "invalid-request", "/text"),
        (b'{"text": 5}', 422, "invalid-request", "/text"),
        (b'{"text": "a\\u0000b"}', 422, "invalid-request", "NUL character at offset 1"),
        (b'{"text": "x", "titel": "y"}', 422, "invalid-request", "/titel"),
        (b'{"text": "x", "language": "fr"}', 422, "invalid-request", "/language"),
        (b'{"text": "x", "url": "javascript:1"}', 422, "invalid-request", "/url"),
        (b'{"text": "x", "published_at": "soon"}', 422, "invalid-request", "/published_at"),
        (b'{"text": "x", "published_at": 20211120}', 422, "invalid-request", "/published_at"),
        (b'{"text": " "}', 422, "invalid-text", "empty"),
        (b'{"text": "we refuse"}', 422, "unsupported-language", "'fr'"),
        (b'{"text": "sleep 30"}', 422, "analysis-timeout", "1 second"),
        (b'{"text": "now die"}', 503, "analysis-failed", "try again"),
        (b'{"text": "now break"}', 500, "internal-error", "logged"),
        (b'{"text": "%s"}' % (b"x" * (MAX_CHARS + 1)), 413, "text-too-long", "2,000"),
        (b" " * (4 * MAX_CHARS + 65_537), 413, "content-too-large", "bytes"),
    ],
)
def test_bodies_that_cannot_be_answered(
    client: FlaskClient, body: bytes, status: int, code: str, said: str
) -> None:
    for path in ("/v1/analyses", "/v1/articles"):
        problem = check(client.post(path, data=body, content_type=SENT), status, code)
        assert said in problem["detail"]
        assert problem["instance"] == path


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"\xff", "text/plain", 400, "invalid-encoding"),
        (b"a\x00b", "text/plain", 422, "invalid-request"),
        (b"", "text/plain", 422, "invalid-request"),
        (b"x", "text/plain; charset=utf-7", 415, "unsupported-charset"),
        (b"x", "text/csv", 415, "unsupported-media-type"),
        (b"x", "", 415, "unsupported-media-type"),
        (b"text=x", "application/x-www-form-urlencoded", 415, "unsupported-media-type"),
    ],
)
def test_other_bodies_that_cannot_be_answered(
    client: FlaskClient, body: bytes, content_type: str, status: int, code: str
) -> None:
    check(client.post("/v1/analyses", data=body, content_type=content_type), status, code)


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/quotes?limit=0", "limit"),
        ("/v1/quotes?limit=201", "limit"),
        ("/v1/quotes?limit=1_0", "limit"),
        ("/v1/quotes?limit=ten", "limit"),
        ("/v1/quotes?limit=", "limit"),
        ("/v1/quotes?kind=spoken", "kind"),
        ("/v1/quotes?since=2021", "since"),
        ("/v1/quotes?since=2021-13-01", "since"),
        ("/v1/quotes?until=20211120", "until"),
        ("/v1/quotes?min_score=2", "min_score"),
        ("/v1/quotes?min_score=nan", "min_score"),
        ("/v1/quotes?speeker=x", "speeker"),
        ("/v1/quotes?q=a%00b", "q"),
        ("/v1/quotes?q=a&q=b", "q"),
        ("/v1/quotes?cursor=nonsense", "cursor"),
        ("/v1/articles?cursor=bm9uc2Vuc2U", "cursor"),
        ("/v1/speakers?kind=robot", "kind"),
        ("/v1/articles/a_x?offsets=bytes", "offsets"),
    ],
)
def test_queries_that_cannot_be_meant(client: FlaskClient, path: str, parameter: str) -> None:
    code = "invalid-cursor" if parameter == "cursor" else "invalid-request"
    problem = check(client.get(path), 422, code)
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


def test_of_many_faults_the_first_are_told(client: FlaskClient) -> None:
    body = {"text": "x", **{f"member{number}": 1 for number in range(2_000)}}
    problem = check(client.post("/v1/analyses", json=body), 422, "invalid-request")
    assert problem["detail"].endswith("(and 1999 more)")
    assert len(problem["errors"]) == 50
    long = {"text": "x", "m" * 50_000: 1}
    problem = check(client.post("/v1/analyses", json=long), 422, "invalid-request")
    assert len(str(problem)) < 1_000


@pytest.mark.parametrize("path", ["/v1/quotes", "/docs", "/static/docs.html"])
def test_a_read_that_asks_for_another_state(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200
    check(client.get(path, headers={"If-Match": '"other"'}), 412, "precondition-failed")


def test_a_query_that_is_not_text(client: FlaskClient) -> None:
    check(client.get("/v1/quotes?q=%ff"), 400, "invalid-encoding")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/nothing",
        "/v1/articles/a_x",
        "/v1/articles/a_x/quotes",
        "/v1/articles/%00",
        "/v1/articles/%ff%ed%a0%80",
        "/v1/quotes/q_x",
        "/v1/speakers/s_x",
        "/v1/speakers/s_x/quotes",
        "/static/nothing.js",
        "/static/../app.py",
    ],
)
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    check(client.get(path), 404, "not-found")


def test_a_method_that_is_not_there(client: FlaskClient) -> None:
    response = client.put("/v1/articles")
    problem = check(response, 405, "method-not-allowed")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert "GET, HEAD, OPTIONS, POST" in problem["detail"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pages_of_other_sites_may_not_write(client: FlaskClient, site: str) -> None:
    headers = {"Sec-Fetch-Site": site}
    body = {"data": b"x", "content_type": "text/plain"}
    check(client.post("/v1/articles", headers=headers, **body), 403, "other-site")
    check(client.delete("/v1/articles/a_x", headers=headers), 403, "other-site")
    assert client.get("/v1/articles", headers=headers).status_code == 200
    own = {"Sec-Fetch-Site": "same-origin"}
    assert client.post("/v1/articles", headers=own, **body).status_code == 201


def test_a_body_whose_length_was_a_lie(client: FlaskClient) -> None:
    response = client.post(
        "/v1/analyses",
        data=b'{"text": "x"}',
        content_type=SENT,
        environ_overrides={"CONTENT_LENGTH": "99"},
    )
    check(response, 400, "incomplete-body")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "x-none"])
def test_nothing_is_unpacked(client: FlaskClient, encoding: str) -> None:
    import gzip

    bomb = gzip.compress(b'{"text": "' + b" " * 20_000_000 + b'"}')
    assert len(bomb) < 4 * MAX_CHARS + 65_536
    for path in ("/v1/analyses", "/v1/articles", "/v1/topics", "/v1/stance"):
        headers = {"Content-Encoding": encoding}
        response = client.post(path, data=bomb, content_type=SENT, headers=headers)
        check(response, 415, "unsupported-encoding")
        assert response.headers["Accept-Encoding"] == "identity"
    lines = "application/x-ndjson"
    response = client.post(
        "/v1/articles/batch", data=bomb, content_type=lines, headers={"Content-Encoding": encoding}
    )
    check(response, 415, "unsupported-encoding")


def test_a_chunked_body_is_counted(client: FlaskClient) -> None:
    from io import BytesIO

    for size, status in ((100, 200), (4 * MAX_CHARS + 65_537, 413)):
        stream = BytesIO(b'{"text": "x"}'.ljust(size))
        response = client.post(
            "/v1/analyses",
            input_stream=stream,
            content_type=SENT,
            headers={"Transfer-Encoding": "chunked"},
            environ_overrides={"wsgi.input_terminated": True},
        )
        assert response.status_code == status, response.text


def test_waiting_analyses_beyond_the_limit_are_refused(client: FlaskClient, app: Flask) -> None:
    settings = Settings(database_url="sqlite://", workers=1, queue=0)
    engine = Engine(settings, analysers.load)
    context.provide(app, replace(context.services_of(app), settings=settings, engine=engine))
    from concurrent.futures import ThreadPoolExecutor
    from time import sleep

    try:
        engine.wait()
        with ThreadPoolExecutor() as threads:
            slow = threads.submit(app.test_client().post, "/v1/analyses", json={"text": "sleep 1"})
            sleep(0.3)
            response = client.post("/v1/analyses", json={"text": "quick"})
            check(response, 503, "overloaded")
            assert response.headers["Retry-After"] == "5"
            assert client.get("/v1/quotes").status_code == 200
            assert slow.result().status_code == 200
    finally:
        engine.stop()


def test_a_model_that_does_not_load(client: FlaskClient, app: Flask) -> None:
    settings = Settings(database_url="sqlite://")
    engine = Engine(settings, analysers.load_nothing)
    context.provide(app, replace(context.services_of(app), settings=settings, engine=engine))
    try:
        response = client.post("/v1/analyses", json={"text": "x"})
        check(response, 503, "pipeline-unavailable")
        check(client.get("/readyz"), 503, "pipeline-unavailable")
        assert client.get("/healthz").status_code == 200
    finally:
        engine.stop()


def test_each_error_that_analysis_and_store_raise_has_a_status() -> None:
    from service import errors

    ours = {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.OnrecordError)
    }
    assert ours - set(problems.STATUSES) == {"error", "invalid-setting"}
