"""From a filter to the query for the statements it wants, in the order of a list."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, func, select

from service.records import ClaimFilter, QuoteFilter, Speaker
from service.store import names, target_search
from service.store.dialects import containing, usual
from service.store.names import Match
from service.store.position_schema import topic_targets
from service.store.rows import outlet_key
from service.store.schema import articles, statement_speakers, statements
from service.store.search import phrases
from service.store.target_search import TargetMatch

Conditions = list[ColumnElement[bool]]
Found = tuple[Select[Any], dict[str, Any]]
"""A query, and the values for what it leaves open."""
_EXACT = ("kind", "stance", "commitment", "act", "cue_class", "article_id")
"""Fields of the filter that are columns of the same name."""
_PLACE = ("recency", "article_id", "position")
_STORED = ("created_at", "article_id", "position")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a filter's words were found to mean, in the database as it is.

    nothing: whether something that it names is not there, so that nothing can be found. phrases:
    what is searched for. matched: the speakers that its speaker stands for.
    """

    nothing: bool
    phrases: Sequence[str]
    speaker: Match | None
    via: Match | None
    target: TargetMatch | None
    matched: tuple[Speaker, ...]


def meaning(
    connection: Connection, where: QuoteFilter | ClaimFilter, *, telling: bool = True
) -> Meant:
    """Find out what a filter's speaker, via, target and q mean.

    telling: whether the records of the speakers are wanted.
    """
    relay = where.via if isinstance(where, QuoteFilter) else None
    wanted = phrases(where.q or "")
    speaker = None if where.speaker is None else names.match(connection, where.speaker)
    via = None if relay is None else names.match(connection, relay, relaying=True)
    target = None if where.target is None else target_search.match(connection, where.target)
    asked = ((where.speaker, speaker), (relay, via), (where.target, target))
    nothing = any(word is not None and found is None for word, found in asked)
    if where.q is not None and not wanted:
        nothing = True
    matched = names.read_speakers(connection, speaker.rows) if speaker and telling else ()
    return Meant(nothing, wanted, speaker, via, target, matched)


def selection(
    where: QuoteFilter, meant: Meant, *, stored: bool = False
) -> tuple[Select[Any], tuple[ColumnElement[Any], ...]]:
    """Give the query for ids and sort keys, and the columns to sort by.

    stored: to sort by when statements were stored, not by their articles' dates.

    A single speaker's statements are read in order from the join table's index, however many
    there are. Those of several are collected from that index, too, and sorted; those that the text
    search finds, and all in the order of storing, are collected from the statements.
    """
    speaker, via = meant.speaker, meant.via
    leading = None if meant.phrases or stored else speaker or via
    conditions = _conditions(where)
    if stored:
        conditions += within_days(where.since, where.until, statements, None)
        conditions = [usual(condition) for condition in conditions]
    conditions += _belonging(where)
    if meant.target is not None:
        conditions.append(having(statements.c.target_id, meant.target))
    if leading is None:
        keys = tuple(statements.c[_STORED if stored else _PLACE])
        query: Select[Any] = select(statements.c.id, *keys)
        rest = [(speaker, 1), (via, 0)]
    else:
        join = statement_speakers
        keys = tuple(join.c[_PLACE])
        query = _held(having(join.c.speaker_id, leading), int(leading is speaker))
        rest = [(via, 0)] if leading is speaker and via is not None else []
        if conditions or rest or where.since is not None or where.until is not None:
            query = query.join_from(join, statements, statements.c.id == join.c.statement_id)
    if not stored:
        conditions += within_days(where.since, where.until, statements, keys[0])
    query = query.where(*conditions)
    query = query.where(*(_of(match, holds) for match, holds in rest if match is not None))
    if meant.phrases:
        query = query.where(containing(statements, meant.phrases))
    return query, keys


def of_one(where: QuoteFilter, meant: Meant, limit: int) -> Found | None:
    """Give the query and its values for the first page of what one speaker says; else None.

    It is what is asked most, and built once: to build a query takes longer than to run it.
    """
    speaker = meant.speaker
    if speaker is None or speaker.only is None or where != QuoteFilter(speaker=where.speaker):
        return None
    return _OF_ONE, {"speaker": speaker.only, "limit": limit}


def _held(condition: ColumnElement[bool], holds: int) -> Select[Any]:
    """Give the query for ids and sort keys of what is held or relayed, by the join table's index.

    Merged speakers may both hold a statement; it comes once, in the index's order.
    """
    join = statement_speakers
    keys = join.c[_PLACE]
    return (
        select(func.min(join.c.statement_id).label("id"), *keys)
        .where(condition, join.c.holds == holds)
        .group_by(*keys)
    )


_OF_ONE = (
    _held(statement_speakers.c.speaker_id == bindparam("speaker"), 1)
    .order_by(*statement_speakers.c[_PLACE])
    .limit(bindparam("limit"))
)


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
    if where.outlet is not None:
        found.append(statements.c.outlet_key == outlet_key(where.outlet))
    if where.min_score is not None:
        found.append(statements.c.score >= where.min_score)
    return found


def _belonging(where: QuoteFilter) -> Conditions:
    if where.topic is None:
        return []
    belonging = select(topic_targets.c.target_id).where(
        topic_targets.c.topic_id == where.topic, topic_targets.c.counts == 1
    )
    return [statements.c.target_id.in_(belonging)]


def within_days(
    since: dt.date | None,
    until: dt.date | None,
    listed: Table,
    recency: ColumnElement[Any] | None,
) -> Conditions:
    """Bound the article's day, and its place in the list by the places of all articles of then.

    listed: the table whose rows are asked for, which holds the day. The second bound follows from
    the first, but an index can use it: reading starts and stops where those articles are, instead
    of going through all that is newer. It is left out where the list is in another order (None).
    """

    def bounds(dated: Table) -> Conditions:
        found: Conditions = []
        if since is not None:
            found.append(dated.c.day >= since.toordinal())
        if until is not None:
            found.append(dated.c.day <= until.toordinal())
        return found

    if recency is None or (since is None and until is None):
        return bounds(listed)
    first, last = (
        select(function(articles.c.recency)).where(*bounds(articles)).scalar_subquery()
        for function in (func.min, func.max)
    )
    return [*bounds(listed), recency >= first, recency <= last]
