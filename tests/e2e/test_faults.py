"""A disk that is full and a database that is gone: said while they last, over without hands."""

import json
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests

from tests.e2e.conftest import Server, serving
from tests.jobs.kills import SMALL
from tests.postgresql import Cluster, cluster

NO_LIMIT = resource.RLIM_INFINITY


class FullDisk:
    """SQLite: the service can write to no file, as where no room is left."""

    reads = True

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'store.sqlite3'}"

    def begin(self, server: Server) -> None:
        psutil.Process(server.process.pid).rlimit(resource.RLIMIT_FSIZE, (0, NO_LIMIT))

    def end(self, server: Server) -> None:
        psutil.Process(server.process.pid).rlimit(resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))


class EndedServer:
    """PostgreSQL: the server is stopped, as for an update."""

    reads = False

    def __init__(self, database: Cluster) -> None:
        self._database = database
        self.url = database.create()

    def begin(self, server: Server) -> None:
        self._database.stop()

    def end(self, server: Server) -> None:
        self._database.start()


class KilledServer(EndedServer):
    """PostgreSQL: the server ends as in a power failure."""

    def begin(self, server: Server) -> None:
        self._database.kill()


class ReadOnlyServer(EndedServer):
    """PostgreSQL: it takes no writes, as one that has changed places with its copy."""

    reads = True

    def begin(self, server: Server) -> None:
        self._database.set("default_transaction_read_only", "on")

    def end(self, server: Server) -> None:
        self._database.set("default_transaction_read_only", "off")


class FullServer(EndedServer):
    """PostgreSQL: its disk is full. Where it ends of that, it is started when there is room."""

    reads = True

    def __init__(self, database: Cluster, folder: Path) -> None:
        super().__init__(database)
        self._ballast = folder / "ballast"

    def begin(self, server: Server) -> None:
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while file.write(bytes(1 << 16)):
                pass

    def end(self, server: Server) -> None:
        self._ballast.unlink()
        self._database.start()


Fault = FullDisk | EndedServer


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own with little room; skips where none may be mounted."""
    options = ["-t", "tmpfs", "-o", "size=200m,mode=777", "tmpfs", str(folder)]
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full_server(folder: Path) -> Iterator[FullServer]:
    """A PostgreSQL server on a disk that can be filled."""
    with small_disk(folder) as disk, cluster(disk) as database:
        yield FullServer(database, disk)


@pytest.fixture(params=["full disk", "ended", "killed", "read-only", "full server"])
def fault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fault]:
    if request.param == "full disk":
        yield FullDisk(tmp_path)
    elif request.param == "full server":
        folder = Path(tempfile.mkdtemp(prefix="onrecord-full-"))  # where all users may go
        folder.chmod(0o755)
        with full_server(folder) as full:
            yield full
        folder.rmdir()
    else:
        kinds = {"ended": EndedServer, "killed": KilledServer, "read-only": ReadOnlyServer}
        with cluster() as database:
            yield kinds[request.param](database)


def text(number: int, more: str = "") -> dict[str, str]:
    return {"text": f"“We agree on point {number}” said Ann Lee on Friday. {more}"}


def eventually(ask: Callable[[], requests.Response], status: int) -> requests.Response:
    end = time.monotonic() + 120
    while (found := ask()).status_code != status:
        assert time.monotonic() < end, found.text[:300]
        time.sleep(0.2)
    return found


def refused(response: requests.Response) -> None:
    """It is said that the store cannot be used, and when to come again."""
    assert response.status_code == 503, response.text[:300]
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "store-unavailable"
    assert int(response.headers["Retry-After"]) > 0


def test_a_fault_is_said_while_it_lasts_and_mends_itself(fault: Fault) -> None:
    later = {"Prefer": "respond-async"}
    lines = {"Content-Type": "application/x-ndjson"}
    chance = random.Random(1)  # noqa: S311
    # No page has room for it, nor can it be made small.
    large = " ".join(chance.randbytes(8).hex() for _ in range(10_000))
    options = ["--lease-seconds", "2", "--article-seconds", "50"]
    with serving(fault.url, *options, program=SMALL) as server:
        server.wait_until_ready()
        kept = server.post("/v1/articles", json=text(1)).json()
        accepted = server.post("/v1/articles", json=text(2, f"sleep 2 {large}"), headers=later)
        assert accepted.status_code == 202
        job = accepted.headers["Location"]
        eventually_running(server, job)

        fault.begin(server)
        for _ in range(2):
            refused(server.post("/v1/articles", json=text(3, large)))
            refused(server.post("/v1/articles", json=text(4, large), headers=later))
            batch = "\n".join(json.dumps(text(number, large)) for number in (5, 6))
            refused(server.post("/v1/articles/batch", data=batch, headers=lines))
            found = server.get(f"/v1/articles/{kept['id']}")
            assert found.status_code == (200 if fault.reads else 503), found.text[:300]
        told = eventually(lambda: server.get("/readyz"), 503)
        assert told.json()["code"] == "store-unavailable"
        assert server.get("/healthz").status_code == 200
        time.sleep(1)  # the analysis that was under way has ended
        fault.end(server)

        eventually(lambda: server.get("/readyz"), 200)
        assert eventually(lambda: server.post("/v1/articles", json=text(3, large)), 201)
        done = eventually_done(server, job)
        assert done["attempts"] == 1
        assert server.get(f"/v1/articles/{done['article_id']}").status_code == 200
        assert server.get("/v1/quotes", params={"speaker": "Ann Lee"}).json()["items"]
    statuses = {line["status"] for line in server.logs if line["event"] == "request"}
    assert statuses <= {200, 201, 202, 503}


def eventually_running(server: Server, job: str) -> None:
    _eventually_in(server, job, "running")


def eventually_done(server: Server, job: str) -> dict[str, Any]:
    return _eventually_in(server, job, "done")


def _eventually_in(server: Server, job: str, state: str) -> dict[str, Any]:
    end = time.monotonic() + 120
    while (found := server.get(job).json()).get("state") != state:
        assert time.monotonic() < end, found
        time.sleep(0.1)
    told: dict[str, Any] = found
    return told
