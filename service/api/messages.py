"""The messages that webhooks get: written when they are sent, from the store as it is then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import orjson

from service.api.schemas.webhooks import WebhookMessageSchema
from service.records import ClaimedDelivery, Event, StoredClaim, StoredStatement, Told

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


@dataclass(frozen=True, slots=True)
class _Told(Event):
    """An event with what it is about, as the schema reads it."""

    found: bool = False
    quote: StoredStatement | None = None
    claim: StoredClaim | None = None


def _event(
    told: Told, said: Mapping[str, StoredStatement], claimed: Mapping[str, StoredClaim]
) -> _Told:
    event = told.event
    quote = None if event.claim_id else said.get(event.quote_id or "")
    ids = {field.name: getattr(event, field.name) for field in fields(Event)}
    return _Told(**ids, found=told.found, quote=quote, claim=claimed.get(event.claim_id or ""))
