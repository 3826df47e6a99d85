"""Reads of claims: lists by check-worthiness or date, and one with its statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, select, tuple_

from service.errors import NotFound
from service.records import ClaimFilter, ClaimOrder, Page, StoredClaim
from service.store.claim_selection import claim_selection
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.queries import load_quotes, more_than
from service.store.schema import claims
from service.store.selection import meaning

_KINDS = (int, str, int, int)


class ClaimQueries:
    """Reads claims."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, claim_id: str) -> StoredClaim:
        """Read a claim with its statement and article. Raises NotFound."""
        with self._engine.connect() as connection:
            query = select(claims.c.id, claims.c.statement_id).where(claims.c.id == claim_id)
            found = load_claims(connection, connection.execute(query).all())
        if not found:
            raise NotFound("claim", claim_id)
        return found[0]

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


def load_claims(connection: Connection, rows: Sequence[Any]) -> tuple[StoredClaim, ...]:
    """Read the claims of rows (claim id, statement id, …), in their order."""
    wanted = list(dict.fromkeys(row[1] for row in rows))
    found = {one.statement.id: one for one in load_quotes(connection, wanted)}
    return tuple(
        StoredClaim(claim, stored)
        for stored, claim_id in ((found[row[1]], row[0]) for row in rows)
        for claim in stored.statement.claims
        if claim.id == claim_id
    )
