"""The processes of docker-compose.yml without Docker: `python -m tests.e2e.stack [PORT]`.

The database is a PostgreSQL server of its own; the service listens itself, in the proxy's place.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from tests.postgresql import cluster

ROOT = Path(__file__).parents[2]
ONRECORD = Path(sys.executable).parent / "onrecord"
_DEFAULT = re.compile(r"\$\{\w+:-([^}]*)\}")


def composed() -> dict[str, Any]:
    """The services of the compose file by name."""
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    services: dict[str, Any] = yaml.safe_load(text)["services"]
    return services


def environment(service: Mapping[str, Any], **others: str) -> dict[str, str]:
    """What a service's container has set, with its defaults, but for others."""
    given = {name: _DEFAULT.sub(r"\1", str(v)) for name, v in service["environment"].items()}
    return {**os.environ, **given, **others}


@contextmanager
def running(port: int, *, workers: int = 2) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Start database, migration, service and workers in their order; end them in the other."""
    services = composed()
    with cluster() as database:
        place = {"ONRECORD_DATABASE_URL": database.create(), "ONRECORD_PORT": str(port)}

        def start(name: str) -> subprocess.Popen[bytes]:
            service = services[name]
            return subprocess.Popen(
                [ONRECORD, *service["command"]], env=environment(service, **place), cwd=ROOT
            )

        assert start("migrate").wait(120) == 0
        started = {"service": start("service")}
        started |= {f"worker {number}": start("worker") for number in range(workers)}
        try:
            yield started
        finally:
            for process in started.values():
                process.terminate()
            for process in started.values():
                process.wait(60)


def main() -> None:
    """Run until interrupted."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    with running(port) as processes:
        print(f"http://127.0.0.1:{port}/docs", flush=True)  # noqa: T201
        try:
            while all(process.poll() is None for process in processes.values()):
                time.sleep(1)
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
