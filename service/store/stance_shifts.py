"""A speaker's changes of stance: found in the rows, and read with both statements."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from service.records import Position, Shift, ShiftKind, Target, Topic
from service.store.position_rows import check_topic, position_of, rows_of_speaker
from service.store.position_schema import targets, topic_targets, topics
from service.store.queries import load_quotes
from service.store.rows import AnyRow
from service.store.schema import statement_speakers, statements
from service.store.standings import shifts, turned_around
from service.store.target_search import read_targets
from service.store.topic_queries import read_topics

Change = tuple[tuple[int, str, str], str, ShiftKind, Position, Position]
"""Sort key, id of the topic or target, kind, the positions before and after."""


def changes(connection: Connection, root: str, topic: str | None) -> list[Change]:
    """Find a speaker's changes of stance, by topic, else by target."""
    rows = connection.execute(rows_of_speaker(root)).all()
    every = {row.target_id: row for row in rows}
    query = select(*topic_targets.c["topic_id", "target_id", "opposite"]).where(
        topic_targets.c.target_id.in_(
            select(statements.c.target_id)
            .join(statement_speakers, statement_speakers.c.statement_id == statements.c.id)
            .where(statement_speakers.c.speaker_id == root, statement_speakers.c.holds == 1)
        ),
        topic_targets.c.counts == 1,
    )
    if topic is not None:
        check_topic(connection, topic)
        query = query.where(topic_targets.c.topic_id == topic)
    belonging: dict[str, list[AnyRow]] = {target: [] for target in every}
    for row in connection.execute(query):
        if row.target_id in belonging:
            belonging[row.target_id].append(row)
    groups: dict[str, dict[str, Position]] = {}
    for row in reversed(rows):
        position = position_of(row)
        for one in belonging[row.target_id]:
            label = turned_around(position.label) if one.opposite else position.label
            turned = replace(position, label=label)
            groups.setdefault(one.topic_id, {})[row.id] = turned
        if not belonging[row.target_id] and topic is None:
            groups.setdefault(row.target_id, {})[row.id] = position
    found = [
        ((-(after.date or dt.date.min).toordinal(), after.quote_id, key), key, kind, before, after)
        for key, positions in groups.items()
        for kind, before, after in shifts(positions.values())
    ]
    return sorted(found, key=lambda one: one[0])


def read_shifts(connection: Connection, page: Sequence[Change]) -> tuple[Shift, ...]:
    """Make the records of changes, with their topics or targets and statements."""
    if not page:
        return ()
    keys = [key for _, key, *_ in page]
    about: dict[str, Topic | Target] = {}
    rows = connection.execute(select(topics).where(topics.c.id.in_(keys))).all()
    about |= {one.id: one for one in read_topics(connection, rows)}
    rows = connection.execute(select(targets).where(targets.c.id.in_(keys))).all()
    about |= {one.id: one for one in read_targets(connection, rows)}
    wanted = [one.quote_id for _, _, _, before, after in page for one in (before, after)]
    quotes = load_quotes(connection, list(dict.fromkeys(wanted)))
    read = {one.statement.id: one for one in quotes}
    return tuple(
        Shift(
            kind=kind,
            topic=found if isinstance(found := about[key], Topic) else None,
            target=found if isinstance(found, Target) else None,
            before=before,
            after=after,
            before_quote=read[before.quote_id],
            after_quote=read[after.quote_id],
        )
        for _, key, kind, before, after in page
    )
