"""Reads of claims: lists by check-worthiness or date, and one with its statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, select, tuple_

from service.errors import NotFound
from service.records import ClaimFilter, ClaimOrder, Edit, Page, StoredClaim
from service.store import reviews
from service.store.claim_selection import claim_selection
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.queries import load_quotes, more_than
from service.store.registry import load_edits
from service.store.schema import claims, edits
from service.store.schema import reviews as reviews_table
from service.store.selection import meaning

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
        with self._engine.connect() as connection:
            meant = meaning(connection, where)
            if meant.nothing:
                return Page((), None, meant.matched)
            query, keys = claim_selection(where, meant, order)
            if after is not None:
                query = query.where(tuple_(*keys) > after)
            rows = connection.execute(query.order_by(*keys).limit(asked)).all()
            page = rows[:limit]
            items = load_claims(connection, page)
        following = None
        if len(rows) > limit:
            following = write_cursor(tuple(page[-1])[2:], mark)
        return Page(items, following, meant.matched)


def load_claim(connection: Connection, claim_id: str) -> StoredClaim | None:
    """Read a claim within a transaction."""
    query = select(claims.c.id, claims.c.statement_id).where(claims.c.id == claim_id)
    found = load_claims(connection, connection.execute(query).all())
    return found[0] if found else None


def load_claims(connection: Connection, rows: Sequence[Any]) -> tuple[StoredClaim, ...]:
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
