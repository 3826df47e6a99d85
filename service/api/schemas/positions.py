"""What the service answers of positions: targets, and stances toward them."""

from typing import get_args

from marshmallow import fields

from service import records
from service.api.schemas.answers import following
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
