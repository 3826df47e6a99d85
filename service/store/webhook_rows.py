"""Rows of webhooks and deliveries as records, and what several of their operations share.

All functions work inside the caller's transaction.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from service.errors import NotFound
from service.records import Delivery, MessageKind, Told, Webhook
from service.store.codec import from_json, to_json
from service.store.rows import AnyRow, Values
from service.store.webhook_schema import deliveries, webhooks

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def load_webhook(connection: Connection, webhook_id: str) -> AnyRow:
    """Read the row of a webhook. Raises NotFound."""
    row = connection.execute(select(webhooks).where(webhooks.c.id == webhook_id)).one_or_none()
    if row is None:
        raise NotFound("webhook", webhook_id)
    return row


def load_delivery(connection: Connection, webhook_id: str, delivery_id: str) -> AnyRow:
    """Read the row of a delivery of a webhook. Raises NotFound."""
    mine = (deliveries.c.id == delivery_id) & (deliveries.c.webhook_id == webhook_id)
    row = connection.execute(select(deliveries).where(mine)).one_or_none()
    if row is None:
        raise NotFound("delivery", delivery_id)
    return row


def delivery_values(
    identifier: str, webhook_id: str, kind: MessageKind, told: Sequence[Told], now: dt.datetime
) -> Values:
    """Make the row of a new delivery."""
    return {
        "id": identifier,
        "webhook_id": webhook_id,
        "kind": kind,
        "events": to_json(tuple(told)),
        "created_at": now,
        **anew(now),
    }


def anew(now: dt.datetime) -> Values:
    """Make those columns of a delivery that begin with its first attempt."""
    return {
        "state": "waiting",
        "attempts": 0,
        "fence": 0,
        "due": now,
        "lease": None,
        "worker": None,
        "status": None,
        "problem": None,
        "attempted_at": None,
        "finished_at": None,
    }


def read_webhook(row: AnyRow) -> Webhook:
    """Read a webhook, without its secrets."""
    return Webhook(
        id=row.id,
        url=row.url,
        filter_id=row.filter_id,
        enabled=bool(row.enabled),
        problem=row.problem,
        position=row.position,
        failing_since=row.failing_since,
        delivered_at=row.delivered_at,
        old_secret_until=row.old_until,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def settings_of(webhook: Webhook) -> Webhook:
    """Give a webhook without what sending alone changes: how far it has come, and how that went."""
    return replace(webhook, position=0, failing_since=None, delivered_at=None)


def read_told(text: str) -> tuple[Told, ...]:
    """Read what a delivery tells of."""
    return tuple(from_json(Told, json.dumps(one)) for one in json.loads(text))


def read_delivery(row: AnyRow) -> Delivery:
    """Read a delivery."""
    return Delivery(
        id=row.id,
        webhook_id=row.webhook_id,
        kind=row.kind,
        events=read_told(row.events),
        state=row.state,
        attempts=row.attempts,
        due=row.due if row.state == "waiting" else None,
        status=row.status,
        problem=row.problem,
        created_at=row.created_at,
        attempted_at=row.attempted_at,
        finished_at=row.finished_at,
    )
