"""A service to load: `onrecord serve` as users run it, in a process of its own."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import orjson

_START_SECONDS = 300


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, int]]:
    """Serve a SQLite file on a free port until the end; gives host and port when it is ready."""
    url = f"sqlite:///{store.absolute()}"
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--database-url", url]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            host, port = _address(process)
            _wait_until_ready(host, port)
            yield host, port
        finally:
            process.terminate()


def _address(process: subprocess.Popen[bytes]) -> tuple[str, int]:
    assert process.stderr is not None  # noqa: S101
    for line in process.stderr:
        told = orjson.loads(line) if line.startswith(b"{") else {}
        if told.get("event") == "listening":
            _drain(process)
            parts = urlsplit(told["urls"][0])
            return str(parts.hostname), int(parts.port or 0)
    raise RuntimeError("the service did not start")


def _drain(process: subprocess.Popen[bytes]) -> None:
    """Read its log on, or it would stop when the pipe is full."""
    import threading

    assert process.stderr is not None  # noqa: S101
    threading.Thread(target=process.stderr.read, daemon=True).start()


def _wait_until_ready(host: str, port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while True:
        connection = http.client.HTTPConnection(host, port, timeout=30)
        connection.request("GET", "/readyz")
        status = connection.getresponse().status
        connection.close()
        if status == 200:
            return
        if time.monotonic() > end:
            raise RuntimeError("the service is not ready in time")
        time.sleep(0.2)
