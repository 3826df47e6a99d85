"""A PostgreSQL server for tests: private, in a folder of its own, on a free port."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

_PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
_START_SECONDS = 60
_SETTINGS = {
    "fsync": "off",  # of no use here: what a killed server wrote, the system keeps
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "log_min_messages": "fatal",
    "dynamic_shared_memory_type": "mmap",  # in its folder, where a kill leaves nothing for ever
}


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, where one of version 15 or later is installed."""
    found = [path.parent for place in _PLACES for path in Path(place).glob("*/bin/initdb")]
    if (on_path := shutil.which("initdb")) is not None:
        found.append(Path(on_path).resolve().parent)
    return max((path for path in found if _version(path) >= 15), key=_version, default=None)


def _version(folder: Path) -> int:
    command = [str(folder / "postgres"), "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


class Cluster:
    """The server; it can be killed and started again on the same port with its data."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        # PostgreSQL refuses to run as root.
        user = _unprivileged() if os.geteuid() == 0 else None
        self._as: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid} if user else {}
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        self._run("initdb", "-D", "data", "-U", "onrecord", "-A", "trust", "-E", "UTF8", "-N")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder, **self._as)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://onrecord@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start, and wait until it answers; it may take a while to mend what a kill has left."""
        chosen = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        command = [str(self._programs / "postgres"), "-D", "data", "-p", str(self.port), *chosen]
        command += ["-k", str(self._folder)]
        end = time.monotonic() + _START_SECONDS
        while True:
            if self._process is None or self._process.poll() is not None:
                with (self._folder.parent / f"{self._folder.name}.log").open("ab") as log:
                    self._process = subprocess.Popen(
                        command, cwd=self._folder, stdout=log, stderr=log, **self._as
                    )
            with suppress(psycopg.OperationalError):
                psycopg.connect(self._dsn("postgres"), connect_timeout=2).close()
                return
            assert time.monotonic() < end, "PostgreSQL does not start"
            time.sleep(0.1)

    def kill(self) -> None:
        """End the server and all its processes as a power failure would."""
        if self._process is None or self._process.poll() is not None:
            return
        server = psutil.Process(self._process.pid)
        for process in (server, *server.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End the server in order, though without waiting for its clients."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def create(self, template: str = "template0") -> str:
        """Make a database, empty or like another, and give its URL."""
        self._made += 1
        name = f"test_{self._made}"
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database that was made here."""
        name = url.rpartition("/")[2]
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def set(self, name: str, value: str) -> None:
        """Change a setting of the running server, for connections that are open as well."""
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET {name} = {value}".encode())
            connection.execute("SELECT pg_reload_conf()")

    def _dsn(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=onrecord dbname={database}"


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise AssertionError("there is no user 'postgres' or 'nobody' to run PostgreSQL as")


def _roomy_memory() -> str | None:
    """The folder of files in memory, where there is one with room: databases are made fast."""
    memory = "/dev/shm"  # noqa: S108 - each cluster has a folder of its own in it
    with suppress(OSError):
        if shutil.disk_usage(memory).free > 1 << 30:
            return memory
    return None


@contextmanager
def cluster(place: Path | None = None) -> Iterator[Cluster]:
    """Run a server; skip the test where PostgreSQL is not installed, but fail in CI.

    place: where its folder is made; in memory, if there is room.
    """
    found = programs()
    if found is None:
        message = "PostgreSQL 15 or later is not installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgresql-", dir=place or _roomy_memory()))
    made = Cluster(found, folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".log").unlink(missing_ok=True)
