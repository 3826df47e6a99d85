"""What a filter finds, by when it was stored: the newest first, whatever its article's date."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select, tuple_

from service.records import ClaimFilter, Page, QuoteFilter, StoredClaim, StoredStatement
from service.store.claim_selection import claim_selection
from service.store.claims import load_claims
from service.store.columns import EPOCH, microseconds
from service.store.cursors import Key, fingerprint, read_cursor, write_cursor
from service.store.event_schema import events
from service.store.queries import load_quotes, more_than
from service.store.rows import AnyRow
from service.store.selection import meaning, selection

_UPDATES = ("statement.changed", "statement.corrected")


class Feeds:
    """Reads statements and claims in the order of their storing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def quotes(
        self, where: QuoteFilter, *, limit: int, cursor: str | None = None
    ) -> Page[StoredStatement]:
        """List the statements that a filter finds, last stored first. Raises InvalidCursor."""
        mark = fingerprint("quotes feed", where)
        after = read_cursor(cursor, mark, int, str, int)
        with self._engine.connect() as connection:
            meant = meaning(connection, where, telling=False)
            if meant.nothing:
                return Page((), None)
            query, keys = selection(where, meant, stored=True)
            rows = _newest(connection, query, keys, after, more_than(limit))
            items = load_quotes(connection, [row.id for row in rows[:limit]])
        return Page(items, _following(rows, limit, mark))

    def claims(
        self, where: ClaimFilter, *, limit: int, cursor: str | None = None
    ) -> Page[StoredClaim]:
        """List the claims that a filter finds, last stored first. Raises InvalidCursor."""
        mark = fingerprint("claims feed", where)
        after = read_cursor(cursor, mark, int, str, int, int)
        with self._engine.connect() as connection:
            meant = meaning(connection, where, telling=False)
            if meant.nothing:
                return Page((), None)
            query, keys = claim_selection(where, meant, "stored")
            rows = _newest(connection, query, keys, after, more_than(limit))
            items = load_claims(connection, rows[:limit])
        return Page(items, _following(rows, limit, mark, "number"))

    def updates(self, quote_ids: Sequence[str]) -> dict[str, dt.datetime]:
        """Tell when statements were last changed or corrected, those where the log tells it."""
        query = (
            select(events.c.quote_id, func.max(events.c.at).label("at"))
            .where(events.c.quote_id.in_(quote_ids), events.c.kind.in_(_UPDATES))
            .group_by(events.c.quote_id)
        )
        with self._engine.connect() as connection:
            return {row.quote_id: row.at for row in connection.execute(query)}


def _newest(
    connection: Connection,
    query: Select[Any],
    keys: Sequence[ColumnElement[Any]],
    after: Key | None,
    limit: int,
) -> Sequence[AnyRow]:
    """Read the rows with the greatest keys that are less than those of the last item."""
    if after is not None:
        try:
            moment = EPOCH + dt.timedelta(microseconds=int(after[0]))
        except OverflowError:  # a forged place; nothing lies before it
            return ()
        query = query.where(tuple_(*keys) < (moment, *after[1:]))
    return connection.execute(query.order_by(*(key.desc() for key in keys)).limit(limit)).all()


def _following(rows: Sequence[AnyRow], limit: int, mark: str, *more: str) -> str | None:
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]._mapping
    place = (microseconds(last["created_at"]), last["article_id"], last["position"])
    return write_cursor((*place, *(last[name] for name in more)), mark)
