"""All that is particular to a SQLite file: where it is, its connections, how it is migrated.

Readers and writers have separate connections. A write takes its lock when it begins: a transaction
that first read and then wants to write is refused at once when another has written meanwhile,
however long the busy timeout.
"""

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from service.errors import InvalidSetting
from service.store.derived import rebuild
from service.store.migrate import migrating, upgrade
from service.store.outages import Pool, readable, report_outages

_BUSY_SECONDS = 30.0
_READERS = 16  # connections for reading that stay open
_WAL_RESET_FIXED = (3, 51, 3)  # before it, a rare race between checkpoints could damage the file
# What goes away without a change to the file: a full disk, one that fails, a lock held too long.
_OUTAGES = tuple(
    f"SQLITE_{name}" for name in "FULL IOERR BUSY LOCKED CANTOPEN READONLY NOMEM PROTOCOL".split()
)


class Database:
    """A SQLite file with its engines for reading and for writing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reading = _engine(
            path,
            "BEGIN",
            ("query_only=ON",),
            # A new connection parses the whole schema, which takes longer than most reads: few are
            # ever closed, and the one used last, with its caches, is the next to be used.
            pool_size=_READERS,
            max_overflow=-1,
            pool_use_lifo=True,
        )
        # Writers of one process queue here rather than poll for the file's lock.
        self.writing = _engine(
            path,
            "BEGIN IMMEDIATE",
            ("foreign_keys=ON", "synchronous=FULL"),
            pool_size=1,
            max_overflow=0,
            pool_timeout=2 * _BUSY_SECONDS,
        )
        for engine in (self.reading, self.writing):
            report_outages(engine, _is_outage)

    @classmethod
    def open(cls, url: URL) -> "Database":
        """Open the file at a URL and bring its tables up to date, making it if it is not there.

        Raises InvalidSetting for a URL of anything but a file, and a file that cannot be used.
        """
        path = _path(url)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _use_write_ahead_log(path)
            _migrate(path)
        except OSError as error:
            raise InvalidSetting(f"The folder of '{path}' cannot be made: {error}.") from None
        except (sqlite3.Error, DatabaseError) as error:
            reason = error.orig if isinstance(error, DatabaseError) else error
            raise InvalidSetting(f"The database '{path}' cannot be used: {reason}.") from None
        if sqlite3.sqlite_version_info < _WAL_RESET_FIXED:
            structlog.get_logger("service.store").warning(
                "sqlite-wal-reset-bug",
                installed=sqlite3.sqlite_version,
                fixed_in=".".join(map(str, _WAL_RESET_FIXED)),
            )
        return cls(path)

    def ping(self) -> None:
        """Raise ConnectionError if the tables cannot be read."""
        if not self.path.is_file():  # connections opened earlier would still read a deleted file
            raise ConnectionError(f"The database '{self.path}' is not there.")
        readable(self.reading)

    def close(self) -> None:
        """Close the pooled connections."""
        self.reading.dispose()
        self.writing.dispose()


def _path(url: URL) -> Path:
    name = url.database
    if not name or name == ":memory:" or name.startswith("file:") or url.query:
        raise InvalidSetting(
            f"The database URL '{url.render_as_string()}' does not name a plain file; allowed is "
            "the URL of a SQLite file, such as sqlite:////var/lib/onrecord/data.sqlite3"
        )
    return Path(name).absolute()


def _is_outage(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(_OUTAGES)


def _engine(path: Path, begin: str, pragmas: Iterable[str], **pool: Any) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": _BUSY_SECONDS},
        hide_parameters=True,  # or a logged error would show article text
        **{"poolclass": Pool, **pool},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: object) -> None:
        connection.isolation_level = None  # the driver would begin transactions in its own way
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _use_write_ahead_log(path: Path) -> None:
    """Switch the file to write-ahead logging, which it remembers."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            # SQLite does not wait here: two processes that switch a new file at once see "locked".
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        finally:
            connection.close()


def _migrate(path: Path) -> None:
    """Run what migrations are missing, in one transaction: other processes wait, then find none."""
    # Foreign keys are off, for a migration that rebuilds a table would else cascade into others.
    engine = _engine(path, "BEGIN IMMEDIATE", ("synchronous=FULL",), poolclass=NullPool)
    with migrating, engine.begin() as connection:
        if not upgrade(connection):
            return
        if connection.execute(text("PRAGMA foreign_key_check")).first():
            raise InvalidSetting(f"Migrating '{path}' would break references; nothing was changed.")
        rebuild(connection)
