"""Reads of positions: targets with their stances, and who takes which over time."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import Engine, select, tuple_

from service.errors import NotFound
from service.records import Page, Shift, Speaker, Standing, Target
from service.store import names
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.position_rows import (
    Group,
    belonging_to,
    check_topic,
    grouped,
    known_speaker,
    page_of,
    position_of,
    rows_of_speaker,
    rows_of_topic,
    within_days,
)
from service.store.position_schema import targets
from service.store.schema import speakers, statement_speakers, statements
from service.store.stance_shifts import changes, read_shifts
from service.store.standings import Unit, standing
from service.store.target_search import holding, match, read_targets


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

    def of_speaker(
        self,
        speaker_id: str,
        *,
        target: str | None = None,
        topic: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        period: Unit = "month",
        limit: int,
        cursor: str | None = None,
    ) -> Page[Standing]:
        """List where a speaker stands, by target, those of most statements first.

        target: an id or words; topic: an id. Raises NotFound, InvalidCursor.
        """
        mark = fingerprint("of speaker", speaker_id, target, topic, since, until, period)
        with self._engine.connect() as connection:
            root = known_speaker(connection, speaker_id)
            query = rows_of_speaker(root).where(*within_days(since, until))
            if topic is not None:
                check_topic(connection, topic)
                query = query.where(statements.c.target_id.in_(belonging_to(topic)))
            if target is not None:
                found = match(connection, target)
                if found is None:
                    return Page((), None)
                query = query.where(statements.c.target_id.in_(found.ids))
            rows = connection.execute(query).all()
            page, following = page_of(grouped(rows, "target_id"), mark, limit, cursor)
            if not page:
                return Page((), None)
            wanted = [key for key, _ in page]
            known = connection.execute(select(targets).where(targets.c.id.in_(wanted))).all()
            records = {one.id: one for one in read_targets(connection, known)}
        return Page(
            tuple(_standing(some, period, target=records[key]) for key, some in page), following
        )

    def of_topic(
        self,
        topic_id: str,
        *,
        speaker: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        period: Unit = "month",
        limit: int,
        cursor: str | None = None,
    ) -> Page[Standing]:
        """List where speakers stand toward a topic, those of most statements first.

        A stance toward a target that is for the topic's end counts the other way round. speaker:
        an id or a name. Raises NotFound, InvalidCursor.
        """
        mark = fingerprint("of topic", topic_id, speaker, since, until, period)
        with self._engine.connect() as connection:
            check_topic(connection, topic_id)
            query = rows_of_topic(topic_id).where(*within_days(since, until))
            if speaker is not None:
                meant = names.match(connection, speaker)
                if meant is None:
                    return Page((), None)
                query = query.where(statement_speakers.c.speaker_id.in_(meant.ids))
            rows = connection.execute(query).all()
            page, following = page_of(grouped(rows, "speaker_id"), mark, limit, cursor)
            if not page:
                return Page((), None)
            wanted = [key for key, _ in page]
            known = connection.execute(select(speakers).where(speakers.c.id.in_(wanted))).all()
            records = {one.id: one for one in names.read_speakers(connection, known)}
        return Page(
            tuple(_standing(some, period, speaker=records[key]) for key, some in page), following
        )

    def shifts(
        self,
        speaker_id: str,
        *,
        topic: str | None = None,
        limit: int,
        cursor: str | None = None,
    ) -> Page[Shift]:
        """List a speaker's changes of stance, toward topics and targets of none, latest first.

        Raises NotFound, InvalidCursor.
        """
        mark = fingerprint("shifts", speaker_id, topic)
        after = read_cursor(cursor, mark, int, str, str)
        with self._engine.connect() as connection:
            root = known_speaker(connection, speaker_id)
            found = changes(connection, root, topic)
            if after is not None:
                found = [one for one in found if one[0] > after]
            page = found[:limit]
            items = read_shifts(connection, page)
        following = write_cursor(page[-1][0], mark) if len(found) > limit else None
        return Page(items, following)


def _standing(
    rows: Group, period: Unit, *, speaker: Speaker | None = None, target: Target | None = None
) -> Standing:
    summed = standing([position_of(row) for row in rows], period)
    return replace(summed, speaker=speaker, target=target)
