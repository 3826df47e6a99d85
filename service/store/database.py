"""Either database behind one interface: two engines, and how to open them by URL."""

from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from service.errors import InvalidSetting

_ALLOWED = (
    "allowed is the URL of a SQLite file, such as sqlite:////var/lib/onrecord/data.sqlite3, or of "
    "a PostgreSQL database, such as postgresql://onrecord@localhost/onrecord"
)
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


class Database(Protocol):
    """A database with its tables up to date.

    A transaction of `reading` sees one state and cannot write; those of `writing` follow one
    another, also those of other processes: what one reads no other changes before it has ended.
    """

    reading: Engine
    writing: Engine

    def ping(self) -> None:
        """Raise ConnectionError if the tables cannot be read."""
        ...

    def close(self) -> None:
        """Close the pooled connections."""
        ...


def open_database(url: str) -> Database:
    """Open the database at a URL, making or bringing up to date what is needed.

    Raises InvalidSetting for a URL of another sort and for a database that cannot be used.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        # Not quoted: a URL may hold a password.
        raise InvalidSetting(f"The database URL cannot be read; {_ALLOWED}.") from None
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        from service.store import sqlite

        return sqlite.Database.open(parsed)
    if parsed.drivername in _POSTGRESQL:
        from service.store import postgresql

        return postgresql.Database.open(parsed)
    raise InvalidSetting(f"The database URL is one of '{parsed.drivername}'; {_ALLOWED}.")
