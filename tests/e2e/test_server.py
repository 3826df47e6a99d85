"""The service as its users meet it."""

import json
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
import requests

from service.client import NotFound
from service.client.types import Document
from tests.e2e.conftest import ONRECORD, Server, serving
from tests.processes import spawned

SENTENCES = (
    "The mayor of the town told reporters on Friday that the new bridge would open in the spring, "
    "although the engineers who had looked at its piers believed that it needed another year. "
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture
def article() -> Document:
    return {
        "text": '"We are close to a deal," Jane Roe said on Friday. '
        "She added that talks would go on next week.",
        "title": "A deal is near",
        "outlet": "The Example",
        "published_at": "2021-11-20",
    }


def test_an_article_goes_in_and_its_quotes_come_out(server: Server, article: Document) -> None:
    with server.client() as client:
        created = client.create_article(**article)
        assert client.create_article(**article)["id"] == created["id"]
        for quote in created["quotes"]:
            for span in quote["content"]["spans"]:
                assert article["text"][span["start"] : span["end"]] == span["text"]
        quotes = client.list_quotes(speaker="Jane Roe", q="deal")
        found = next(iter(quotes))
        assert found["content"]["spans"][0]["text"].startswith("We are close to a deal")
        assert found["article"]["title"] == "A deal is near"
        (speaker,) = quotes.page()["matched_speakers"]
        said = client.list_speaker_quotes(speaker["id"])
        assert {quote["speaker"]["id"] for quote in said} == {speaker["id"]}
        client.delete_article(created["id"])
        with pytest.raises(NotFound):
            client.get_article(created["id"])


def test_ten_slow_articles_do_not_stop_a_quick_read(url: str) -> None:
    slow = [f"{number}. {SENTENCES * 80}" for number in range(10)]
    with serving(url) as server, ThreadPoolExecutor(10) as threads:
        server.wait_until_ready()
        began = time.monotonic()
        answers = [threads.submit(server.post, "/v1/analyses", json={"text": t}) for t in slow]
        time.sleep(0.2)
        waits: list[float] = []
        while not all(answer.done() for answer in answers) and len(waits) < 50:
            asked = time.monotonic()
            assert server.get("/v1/quotes").status_code == 200
            waits.append(time.monotonic() - asked)
            time.sleep(0.02)
        assert [answer.result().status_code for answer in answers] == [200] * 10
        whole = time.monotonic() - began
    assert len(waits) >= 10, "the articles were not slow"
    assert sorted(waits)[len(waits) // 2] < 0.2
    assert max(waits) < whole / 4


def test_it_lives_at_once_and_is_ready_when_the_model_is_loaded(url: str) -> None:
    with serving(url) as server:
        assert server.get("/healthz").json() == {"status": "ok"}
        assert not any(line["event"] == "ready" for line in server.logs)
        problem = server.get("/readyz").json()
        assert (problem["status"], problem["code"]) == (503, "not-ready")
        server.wait_until_ready()
        assert server.get("/readyz").json()["model"]


def test_a_killed_analysis_process_is_replaced(url: str, article: Document) -> None:
    with serving(url) as server:
        server.wait_until_ready()
        for child in spawned(server.process.pid):
            child.kill()
        time.sleep(0.5)
        assert server.get("/v1/quotes").status_code == 200
        assert server.post("/v1/analyses", json=article).status_code == 200
        assert server.get("/readyz").status_code == 200


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_with_all_its_processes(
    url: str, number: signal.Signals, status: int
) -> None:
    with serving(url) as server:
        server.wait_until_ready()
        children = psutil.Process(server.process.pid).children(recursive=True)
        server.process.send_signal(number)
        assert server.process.wait(30) == status
        assert not psutil.wait_procs(children, timeout=10)[1]
    assert server.other == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_reads_that_come_together_are_answered_by_processes_that_end_with_it(
    url: str, number: signal.Signals
) -> None:
    with serving(url) as server, ThreadPoolExecutor(24) as threads:
        web = psutil.Process(server.process.pid)
        others = {child.pid for child in web.children(recursive=True)}
        readers: list[psutil.Process] = []
        end = time.monotonic() + 60
        while len(readers) < 2:
            assert time.monotonic() < end, "no readers in time"
            answers = [threads.submit(server.get, "/v1/quotes") for _ in range(48)]
            assert {answer.result().status_code for answer in answers} == {200}
            children = web.children(recursive=True)
            readers = [child for child in children if child.pid not in others]
        readers[0].kill()
        answers = [threads.submit(server.get, "/v1/quotes") for _ in range(48)]
        assert {answer.result().status_code for answer in answers} == {200}
        children = web.children(recursive=True)
        server.process.send_signal(number)
        server.process.wait(30)
        assert not psutil.wait_procs(children, timeout=10)[1]
    # After a kill, Python's own keeper of semaphores tells that it cleaned up.
    assert number == signal.SIGKILL or server.other == []


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_open_streams_end_in_order_with_the_server(
    url: str, number: signal.Signals, status: int
) -> None:
    with serving(url) as server:
        server.wait_until_ready()
        with server.get(
            "/v1/events", headers={"Accept": "text/event-stream"}, stream=True
        ) as response:
            lines = response.iter_lines(chunk_size=1)
            assert next(lines).startswith(b"retry:")
            began = time.monotonic()
            server.process.send_signal(number)
            list(lines)  # which would raise where the connection was only cut
        assert server.process.wait(30) == status
        assert time.monotonic() - began < 15
    assert server.other == []


def test_time_limits_hold(url: str) -> None:
    with serving(url, "--article-seconds", "0.5") as server:
        server.wait_until_ready()
        problem = server.post("/v1/analyses", json={"text": SENTENCES * 2000}).json()
        assert (problem["status"], problem["code"]) == (422, "analysis-timeout")
        assert "0.5 seconds" in problem["detail"]


def test_requests_that_are_not_http_get_problem_details(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nno header\r\n\r\n")
        answer = connection.makefile("rb").read()
    assert answer.split(b"\r\n")[0].endswith(b"400 Bad Request")
    assert b"application/problem+json" in answer
    assert b'"code":"bad-request"' in answer


def test_an_endless_chunked_body_is_refused(server: Server) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 100_000

    try:
        response = server.post(
            "/v1/articles", data=chunks(), headers={"Content-Type": "application/json"}
        )
    except requests.ConnectionError:
        return  # the server hung up while we were still sending
    assert (response.status_code, response.json()["code"]) == (413, "content-too-large")


@pytest.mark.parametrize(("path", "size"), [("/v1/articles", 2_100_000), ("/v1/topics", 1_100_000)])
def test_a_chunked_body_is_counted_and_answered(server: Server, path: str, size: int) -> None:
    """Larger than the application takes, though not than the server does."""
    parts = iter([b'{"text": "', *[b"x" * 100_000] * (size // 100_000), b'"}'])
    response = server.post(path, data=parts, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["code"]) == (413, "content-too-large")


def test_others_need_a_key_which_counts_at_once(url: str, article: Document) -> None:
    def keys(*arguments: str) -> str:
        command = [ONRECORD, "keys", *arguments, "--database-url", url]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    with serving(url, "--host", "0.0.0.0", "--requests-per-minute", "2") as server:  # noqa: S104
        server.wait_until_ready()
        refused = server.post("/v1/articles", json=article)
        assert (refused.status_code, refused.json()["code"]) == (401, "no-key")
        text = keys("create", "--name", "desk", "--scope", "read", "--scope", "write").strip()
        headers = {"Authorization": f"Bearer {text}"}
        assert server.post("/v1/articles", json=article, headers=headers).status_code == 201
        read = server.get("/v1/quotes", headers=headers)
        assert (read.status_code, read.headers["RateLimit-Remaining"]) == (200, "1")
        refused = server.post("/v1/topics", json={"name": "talks"}, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "missing-scope")
        assert server.get("/v1/claims", headers=headers).status_code == 200
        refused = server.get("/v1/claims", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many-requests")
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        (listed,) = keys("list", "--json").splitlines()
        keys("revoke", json.loads(listed)["id"])
        refused = server.get("/v1/quotes", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (401, "invalid-key")
    assert text not in str(server.logs)


def test_nothing_of_the_text_is_logged(server: Server) -> None:
    surname = "Xylophonist"
    server.post("/v1/articles", json={"text": f'"No," {surname} Jones said on Friday in the town.'})
    server.get(f"/v1/quotes?speaker={surname}&q={surname}")
    server.post("/v1/analyses", data=f"{{{surname}", headers={"Content-Type": "application/json"})
    time.sleep(0.2)
    assert server.logs
    assert surname not in str(server.logs) + str(server.other)


def test_processes_share_the_cores(server: Server) -> None:
    """The model's libraries start no threads of their own."""
    server.post("/v1/analyses", json={"text": SENTENCES})
    workers = spawned(server.process.pid)
    assert len(workers) == 1
    assert workers[0].num_threads() <= 2
