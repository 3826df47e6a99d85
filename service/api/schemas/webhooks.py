"""Webhooks, their deliveries, and the messages that these carry."""

from typing import Any, get_args

from marshmallow import Schema, fields, validate

from service import records
from service.api.schemas.answers import QuoteSchema, StoredClaimSchema, following
from service.api.schemas.events import EventSchema
from service.api.schemas.fields import Count, Moment, Text, Truth
from service.api.schemas.requests import PageQuerySchema
from service.api.schemas.statements import AnswerSchema

_WHEN = {"type": "string", "format": "date-time"}
_WHEN_OR_NULL = {"type": "string", "format": "date-time"}
_STATES = list(get_args(records.DeliveryState))
_KINDS = list(get_args(records.MessageKind))
_LONGEST_URL = 2000
_DAY = 86_400
_URL = {
    "format": "uri",
    "description": "https, a public host, port 443 or one above 1023; the operator may allow more.",
    "example": "https://hooks.example/onrecord",
}


def _url(**options: Any) -> Text:
    return Text(validate=validate.Length(1, _LONGEST_URL), metadata=_URL, **options)


def _filter_id(**options: Any) -> Text:
    return Text(
        validate=validate.Length(1, 100),
        metadata={"description": "Id of the saved filter whose finds are told."},
        **options,
    )


class WebhookBodySchema(Schema):
    """A webhook to be made."""

    url = _url(required=True)
    filter_id = _filter_id(required=True)
    enabled = Truth(load_default=True)


class WebhookChangeBodySchema(Schema):
    """What a webhook is to be from now on; what is left out stays."""

    url = _url()
    filter_id = _filter_id()
    enabled = Truth(
        metadata={
            "description": "Enabled again, it goes on where it stopped, as far as events are kept."
        }
    )


class SecretBodySchema(Schema):
    """How a webhook's secret is replaced."""

    keep_old_seconds = Count(
        load_default=_DAY,
        strict=True,
        validate=validate.Range(0, 7 * _DAY),
        metadata={"description": "How long messages are signed with the old secret, too."},
    )


class WebhookSchema(AnswerSchema):
    """An address that is told of what a saved filter finds."""

    id = fields.String(required=True)
    url = fields.String(required=True)
    filter_id = fields.String(required=True)
    enabled = fields.Boolean(required=True)
    problem = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "enum": [*get_args(records.WebhookProblem), None],
            "description": "Why it was disabled, where nobody did: the receiver answered 410, "
            "failed for days, or the filter was deleted.",
        },
    )
    position = fields.Function(
        lambda one: str(one["position"] if isinstance(one, dict) else one.position),
        required=True,
        metadata={"type": "string", "description": "Id of the last event that it looked at."},
    )
    failing_since = Moment(
        required=True,
        allow_none=True,
        metadata={**_WHEN_OR_NULL, "description": "First failure since a message was taken."},
    )
    delivered_at = Moment(required=True, allow_none=True, metadata=_WHEN_OR_NULL)
    old_secret_until = Moment(required=True, allow_none=True, metadata=_WHEN_OR_NULL)
    created_at = Moment(required=True, metadata=_WHEN)
    updated_at = Moment(required=True, metadata=_WHEN)


class NewWebhookSchema(WebhookSchema):
    """A webhook with its secret, which is shown this once."""

    secret = fields.String(
        required=True,
        metadata={"description": "`whsec_` and base64; messages are signed with it."},
    )


class WebhookPageSchema(AnswerSchema):
    """A page of webhooks, oldest first."""

    items = fields.List(fields.Nested(WebhookSchema), required=True)
    next_cursor = following()


class DeliverySchema(AnswerSchema):
    """A message to a webhook, and how sending it goes."""

    id = fields.String(
        required=True,
        metadata={"description": "The header `webhook-id`, the same at every attempt."},
    )
    webhook_id = fields.String(required=True)
    type = fields.String(required=True, attribute="kind", metadata={"enum": _KINDS})
    event_ids = fields.Function(
        lambda one: [str(told.event.number) for told in one.events],
        required=True,
        metadata={
            "type": "array",
            "items": {"type": "string"},
            "description": "The events that it tells of.",
        },
    )
    state = fields.String(required=True, metadata={"enum": _STATES})
    attempts = fields.Integer(required=True)
    next_attempt_at = Moment(
        required=True, allow_none=True, attribute="due", metadata=_WHEN_OR_NULL
    )
    status = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "HTTP status of the last answer. Nothing else of it is kept."},
    )
    problem = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "example": "timed-out",
            "description": "Why the last attempt failed: `unknown-host`, `forbidden-address`, "
            "`forbidden-url`, `connection-failed`, `tls-failed`, `timed-out`, `not-http`, "
            "`redirected`, `refused`, `gone`, `sender-lost` or `internal-error`.",
        },
    )
    created_at = Moment(required=True, metadata=_WHEN)
    attempted_at = Moment(required=True, allow_none=True, metadata=_WHEN_OR_NULL)
    finished_at = Moment(required=True, allow_none=True, metadata=_WHEN_OR_NULL)


class DeliveryPageSchema(AnswerSchema):
    """A page of deliveries, newest first."""

    items = fields.List(fields.Nested(DeliverySchema), required=True)
    next_cursor = following()


class DeliveriesQuerySchema(PageQuerySchema):
    """Which deliveries."""

    state = fields.String(validate=validate.OneOf(_STATES))


class MessageFilterSchema(AnswerSchema):
    """The filter that found it."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": list(get_args(records.FilterKind))})


class MessageEventSchema(EventSchema):
    """An event of the log, with what it is about."""

    found = fields.Boolean(
        required=True,
        metadata={
            "description": "Whether the filter found it when the message was written. Changes, "
            "corrections and deletions are told of what it does not find, too: it may have before."
        },
    )
    quote = fields.Nested(
        QuoteSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The statement as it is when this is sent; null: not there."},
    )
    claim = fields.Nested(
        StoredClaimSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The claim, where the filter is one of claims."},
    )


class MessageDataSchema(AnswerSchema):
    """What a message tells."""

    webhook_id = fields.String(required=True)
    filter = fields.Nested(MessageFilterSchema, required=True, allow_none=True)
    events = fields.List(fields.Nested(MessageEventSchema), required=True)


class WebhookMessageSchema(AnswerSchema):
    """The body of a message, as of Standard Webhooks."""

    type = fields.String(
        required=True,
        metadata={"enum": _KINDS, "description": "`webhook.ping`: to try the receiver."},
    )
    timestamp = Moment(required=True, metadata=_WHEN)
    data = fields.Nested(MessageDataSchema, required=True)
