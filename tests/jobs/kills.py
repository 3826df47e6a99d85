"""A service under fire: its processes are killed at random while articles come in.

`python -m tests.jobs.kills` runs it at full size, with the model itself; see --help.
"""

import argparse
import datetime as dt
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import requests

from service import ids
from service.store import Store, open_store
from tests.postgresql import Cluster, cluster

SMALL = (sys.executable, "-m", "tests.jobs.process")
WHOLE = (sys.executable, "-m", "service.cli")
ROOT = Path(__file__).parents[2]
NAMES = ("Ann Lee", "Bo Chan", "Cy Roe")
_WAIT_SECONDS = 600
# Processes that start again and again must not compile again all that they import.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def article(number: int) -> str:
    """An article of one statement, long enough to be hit; each is another text."""
    name = NAMES[number % len(NAMES)]
    more = "The road to the harbour was closed for an hour before noon. " * 20
    return f"“We agree on point {number}” said {name} on Friday.\n\n{more}\n\nsleep 0.2"


class Service:
    """A web process, workers and perhaps a database server, each started again when it ends."""

    def __init__(self, program: Sequence[str], url: str, database: Cluster | None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        options = ["--database-url", url, "--lease-seconds", "2", "--attempts", "20"]
        web = [*program, "serve", "--port", str(self.port), "--background", "0", *options]
        self._commands = {"web": web, "worker 1": [*program, "work", *options]}
        self._commands["worker 2"] = self._commands["worker 1"]
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._database = database
        self.killed: Counter[str] = Counter()

    @property
    def targets(self) -> list[str]:
        """What can be killed."""
        database = [] if self._database is None else ["database"]
        return [*self._commands, "analysis", "everything", *database]

    def keep(self) -> None:
        """Start what does not run, as an init system would."""
        for name, command in self._commands.items():
            if name not in self._running or self._running[name].poll() is not None:
                self._running[name] = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=_ENVIRONMENT,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )

    def kill(self, target: str, pause: float) -> None:
        """End something at once, and for a while, without a chance to put anything in order."""
        self.killed[target] += 1
        if target == "database":
            assert self._database is not None
            self._database.kill()
            time.sleep(pause)
            self._database.start()
        elif target == "everything":
            for process in self._running.values():
                process.kill()
            time.sleep(pause)
        elif target == "analysis":
            for process in self._running.values():
                with suppress(psutil.Error):
                    for child in psutil.Process(process.pid).children(recursive=True):
                        child.kill()
        else:
            self._running[target].kill()
        self.keep()

    def post(self, texts: Sequence[str]) -> None:
        """Send articles until they are acknowledged; as a batch where there are several."""
        end = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < end:
            with suppress(requests.RequestException):
                statuses = self._send(texts)
                if statuses <= {200, 202}:
                    return
                assert statuses == {503}, statuses
            self.keep()
            time.sleep(0.2)
        raise AssertionError("the articles were not acknowledged in time")

    def _send(self, texts: Sequence[str]) -> set[int]:
        base = f"http://127.0.0.1:{self.port}/v1/articles"
        if len(texts) == 1:
            later = {"Prefer": "respond-async"}
            alone = requests.post(base, json={"text": texts[0]}, headers=later, timeout=10)
            return {alone.status_code}
        lines = b"\n".join(json.dumps({"text": text}).encode() for text in texts)
        kind = {"Content-Type": "application/x-ndjson"}
        batch = requests.post(f"{base}/batch", data=lines, headers=kind, timeout=10)
        if batch.status_code != 200:
            return {batch.status_code}
        results = [json.loads(line) for line in batch.iter_lines()]
        assert len(results) == len(texts)
        return {result["status"] for result in results}

    def end(self) -> None:
        """End all in order."""
        for process in self._running.values():
            process.send_signal(signal.SIGTERM)
        for process in self._running.values():
            process.wait(60)


@contextmanager
def databases(kind: str) -> Iterator[tuple[str, Cluster | None]]:
    """A new database of a kind, with its server where it has one."""
    if kind == "postgresql":
        with cluster() as running:
            yield running.create(), running
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/store.sqlite3", None


def fire(
    program: Sequence[str],
    kind: str,
    *,
    articles: int,
    kills: int,
    pause: float,
    seed: int = 1,
    say: Callable[[str], object] = lambda line: None,
) -> Counter[str]:
    """Send articles while processes are killed; check that each is stored once; give the kills.

    pause: seconds between two kills on the average, and at most that the database is away.
    """
    chance = random.Random(seed)  # noqa: S311
    texts = [article(number) for number in range(articles)]
    with databases(kind) as (url, database):
        open_store(url).close()
        service = Service(program, url, database)
        service.keep()
        try:
            sent = 0
            for turn in range(kills):
                upto = articles * (turn + 1) // kills
                while sent < upto:
                    some = texts[sent : min(upto, sent + chance.choice((1, 1, 5)))]
                    service.post(some)
                    sent += len(some)
                time.sleep(chance.uniform(0.2, 2 * pause))
                # Each target has its turn; then it is chance.
                target = (service.targets * 2)[turn] if turn < len(service.targets) else ""
                service.kill(target or chance.choice(service.targets), chance.uniform(0, pause))
                say(f"{turn + 1} kills, {sent} articles sent; {dict(service.killed)}")
            store = open_store(url)
            try:
                _wait(service, store, articles, say)
                check(store, texts)
            finally:
                store.close()
        finally:
            service.end()
    return service.killed


def _wait(service: Service, store: Store, articles: int, say: Callable[[str], object]) -> None:
    end = time.monotonic() + _WAIT_SECONDS
    while (states := store.jobs.counts(lately=dt.timedelta(minutes=1)).states)["done"] < articles:
        assert time.monotonic() < end, states
        service.keep()
        say(str(states))
        time.sleep(0.5)


def check(store: Store, texts: Sequence[str]) -> None:
    """Every article is there, once, with its statements, which are counted once."""
    jobs = store.jobs.list(limit=len(texts) + 1).items
    assert Counter(job.state for job in jobs) == {"done": len(texts)}
    assert {job.article_id for job in jobs} == {ids.article_id(text) for text in texts}
    said: Counter[str | None] = Counter()
    for text in texts:
        found = store.queries.article(ids.article_id(text))
        assert found.document.text == text
        assert found.analysis.statements
        said.update(statement.speaker.id for statement in found.analysis.statements)
    stats = store.queries.stats()
    assert (stats.articles, stats.statements) == (len(texts), said.total())
    speakers = store.queries.speakers(limit=50).items
    assert {one.id: one.quotes for one in speakers} == {i: said[i] for i in said if i is not None}
    assert {one.name for one in speakers} >= set(NAMES)


def main() -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--kills", type=int, default=24)
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between two kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="with the analyser of the tests")
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    options = parser.parse_args()
    for kind in options.databases:
        began = time.monotonic()
        killed = fire(
            SMALL if options.small else WHOLE,
            kind,
            articles=options.articles,
            kills=options.kills,
            pause=options.pause,
            seed=options.seed,
            say=lambda line: print(line, flush=True),  # noqa: T201
        )
        print(  # noqa: T201
            f"{kind}: {options.articles} articles, {killed.total()} kills {dict(killed)}: "
            f"all stored, none twice; {time.monotonic() - began:.0f} s"
        )


if __name__ == "__main__":
    main()
