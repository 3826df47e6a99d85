"""What parts of the store have in common that write, read, and must know how late it is."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import Engine


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Timed:
    """Has the two engines, and a clock that tests may set."""

    def __init__(
        self, writing: Engine, reading: Engine, now: Callable[[], dt.datetime] = _now
    ) -> None:
        self._writing = writing
        self._reading = reading
        self._now = now
