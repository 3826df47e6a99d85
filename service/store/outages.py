"""A database that cannot be used for a while is said to be just that, whoever meets it."""

from collections.abc import Callable

from sqlalchemy import Engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from service.errors import StoreUnavailable
from service.store.migrate import newest


class Pool(QueuePool):
    """Connections for which callers queue; one who waits too long learns that it is an outage."""

    __module__ = QueuePool.__module__  # to whose log, not to ours, each connection is told

    def _do_get(self) -> ConnectionPoolEntry:
        try:
            return super()._do_get()
        except PoolTimeout:
            raise StoreUnavailable("too many wait for a connection") from None


def report_outages(engine: Engine, is_outage: Callable[[BaseException], bool]) -> None:
    """Let what an engine does raise StoreUnavailable where the driver's error is an outage."""

    @event.listens_for(engine, "handle_error")
    def report(context: ExceptionContext) -> StoreUnavailable | None:
        error = context.original_exception
        if context.is_disconnect or is_outage(error):
            return StoreUnavailable(first_line(error))
        return None


def first_line(error: BaseException) -> str:
    """Give what an error says first; the lines after it may quote values."""
    said = str(error).strip().splitlines()
    return said[0].rstrip(".") if said else type(error).__name__


def readable(engine: Engine) -> None:
    """Raise ConnectionError if the tables cannot be read, or are those of another version."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM articles LIMIT 1"))
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except StoreUnavailable as error:
        raise ConnectionError(str(error)) from error
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or type(error).__name__
        raise ConnectionError(f"The database cannot be read: {reason}.") from error
    if revision != newest():
        raise ConnectionError(f"The database has revision {revision}, not {newest()}.")
