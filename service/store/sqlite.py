"""All that is particular to SQLite: the file, its connections and its full-text index.

Readers and writers have separate connections. A write takes its lock when it begins: a transaction
that first read and then wants to write is refused at once when another has written meanwhile,
however long the busy timeout.
"""

import sqlite3
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import (
    Engine,
    Select,
    Table,
    create_engine,
    event,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from service.errors import InvalidSetting
from service.store.migrate import upgrade

_ALLOWED = "allowed is the URL of a SQLite file, such as sqlite:////var/lib/onrecord/data.sqlite3"
_BUSY_SECONDS = 30.0
_WAL_RESET_FIXED = (3, 51, 3)  # before it, a rare race between checkpoints could damage the file
# Alembic works through module globals, so that one migration runs at a time in a process.
_migrating = threading.Lock()


class Database:
    """A SQLite file with its engines for reading and for writing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reading = _engine(path, "BEGIN", ("query_only=ON",), pool_size=8, max_overflow=-1)
        # Writers of one process queue here rather than poll for the file's lock.
        self.writing = _engine(
            path,
            "BEGIN IMMEDIATE",
            ("foreign_keys=ON", "synchronous=FULL"),
            pool_size=1,
            max_overflow=0,
            pool_timeout=2 * _BUSY_SECONDS,
        )

    @classmethod
    def open(cls, url: str) -> "Database":
        """Open the file at a URL and bring its tables up to date, making it if it is not there.

        Raises InvalidSetting for any other URL and for a file that cannot be used.
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
        try:
            with self.reading.connect() as connection:
                connection.execute(text("SELECT 1 FROM articles LIMIT 1"))
        except SQLAlchemyError as error:
            reason = getattr(error, "orig", None) or type(error).__name__
            raise ConnectionError(f"The database cannot be read: {reason}.") from error

    def close(self) -> None:
        """Close the pooled connections."""
        self.reading.dispose()
        self.writing.dispose()


def containing(phrases: Iterable[str], index_name: str = "statement_search") -> Select[tuple[int]]:
    """Select the keys of the statements whose content holds all phrases, in any case or accents.

    index_name: "claim_search" for the keys of the claims whose text does. Each phrase is quoted, so
    that no word of it is taken for FTS5's own syntax.
    """
    query = " AND ".join('"' + phrase.replace('"', '""') + '"' for phrase in phrases)
    index = table(index_name)
    match = literal_column(index_name).op("MATCH")(query)
    return select(literal_column("rowid")).select_from(index).where(match)


def ignoring(rows: Table) -> Insert:
    """Insert into a table; rows whose key is there already stay as they are."""
    return insert(rows).on_conflict_do_nothing()


def adding(counts: Table, number: str) -> Insert:
    """Insert into a table of counts; where the row is there already, add to its number."""
    statement = insert(counts)
    return statement.on_conflict_do_update(
        index_elements=list(counts.primary_key),
        set_={number: counts.c[number] + statement.excluded[number]},
    )


def _path(url: str) -> Path:
    try:
        parsed = make_url(url)
    except ArgumentError:
        # Not quoted: a URL may hold a password.
        raise InvalidSetting(f"The database URL cannot be read; {_ALLOWED}.") from None
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise InvalidSetting(f"The database URL is one of '{parsed.drivername}'; {_ALLOWED}.")
    name = parsed.database
    if not name or name == ":memory:" or name.startswith("file:") or parsed.query:
        raise InvalidSetting(f"The database URL '{url}' does not name a plain file; {_ALLOWED}.")
    return Path(name).absolute()


def _engine(path: Path, begin: str, pragmas: Iterable[str], **pool: Any) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": _BUSY_SECONDS},
        hide_parameters=True,  # or a logged error would show article text
        **pool,
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
    from service.store import prints, speakers, targets, topic_matches  # which build on this file

    # Foreign keys are off, for a migration that rebuilds a table would else cascade into others.
    engine = _engine(path, "BEGIN IMMEDIATE", ("synchronous=FULL",), poolclass=NullPool)
    with _migrating, engine.begin() as connection:
        if not upgrade(connection):
            return
        if connection.execute(text("PRAGMA foreign_key_check")).first():
            raise InvalidSetting(f"Migrating '{path}' would break references; nothing was changed.")
        speakers.rebuild(connection)
        targets.rebuild(connection)
        topic_matches.rebuild(connection)
        prints.rebuild(connection)
