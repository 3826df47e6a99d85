"""A real server: the installed command, its model in a process of its own, a store in a file."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests

from service.client import Onrecord

ONRECORD = str(Path(sys.executable).parent / "onrecord")


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    url: str = ""
    logs: list[dict[str, Any]] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def client(self) -> Onrecord:
        """The client of users, for what they do; `get` and `post` are for what HTTP says."""
        return Onrecord(self.url)

    def get(self, path: str, **options: Any) -> requests.Response:
        return requests.get(self.url + path, timeout=60, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return requests.post(self.url + path, timeout=120, **options)

    def wait_until_ready(self) -> None:
        end = time.monotonic() + 120
        while not any(line["event"] == "ready" for line in self.logs):
            assert self.process.poll() is None, self.other
            assert time.monotonic() < end, "not ready in time"
            time.sleep(0.1)
        assert self.get("/readyz").status_code == 200


@contextmanager
def serving(
    database_url: str, *options: str, program: Sequence[str] = (ONRECORD,)
) -> Iterator[Server]:
    command = [*program, "serve", "--port", "0", "--database-url", database_url, *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        server = Server(process)
        listening = threading.Event()

        def read() -> None:
            assert process.stderr is not None
            for line in process.stderr:
                try:
                    server.logs.append(json.loads(line))
                except ValueError:
                    server.other.append(line.decode())
                    continue
                if server.logs[-1]["event"] == "listening":
                    (server.url,) = server.logs[-1]["urls"]
                    listening.set()

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        try:
            assert listening.wait(60), server.other
            yield server
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(60)
            reader.join(10)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = tmp_path_factory.mktemp("server") / "store.sqlite3"
    with serving(f"sqlite:///{store}") as started:
        started.wait_until_ready()
        yield started
