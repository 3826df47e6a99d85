"""Senders are killed in the middle of their work: all arrives, and twice only as the same."""

import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from service.records import QuoteFilter
from service.store import Store, open_store
from service.webhooks.signing import new_secret
from tests.factories import make_reported
from tests.postgresql import Cluster
from tests.webhooks.receiving import Message, receiving

ROOT = Path(__file__).parents[2]
ARTICLES = 24
KILLS = 3


def work(url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.webhooks.process", url],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def add(store: Store, number: int) -> None:
    document, analysis = make_reported(("Ann Lee", "One word"), lead=str(number))
    store.repository.add_article(document, analysis)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_senders_lose_nothing(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    if kind == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        url = cluster.create()
    chance = random.Random(1)  # noqa: S311
    store = open_store(url)
    running: list[subprocess.Popen[bytes]] = []
    with receiving() as receiver:

        def slowly(message: Message) -> tuple[int, dict[str, str]]:
            time.sleep(chance.uniform(0, 0.3))
            return 200, {}

        receiver.answer = slowly
        try:
            hooks = []
            for name in ("all", "also all"):
                wanted = store.filters.create(name, QuoteFilter())
                hooks.append(store.webhooks.create(receiver.url, wanted.id, new_secret()).id)
            running = [work(url), work(url)]
            sent = 0
            for turn in range(KILLS):
                seen = len(receiver.messages)
                while sent < ARTICLES * (turn + 1) // KILLS:
                    add(store, sent)
                    sent += 1
                    time.sleep(chance.uniform(0, 0.1))
                # While a message is being answered, on which the sender waits.
                _wait(lambda seen=seen: len(receiver.messages) > seen)
                place = turn % 2
                running[place].kill()
                running[place].wait()
                running[place] = work(url)
            wanted_numbers = {
                event.number
                for event in store.events.after(limit=1000)
                if event.kind == "statement.created"
            }
            assert len(wanted_numbers) == ARTICLES
            _wait(lambda: _arrived(receiver.messages, hooks, wanted_numbers), 120)
            _wait(lambda: store.outbox.counts().waiting == 0)
        finally:
            for process in running:
                process.kill()
                process.wait()
            store.close()
    told: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for message in receiver.messages:
        for hook, number in _told(message):
            told[hook, number].add(message.headers["webhook-id"])
    assert {len(ids) for ids in told.values()} == {1}, "an event came under two ids"


def _told(message: Message) -> list[tuple[str, int]]:
    data = json.loads(message.body)["data"]
    return [(data["webhook_id"], int(event["id"])) for event in data["events"] if event["found"]]


def _arrived(messages: list[Message], hooks: list[str], wanted: set[int]) -> bool:
    found = {one for message in list(messages) for one in _told(message)}
    return found == {(hook, number) for hook in hooks for number in wanted}


def _wait(done: object, seconds: float = 60) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.05)
