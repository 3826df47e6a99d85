"""From a filter to the query for the claims it wants, in the order of a list."""

from typing import Any, Literal

from sqlalchemy import ColumnElement, FromClause, Select, exists, select, tuple_

from service.records import ClaimFilter, ClaimOrder
from service.store.claim_rows import rank_of
from service.store.dialects import containing, usual
from service.store.names import Match
from service.store.rows import outlet_key
from service.store.schema import claims, statement_speakers
from service.store.selection import Meant, having, within_days

_PLACE = ("recency", "article_id", "position", "number")
_STORED = ("created_at", "article_id", "position", "number")
_EQUAL = ("stance", "commitment", "act", "cue_class")


def claim_selection(
    where: ClaimFilter, meant: Meant, order: ClaimOrder | Literal["stored"]
) -> tuple[Select[Any], tuple[ColumnElement[Any], ...]]:
    """Give the query for ids and sort keys, and the columns to sort by.

    A speaker's claims are read from the index of the speaker's statements, in its order where the
    list is by date. In the order of storing a claim is as old as its statement.
    """
    stored = order == "stored"
    speaker = meant.speaker
    apart = stored or bool(meant.phrases)  # from the speaker's index
    place: tuple[ColumnElement[Any], ...] = tuple(claims.c[_PLACE])
    if speaker is not None and not apart:
        join = statement_speakers
        place = (*join.c["recency", "article_id", "position"], claims.c.number)
    keys = place if order == "date" else (claims.c.rank, *place)
    if stored:
        keys = tuple(claims.c[_STORED])
    query: Select[Any] = select(claims.c.id, claims.c.statement_id, *keys)
    if speaker is not None and apart:
        holding = select(statement_speakers.c.statement_id).where(
            _holds(statement_speakers, speaker)
        )
        query = query.where(claims.c.statement_id.in_(holding))
    elif speaker is not None:
        join = statement_speakers
        query = query.join_from(join, claims, claims.c.statement_id == join.c.statement_id)
        query = query.where(_holds(join, speaker), ~_is_again(speaker))
    recency = None if stored else place[0]
    conditions = _conditions(where) + within_days(where.since, where.until, claims, recency)
    query = query.where(*(usual(one) if stored else one for one in conditions))
    if meant.target is not None:
        query = query.where(having(claims.c.target_id, meant.target))
    if meant.phrases:
        query = query.where(containing(claims, meant.phrases))
    return query, keys


def _holds(links: FromClause, speaker: Match) -> ColumnElement[bool]:
    held = links.c.speaker_id
    return (held.in_(speaker.ids) if speaker.only is None else held == speaker.only) & (
        links.c.holds == 1
    )


def _is_again(speaker: Match) -> ColumnElement[bool]:
    """Say whether an earlier link gives the statement: merged speakers may both hold it."""
    here, other = statement_speakers, statement_speakers.alias()
    earlier = tuple_(other.c.part, other.c.key) < tuple_(here.c.part, here.c.key)
    return exists().where(
        other.c.statement_id == here.c.statement_id, _holds(other, speaker), earlier
    )


def _conditions(where: ClaimFilter) -> list[ColumnElement[bool]]:
    found = [
        claims.c[name] == getattr(where, name)
        for name in _EQUAL
        if getattr(where, name) is not None
    ]
    if where.standalone is not None:
        found.append(claims.c.standalone == int(where.standalone))
    if where.rating is not None:
        found.append(claims.c.rating == where.rating)
    if where.reviewed is not None:
        none = claims.c.rating.is_(None)
        found.append(~none if where.reviewed else none)
    if where.outlet is not None:
        found.append(claims.c.outlet_key == outlet_key(where.outlet))
    if where.min_checkworthiness is not None:
        found.append(claims.c.rank <= rank_of(where.min_checkworthiness))
    return found
