"""Streams of events from a real server, with readers that are cut and come back."""

import itertools
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask

from service.api import context, event_stream, listener, streams
from service.app import create_app
from service.config import Settings
from service.engine import Engine
from service.errors import StoreUnavailable
from service.store import Store
from tests.factories import make_reported
from tests.postgresql import Cluster

STREAM = {"Accept": event_stream.MEDIA_TYPE}


@dataclass
class Served:
    url: str
    app: Flask

    @property
    def store(self) -> Store:
        return context.services_of(self.app).store

    @property
    def streams(self) -> streams.Streams:
        return context.services_of(self.app).streams

    def add(self, words: str = "One word", speaker: str = "Ann Lee") -> str:
        article, _ = self.store.repository.add_article(*make_reported((speaker, words)))
        return article.id


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        made = cluster.create()
        yield made
        cluster.drop(made)
    else:
        yield f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture
def served(engine: Engine, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(event_stream, "HEARTBEAT_SECONDS", 0.3)
    monkeypatch.setattr(streams, "_POLL_SECONDS", 0.05)
    settings = Settings(database_url=url, port=0, threads=2, queue=0, streams=3)
    app = create_app(settings, engine)
    server = listener.listen(app, settings)
    ending = threading.Event()

    def run() -> None:
        while not ending.is_set():
            server.asyncore.loop(timeout=0.1, map=server._map, use_poll=True, count=1)

    loop = threading.Thread(target=run)
    loop.start()
    yield Served(listener.addresses(server)[0], app)
    context.services_of(app).streams.stop()
    context.services_of(app).streams.wait_until_closed(5)
    ending.set()
    loop.join()
    server.task_dispatcher.shutdown()
    server.close()
    context.services_of(app).store.close()


Block = dict[str, str]


@contextmanager
def reading(
    served: Served, path: str = "/v1/events", last: str | None = None
) -> Iterator[Iterator[Block]]:
    """The blocks of a stream, with comments under the name ""."""
    headers = STREAM if last is None else {**STREAM, "Last-Event-ID": last}
    with _opened(served.url + path, headers) as response:
        assert response.status_code == 200, response.text
        lines = (line.decode() for line in response.iter_lines(chunk_size=1))
        yield _blocks(lines)


def _opened(url: str, headers: dict[str, str]) -> requests.Response:
    """Open a stream; the place of one that was cut is free when that is noticed."""
    end = time.monotonic() + 10
    while True:
        response = requests.get(url, headers=headers, stream=True, timeout=20)
        if response.status_code != 503 or time.monotonic() > end:
            return response
        time.sleep(0.02)


def _blocks(lines: Iterator[str]) -> Iterator[Block]:
    block: Block = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            block[name] = value.strip()
        elif block:
            yield block
            block = {}


def events(blocks: Iterator[Block]) -> Iterator[Block]:
    return (block for block in blocks if "data" in block)


def test_events_come_as_they_happen(served: Served) -> None:
    served.add("Old words")
    with reading(served) as blocks:
        begun = next(blocks)
        assert begun == {"retry": "2000", "id": "2"}, "a stream without a place begins now"
        article_id = served.add()
        first, second = itertools.islice(events(blocks), 2)
    assert (first["id"], first["event"]) == ("3", "article.created")
    told = json.loads(first["data"])
    assert (told["id"], told["type"], told["article_id"]) == ("3", "article.created", article_id)
    assert (second["id"], second["event"]) == ("4", "statement.created")
    assert told in requests.get(f"{served.url}/v1/events", timeout=20).json()["items"]


def test_a_reader_that_is_cut_misses_nothing_and_gets_nothing_twice(served: Served) -> None:
    total, done = 30, threading.Event()

    def write() -> None:
        for number in range(total):
            article_id = served.add(f"Words {number}")
            if number % 5 == 0:
                served.store.repository.delete_article(article_id)
            time.sleep(0.01)
        done.set()

    writer = threading.Thread(target=write)
    last, seen, cuts = "0", [], 0
    writer.start()
    while not done.is_set() or last != str(served.store.events.end().number):
        with reading(served, last=last) as blocks:
            for block in itertools.islice(blocks, 5 + cuts % 7):
                if "data" in block:
                    seen.append(json.loads(block["data"]))
                last = block.get("id", last)
        cuts += 1
    writer.join()
    assert cuts > 5
    assert [event["id"] for event in seen] == [str(n) for n in range(1, len(seen) + 1)]
    assert [e["type"] for e in seen].count("statement.created") == total
    assert [e["type"] for e in seen].count("article.deleted") == total // 5


def test_a_filter_tells_of_what_it_finds_and_its_place_moves_on(served: Served) -> None:
    body: Any = {"name": "bridges", "kind": "quotes", "query": {"q": "bridge"}}
    made = requests.post(f"{served.url}/v1/filters", json=body, timeout=20).json()
    with reading(served, f"/v1/filters/{made['id']}/events?after=0") as blocks:
        served.add("No word")
        served.add("The bridge is closed")
        (found,) = itertools.islice(events(blocks), 1)
        assert found["event"] == "statement.created"
        quote = served.store.queries.quote(json.loads(found["data"])["quote_id"])
        assert quote.statement.content.text == "The bridge is closed"
        served.add("No more words")
        newest = str(served.store.events.end().number)
        moved = next(block for block in blocks if block.get("id") == newest)
        assert moved == {"id": newest}, "an id alone is no event"
        requests.patch(
            f"{served.url}/v1/filters/{made['id']}", json={"query": {"q": "tunnel"}}, timeout=20
        )
        served.add("The bridge is open")
        served.add("The tunnel is closed")
        (found,) = itertools.islice(events(blocks), 1)
        quote = served.store.queries.quote(json.loads(found["data"])["quote_id"])
        assert quote.statement.content.text == "The tunnel is closed"
        served.store.filters.delete(made["id"])
        assert list(events(blocks)) == [], "the stream of a deleted filter ends"


def test_a_quiet_stream_is_kept_alive(served: Served) -> None:
    with reading(served) as blocks:
        next(blocks)
        assert list(itertools.islice(blocks, 2)) == [{"": ""}, {"": ""}]


def test_streams_are_bounded_and_leave_threads_for_others(served: Served) -> None:
    opened = [
        requests.get(f"{served.url}/v1/events", headers=STREAM, stream=True, timeout=20)
        for _ in range(3)
    ]
    refused = requests.get(f"{served.url}/v1/events", headers=STREAM, timeout=20)
    assert (refused.status_code, refused.json()["code"]) == (503, "too-many-streams")
    assert requests.get(f"{served.url}/v1/quotes", timeout=5).status_code == 200
    for response in opened:
        response.close()
    end = time.monotonic() + 10
    while served.streams.open and time.monotonic() < end:  # noticed at the next heartbeat
        time.sleep(0.05)
    assert served.streams.open == 0
    with reading(served) as blocks:
        assert "id" in next(blocks)


def test_streams_end_when_the_process_is_to_end(served: Served) -> None:
    with reading(served) as blocks:
        next(blocks)
        assert served.streams.stop()
        assert list(events(blocks)) == []
        served.streams.wait_until_closed(5)
        assert served.streams.open == 0


def test_a_long_stream_ends_and_is_gone_on_with(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "LONGEST_SECONDS", 0.5)
    with reading(served) as blocks:
        last = [block["id"] for block in blocks if "id" in block][-1]
    served.add()
    with reading(served, last=last) as blocks:
        assert len(list(events(blocks))) == 2


def test_a_stream_outlives_an_outage_of_the_store(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = served.store.events
    monkeypatch.setattr(event_stream, "_OUTAGE_SECONDS", 0.05)
    with reading(served) as blocks:
        next(blocks)

        def away(*arguments: Any, **options: Any) -> Any:
            raise StoreUnavailable("gone")

        with monkeypatch.context() as patched:
            patched.setattr(log, "after", away)
            patched.setattr(log, "end", away)
            assert next(blocks) == {"": ""}
            served.add()
        assert [block["event"] for block in itertools.islice(events(blocks), 2)] == [
            "article.created",
            "statement.created",
        ]
