"""From the event log to the outbox: which events each webhook is told of.

All functions work inside the caller's transaction.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from service import ids
from service.errors import EventsExpired, NotFound
from service.records import Event, EventKind, FilterKind, SavedFilter, Told
from service.store.events import read_after, read_end
from service.store.filters import load_filter, matching_events
from service.store.rows import AnyRow, Values
from service.store.webhook_rows import delivery_values
from service.store.webhook_schema import deliveries, webhooks

_MOMENT = dt.timedelta(microseconds=1)
_AT_ONCE = 500  # events looked at in one step
_MOST_TOLD = 50  # events in a message
_MOST_WAITING = 1_000  # messages of a webhook; what comes then stays in the log until there is room
# What a receiver must hear of although the filter does not find it, or no longer: it may show it.
_ALWAYS: Mapping[FilterKind, Sequence[EventKind]] = {
    "quotes": (
        "statement.changed",
        "statement.corrected",
        "statement.deleted",
        "article.deleted",
    ),
    "claims": ("claim.deleted", "article.deleted"),
}


@dataclass(frozen=True, slots=True)
class News:
    """What a webhook is told, and how it stands then: columns of its row."""

    looked_at: int
    told: tuple[Told, ...]
    values: Values


def behind(connection: Connection) -> Sequence[AnyRow]:
    """Find the webhooks that have not looked at all events, and whose receivers keep up."""
    waiting = (
        select(func.count())
        .where(deliveries.c.webhook_id == webhooks.c.id, deliveries.c.state == "waiting")
        .scalar_subquery()
    )
    end = read_end(connection).number
    return connection.execute(
        select(*webhooks.c["id", "filter_id", "position"]).where(
            webhooks.c.enabled == 1, webhooks.c.position < end, waiting < _MOST_WAITING
        )
    ).all()


def look(connection: Connection, webhook: AnyRow) -> News:
    """Look at the next events for a webhook."""
    wanted = find_filter(connection, webhook.filter_id)
    if wanted is None:
        return News(0, (), {"enabled": 0, "problem": "filter-deleted"})
    happened = _following(connection, webhook.position)
    if not happened:
        return News(0, (), {})
    found = {one.number for one in matching_events(connection, wanted.where, happened)}
    always = _ALWAYS[wanted.kind]
    told = tuple(
        Told(one, one.number in found)
        for one in happened
        if one.number in found or one.kind in always
    )
    return News(len(happened), told, {"position": happened[-1].number})


def write(connection: Connection, webhook: AnyRow, news: News, now: dt.datetime) -> None:
    """Write what a webhook is told, unless it has been changed or moved on since."""
    same = (
        (webhooks.c.id == webhook.id)
        & (webhooks.c.position == webhook.position)
        & (webhooks.c.filter_id == webhook.filter_id)
        & (webhooks.c.enabled == 1)
    )
    if not news.values:
        return
    if connection.execute(update(webhooks).where(same).values(news.values)).rowcount and news.told:
        parts = _parts(news.told)
        moments = [now - place * _MOMENT for place in range(len(parts))][::-1]  # to keep them apart
        rows = [
            delivery_values(ids.message_id(), webhook.id, "filter.events", some, moment)
            for some, moment in zip(parts, moments, strict=True)
        ]
        connection.execute(insert(deliveries), rows)


def find_filter(connection: Connection, filter_id: str) -> SavedFilter | None:
    """Read a filter; None where it has been deleted."""
    try:
        return load_filter(connection, filter_id)
    except NotFound:
        return None


def _following(connection: Connection, position: int) -> tuple[Event, ...]:
    """Read the events after a position; those that are no longer kept are passed over."""
    try:
        return read_after(connection, position, _AT_ONCE)
    except EventsExpired as error:
        return read_after(connection, error.first - 1, _AT_ONCE)


def _parts(told: Sequence[Told]) -> list[Sequence[Told]]:
    return [told[start : start + _MOST_TOLD] for start in range(0, len(told), _MOST_TOLD)]
