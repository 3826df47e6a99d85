"""All that is particular to PostgreSQL: its connections, who may write, how it is migrated.

Writers take one lock when they begin and hold it to the end of their transaction. Linking a
speaker reads what other articles say of it and counts what it finds: two writers at once would
each miss the other. SQLite has one writer at a time by its nature.
"""

from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from service.errors import InvalidSetting, StoreUnavailable
from service.store.derived import rebuild
from service.store.migrate import migrating, upgrade
from service.store.outages import Pool, first_line, readable, report_outages

_OLDEST = 15
_WRITERS = 0x6F6E7265636F7264  # "onrecord": the key of the writers' lock in this database
_WAIT_SECONDS = 60  # for the writers' lock, and for a connection of the pool
_CONNECT = {"connect_timeout": "10", "application_name": "onrecord"}
_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Database:
    """A PostgreSQL database with its engines for reading and for writing."""

    def __init__(self, url: URL) -> None:
        self.reading = _engine(
            url,
            execution_options=_SNAPSHOT,
            pool_size=8,
            max_overflow=24,
            pool_timeout=_WAIT_SECONDS,
            pool_use_lifo=True,  # the connection used last has its statements prepared
        )
        # One connection: a second would only wait for the lock.
        self.writing = _engine(url, pool_size=1, max_overflow=0, pool_timeout=_WAIT_SECONDS)
        event.listen(self.writing, "begin", _take_turn)
        for engine in (self.reading, self.writing):
            report_outages(engine, _is_outage)

    @classmethod
    def open(cls, url: URL) -> "Database":
        """Open the database at a URL and bring its tables up to date.

        Raises InvalidSetting for a database that is too old, is not in UTF-8 or cannot be used.
        """
        url = _with_defaults(url)
        try:
            _migrate(url)
        except (DBAPIError, StoreUnavailable) as error:
            reason = first_line(error.orig or error if isinstance(error, DBAPIError) else error)
            raise InvalidSetting(f"The database {_named(url)} cannot be used: {reason}.") from None
        return cls(url)

    def ping(self) -> None:
        """Raise ConnectionError if the tables cannot be read."""
        readable(self.reading)

    def close(self) -> None:
        """Close the pooled connections."""
        self.reading.dispose()
        self.writing.dispose()


def _with_defaults(url: URL) -> URL:
    url = url.set(drivername="postgresql+psycopg")
    if not url.database:
        raise InvalidSetting(
            f"The database URL '{url.render_as_string()}' names no database; allowed is one such "
            "as postgresql://onrecord@localhost/onrecord"
        )
    return url.update_query_dict({k: v for k, v in _CONNECT.items() if k not in url.query})


def _named(url: URL) -> str:
    """Name a database without its password."""
    return f"'{url.database}' at '{url.host or 'the local socket'}'"


def _engine(url: URL, **options: Any) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,  # or a logged error would show article text
        # The ping finds a server that is back.
        **({} if "poolclass" in options else {"poolclass": Pool, "pool_pre_ping": True}),
        **options,
    )


def _take_turn(connection: Connection) -> None:
    connection.exec_driver_sql(
        f"SET LOCAL lock_timeout = '{_WAIT_SECONDS}s'; SELECT pg_advisory_xact_lock({_WRITERS})"
    )


def _is_outage(error: BaseException) -> bool:
    # Gone, starting, full, out of connections or memory, a lock not given in time; read-only where
    # it has changed places with its copy.
    return isinstance(
        error,
        psycopg.OperationalError | psycopg.InterfaceError | psycopg.errors.ReadOnlySqlTransaction,
    )


def _migrate(url: URL) -> None:
    """Run what migrations are missing, in one transaction: other processes wait, then find none."""
    engine = _engine(url, poolclass=NullPool)
    try:
        with migrating, engine.begin() as connection:
            _check(connection, url)
            _take_turn(connection)
            if upgrade(connection):
                rebuild(connection)
    finally:
        engine.dispose()


def _check(connection: Connection, url: URL) -> None:
    version = connection.dialect.server_version_info or ()
    if version < (_OLDEST,):
        raise InvalidSetting(
            f"The database {_named(url)} is of PostgreSQL {'.'.join(map(str, version))}; "
            f"{_OLDEST} or later is needed."
        )
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise InvalidSetting(f"The database {_named(url)} is in {encoding}; UTF8 is needed.")
