"""What the service answers: analyses, articles, quotes, speakers and lists of them."""

from dataclasses import dataclass
from typing import Any, get_args

from marshmallow import fields

from service import records
from service.api.schemas.fields import Moment
from service.api.schemas.statements import (
    AnswerSchema,
    ArticleSummarySchema,
    ClaimSchema,
    CueSchema,
    Plan,
    SaidOnSchema,
    StanceSchema,
    StatementSchema,
    StatementSpeakerSchema,
    ViaSchema,
)
from service.records import Analysis, Document, StoredClaim, StoredStatement

_WHEN = {"type": "string", "format": "date-time"}
_WHEN_OR_NULL = {"type": "string", "format": "date-time"}


@dataclass(frozen=True)
class Answered:
    """An analysis, and the article that was taken out of a page for it."""

    analysis: Analysis
    page: Document | None


class PageSchema(AnswerSchema):
    """The article of an HTML page: paragraphs apart by blank lines, and what the page tells."""

    text = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)
    author = fields.String(required=True, allow_none=True)
    published_at = Moment(required=True, allow_none=True, metadata=_WHEN)


class AnalysisSchema(AnswerSchema):
    """The statements of a text that was not stored."""

    page = fields.Nested(
        PageSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The text that offsets point into, where a page was sent."},
    )

    article_id = fields.String(
        required=True, metadata={"description": "The id the text would have as an article."}
    )
    language = fields.String(required=True)
    model = fields.String(required=True)
    version = fields.String(required=True)
    quotes = fields.List(fields.Nested(StatementSchema), required=True, attribute="statements")

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Read the analysis' own fields from the analysis."""
        if isinstance(obj, Answered) and attr != "page":
            obj = obj.analysis
        return super().get_attribute(obj, attr, default)


class ArticleItemSchema(ArticleSummarySchema):
    """An article in a list."""

    created_at = Moment(required=True, metadata=_WHEN)
    quote_count = fields.Integer(required=True, attribute="quotes")


class ArticleSchema(AnswerSchema):
    """An article with its text and statements."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True, attribute="document.title")
    url = fields.String(required=True, allow_none=True, attribute="document.url")
    outlet = fields.String(required=True, allow_none=True, attribute="document.outlet")
    author = fields.String(required=True, allow_none=True, attribute="document.author")
    published_at = Moment(
        required=True, allow_none=True, attribute="document.published_at", metadata=_WHEN_OR_NULL
    )
    created_at = Moment(required=True, metadata=_WHEN)
    language = fields.String(required=True, attribute="analysis.language")
    model = fields.String(required=True, attribute="analysis.model")
    version = fields.String(required=True, attribute="analysis.version")
    revision = fields.Integer(
        required=True, metadata={"description": "How many texts it has had, with this one."}
    )
    revised_at = Moment(required=True, allow_none=True, metadata=_WHEN_OR_NULL)
    text = fields.String(required=True, attribute="document.text")
    quotes = fields.List(
        fields.Nested(StatementSchema), required=True, attribute="analysis.statements"
    )


_STORED = frozenset({"article", "created_at", "model", "version"})


class QuoteSchema(StatementSchema):
    """A stored statement, with its article."""

    article = fields.Nested(ArticleSummarySchema, required=True)
    created_at = Moment(required=True, metadata=_WHEN)
    model = fields.String(required=True, metadata={"description": "The model that found it."})
    version = fields.String(required=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._beside = tuple(one for one in self._plan if one[2] in _STORED)
        self._own = tuple(one for one in self._plan if one[2] not in _STORED)

    def _written(self, obj: Any, plan: Plan | None = None) -> dict[str, Any]:
        """Write the statement's own fields from the statement."""
        if not isinstance(obj, StoredStatement):
            return super()._written(obj, plan)
        own = super()._written(obj.statement, self._own)
        return own | super()._written(obj, self._beside)


class ReviewerSchema(AnswerSchema):
    """Who checked a claim."""

    name = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)


class ReviewSchema(AnswerSchema):
    """A person's verdict on a claim."""

    id = fields.String(required=True)
    article_id = fields.String(required=True)
    claim_id = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Null while the article's analysis does not make the claim."},
    )
    claim_text = fields.String(
        required=True, metadata={"description": "The claim as it was reviewed."}
    )
    rating = fields.String(required=True, metadata={"enum": list(get_args(records.Rating))})
    label = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The verdict in the reviewer's own words."},
    )
    explanation = fields.String(required=True, allow_none=True)
    url = fields.String(
        required=True, allow_none=True, metadata={"description": "Where the check is published."}
    )
    reviewer = fields.Nested(ReviewerSchema, required=True, allow_none=True)
    reviewed_at = Moment(required=True, metadata=_WHEN)


_CLAIM = frozenset(ClaimSchema().dump_fields)


class StoredClaimSchema(ClaimSchema):
    """A stored claim, with who makes it, in which statement of which article."""

    quote_id = fields.String(required=True)
    speaker = fields.Nested(StatementSpeakerSchema, required=True)
    via = fields.List(fields.Nested(ViaSchema), required=True)
    said_on = fields.Nested(SaidOnSchema, required=True, allow_none=True)
    cue = fields.Nested(CueSchema, required=True, allow_none=True)
    stance = fields.Nested(StanceSchema, required=True, allow_none=True)
    commitment = fields.String(
        required=True, allow_none=True, metadata={"enum": [*get_args(records.Commitment), None]}
    )
    act = fields.String(
        required=True, allow_none=True, metadata={"enum": [*get_args(records.Act), None]}
    )
    article = fields.Nested(ArticleSummarySchema, required=True)
    review = fields.Nested(
        ReviewSchema,
        required=True,
        allow_none=True,
        metadata={"description": "A person's verdict; null where nobody has given one."},
    )
    created_at = Moment(required=True, metadata=_WHEN)
    model = fields.String(required=True, metadata={"description": "The model that found it."})
    version = fields.String(required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Read each field from the claim, its statement, or what is stored with that."""
        if isinstance(obj, StoredClaim):
            if attr in _CLAIM:
                obj = obj.claim
            elif attr in _STORED:
                obj = obj.stored
            elif attr != "review":
                attr = "id" if attr == "quote_id" else attr
                obj = obj.stored.statement
        return super().get_attribute(obj, attr, default)


class SpeakerSchema(AnswerSchema):
    """A speaker across articles."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": list(get_args(records.SpeakerKind))})
    aliases = fields.List(fields.String(), required=True)
    roles = fields.List(fields.String(), required=True)
    quote_count = fields.Integer(required=True, attribute="quotes")
    external_ids = fields.Function(
        lambda speaker: {one.scheme: one.value for one in speaker.external_ids},
        required=True,
        metadata={
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Ids in other registers, such as wikidata, as editors set them.",
        },
    )
    merged = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Ids that editors merged into this one; they lead here."},
    )


def following() -> fields.String:
    """Make the field that leads to the next page."""
    return fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Give it as `cursor` for the next page; null on the last."},
    )


class ArticlePageSchema(AnswerSchema):
    """A page of articles, newest first."""

    items = fields.List(fields.Nested(ArticleItemSchema), required=True)
    next_cursor = following()


class QuotePageSchema(AnswerSchema):
    """A page of statements, newest first."""

    items = fields.List(fields.Nested(QuoteSchema), required=True)
    next_cursor = following()
    matched_speakers = fields.List(
        fields.Nested(SpeakerSchema),
        required=True,
        metadata={"description": "The speakers that the name or id asked for stands for."},
    )


class ClaimPageSchema(AnswerSchema):
    """A page of claims."""

    items = fields.List(fields.Nested(StoredClaimSchema), required=True)
    next_cursor = following()
    matched_speakers = fields.List(
        fields.Nested(SpeakerSchema),
        required=True,
        metadata={"description": "The speakers that the name or id asked for stands for."},
    )


class SpeakerPageSchema(AnswerSchema):
    """A page of speakers."""

    items = fields.List(fields.Nested(SpeakerSchema), required=True)
    next_cursor = following()
