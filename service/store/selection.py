"""From a filter to the query for the statements it wants, in the order of their list."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from service.records import QuoteFilter
from service.store.names import Match
from service.store.rows import outlet_key
from service.store.schema import statement_speakers, statements

Order = tuple[ColumnElement[Any], ...]


def selection(
    where: QuoteFilter, speaker: Match | None, via: Match | None
) -> tuple[Select[Any], Order]:
    """Give the query for ids and sort keys, and the columns to sort by; all but the text search.

    A single speaker's statements are read in order from the join table's index, however many
    there are; those of several are collected and sorted.
    """
    leading = speaker or via
    if leading is None or leading.only is None:
        keys: Order = tuple(statements.c["recency", "article_id", "position"])
        query: Select[Any] = select(statements.c.id, *keys)
        rest = [(speaker, 1), (via, 0)]
    else:
        join = statement_speakers
        keys = tuple(join.c["recency", "article_id", "position"])
        query = (
            select(statements.c.id, *keys)
            .join_from(join, statements, statements.c.id == join.c.statement_id)
            .where(join.c.speaker_id == leading.only, join.c.holds == int(leading is speaker))
        )
        rest = [(via, 0)] if leading is speaker else []
    for match, holds in rest:
        if match is not None:
            query = query.where(_of(match, holds))
    return query.where(*_conditions(where)), keys


def _of(match: Match, holds: int) -> ColumnElement[bool]:
    links = statement_speakers.alias()
    return statements.c.id.in_(
        select(links.c.statement_id).where(
            links.c.speaker_id.in_(match.ids), links.c.holds == holds
        )
    )


def _conditions(where: QuoteFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if where.kind is not None:
        found.append(statements.c.kind == where.kind)
    if where.outlet is not None:
        found.append(statements.c.outlet_key == outlet_key(where.outlet))
    if where.since is not None:
        found.append(statements.c.day >= where.since.toordinal())
    if where.until is not None:
        found.append(statements.c.day <= where.until.toordinal())
    if where.min_score is not None:
        found.append(statements.c.score >= where.min_score)
    if where.article_id is not None:
        found.append(statements.c.article_id == where.article_id)
    return found
