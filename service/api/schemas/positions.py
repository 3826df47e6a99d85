"""What the service answers of positions: targets, and stances toward them."""

from typing import get_args

from marshmallow import fields

from service import records
from service.api.schemas.answers import QuoteSchema, SpeakerSchema, following
from service.api.schemas.edits import EditSchema
from service.api.schemas.fields import Moment
from service.api.schemas.statements import AnswerSchema


def counts(attribute: str = "stances") -> fields.Function:
    """Make the field of the numbers of statements by label, zeros included."""
    labels = get_args(records.StanceLabel)
    return fields.Function(
        lambda record: {label: getattr(record, attribute).get(label, 0) for label in labels},
        required=True,
        metadata={
            "type": "object",
            "properties": {label: {"type": "integer", "minimum": 0} for label in labels},
            "required": list(labels),
            "description": "Number of statements by the label of their stance.",
        },
    )


class TargetSchema(AnswerSchema):
    """What stances are toward, across articles."""

    id = fields.String(required=True)
    name = fields.String(required=True, metadata={"description": "Its most used phrase."})
    phrases = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "How statements put it, most used first."},
    )
    quote_count = fields.Integer(required=True, attribute="quotes")
    stances = counts()


class TargetPageSchema(AnswerSchema):
    """A page of targets, those of most statements first."""

    items = fields.List(fields.Nested(TargetSchema), required=True)
    next_cursor = following()


class TopicSchema(AnswerSchema):
    """What an editor wants to see stances toward: targets that its name or a phrasing fits."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    phrasings = fields.List(fields.String(), required=True)
    created_at = Moment(required=True, metadata={"type": "string", "format": "date-time"})
    target_count = fields.Integer(required=True, attribute="targets")
    quote_count = fields.Integer(required=True, attribute="quotes")


class TopicPageSchema(AnswerSchema):
    """A page of topics, by name."""

    items = fields.List(fields.Nested(TopicSchema), required=True)
    next_cursor = following()


class TopicChangeSchema(AnswerSchema):
    """An edit, and the topic as it now is; null where it is deleted."""

    edit = fields.Nested(EditSchema, required=True)
    topic = fields.Nested(TopicSchema, required=True, allow_none=True)


class TopicTargetSchema(AnswerSchema):
    """A target that may belong to a topic."""

    target = fields.Nested(TargetSchema, required=True)
    score = fields.Float(
        required=True, metadata={"description": "How likely it belongs, by its wording; 0 to 1."}
    )
    phrasing = fields.String(
        required=True, metadata={"description": "The name or phrasing that it fits best."}
    )
    opposite = fields.Boolean(
        required=True,
        metadata={
            "description": "Whether it is for the topic's end, as “repealing the tax” of “the "
            "tax”: then stances count the other way round."
        },
    )
    verdict = fields.String(
        required=True,
        allow_none=True,
        metadata={"enum": [*get_args(records.Verdict), None], "description": "An editor's."},
    )
    counts = fields.Boolean(
        required=True,
        metadata={"description": "Whether it belongs: by the verdict, else by a score of 0.5."},
    )


class TopicTargetPageSchema(AnswerSchema):
    """A page of targets that may belong to a topic, those that fit best first."""

    items = fields.List(fields.Nested(TopicTargetSchema), required=True)
    next_cursor = following()


class PositionSchema(AnswerSchema):
    """The stance of one statement, as it counts."""

    quote_id = fields.String(required=True)
    article_id = fields.String(required=True)
    label = fields.String(required=True, metadata={"enum": list(get_args(records.StanceLabel))})
    target = fields.String(required=True, metadata={"description": "As the statement puts it."})
    date = fields.Date(
        required=True, allow_none=True, metadata={"description": "Date of the article."}
    )


class StancePeriodSchema(AnswerSchema):
    """Stances within a period."""

    period = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "As 2021, 2021-Q4, 2021-11 or 2021-11-20; null: of undated articles."
        },
    )
    stances = counts()
    quotes = fields.List(
        fields.Nested(PositionSchema),
        required=True,
        metadata={"description": "The statements behind the numbers, newest first; at most 20."},
    )


class StandingSchema(AnswerSchema):
    """Stances toward one thing over time."""

    stances = counts()
    first = fields.Date(required=True, allow_none=True)
    last = fields.Date(required=True, allow_none=True)
    periods = fields.List(fields.Nested(StancePeriodSchema), required=True)


class TargetStandingSchema(StandingSchema):
    """Where a speaker stands toward a target."""

    target = fields.Nested(TargetSchema, required=True)


class SpeakerStandingSchema(StandingSchema):
    """Where a speaker stands toward a topic."""

    speaker = fields.Nested(SpeakerSchema, required=True)


class TargetStandingPageSchema(AnswerSchema):
    """A page of targets that a speaker spoke of, those of most statements first."""

    items = fields.List(fields.Nested(TargetStandingSchema), required=True)
    next_cursor = following()


class SpeakerStandingPageSchema(AnswerSchema):
    """A page of speakers who spoke of a topic, those of most statements first."""

    items = fields.List(fields.Nested(SpeakerStandingSchema), required=True)
    next_cursor = following()


class ShiftSchema(AnswerSchema):
    """A change of a speaker's stance, with the statements before and after it.

    Of `topic` and `target` one is null.
    """

    kind = fields.String(
        required=True,
        metadata={
            "enum": list(get_args(records.ShiftKind)),
            "description": "reversal: from support to opposition or back; condition: to or from a "
            "conditional stance.",
        },
    )
    topic = fields.Nested(TopicSchema, required=True, allow_none=True)
    target = fields.Nested(TargetSchema, required=True, allow_none=True)
    before = fields.Nested(PositionSchema, required=True)
    after = fields.Nested(PositionSchema, required=True)
    before_quote = fields.Nested(QuoteSchema, required=True)
    after_quote = fields.Nested(QuoteSchema, required=True)


class ShiftPageSchema(AnswerSchema):
    """A page of changes of stance, the latest first."""

    items = fields.List(fields.Nested(ShiftSchema), required=True)
    next_cursor = following()
