"""The rows that positions are read from: whose statements with a target, in which order."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from service.errors import NotFound
from service.records import Position
from service.store import names
from service.store.cursors import read_cursor, write_cursor
from service.store.position_schema import topic_targets
from service.store.rows import AnyRow
from service.store.schema import speakers, statement_speakers, statements
from service.store.standings import turned_around
from service.store.topic_queries import load_topic

_MOST_READ = 20_000  # statements that one answer is made from, those of the newest articles
Group = list[AnyRow]


def known_speaker(connection: Connection, speaker_id: str) -> str:
    """Give the speaker that an id leads to. Raises NotFound."""
    root = names.root_of(connection, speaker_id)
    if connection.execute(select(speakers.c.id).where(speakers.c.id == root)).first() is None:
        raise NotFound("speaker", speaker_id)
    return root


def check_topic(connection: Connection, topic_id: str) -> None:
    """Raise NotFound where there is no such topic."""
    if load_topic(connection, topic_id) is None:
        raise NotFound("topic", topic_id)


_COLUMNS = (
    *statements.c["id", "article_id", "stance", "target", "target_id", "day"],
    statement_speakers.c.speaker_id,
)


def rows_of_speaker(root: str) -> Select[Any]:
    """Select a speaker's statements that have a target, newest article first."""
    join = statement_speakers
    return (
        select(*_COLUMNS, statements.c.recency)
        .join_from(join, statements, statements.c.id == join.c.statement_id)
        .where(join.c.speaker_id == root, join.c.holds == 1, statements.c.target_id.is_not(None))
        .order_by(join.c.recency, join.c.article_id, join.c.position)
        .limit(_MOST_READ)
    )


def rows_of_topic(topic_id: str) -> Select[Any]:
    """Select statements with a target that counts to a topic, once for each holder."""
    join = statement_speakers
    return (
        select(*_COLUMNS, topic_targets.c.opposite)
        .select_from(topic_targets)
        .join(statements, statements.c.target_id == topic_targets.c.target_id)
        .join(join, (join.c.statement_id == statements.c.id) & (join.c.holds == 1))
        .join(speakers, (speakers.c.id == join.c.speaker_id) & (speakers.c.kind != "unnamed"))
        .where(topic_targets.c.topic_id == topic_id, topic_targets.c.counts == 1)
        .order_by(*statements.c["recency", "article_id", "position"])
        .limit(_MOST_READ)
    )


def belonging_to(topic_id: str) -> Select[tuple[str]]:
    """Select the ids of the targets that count to a topic."""
    return select(topic_targets.c.target_id).where(
        topic_targets.c.topic_id == topic_id, topic_targets.c.counts == 1
    )


def within_days(since: dt.date | None, until: dt.date | None) -> list[ColumnElement[bool]]:
    """Give the conditions that the article's day is within bounds, inclusive."""
    found: list[ColumnElement[bool]] = []
    if since is not None:
        found.append(statements.c.day >= since.toordinal())
    if until is not None:
        found.append(statements.c.day <= until.toordinal())
    return found


def position_of(row: AnyRow) -> Position:
    """Make the record of a position, turned around where the target is for the topic's end."""
    return Position(
        quote_id=row.id,
        article_id=row.article_id,
        label=turned_around(row.stance) if getattr(row, "opposite", 0) else row.stance,
        target=row.target,
        date=None if row.day is None else dt.date.fromordinal(row.day),
    )


def grouped(rows: Sequence[AnyRow], by: str) -> list[tuple[str, Group]]:
    """Group rows, each statement once, the largest groups first."""
    groups: dict[str, dict[str, AnyRow]] = {}
    for row in rows:
        groups.setdefault(getattr(row, by), {}).setdefault(row.id, row)
    listed = [(key, list(some.values())) for key, some in groups.items()]
    return sorted(listed, key=lambda one: (-len(one[1]), one[0]))


def page_of(
    groups: list[tuple[str, Group]], mark: str, limit: int, cursor: str | None
) -> tuple[list[tuple[str, Group]], str | None]:
    """Take a page of groups, and the cursor of the next. Raises InvalidCursor."""
    after = read_cursor(cursor, mark, int, str)
    if after is not None:
        groups = [one for one in groups if (-len(one[1]), one[0]) > after]
    page = groups[:limit]
    following = None
    if len(groups) > limit:
        following = write_cursor((-len(page[-1][1]), page[-1][0]), mark)
    return page, following
