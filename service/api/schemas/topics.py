"""What callers send about topics, and which stances they ask for."""

from typing import get_args

from marshmallow import fields, validate

from service import records
from service.api.schemas.edits import EditorSchema, name_field
from service.api.schemas.fields import Day, Text, Truth
from service.api.schemas.requests import ListQuerySchema, PageQuerySchema

_SHORT = validate.Length(max=2000)
_ID = validate.Length(1, 100)


class TopicBodySchema(EditorSchema):
    """A topic to be made."""

    name = name_field(required=True, metadata={"example": "carbon tax"})
    phrasings = fields.List(
        name_field(),
        load_default=list,
        validate=validate.Length(max=50),
        metadata={
            "description": "Other ways to put it; a target that fits one of them belongs.",
            "example": ["taxing emissions", "CO2 levy"],
        },
    )


class TopicChangeBodySchema(EditorSchema):
    """A topic's new name or phrasings; these replace the former."""

    name = name_field()
    phrasings = fields.List(name_field(), validate=validate.Length(max=50))


class VerdictBodySchema(EditorSchema):
    """An editor's verdict on a target; without any, what the wording tells holds."""

    verdict = fields.String(
        allow_none=True,
        load_default=None,
        validate=validate.OneOf(get_args(records.Verdict)),
        metadata={"enum": [*get_args(records.Verdict), None]},
    )
    opposite = Truth(
        allow_none=True,
        load_default=None,
        metadata={"description": "Whether the target is for the topic's end; null: as worded."},
    )


class TopicTargetsQuerySchema(PageQuerySchema):
    """Which targets of a topic."""

    which = fields.String(
        validate=validate.OneOf(["counted", "proposed", "rejected"]),
        metadata={
            "description": "Those that count; those that fit too little to count and are not "
            "judged; those that an editor rejected."
        },
    )


class StandingsQuerySchema(ListQuerySchema):
    """Which stances, and how they are summed up."""

    since = Day(metadata={"description": "First day of the article's date, inclusive."})
    until = Day(metadata={"description": "Last day of the article's date, inclusive."})
    period = fields.String(
        load_default="month", validate=validate.OneOf(["day", "month", "quarter", "year"])
    )


class SpeakerStancesQuerySchema(StandingsQuerySchema):
    """Which stances of a speaker."""

    target = Text(
        validate=_SHORT, metadata={"description": "A target's id or phrase, or words of it."}
    )
    topic = Text(validate=_ID, metadata={"description": "Id of a topic."})


class TopicStancesQuerySchema(StandingsQuerySchema):
    """Which stances toward a topic."""

    speaker = Text(validate=_SHORT, metadata={"description": "A speaker's id or name."})


class ShiftsQuerySchema(PageQuerySchema):
    """Which changes of stance."""

    topic = Text(validate=_ID, metadata={"description": "Id of a topic."})
