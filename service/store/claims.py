"""Reads of claims: lists by check-worthiness or date, and one with its statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    exists,
    select,
    tuple_,
)

from service.errors import NotFound
from service.records import ClaimFilter, ClaimOrder, Edit, Page, StoredClaim
from service.store import names, reviews, target_search
from service.store.claim_rows import rank_of
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.dialects import containing
from service.store.names import Match
from service.store.queries import load_quotes, more_than
from service.store.registry import load_edits
from service.store.rows import outlet_key
from service.store.schema import claims, edits, statement_speakers
from service.store.schema import reviews as reviews_table
from service.store.search import phrases
from service.store.selection import having, within_days

_PLACE = ("recency", "article_id", "position", "number")
_EQUAL = ("stance", "commitment", "act", "cue_class")
_KINDS = (int, str, int, int)


class ClaimQueries:
    """Reads claims."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, claim_id: str) -> StoredClaim:
        """Read a claim with its statement and article. Raises NotFound."""
        with self._engine.connect() as connection:
            found = load_claim(connection, claim_id)
        if found is None:
            raise NotFound("claim", claim_id)
        return found

    def history(self, claim_id: str, *, limit: int, cursor: str | None = None) -> Page[Edit]:
        """List the verdicts that were given on a claim and taken back, newest first.

        Raises NotFound, InvalidCursor.
        """
        with self._engine.connect() as connection:
            if load_claim(connection, claim_id) is None:
                raise NotFound("claim", claim_id)
            known = select(reviews_table.c.id).where(reviews_table.c.claim_id == claim_id)
            return load_edits(connection, edits.c.review_id.in_(known), claim_id, limit, cursor)

    def claims(
        self,
        where: ClaimFilter,
        *,
        order: ClaimOrder,
        limit: int,
        cursor: str | None = None,
    ) -> Page[StoredClaim]:
        """List claims: the most check-worthy first, or those of the newest article first.

        Claims whose worth is not known come last. A speaker's name that matches several gives the
        claims of all, and matched_speakers tells them. Search words without a letter or digit find
        nothing. Raises InvalidCursor.
        """
        mark = fingerprint("claims", where, order)
        kinds: tuple[type[int] | type[str], ...] = _KINDS if order == "date" else (int, *_KINDS)
        after = read_cursor(cursor, mark, *kinds)
        asked = more_than(limit)
        wanted = phrases(where.q or "")
        with self._engine.connect() as connection:
            speaker = target = None
            if where.speaker is not None:
                speaker = names.match(connection, where.speaker)
            if where.target is not None:
                target = target_search.match(connection, where.target)
            matched = names.read_speakers(connection, speaker.rows) if speaker else ()
            if (
                (where.speaker is not None and speaker is None)
                or (where.target is not None and target is None)
                or (where.q is not None and not wanted)
            ):
                return Page((), None, matched)
            query, keys = _selection(where, order, wanted, speaker)
            if target is not None:
                query = query.where(having(claims.c.target_id, target))
            if after is not None:
                query = query.where(tuple_(*keys) > after)
            rows = connection.execute(query.order_by(*keys).limit(asked)).all()
            page = rows[:limit]
            items = _read(connection, page)
        following = None
        if len(rows) > limit:
            following = write_cursor(tuple(page[-1])[2:], mark)
        return Page(items, following, matched)


def load_claim(connection: Connection, claim_id: str) -> StoredClaim | None:
    """Read a claim within a transaction."""
    query = select(claims.c.id, claims.c.statement_id).where(claims.c.id == claim_id)
    found = _read(connection, connection.execute(query).all())
    return found[0] if found else None


def _selection(
    where: ClaimFilter, order: ClaimOrder, wanted: Sequence[str], speaker: Match | None
) -> tuple[Select[Any], tuple[ColumnElement[Any], ...]]:
    """Give the query for ids and sort keys, and the columns to sort by.

    A speaker's claims are read from the index of the speaker's statements, in its order where the
    list is by date.
    """
    place: tuple[ColumnElement[Any], ...] = tuple(claims.c[_PLACE])
    if speaker is not None and not wanted:
        join = statement_speakers
        place = (*join.c["recency", "article_id", "position"], claims.c.number)
    keys = place if order == "date" else (claims.c.rank, *place)
    query: Select[Any] = select(claims.c.id, claims.c.statement_id, *keys)
    if speaker is not None and wanted:
        holding = select(statement_speakers.c.statement_id).where(
            _holds(statement_speakers, speaker)
        )
        query = query.where(claims.c.statement_id.in_(holding))
    elif speaker is not None:
        join = statement_speakers
        query = query.join_from(join, claims, claims.c.statement_id == join.c.statement_id)
        query = query.where(_holds(join, speaker), ~_is_again(speaker))
    query = query.where(
        *_conditions(where), *within_days(where.since, where.until, claims, place[0])
    )
    if wanted:
        query = query.where(containing(claims, wanted))
    return query, keys


def _holds(links: FromClause, speaker: Match) -> ColumnElement[bool]:
    held = links.c.speaker_id
    return (held.in_(speaker.ids) if speaker.only is None else held == speaker.only) & (
        links.c.holds == 1
    )


def _is_again(speaker: Match) -> ColumnElement[bool]:
    """Say whether an earlier link gives the statement: merged speakers may both hold it."""
    here, other = statement_speakers, statement_speakers.alias()
    earlier = tuple_(other.c.part, other.c.key) < tuple_(here.c.part, here.c.key)
    return exists().where(
        other.c.statement_id == here.c.statement_id, _holds(other, speaker), earlier
    )


def _conditions(where: ClaimFilter) -> list[ColumnElement[bool]]:
    found = [
        claims.c[name] == getattr(where, name)
        for name in _EQUAL
        if getattr(where, name) is not None
    ]
    if where.standalone is not None:
        found.append(claims.c.standalone == int(where.standalone))
    if where.rating is not None:
        found.append(claims.c.rating == where.rating)
    if where.reviewed is not None:
        none = claims.c.rating.is_(None)
        found.append(~none if where.reviewed else none)
    if where.outlet is not None:
        found.append(claims.c.outlet_key == outlet_key(where.outlet))
    if where.min_checkworthiness is not None:
        found.append(claims.c.rank <= rank_of(where.min_checkworthiness))
    return found


def _read(connection: Connection, rows: Sequence[Any]) -> tuple[StoredClaim, ...]:
    """Read the claims of rows (claim id, statement id, …), in their order."""
    wanted = list(dict.fromkeys(row[1] for row in rows))
    found = {one.statement.id: one for one in load_quotes(connection, wanted)}
    reviewed = reviews.read(connection, [row[0] for row in rows])
    return tuple(
        StoredClaim(claim, stored, reviewed.get(claim.id))
        for stored, claim_id in ((found[row[1]], row[0]) for row in rows)
        for claim in stored.statement.claims
        if claim.id == claim_id
    )
