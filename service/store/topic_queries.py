"""Reads of topics: what they are called, which targets belong to them, what editors did."""

import json
from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Connection, Engine, func, select, tuple_

from service.errors import NotFound
from service.records import Edit, Page, Topic, TopicTarget
from service.store import audit
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.position_schema import targets, topic_targets, topics
from service.store.rows import AnyRow
from service.store.schema import edits
from service.store.target_search import read_targets

Which = Literal["counted", "proposed", "rejected"]
"""Targets that count to a topic; that fit it too little to count; that an editor rejected."""


class TopicQueries:
    """Reads topics and their targets."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def topics(self, *, limit: int, cursor: str | None = None) -> Page[Topic]:
        """List topics by name. Raises InvalidCursor."""
        mark = fingerprint("topics")
        after = read_cursor(cursor, mark, str, str)
        columns = topics.c["name", "id"]
        query = select(topics).order_by(*columns).limit(limit + 1)
        if after is not None:
            query = query.where(tuple_(*columns) > after)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            items = read_topics(connection, rows[:limit])
        following = None
        if len(rows) > limit:
            following = write_cursor((rows[limit - 1].name, rows[limit - 1].id), mark)
        return Page(items, following)

    def topic(self, topic_id: str) -> Topic:
        """Read a topic. Raises NotFound."""
        with self._engine.connect() as connection:
            found = load_topic(connection, topic_id)
        if found is None:
            raise NotFound("topic", topic_id)
        return found

    def targets(
        self, topic_id: str, *, which: Which | None = None, limit: int, cursor: str | None = None
    ) -> Page[TopicTarget]:
        """List the targets that may belong to a topic, those that fit best first.

        Raises NotFound, InvalidCursor.
        """
        mark = fingerprint("topic targets", topic_id, which)
        after = read_cursor(cursor, mark, int, str)
        columns = topic_targets.c["rank", "target_id"]
        query = select(topic_targets).where(topic_targets.c.topic_id == topic_id)
        if which == "counted":
            query = query.where(topic_targets.c.counts == 1)
        elif which == "rejected":
            query = query.where(topic_targets.c.verdict == "rejected")
        elif which == "proposed":
            query = query.where(topic_targets.c.counts == 0, topic_targets.c.verdict.is_(None))
        if after is not None:
            query = query.where(tuple_(*columns) > after)
        with self._engine.connect() as connection:
            if load_topic(connection, topic_id) is None:
                raise NotFound("topic", topic_id)
            rows = connection.execute(query.order_by(*columns).limit(limit + 1)).all()
            items = _read_matches(connection, rows[:limit])
        following = None
        if len(rows) > limit:
            following = write_cursor((rows[limit - 1].rank, rows[limit - 1].target_id), mark)
        return Page(items, following)

    def history(self, topic_id: str, *, limit: int, cursor: str | None = None) -> Page[Edit]:
        """List what editors did to a topic, also a deleted one, newest first.

        Raises NotFound, InvalidCursor.
        """
        mark = fingerprint("topic history", topic_id)
        after = read_cursor(cursor, mark, int)
        query = select(edits).where(edits.c.topic_id == topic_id).order_by(edits.c.number.desc())
        if after is not None:
            query = query.where(edits.c.number < after[0])
        with self._engine.connect() as connection:
            rows = connection.execute(query.limit(limit + 1)).all()
            if not rows and after is None:
                raise NotFound("topic", topic_id)
            items = audit.read_edits(connection, rows[:limit])
        following = write_cursor((rows[limit - 1].number,), mark) if len(rows) > limit else None
        return Page(items, following)


def load_topic(connection: Connection, topic_id: str) -> Topic | None:
    """Read a topic within a transaction, if it is there."""
    rows = connection.execute(select(topics).where(topics.c.id == topic_id)).all()
    return next(iter(read_topics(connection, rows)), None)


def read_topics(connection: Connection, rows: Sequence[AnyRow]) -> tuple[Topic, ...]:
    """Make the records of topics, with how much counts to them."""
    if not rows:
        return ()
    counted = {
        row.topic_id: row
        for row in connection.execute(
            select(
                topic_targets.c.topic_id,
                func.count().label("targets"),
                func.sum(-targets.c.rank).label("quotes"),
            )
            .join(targets, targets.c.id == topic_targets.c.target_id)
            .where(
                topic_targets.c.topic_id.in_([row.id for row in rows]), topic_targets.c.counts == 1
            )
            .group_by(topic_targets.c.topic_id)
        )
    }
    return tuple(
        Topic(
            id=row.id,
            name=row.name,
            phrasings=tuple(json.loads(row.phrasings)),
            created_at=row.created_at,
            targets=counted[row.id].targets if row.id in counted else 0,
            quotes=counted[row.id].quotes if row.id in counted else 0,
        )
        for row in rows
    )


def _read_matches(connection: Connection, rows: Sequence[AnyRow]) -> tuple[TopicTarget, ...]:
    if not rows:
        return ()
    wanted = [row.target_id for row in rows]
    found = connection.execute(select(targets).where(targets.c.id.in_(wanted))).all()
    records = {one.id: one for one in read_targets(connection, found)}
    return tuple(
        TopicTarget(
            target=records[row.target_id],
            score=row.score,
            phrasing=row.phrasing,
            opposite=bool(row.opposite),
            verdict=row.verdict,
            counts=bool(row.counts),
        )
        for row in rows
    )
