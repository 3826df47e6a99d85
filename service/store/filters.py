"""Saved filters: kept under a name, and asked which of some statements or claims they find."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update

from service import ids
from service.errors import InvalidFilter, NotFound
from service.records import ClaimFilter, Event, FilterKind, Page, QuoteFilter, SavedFilter
from service.store.claim_selection import claim_selection
from service.store.codec import from_json, to_json
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.event_schema import filters
from service.store.events import Happening, next_number, note
from service.store.names import root_of
from service.store.position_schema import topics
from service.store.queries import more_than
from service.store.rows import AnyRow
from service.store.schema import claims, speakers, statements
from service.store.selection import meaning, selection
from service.store.timed import Timed
from service.store.units import writing
from service.store.validators import ANYTHING, Expected

_MOST_FILTERS = 1_000
_TYPES: Mapping[FilterKind, type[QuoteFilter | ClaimFilter]] = {
    "quotes": QuoteFilter,
    "claims": ClaimFilter,
}


class Filters(Timed):
    """Keeps filters and applies them; each method is one transaction."""

    def create(self, name: str, where: QuoteFilter | ClaimFilter) -> SavedFilter:
        """Keep a filter under a name, which others may have too.

        Raises InvalidFilter for a speaker or topic that is not there, or where there are too many.
        """
        now = self._now()
        with writing(self._writing) as connection:
            count = connection.execute(select(func.count(filters.c.id))).scalar_one()
            if count >= _MOST_FILTERS:
                raise InvalidFilter(f"There are {count} filters; at most {_MOST_FILTERS} are kept.")
            _check(connection, where)
            made = SavedFilter(
                ids.filter_id(name, next_number(connection)), name, _kind(where), where, now, now
            )
            connection.execute(
                insert(filters),
                [
                    {
                        "id": made.id,
                        "name": name,
                        "kind": made.kind,
                        "where": to_json(where),
                        "created_at": now,
                        "updated_at": now,
                    }
                ],
            )
            note(connection, now, [Happening("filter.created", filter_id=made.id)])
        return made

    def change(
        self,
        filter_id: str,
        *,
        name: str | None = None,
        where: QuoteFilter | ClaimFilter | None = None,
        expected: Expected = ANYTHING,
    ) -> SavedFilter:
        """Set a filter's name, or what it asks for; its kind stays.

        Raises NotFound, PreconditionFailed, and InvalidFilter as create does.
        """
        now = self._now()
        with writing(self._writing) as connection:
            present = load_filter(connection, filter_id)
            expected.check(present)
            values: dict[str, Any] = {"updated_at": now}
            if name is not None:
                values["name"] = name
            if where is not None:
                if _kind(where) != present.kind:
                    raise InvalidFilter(f"The filter is one of {present.kind}, which stays.")
                _check(connection, where)
                values["where"] = to_json(where)
            connection.execute(update(filters).where(filters.c.id == filter_id).values(values))
            note(connection, now, [Happening("filter.changed", filter_id=filter_id)])
            return load_filter(connection, filter_id)

    def delete(self, filter_id: str, expected: Expected = ANYTHING) -> None:
        """Delete a filter. Raises NotFound, PreconditionFailed."""
        with writing(self._writing) as connection:
            expected.check(load_filter(connection, filter_id))
            connection.execute(delete(filters).where(filters.c.id == filter_id))
            note(connection, self._now(), [Happening("filter.deleted", filter_id=filter_id)])

    def get(self, filter_id: str) -> SavedFilter:
        """Read a filter. Raises NotFound."""
        with self._reading.connect() as connection:
            return load_filter(connection, filter_id)

    def list(self, *, limit: int, cursor: str | None = None) -> Page[SavedFilter]:
        """List filters by name, then id. Raises InvalidCursor."""
        mark = fingerprint("filters")
        after = read_cursor(cursor, mark, str, str)
        columns = filters.c["name", "id"]
        query = select(filters).order_by(*columns).limit(more_than(limit))
        if after is not None:
            query = query.where(tuple_(*columns) > after)
        with self._reading.connect() as connection:
            rows = connection.execute(query).all()
        following = None
        if len(rows) > limit:
            last = rows[limit - 1]
            following = write_cursor((last.name, last.id), mark)
        return Page(tuple(_read(row) for row in rows[:limit]), following)

    def matching(
        self, where: QuoteFilter | ClaimFilter, happened: Sequence[Event]
    ) -> tuple[Event, ...]:
        """Give those of some events whose statement, or claim, the filter finds now."""
        with self._reading.connect() as connection:
            return matching_events(connection, where, happened)


def matching_events(
    connection: Connection, where: QuoteFilter | ClaimFilter, happened: Sequence[Event]
) -> tuple[Event, ...]:
    """Give those of some events whose statement, or claim, a filter finds, within a transaction.

    A filter of quotes finds events of statements, one of claims those of claims. What has been
    deleted since is not found.
    """
    named = [(one, _subject(where, one)) for one in happened]
    found = matching(connection, where, [subject for _, subject in named if subject is not None])
    return tuple(one for one, subject in named if subject in found)


def matching(
    connection: Connection, where: QuoteFilter | ClaimFilter, wanted: Sequence[str]
) -> set[str]:
    """Give those of some statements, or claims, that a filter finds, within a transaction.

    wanted: ids of statements for a QuoteFilter, of claims for a ClaimFilter; some hundreds at most.
    It is the query of the list with the ids as one more condition.
    """
    if not wanted:
        return set()
    meant = meaning(connection, where, telling=False)
    if meant.nothing:
        return set()
    if isinstance(where, QuoteFilter):
        query, _ = selection(where, meant, stored=True)
        query = query.where(statements.c.id.in_(wanted))
    else:
        query, _ = claim_selection(where, meant, "stored")
        query = query.where(claims.c.id.in_(wanted))
    return {row.id for row in connection.execute(query)}


def _subject(where: QuoteFilter | ClaimFilter, event: Event) -> str | None:
    if isinstance(where, ClaimFilter):
        return event.claim_id
    return event.quote_id if event.kind.startswith("statement.") else None


def _kind(where: QuoteFilter | ClaimFilter) -> FilterKind:
    return "quotes" if isinstance(where, QuoteFilter) else "claims"


def _check(connection: Connection, where: QuoteFilter | ClaimFilter) -> None:
    """Raise InvalidFilter for a speaker or topic that is not there."""
    if where.speaker is not None:
        root = root_of(connection, where.speaker)
        known = select(speakers.c.id).where(speakers.c.id == root)
        if connection.execute(known).first() is None:
            raise InvalidFilter(
                f"No speaker has the id '{where.speaker[:80]}'; a saved filter names its speaker "
                "by id, which GET /v1/speakers?q= finds."
            )
    if isinstance(where, QuoteFilter) and where.topic is not None:
        known = select(topics.c.id).where(topics.c.id == where.topic)
        if connection.execute(known).first() is None:
            raise InvalidFilter(f"No topic has the id '{where.topic}'.")


def load_filter(connection: Connection, filter_id: str) -> SavedFilter:
    """Read a filter, within a transaction. Raises NotFound."""
    row = connection.execute(select(filters).where(filters.c.id == filter_id)).one_or_none()
    if row is None:
        raise NotFound("filter", filter_id)
    return _read(row)


def _read(row: AnyRow) -> SavedFilter:
    where = from_json(_TYPES[row.kind], row.where)
    return SavedFilter(row.id, row.name, row.kind, where, row.created_at, row.updated_at)
