"""The messages that webhooks get: written when they are sent, from the store as it is then."""

from collections.abc import Sequence
from typing import Any

import orjson

from service.api.schemas.webhooks import WebhookMessageSchema
from service.records import ClaimedDelivery, StoredClaim, StoredStatement, Told

_SCHEMA = WebhookMessageSchema()


def message(
    delivery: ClaimedDelivery,
    statements: Sequence[StoredStatement],
    claims: Sequence[StoredClaim],
) -> bytes:
    """Write the body of a message: what is no longer there is null."""
    said = {one.statement.id: one for one in statements}
    claimed = {one.claim.id: one for one in claims}
    body = _SCHEMA.dump(
        {
            "type": delivery.kind,
            "timestamp": delivery.created_at,
            "data": {
                "webhook_id": delivery.webhook_id,
                "filter": delivery.filter,
                "events": [_event(told, said, claimed) for told in delivery.events],
            },
        }
    )
    return orjson.dumps(body)


def _event(
    told: Told, said: dict[str, StoredStatement], claimed: dict[str, StoredClaim]
) -> dict[str, Any]:
    event = told.event
    return {
        "number": event.number,
        "at": event.at,
        "type": event.kind,
        "article_id": event.article_id,
        "quote_id": event.quote_id,
        "claim_id": event.claim_id,
        "found": told.found,
        "quote": None if event.claim_id else said.get(event.quote_id or ""),
        "claim": claimed.get(event.claim_id or ""),
    }
