"""Calls that several web processes count together in Redis."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.e2e.conftest import Server, serving
from tests.redis import RedisServer, redis_server

MOST = 150
RECOVERED_SECONDS = 60  # the pauses between two looks for the server double, up to half a minute


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with redis_server() as running:
        yield running


@pytest.fixture
def pair(tmp_path: Path, redis: RedisServer) -> Iterator[tuple[Server, Server]]:
    """Two web processes on one store, which read before their models are loaded."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    options = ["--limits", "on", "--limits-url", redis.url, "--requests-per-minute", str(MOST)]
    options += ["--background", "0"]
    with serving(url, *options) as first, serving(url, *options) as second:
        yield first, second


def ask(server: Server) -> requests.Response:
    began = time.monotonic()
    response = server.get("/v1/quotes")
    assert response.status_code in {200, 429}, response.text
    assert time.monotonic() - began < 10
    return response


def left(server: Server) -> int:
    return int(ask(server).headers["RateLimit-Remaining"])


def test_two_processes_count_together_and_go_on_while_redis_is_away(
    pair: tuple[Server, Server], redis: RedisServer
) -> None:
    first, second = pair
    assert [left(first), left(second), left(first)] == [MOST - 1, MOST - 2, MOST - 3]
    for server in (first, second) * ((MOST - 3) // 2):
        assert ask(server).status_code == 200
    assert ask(second).status_code == 200
    refused = ask(first)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60

    redis.stop()
    # Each counts for itself, from the beginning.
    assert [left(first), left(first), left(second)] == [MOST - 1, MOST - 2, MOST - 1]

    redis.start()
    end = time.monotonic() + RECOVERED_SECONDS
    while not together(first, second):
        assert time.monotonic() < end, "they do not count together again"
        time.sleep(1)


def together(first: Server, second: Server) -> bool:
    """Whether the second counts what the first has counted a moment ago."""
    before, after = left(second), left(first)
    return before > 0 and after == before - 1 and left(second) == after - 1


def test_a_server_that_does_not_answer_holds_no_request_up(
    pair: tuple[Server, Server], redis: RedisServer
) -> None:
    first, _ = pair
    assert left(first) == MOST - 1
    os.kill(redis.pid, signal.SIGSTOP)
    try:
        assert left(first) == MOST - 1
        assert left(first) == MOST - 2
    finally:
        os.kill(redis.pid, signal.SIGCONT)
