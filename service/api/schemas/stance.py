"""The question for a text's stance toward a target, and its answer."""

from typing import get_args

from marshmallow import Schema, fields, validate

from service import records
from service.api.schemas.edits import name_field
from service.api.schemas.fields import Text
from service.api.schemas.requests import EXAMPLE
from service.api.schemas.statements import AnswerSchema, SpanSchema, StatementSchema


class StanceBodySchema(Schema):
    """A text or a single statement, and what its stance is asked toward."""

    text = Text(required=True, validate=validate.Length(min=1), metadata={"example": EXAMPLE})
    target = name_field(
        required=True,
        metadata={
            "description": "What the stance is toward, with its own direction: “the war”, “ending "
            "the war”.",
            "example": "the deal",
        },
    )
    language = fields.String(
        allow_none=True,
        validate=validate.OneOf(["en"]),
        metadata={
            "enum": ["en", None],
            "example": None,
            "description": "Set to analyse the text as English whatever language it appears to be.",
        },
    )


class DecidingWordSchema(SpanSchema):
    """A word that decides the label."""

    weight = fields.Float(
        required=True,
        metadata={"description": "How much less likely the label is without it; 0 to 1."},
    )


class StancePartSchema(AnswerSchema):
    """A clause that speaks of the target."""

    spans = fields.List(fields.Nested(SpanSchema), required=True)
    label = fields.String(required=True, metadata={"enum": list(get_args(records.StanceLabel))})
    score = fields.Float(required=True)
    link = fields.String(
        required=True,
        metadata={
            "enum": ["named", "near", "pronoun"],
            "description": "Whether it names the target, has a phrase near it in meaning, or a "
            "pronoun for it.",
        },
    )
    opposite = fields.Boolean(
        required=True,
        metadata={
            "description": "Whether it speaks of the target's end, or the target is the end of "
            "what it speaks of; the label is turned around then."
        },
    )
    words = fields.List(
        fields.Nested(DecidingWordSchema),
        required=True,
        metadata={"description": "The words that decide it, the weightiest first; at most 8."},
    )
    statement = fields.Nested(
        StatementSchema,
        required=True,
        allow_none=True,
        metadata={"description": "In which the clause stands; null for running text."},
    )


class TargetStanceSchema(AnswerSchema):
    """The stance of a text toward a target. `score` is null where it is not mentioned."""

    target = fields.String(required=True)
    label = fields.String(required=True, metadata={"enum": list(get_args(records.StanceLabel))})
    score = fields.Float(required=True, allow_none=True)
    reason = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "enum": ["target-not-mentioned", None],
            "description": "Why the label is neutral though nothing is said of the target.",
        },
    )
    parts = fields.List(fields.Nested(StancePartSchema), required=True)
    model = fields.String(required=True)
    version = fields.String(required=True)
