"""The log of what was done: written with it, read in its order, swept by age."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, delete, func, insert, select

from service.errors import EventsExpired, InvalidCursor
from service.records import Event, EventKind
from service.store.event_schema import events
from service.store.rows import AnyRow, Values
from service.store.timed import Timed

_AT_ONCE = 5_000  # rows that one transaction of the sweep deletes
_LARGEST = 2**63 - 1
_COLUMNS = tuple(events.c[field.name] for field in fields(Event))


@dataclass(frozen=True, slots=True)
class LogEnd:
    """Where the log ends: the number of its newest event, 0 without any, and when that was."""

    number: int
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that is to be written: the fields of records.Event that it does not have yet."""

    kind: EventKind
    article_id: str | None = None
    quote_id: str | None = None
    claim_id: str | None = None
    speaker_id: str | None = None
    topic_id: str | None = None
    filter_id: str | None = None
    edit_id: str | None = None


_TOLD = tuple(field.name for field in fields(Happening))


def note(connection: Connection, at: dt.datetime, happened: Sequence[Happening]) -> None:
    """Write events, in their order, in the transaction of what they tell.

    The transaction must be one of the writing engine: only those follow one another, which makes
    numbers that are safe to read by.
    """
    if not happened:
        return
    number = next_number(connection)
    rows: list[Values] = [
        {"number": number + place, "at": at, **{name: getattr(one, name) for name in _TOLD}}
        for place, one in enumerate(happened)
    ]
    connection.execute(insert(events), rows)


def next_number(connection: Connection) -> int:
    """Give the number that the next event gets."""
    return (connection.execute(select(func.max(events.c.number))).scalar_one() or 0) + 1


def read_after(connection: Connection, number: int, limit: int) -> tuple[Event, ...]:
    """Read the events that follow a number, within a transaction. Raises as Events.after does."""
    rows = connection.execute(
        select(*_COLUMNS).where(events.c.number > number).order_by(events.c.number).limit(limit)
    ).all()
    first = rows[0].number if rows else None
    if first is None:
        newest = next_number(connection) - 1
        if not 0 <= number <= newest:
            raise InvalidCursor(str(number))
    elif number and first != number + 1:
        raise EventsExpired(number, first)
    return tuple(_read(row) for row in rows)


def read_end(connection: Connection) -> LogEnd:
    """Tell where the log ends, within a transaction."""
    row = connection.execute(
        select(events.c.number, events.c.at).order_by(events.c.number.desc()).limit(1)
    ).one_or_none()
    return LogEnd(0, None) if row is None else LogEnd(row.number, row.at)


class Events(Timed):
    """Reads the log, and deletes what is too old."""

    def after(self, number: int = 0, *, limit: int) -> tuple[Event, ...]:
        """Read the events that follow a number, oldest first; 0: from the oldest that is kept.

        Who goes on from the number of the last event read misses none and sees none twice,
        whatever is written meanwhile. Raises EventsExpired where events after that number are no
        longer kept, InvalidCursor for a number that the log has not come to.
        """
        if not 0 <= number <= _LARGEST:
            raise InvalidCursor(str(number))
        with self._reading.connect() as connection:
            return read_after(connection, number, limit)

    def end(self) -> LogEnd:
        """Tell where the log ends."""
        with self._reading.connect() as connection:
            return read_end(connection)

    def sweep(self, keep: dt.timedelta) -> int:
        """Delete the events older than this, but the newest; gives how many these were."""
        last = self._last_to_delete(self._now() - keep)
        deleted = 0
        while last is not None:
            # In steps, so that writers need not wait for long.
            with self._writing.begin() as connection:
                first = connection.execute(select(func.min(events.c.number))).scalar_one()
                upto = min(last, first + _AT_ONCE - 1)
                deleted += connection.execute(
                    delete(events).where(events.c.number <= upto)
                ).rowcount
            if upto == last:
                break
        return deleted

    def _last_to_delete(self, before: dt.datetime) -> int | None:
        """Give the number up to which all events are that old, if any is."""
        with self._reading.connect() as connection:  # looking must not hold up writers
            first, newest = connection.execute(
                select(func.min(events.c.number), func.max(events.c.number))
            ).one()
            if first is None:
                return None
            # Clocks of several machines may disagree: nothing goes before the first that stays.
            kept = connection.execute(
                select(events.c.number)
                .where(events.c.at >= before)
                .order_by(events.c.number)
                .limit(1)
            ).scalar_one_or_none()
        last: int = min(newest, newest if kept is None else kept) - 1
        return last if last >= first else None


def _read(row: AnyRow) -> Event:
    return Event(**row._mapping)
