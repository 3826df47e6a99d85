"""Saved filters, as callers send and get them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from service.api.schemas.answers import following
from service.api.schemas.edits import name_field
from service.api.schemas.fields import Moment
from service.api.schemas.requests import REVIEWED, STANDALONE, ClaimsQuerySchema, QuotesQuerySchema
from service.api.schemas.statements import AnswerSchema
from service.records import ClaimFilter, FilterKind, QuoteFilter

_WHEN = {"type": "string", "format": "date-time"}
_KINDS = list(get_args(FilterKind))
# The filters of the lists themselves, so that a saved one is checked and read as theirs.
_QUERIES: Mapping[FilterKind, Schema] = {
    "quotes": QuotesQuerySchema(exclude=("limit", "cursor")),
    "claims": ClaimsQuerySchema(exclude=("limit", "cursor", "order")),
}
_STANDALONE = {value: name for name, value in STANDALONE.items()}
_REVIEWED = {value: name for name, value in REVIEWED.items()}


def _query_field(**options: Any) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(),
        metadata={
            "description": "The query parameters of `GET /v1/quotes`, or of `GET /v1/claims` but "
            "`order`, without `limit` and `cursor`. `speaker` is an id.",
            "example": {"stance": "oppose", "target": "carbon tax"},
        },
        **options,
    )


def read_query(kind: FilterKind, query: Mapping[str, Any]) -> QuoteFilter | ClaimFilter:
    """Check a filter's query and make a filter of it. Raises ValidationError, as of `query`."""
    try:
        given: dict[str, Any] = _QUERIES[kind].load(query)
    except ValidationError as error:
        raise ValidationError({"query": error.messages}) from None
    if kind == "quotes":
        return QuoteFilter(**given)
    given["standalone"] = STANDALONE[given["standalone"]]
    if "reviewed" in given:
        given["reviewed"] = REVIEWED[given["reviewed"]]
    return ClaimFilter(**given)


def write_query(where: QuoteFilter | ClaimFilter) -> dict[str, Any]:
    """Give a filter as the query that it was made from."""
    given = {name: value for name, value in asdict(where).items() if value is not None}
    if isinstance(where, ClaimFilter):
        given["standalone"] = _STANDALONE[where.standalone]
        if where.reviewed is not None:
            given["reviewed"] = _REVIEWED[where.reviewed]
    for name in ("since", "until"):
        if name in given:
            given[name] = given[name].isoformat()
    return given


class FilterBodySchema(Schema):
    """A filter to be saved."""

    name = name_field(required=True, metadata={"example": "Against the carbon tax"})
    kind = fields.String(
        required=True,
        validate=validate.OneOf(_KINDS),
        metadata={"description": "What it finds."},
    )
    query = _query_field(load_default=dict)

    @validates_schema(skip_on_field_errors=True)
    def check_query(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """Check the query as the list's own parameters are checked."""
        read_query(data["kind"], data["query"])


class FilterChangeBodySchema(Schema):
    """A filter's new name or query; what is not given stays."""

    name = name_field()
    query = _query_field()


class FilterSchema(AnswerSchema):
    """A saved filter."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": _KINDS})
    query = fields.Function(
        lambda saved: write_query(saved.where),
        required=True,
        metadata={
            "type": "object",
            "additionalProperties": True,
            "description": "The parameters of the list that finds the same.",
        },
    )
    created_at = Moment(required=True, metadata=_WHEN)
    updated_at = Moment(required=True, metadata=_WHEN)


class FilterPageSchema(AnswerSchema):
    """A page of saved filters, by name."""

    items = fields.List(fields.Nested(FilterSchema), required=True)
    next_cursor = following()
