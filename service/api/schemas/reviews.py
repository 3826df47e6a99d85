"""Verdicts on claims: what reviewers send, and what is answered."""

from typing import get_args

from marshmallow import Schema, fields, validate

from service import records
from service.api.schemas.answers import ReviewSchema, StoredClaimSchema
from service.api.schemas.edits import EditorSchema, EditSchema, name_field
from service.api.schemas.fields import Link, Moment, Text
from service.api.schemas.statements import AnswerSchema

_LINK = {"pattern": f"^{Link.PATTERN}$"}
_SHORT = validate.Length(max=2000)


class GivenReviewerSchema(Schema):
    """Who checked the claim."""

    name = name_field(required=True, metadata={"example": "The Example's fact desk"})
    url = Link(allow_none=True, validate=_SHORT, metadata=_LINK)


class ReviewBodySchema(EditorSchema):
    """A verdict on a claim; it takes the place of the former one, and what is not given is null."""

    rating = fields.String(
        required=True,
        validate=validate.OneOf(get_args(records.Rating)),
        metadata={"description": "`unproven`: the evidence at hand does not settle it."},
    )
    label = Text(
        allow_none=True,
        validate=validate.Length(1, 200),
        metadata={
            "description": "The verdict in the reviewer's own words.",
            "example": "Out of date",
        },
    )
    explanation = Text(allow_none=True, validate=validate.Length(1, 10_000))
    url = Link(
        allow_none=True,
        validate=_SHORT,
        metadata={
            **_LINK,
            "description": "Where the check is published.",
            "example": "https://news.example/checks/talks",
        },
    )
    reviewer = fields.Nested(GivenReviewerSchema, allow_none=True)
    reviewed_at = Moment(
        metadata={
            "type": "string",
            "anyOf": [{"format": "date"}, {"format": "date-time"}],
            "description": "When it was checked; a date, or a date and time. Now, if not given.",
            "example": "2021-11-22",
        }
    )


class ReviewChangeSchema(AnswerSchema):
    """What giving a verdict, or taking it back, led to."""

    edit = fields.Nested(
        EditSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Null where the verdict was given so already."},
    )
    review = fields.Nested(ReviewSchema, required=True, allow_none=True, attribute="claim.review")
    claim = fields.Nested(StoredClaimSchema, required=True)
