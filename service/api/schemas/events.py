"""The log of events, as callers ask for it and get it."""

import re
from typing import Any, get_args

from marshmallow import Schema, fields, validate

from service import records
from service.api.schemas.answers import following
from service.api.schemas.fields import Count, Moment
from service.api.schemas.requests import MAX_LIMIT
from service.api.schemas.statements import AnswerSchema

_WHEN = {"type": "string", "format": "date-time"}
_PLACE = {"type": "string", "pattern": "^[0-9]{1,18}$"}


_IS_PLACE = validate.Regexp(re.compile(r"[0-9]{1,18}\Z", re.ASCII), error="Not the id of an event.")


class EventsQuerySchema(Schema):
    """From where in the log to read."""

    limit = Count(load_default=50, validate=validate.Range(1, MAX_LIMIT))
    after = fields.String(
        validate=_IS_PLACE,
        metadata={
            **_PLACE,
            "description": "Id of the last event that was read; 0 for all that are kept. Without "
            "it a page begins with the oldest, and a stream with what comes next.",
        },
    )


class StreamHeadersSchema(Schema):
    """Where a stream that was cut had come to; sent by browsers when they connect anew."""

    last_event_id = fields.String(
        data_key="Last-Event-ID",
        validate=_IS_PLACE,
        metadata={**_PLACE, "description": "For a stream: wins over `after`."},
    )


class EventSchema(AnswerSchema):
    """Something that was done, by the ids of what it was done to."""

    id = fields.Function(
        lambda event: str(event.number),
        required=True,
        metadata={**_PLACE, "description": "Its place in the log; give it as `after` to go on."},
    )
    type = fields.String(
        required=True, attribute="kind", metadata={"enum": list(get_args(records.EventKind))}
    )
    at = Moment(required=True, metadata=_WHEN)
    article_id = fields.String(required=True, allow_none=True)
    quote_id = fields.String(required=True, allow_none=True)
    claim_id = fields.String(required=True, allow_none=True)
    speaker_id = fields.String(required=True, allow_none=True)
    topic_id = fields.String(required=True, allow_none=True)
    filter_id = fields.String(required=True, allow_none=True)
    edit_id = fields.String(
        required=True, allow_none=True, metadata={"description": "The editor's act behind it."}
    )


class EventPageSchema(AnswerSchema):
    """A page of events, oldest first."""

    items = fields.List(fields.Nested(EventSchema), required=True)
    next_cursor = following()


_EVENT = EventSchema()


def written(event: records.Event) -> dict[str, Any]:
    """Give an event as JSON has it."""
    shown: dict[str, Any] = _EVENT.dump(event)
    return shown
