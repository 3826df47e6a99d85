"""From a filter to the query for the statements it wants, in the order of their list."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select

from service.records import QuoteFilter
from service.store.dialects import containing
from service.store.names import Match
from service.store.position_schema import topic_targets
from service.store.rows import outlet_key
from service.store.schema import articles, statement_speakers, statements
from service.store.target_search import TargetMatch

Conditions = list[ColumnElement[bool]]
_EXACT = ("kind", "stance", "commitment", "act", "cue_class", "article_id")
"""Fields of the filter that are columns of the same name."""


def selection(
    where: QuoteFilter,
    phrases: Sequence[str],
    speaker: Match | None,
    via: Match | None,
    target: TargetMatch | None = None,
) -> tuple[Select[Any], tuple[ColumnElement[Any], ...]]:
    """Give the query for ids and sort keys, and the columns to sort by.

    phrases, speaker, via, target: what the filter's q, speaker, via and target were found to mean.

    A single speaker's statements are read in order from the join table's index, however many
    there are. Those of several are collected from that index, too, and sorted; those that the text
    search finds are collected from the statements.
    """
    leading = None if phrases else speaker or via
    conditions = _conditions(where)
    if target is not None:
        conditions.append(having(statements.c.target_id, target))
    if leading is None:
        keys = tuple(statements.c["recency", "article_id", "position"])
        query: Select[Any] = select(statements.c.id, *keys)
        rest = [(speaker, 1), (via, 0)]
    else:
        join = statement_speakers
        keys = tuple(join.c["recency", "article_id", "position"])
        query = (
            select(func.min(join.c.statement_id).label("id"), *keys)
            .where(having(join.c.speaker_id, leading), join.c.holds == int(leading is speaker))
            # Merged speakers may both hold a statement; it comes once, in the index's order.
            .group_by(*keys)
        )
        rest = [(via, 0)] if leading is speaker and via is not None else []
        if conditions or rest or where.since is not None or where.until is not None:
            query = query.join_from(join, statements, statements.c.id == join.c.statement_id)
    query = query.where(*conditions, *within_days(where.since, where.until, statements, keys[0]))
    query = query.where(*(_of(match, holds) for match, holds in rest if match is not None))
    if phrases:
        query = query.where(containing(statements, phrases))
    return query, keys


def having(column: ColumnElement[Any], match: Match | TargetMatch) -> ColumnElement[bool]:
    """Give the condition that a column has an id that is meant."""
    return column.in_(match.ids) if match.only is None else column == match.only


def _of(match: Match, holds: int) -> ColumnElement[bool]:
    links = statement_speakers.alias()
    return statements.c.id.in_(
        select(links.c.statement_id).where(
            having(links.c.speaker_id, match), links.c.holds == holds
        )
    )


def _conditions(where: QuoteFilter) -> Conditions:
    found: Conditions = [
        statements.c[name] == wanted
        for name in _EXACT
        if (wanted := getattr(where, name)) is not None
    ]
    if where.topic is not None:
        belonging = select(topic_targets.c.target_id).where(
            topic_targets.c.topic_id == where.topic, topic_targets.c.counts == 1
        )
        found.append(statements.c.target_id.in_(belonging))
    if where.outlet is not None:
        found.append(statements.c.outlet_key == outlet_key(where.outlet))
    if where.min_score is not None:
        found.append(statements.c.score >= where.min_score)
    return found


def within_days(
    since: dt.date | None, until: dt.date | None, listed: Table, recency: ColumnElement[Any]
) -> Conditions:
    """Bound the article's day, and its place in the list by the places of all articles of then.

    listed: the table whose rows are asked for, which holds the day. The second bound follows from
    the first, but an index can use it: reading starts and stops where those articles are, instead
    of going through all that is newer.
    """

    def bounds(dated: Table) -> Conditions:
        found: Conditions = []
        if since is not None:
            found.append(dated.c.day >= since.toordinal())
        if until is not None:
            found.append(dated.c.day <= until.toordinal())
        return found

    if since is None and until is None:
        return []
    first, last = (
        select(function(articles.c.recency)).where(*bounds(articles)).scalar_subquery()
        for function in (func.min, func.max)
    )
    return [*bounds(listed), recency >= first, recency <= last]
