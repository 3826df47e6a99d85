"""Reads for editors: who may be one, what was done, and when which role was stated."""

import datetime as dt
import json
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Engine, func, select, tuple_

from service.errors import NotFound
from service.records import Edit, LinkSuggestion, Page, RoleUse, Speaker
from service.store import audit, names
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.rows import AnyRow
from service.store.schema import (
    appearances,
    articles,
    corrections,
    edit_speakers,
    edits,
    mentions,
    speakers,
    suggestions,
)

_AT_ONCE = 500  # ids read together
_MOST_ARTICLES = 20  # that are named for a role
_MOST_ROLES = 200
_MOST_STATED = 20_000  # statements of roles that are looked through, newest articles first


class Registry:
    """Reads suggestions, edits and roles."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def suggestions(
        self, *, limit: int, cursor: str | None = None, speaker: str | None = None
    ) -> Page[LinkSuggestion]:
        """List pairs of speakers who may be one, the likeliest first.

        speaker: an id; only pairs with this one. Raises NotFound, InvalidCursor.
        """
        mark = fingerprint("suggestions", speaker)
        after = read_cursor(cursor, mark, int, str)
        first, second = speakers.alias(), speakers.alias()
        one = func.coalesce(first.c.root_id, first.c.id)
        other = func.coalesce(second.c.root_id, second.c.id)
        columns = suggestions.c["rank", "id"]
        query = (
            select(suggestions, one.label("one"), other.label("other"))
            .join(first, first.c.id == suggestions.c.first_id)
            .join(second, second.c.id == suggestions.c.second_id)
            .where(suggestions.c.dismissed == 0, one != other)
            .order_by(*columns)
            .limit(limit + 1)
        )
        if after is not None:
            query = query.where(tuple_(*columns) > after)
        with self._engine.connect() as connection:
            if speaker is not None:
                members = _members(connection, speaker)
                query = query.where(
                    suggestions.c.first_id.in_(members) | suggestions.c.second_id.in_(members)
                )
            rows = connection.execute(query).all()
            page = rows[:limit]
            found = _records(connection, {one for row in page for one in (row.one, row.other)})
        items = tuple(
            LinkSuggestion(row.id, (found[row.one], found[row.other]), row.reason, row.score)
            for row in page
        )
        following = write_cursor((page[-1].rank, page[-1].id), mark) if len(rows) > limit else None
        return Page(items, following)

    def article_ids(self, *, corrected: bool = False) -> Iterator[str]:
        """Go through the ids of articles in their order; of those with corrections only."""
        last = ""
        while True:
            query = select(articles.c.id).where(articles.c.id > last)
            if corrected:
                query = (
                    select(corrections.c.article_id)
                    .where(corrections.c.article_id > last, corrections.c.fields != "{}")
                    .distinct()
                )
            with self._engine.connect() as connection:
                some = connection.scalars(
                    query.order_by(query.selected_columns[0]).limit(_AT_ONCE)
                ).all()
            yield from some
            if len(some) < _AT_ONCE:
                return
            last = some[-1]

    def outdated(self, model: str, version: str) -> Iterator[str]:
        """Go through the ids of articles that another model or version has analysed."""
        last = ""
        while True:
            query = select(*articles.c["id", "analysis"]).where(articles.c.id > last)
            with self._engine.connect() as connection:
                rows = connection.execute(query.order_by(articles.c.id).limit(_AT_ONCE)).all()
            for row in rows:
                told = json.loads(row.analysis)
                if (told["model"], told["version"]) != (model, version):
                    yield row.id
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1].id

    def speaker_history(
        self, speaker_id: str, *, limit: int, cursor: str | None = None
    ) -> Page[Edit]:
        """List what editors did to a speaker and those merged with it, newest first.

        Raises NotFound, InvalidCursor.
        """
        with self._engine.connect() as connection:
            members = _members(connection, speaker_id)
            numbers = select(edit_speakers.c.number).where(edit_speakers.c.speaker_id.in_(members))
            return load_edits(connection, edits.c.number.in_(numbers), speaker_id, limit, cursor)

    def quote_history(self, quote_id: str, *, limit: int, cursor: str | None = None) -> Page[Edit]:
        """List the corrections of a statement, newest first. Raises InvalidCursor."""
        with self._engine.connect() as connection:
            known = select(corrections.c.id).where(corrections.c.statement_id == quote_id)
            return load_edits(connection, edits.c.correction_id.in_(known), quote_id, limit, cursor)

    def roles(self, speaker_id: str) -> tuple[RoleUse, ...]:
        """List a speaker's roles with the dates and articles that state them, latest first.

        Raises NotFound.
        """
        with self._engine.connect() as connection:
            root = names.root_of(connection, speaker_id)
            _members(connection, root)
            rows = connection.execute(
                select(mentions.c.text, articles.c.id, articles.c.day)
                .join_from(
                    appearances,
                    mentions,
                    (mentions.c.article_id == appearances.c.article_id)
                    & (mentions.c.key == appearances.c.key),
                )
                .join(articles, articles.c.id == appearances.c.article_id)
                .where(appearances.c.speaker_id == root, mentions.c.what == "role")
                .order_by(articles.c.recency, articles.c.id)
                .limit(_MOST_STATED)
            ).all()
        stated: dict[str, list[AnyRow]] = {}
        for row in rows:
            stated.setdefault(row.text, []).append(row)
        found = [_role(role, listed) for role, listed in stated.items()]
        found.sort(key=lambda one: (one.last or dt.date.min, one.count), reverse=True)
        return tuple(found[:_MOST_ROLES])


def _records(connection: Connection, wanted: set[str]) -> dict[str, Speaker]:
    """Read speakers by their ids."""
    if not wanted:
        return {}
    rows = connection.execute(select(speakers).where(speakers.c.id.in_(wanted))).all()
    return {record.id: record for record in names.read_speakers(connection, rows)}


def _role(role: str, rows: list[AnyRow]) -> RoleUse:
    days = [row.day for row in rows if row.day is not None]
    return RoleUse(
        role=role,
        first=dt.date.fromordinal(min(days)) if days else None,
        last=dt.date.fromordinal(max(days)) if days else None,
        count=len(rows),
        articles=tuple(row.id for row in rows[:_MOST_ARTICLES]),
    )


def _members(connection: Connection, speaker_id: str) -> list[str]:
    """Give the ids that count as one speaker with this. Raises NotFound."""
    root = names.root_of(connection, speaker_id)
    members = connection.scalars(
        select(speakers.c.id).where((speakers.c.id == root) | (speakers.c.root_id == root))
    ).all()
    if not members:
        raise NotFound("speaker", speaker_id)
    return list(members)


def load_edits(
    connection: Connection, which: ColumnElement[bool], of: str, limit: int, cursor: str | None
) -> Page[Edit]:
    """Read a page of editors' acts within a transaction, newest first. Raises InvalidCursor."""
    mark = fingerprint("edits", of)
    after = read_cursor(cursor, mark, int)
    query = select(edits).where(which).order_by(edits.c.number.desc())
    if after is not None:
        query = query.where(edits.c.number < after[0])
    rows = connection.execute(query.limit(limit + 1)).all()
    following = write_cursor((rows[limit - 1].number,), mark) if len(rows) > limit else None
    return Page(audit.read_edits(connection, rows[:limit]), following)
