"""One transaction for all that a request writes, and for what it is answered.

The transaction begins with the first write, not before: what comes first may be an analysis, which
takes long, while all writers of a database take turns.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine


class Unit:
    """Joins the writes within it, in this thread, to one transaction, which ends with it.

    Where anything was raised nothing is kept, also where the caller caught it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self.broken = False

    def __enter__(self) -> Self:
        """Begin to join writes."""
        self._token = _current.set(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Keep all or nothing."""
        _current.reset(self._token)
        connection, self._connection = self._connection, None
        if connection is None:
            return
        with connection:
            if kind is None and not self.broken:
                connection.commit()
            else:
                connection.rollback()

    def connection(self) -> Connection:
        """Give the connection with the transaction, begun now if it was not."""
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.begin()
        return self._connection


_current: ContextVar[Unit | None] = ContextVar("unit", default=None)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Write within a transaction: that of the unit that is open, else one of its own."""
    unit = _current.get()
    if unit is None:
        with engine.begin() as connection:
            yield connection
        return
    try:
        yield unit.connection()
    except BaseException:
        unit.broken = True
        raise
