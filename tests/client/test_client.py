"""The client against the application itself, and against networks that fail."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice

import httpx
import pytest
from flask import Flask

from service import client as package
from service.client import (
    Conflict,
    Invalid,
    NoAnswer,
    NotFound,
    Onrecord,
    PreconditionFailed,
    Problem,
    TooManyRequests,
    Unavailable,
    etag,
)
from tests.api.conftest import app, engine, migrated_file, url  # noqa: F401 - fixtures

Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def client(app: Flask) -> Iterator[Onrecord]:  # noqa: F811
    with Onrecord("http://localhost", transport=httpx.WSGITransport(app)) as made:
        yield made


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    for module in ("http", "onrecord"):
        monkeypatch.setattr(f"service.client.{module}.sleep", waited.append)
    return waited


def text(number: int) -> str:
    return f"“Point {number}” said Ann Lee on Friday."


def test_an_article_goes_in_and_its_quotes_come_out(client: Onrecord) -> None:
    article = client.create_article(text=text(1), outlet="The Example")
    (quote,) = client.list_quotes(speaker="Ann Lee")
    assert quote["article"]["outlet"] == "The Example"
    assert quote["id"] == article["quotes"][0]["id"]
    assert client.get_quote(quote["id"])["content"]["text"] == "Point 1"
    (span,) = quote["content"]["spans"]
    assert article["text"][span["start"] : span["end"]] == "Point 1"
    client.delete_article(article["id"])
    with pytest.raises(NotFound, match="404 not-found: No article has the id"):
        client.get_article(article["id"])


def test_all_pages_are_gone_through_and_no_more_than_are_needed(client: Onrecord) -> None:
    for number in range(5):
        client.create_article(text=text(number))
    quotes = client.list_quotes(limit=2)
    assert len({quote["id"] for quote in quotes}) == 5
    assert len(list(quotes)) == 5  # from the beginning again
    assert len(list(islice(client.list_quotes(limit=2), 3))) == 3
    first = client.list_quotes(speaker="Ann Lee", limit=2).page()
    assert [speaker["name"] for speaker in first["matched_speakers"]] == ["Ann Lee"]
    assert first["next_cursor"] is not None
    second = client.list_quotes(speaker="Ann Lee", limit=2, cursor=first["next_cursor"]).page()
    assert not {q["id"] for q in first["items"]} & {q["id"] for q in second["items"]}


def test_a_revision_is_left_to_a_job(client: Onrecord) -> None:
    article = client.create_article(text=text(1))
    seen = etag(client.get_article(article["id"]))
    assert client.accept_revision(article["id"], text=text(1)) is None
    job = client.accept_revision(article["id"], text=text(2), if_match=seen, offsets="utf-16")
    assert job is not None
    assert (job["task"], job["article_id"]) == ("revise", article["id"])
    with pytest.raises(PreconditionFailed):
        client.accept_revision(article["id"], text=text(3), if_match='"other"')


def test_a_tag_that_is_none_expects_nothing(client: Onrecord) -> None:
    article = client.create_article(text=text(1))
    untagged = etag(dict(article))
    assert untagged is None
    with pytest.raises(PreconditionFailed):
        client.revise_article(article["id"], text=text(2), if_match='"other"')
    client.revise_article(article["id"], text=text(2), if_match=untagged)
    client.accept_revision(article["id"], text=text(3), if_match=untagged)
    client.delete_article(article["id"], if_match=etag(client.get_article(article["id"])))


def test_an_answer_has_the_tag_of_what_was_read(client: Onrecord) -> None:
    article = client.create_article(text=text(1))
    first, again = client.get_article(article["id"]), client.get_article(article["id"])
    assert etag(first) == etag(again) is not None
    assert first == dict(again)
    assert etag(dict(first)) is None


def test_what_is_wrong_is_said_by_its_place(client: Onrecord) -> None:
    with pytest.raises(Invalid) as refused:
        client.create_article(text="")
    assert (refused.value.status, refused.value.code) == (422, "invalid-request")
    assert refused.value.errors[0]["pointer"] == "/text"
    with pytest.raises(Invalid) as refused:
        client.list_quotes(limit=500).page()
    assert refused.value.errors[0]["parameter"] == "limit"
    with pytest.raises(Invalid):
        client.get_quote("q_none", offsets="utf-8")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["../health", "a/b", "?x=y", "%2e%2e", "ü", "#"])
def test_an_id_is_an_id_whatever_it_holds(client: Onrecord, name: str) -> None:
    with pytest.raises(NotFound):
        client.get_article(name)


def test_members_that_are_null_are_sent_and_those_left_out_are_not(client: Onrecord) -> None:
    article = client.create_article(text=text(1), title=None)
    quote = article["quotes"][0]
    change = client.correct_quote(quote["id"], speaker={"name": "Bo Chan"}, by="a.ruiz")
    assert change["edit"]["by"] == "a.ruiz"
    assert client.get_quote(quote["id"])["speaker"]["name"] == "Bo Chan"
    undone = client.undo_edit(change["edit"]["id"])
    assert undone["edit"]["undoes"] == change["edit"]["id"]
    with pytest.raises(Conflict):
        client.undo_edit(change["edit"]["id"])


def test_articles_for_later(client: Onrecord) -> None:
    job = client.accept_article(text=text(1))
    assert job is not None
    assert client.get_job(job["id"])["state"] == "queued"
    with pytest.raises(TimeoutError, match="is queued"):
        client.wait(job, seconds=0.1)
    lines = client.create_articles([{"text": text(2), "outlet": "The Example"}, {"text": ""}])
    assert [line["status"] for line in lines] == [202, 422]


def answering(*answers: int | Exception, **headers: str) -> tuple[Onrecord, list[httpx.Request]]:
    """A client whose requests are answered in turn, and the requests."""
    left, seen = list(answers), list[httpx.Request]()

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        given = left.pop(0)
        if isinstance(given, Exception):
            raise given
        return httpx.Response(given, headers=headers, json={"id": "x", "items": []})

    return Onrecord(api_key="onr_k", transport=httpx.MockTransport(answer)), seen


def test_a_key_and_a_name_are_sent(pauses: list[float]) -> None:
    client, seen = answering(200)
    client.get_health()
    assert seen[0].headers["Authorization"] == "Bearer onr_k"
    assert seen[0].headers["User-Agent"].startswith("onrecord-python/")


@pytest.mark.parametrize(
    "first", [429, 502, 503, 504, httpx.ConnectError("x"), httpx.ReadTimeout("x")]
)
def test_what_failed_for_a_moment_is_asked_again(
    first: int | Exception, pauses: list[float]
) -> None:
    client, seen = answering(first, 200)
    client.create_article(text="x")
    assert len(seen) == 2
    keys = {request.headers["Idempotency-Key"] for request in seen}
    assert len(keys) == 1  # by which the service knows the second for the first
    assert seen[0].content == seen[1].content
    assert len(pauses) == 1
    client, seen = answering(200, 200)
    client.create_article(text="x")
    client.create_article(text="x")
    assert len({request.headers["Idempotency-Key"] for request in seen}) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 413, 415, 422, 500])
def test_what_would_fail_again_is_not_asked_again(status: int, pauses: list[float]) -> None:
    client, seen = answering(status)
    with pytest.raises(Problem) as failed:
        client.create_article(text="x")
    assert failed.value.status == status
    assert len(seen) == 1


def test_a_change_that_may_have_been_made_is_not_made_again(pauses: list[float]) -> None:
    client, seen = answering(httpx.ReadTimeout("x"))
    with pytest.raises(NoAnswer, match="PATCH /v1/quotes/q: ReadTimeout"):
        client.correct_quote("q", act="call")
    client, seen = answering(503)
    with pytest.raises(Unavailable):
        client.correct_quote("q", act="call")
    client, seen = answering(httpx.ConnectError("x"), 429, 200)  # nothing was done
    client.correct_quote("q", act="call")
    assert len(seen) == 3


def test_it_ends_after_some_attempts(pauses: list[float]) -> None:
    client, seen = answering(503, 503, 503)
    with pytest.raises(Unavailable):
        client.get_health()
    assert len(seen) == 3
    client, seen = answering(*[httpx.ConnectTimeout("x")] * 3)
    with pytest.raises(NoAnswer):
        client.get_health()


def test_a_pause_is_made_as_long_as_the_service_asks_but_not_longer_than_sense(
    pauses: list[float],
) -> None:
    client, _ = answering(429, 200, **{"Retry-After": "7"})
    client.get_health()
    assert 5 <= pauses[0] <= 9
    client, _ = answering(429, **{"Retry-After": "3600"})
    with pytest.raises(TooManyRequests) as refused:
        client.get_health()
    assert refused.value.retry_after == 3600


def test_a_stream_that_is_cut_goes_on_where_it_was(pauses: list[float]) -> None:
    def frames(first: int) -> Iterator[bytes]:
        yield b"retry: 2000\nid: %d\n\n" % first
        for number in range(first + 1, first + 3):
            yield b'id: %d\nevent: x\ndata: {"id": "%d"}\n\n' % (number, number)
        if first == 0:
            raise httpx.ReadError("cut")
        yield b"id: %d\n\n" % (first + 5)  # the place moves on without an event

    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.query.decode())
        assert request.headers["Accept"] == "text/event-stream"
        if len(asked) == 4:
            return httpx.Response(410, json={"code": "events-expired", "detail": "Gone."})
        place = int(request.url.params.get("after", 0))
        return httpx.Response(200, content=frames(place))

    client = Onrecord(transport=httpx.MockTransport(answer))
    events = client.stream_events()
    assert [next(events)["id"] for _ in range(6)] == ["1", "2", "3", "4", "8", "9"]
    with pytest.raises(NotFound, match="events-expired"):
        next(events)
    assert asked == ["", "after=2", "after=7", "after=12"]


def test_a_stream_ends_where_nobody_answers(pauses: list[float]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("x")

    client = Onrecord(transport=httpx.MockTransport(answer))
    with pytest.raises(NoAnswer):
        next(client.stream_events(filter_id="f_1"))
    assert len(pauses) == 2


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b"[1]", b"{", b"\xff"])
def test_an_error_that_is_no_problem_document_is_told_all_the_same(body: bytes) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(502, content=body, headers={"Content-Type": "application/json"})

    client = Onrecord(retries=0, transport=httpx.MockTransport(answer))
    with pytest.raises(Unavailable, match="502 unknown: Bad Gateway"):
        client.get_health()


def test_no_redirect_is_followed_with_the_key() -> None:
    client, seen = answering(302, Location="http://elsewhere.example/")
    with pytest.raises(Problem):
        client.get_health()
    assert len(seen) == 1


def test_it_needs_nothing_of_the_service() -> None:
    code = (
        "import sys, service.client; "
        "print([m for m in ('spacy', 'flask', 'sqlalchemy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
    assert set(package.__all__) <= set(dir(package))
