"""Reads of positions: targets with their stances, and who takes which."""

from sqlalchemy import Engine, select, tuple_

from service.errors import NotFound
from service.records import Page, Target
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.schema import targets
from service.store.target_search import holding, read_targets


class Positions:
    """Reads targets, and the stances that speakers take toward them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def targets(
        self, q: str | None = None, *, limit: int, cursor: str | None = None
    ) -> Page[Target]:
        """List targets, those of most statements first, then by name.

        q: words that the target must hold, of the last the beginning. Raises InvalidCursor.
        """
        mark = fingerprint("targets", q)
        after = read_cursor(cursor, mark, int, str, str)
        columns = targets.c["rank", "name", "id"]
        query = select(targets).order_by(*columns).limit(limit + 1)
        if q is not None:
            condition = holding(q, begun=True)
            if condition is None:
                return Page((), None)
            query = query.where(condition)
        if after is not None:
            query = query.where(tuple_(*columns) > after)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            page = rows[:limit]
            items = read_targets(connection, page)
        following = None
        if len(rows) > limit:
            following = write_cursor((page[-1].rank, page[-1].name, page[-1].id), mark)
        return Page(items, following)

    def target(self, target_id: str) -> Target:
        """Read a target. Raises NotFound."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(targets).where(targets.c.id == target_id)).all()
            items = read_targets(connection, rows)
        if not items:
            raise NotFound("target", target_id)
        return items[0]
