"""Reads by speaker at a fixed rate while analyses are in flight.

Each read has its moment, and its time counts from there: one that has to wait because those before
it were slow is slow itself.
"""

from __future__ import annotations

import http.client
import queue
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import orjson

from benchmarks.load.articles import invented
from benchmarks.load.service import serving
from benchmarks.store_scale import fill, people

_SPEAKERS = 2_000
_STATEMENTS = 20_000
_CLIENTS = 32
_WARM_SECONDS = 5.0


@dataclass
class Times:
    """What came of the reads: seconds each, and how many failed."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    def at(self, share: float) -> float:
        """Give the time, in milliseconds, within which this share of the reads was answered."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(folder: Path, *, rate: float, seconds: float, analyses: int) -> tuple[Times, int]:
    """Read at a rate per second while that many analyses are in flight; gives how many ended."""
    store = folder / f"reads-{_STATEMENTS}-{_SPEAKERS}.sqlite3"
    names = people(_SPEAKERS)
    if not store.exists():
        unfinished = store.with_suffix(".unfinished")
        fill(unfinished, names, _STATEMENTS)
        unfinished.rename(store)
    done = threading.Event()
    ended: list[int] = []
    with serving(store) as (host, port):
        texts = invented(1_000_000, sentences=40, seed=7)
        lock = threading.Lock()

        def analyse() -> None:
            connection = http.client.HTTPConnection(host, port, timeout=300)
            while not done.is_set():
                with lock:
                    text = next(texts)
                status, _ = _ask(connection, "POST", "/v1/analyses", orjson.dumps({"text": text}))
                if status == 200:
                    ended.append(status)

        busy = [threading.Thread(target=analyse, daemon=True) for _ in range(analyses)]
        for thread in busy:
            thread.start()
        _read(host, port, names, rate, _WARM_SECONDS)
        ended.clear()
        times = _read(host, port, names, rate, seconds)
        number = len(ended)
        done.set()
        for thread in busy:
            thread.join()
    return times, number


def _read(host: str, port: int, names: list[str], rate: float, seconds: float) -> Times:
    chance = random.Random(5)
    moments: queue.Queue[tuple[float, str] | None] = queue.Queue()
    begin = time.monotonic() + 0.5
    for number in range(int(rate * seconds)):
        moments.put((begin + number / rate, chance.choice(names)))
    for _ in range(_CLIENTS):
        moments.put(None)
    times = Times()
    clients = [
        threading.Thread(target=_client, args=(host, port, moments.get, times))
        for _ in range(_CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return times


def _client(
    host: str, port: int, take: Callable[[], tuple[float, str] | None], times: Times
) -> None:
    connection = http.client.HTTPConnection(host, port, timeout=60)
    while (given := take()) is not None:
        moment, name = given
        time.sleep(max(0.0, moment - time.monotonic()))
        status, data = _ask(connection, "GET", f"/v1/quotes?limit=10&speaker={quote(name)}")
        if status == 200 and b'"items":[{' in data:
            times.seconds.append(time.monotonic() - moment)
        else:
            times.failed += 1
    connection.close()


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None
) -> tuple[int, bytes]:
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    response = connection.getresponse()
    return response.status, response.read()
