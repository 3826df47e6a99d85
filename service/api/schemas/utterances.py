"""What the service answers of utterances: where else something was said, and how it differs."""

from typing import get_args

from marshmallow import fields

from service import records
from service.api.schemas.answers import QuoteSchema
from service.api.schemas.statements import AnswerSchema


class WordingEditSchema(AnswerSchema):
    """Where a wording differs; one of the two is empty where words are only left out or added."""

    reference = fields.String(
        required=True, metadata={"description": "What the statement asked for has there."}
    )
    variant = fields.String(required=True, metadata={"description": "What this one has instead."})


class VariantSchema(AnswerSchema):
    """A statement beside the one asked for, and how its wording differs."""

    quote = fields.Nested(QuoteSchema, required=True)
    difference = fields.String(
        required=True,
        metadata={
            "enum": list(get_args(records.Difference)),
            "description": "same: but for case and marks; cut: words left out; extended: words "
            "added; changed: other words here and there; paraphrased: mostly other words.",
        },
    )
    score = fields.Float(
        required=True,
        metadata={"description": "Share of the shorter one's words that both have; 0 to 1."},
    )
    edits = fields.List(
        fields.Nested(WordingEditSchema),
        required=True,
        metadata={"description": "Within the first 300 words."},
    )


class UtteranceSchema(AnswerSchema):
    """One utterance wherever it appears, compared with the statement asked for."""

    quote_id = fields.String(required=True)
    first = fields.String(
        required=True, metadata={"description": "Id of the statement of the earliest article."}
    )
    items = fields.List(
        fields.Nested(VariantSchema),
        required=True,
        attribute="appearances",
        metadata={
            "description": "By the same speaker, the earliest first, the statement asked for "
            "included; at most 200."
        },
    )
    also_said_by = fields.List(
        fields.Nested(VariantSchema),
        required=True,
        attribute="also",
        metadata={"description": "Of that wording by other speakers, the earliest 50."},
    )
