"""What callers send: documents in the body, choices in the query string."""

from typing import get_args

from marshmallow import Schema, fields, validate

from service import records
from service.api.schemas.fields import Count, Day, Link, Moment, Number, Text
from service.records import Document

_SHORT = validate.Length(max=2000)
_MOMENT = {
    "type": "string",
    "anyOf": [{"format": "date"}, {"format": "date-time"}, {"type": "null"}],
    "description": "A date, or a date and time; without a zone it is UTC.",
    "example": "2021-11-20T08:30:00Z",
}
MAX_LIMIT = 200
DEFAULT_LIMIT = 50
_MOST_ROWS = 1_000_000

_TARGET = (
    "What the stance is toward: a target's id or phrase; else words that the target must hold, in "
    "any inflection."
)


class MetadataSchema(Schema):
    """What the caller knows of an article."""

    title = Text(allow_none=True, validate=_SHORT, metadata={"example": "Talks near their end"})
    url = Link(
        allow_none=True,
        validate=_SHORT,
        metadata={"pattern": f"^{Link.PATTERN}$", "example": "https://news.example/talks"},
    )
    outlet = Text(
        allow_none=True,
        validate=_SHORT,
        metadata={"description": "Who published it.", "example": "The Example"},
    )
    author = Text(allow_none=True, validate=_SHORT, metadata={"example": "Kim Reporter"})
    published_at = Moment(allow_none=True, metadata=_MOMENT)
    language = fields.String(
        allow_none=True,
        validate=validate.OneOf(["en"]),
        metadata={
            "enum": ["en", None],
            "example": None,
            "description": "Set to analyse the text as English whatever language it appears to be.",
        },
    )


def told_by(page: Document) -> dict[str, str]:
    """Give the metadata that a page tells, without what a caller could not submit."""
    told = {
        "title": page.title,
        "url": page.url,
        "outlet": page.outlet,
        "author": page.author,
        "published_at": None if page.published_at is None else page.published_at.isoformat(),
    }
    known = {name: value for name, value in told.items() if value is not None}
    refused = MetadataSchema().validate(known)
    return {name: value for name, value in known.items() if name not in refused}


EXAMPLE = "“We are close to a deal,” Ana Ruiz, the trade minister, said on Friday."


class DocumentSchema(MetadataSchema):
    """An article's text, and what the caller knows of it."""

    text = Text(required=True, validate=validate.Length(min=1), metadata={"example": EXAMPLE})


class OffsetsQuerySchema(Schema):
    """How offsets are counted."""

    offsets = fields.String(
        load_default="code-points",
        validate=validate.OneOf(["code-points", "utf-16"]),
        metadata={"description": "What offsets count: code points, or UTF-16 units."},
    )


class SubmissionQuerySchema(OffsetsQuerySchema):
    """Metadata for a text/plain body; a JSON body's own members win over these."""

    title = Text(validate=_SHORT)
    url = Link(validate=_SHORT, metadata={"pattern": f"^{Link.PATTERN}$"})
    outlet = Text(validate=_SHORT)
    author = Text(validate=_SHORT)
    published_at = Moment(
        metadata={"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}
    )
    language = fields.String(validate=validate.OneOf(["en"]))


class PageQuerySchema(Schema):
    """Which page of a list."""

    limit = Count(load_default=DEFAULT_LIMIT, validate=validate.Range(1, MAX_LIMIT))
    cursor = Text(
        metadata={"description": "`next_cursor` of the page before."},
        validate=validate.Length(min=1, max=1000),
    )


class ListQuerySchema(PageQuerySchema):
    """Which part of a list that is offered as a whole, too."""

    limit = Count(
        validate=validate.Range(1, _MOST_ROWS),
        metadata={
            "description": f"Most items. As JSON at most {MAX_LIMIT}, and {DEFAULT_LIMIT} where it "
            "is not given; in other forms the whole list where it is not given."
        },
    )


class ArticlesQuerySchema(ListQuerySchema):
    """Which articles."""

    outlet = Text(
        validate=_SHORT,
        metadata={"description": "Only this outlet's; case does not matter."},
    )


class ArticleQuotesQuerySchema(ListQuerySchema, OffsetsQuerySchema):
    """Which statements of one article, and how offsets are counted."""


class SpeakerQuotesQuerySchema(ListQuerySchema):
    """Which statements of a speaker."""

    kind = fields.String(validate=validate.OneOf(get_args(records.StatementKind)))
    outlet = Text(
        validate=_SHORT,
        metadata={"description": "The outlet of the article; case does not matter."},
    )
    via = Text(
        validate=_SHORT,
        metadata={"description": "Name of who relays the statement, e.g. an agency."},
    )
    q = Text(
        validate=_SHORT,
        metadata={"description": "Words that the content must hold; “words in quotes” in order."},
    )
    since = Day(metadata={"description": "First day of the article's date, inclusive."})
    until = Day(metadata={"description": "Last day of the article's date, inclusive."})
    min_score = Number(validate=validate.Range(0, 1))
    stance = fields.String(validate=validate.OneOf(get_args(records.StanceLabel)))
    target = Text(
        validate=_SHORT,
        metadata={"description": _TARGET},
    )
    topic = Text(
        validate=validate.Length(1, 100),
        metadata={"description": "Id of a topic that the target belongs to."},
    )
    commitment = fields.String(validate=validate.OneOf(get_args(records.Commitment)))
    act = fields.String(validate=validate.OneOf(get_args(records.Act)))
    cue_class = fields.String(
        validate=validate.OneOf(get_args(records.CueClass)),
        metadata={"description": "The reporter's framing."},
    )


class QuotesQuerySchema(SpeakerQuotesQuerySchema):
    """Which statements."""

    speaker = Text(
        validate=_SHORT,
        metadata={
            "description": "A speaker's id or name; any alias, in either order. A name that fits "
            "several gives all of them, told in `matched_speakers`."
        },
    )


STANDALONE = {"true": True, "false": False, "any": None}
REVIEWED = {"true": True, "false": False}


class ClaimsQuerySchema(ListQuerySchema):
    """Which claims, in which order."""

    speaker = Text(
        validate=_SHORT,
        metadata={"description": "Id or name of who makes the statement; any alias."},
    )
    target = Text(
        validate=_SHORT,
        metadata={"description": _TARGET},
    )
    stance = fields.String(validate=validate.OneOf(get_args(records.StanceLabel)))
    commitment = fields.String(validate=validate.OneOf(get_args(records.Commitment)))
    act = fields.String(validate=validate.OneOf(get_args(records.Act)))
    cue_class = fields.String(
        validate=validate.OneOf(get_args(records.CueClass)),
        metadata={"description": "The reporter's framing of the statement."},
    )
    outlet = Text(
        validate=_SHORT,
        metadata={"description": "The outlet of the article; case does not matter."},
    )
    q = Text(
        validate=_SHORT,
        metadata={"description": "Words that the claim must hold; “words in quotes” in order."},
    )
    since = Day(metadata={"description": "First day of the article's date, inclusive."})
    until = Day(metadata={"description": "Last day of the article's date, inclusive."})
    min_checkworthiness = Number(validate=validate.Range(0, 1))
    standalone = fields.String(
        load_default="true",
        validate=validate.OneOf(STANDALONE),
        metadata={
            "description": "Claims that can be understood without the article; `false` those that "
            "cannot, and `any` all."
        },
    )
    reviewed = fields.String(
        validate=validate.OneOf(REVIEWED),
        metadata={"description": "Whether a person has given a verdict."},
    )
    rating = fields.String(
        validate=validate.OneOf(get_args(records.Rating)),
        metadata={"description": "The verdict of a person."},
    )
    order = fields.String(
        load_default="checkworthiness",
        validate=validate.OneOf(get_args(records.ClaimOrder)),
        metadata={
            "description": "By check-worthiness, those whose worth is not known last; or by the "
            "article's date. Newest first."
        },
    )


class SpeakersQuerySchema(ListQuerySchema):
    """Which speakers."""

    q = Text(
        validate=_SHORT,
        metadata={
            "description": "A name or part of one: any alias, either order, typing errors allowed."
        },
    )
    kind = fields.String(validate=validate.OneOf(get_args(records.SpeakerKind)))


class TargetsQuerySchema(PageQuerySchema):
    """Which targets."""

    q = Text(
        validate=_SHORT,
        metadata={
            "description": "Words that the target must hold, in any inflection; of the last word "
            "the beginning is enough."
        },
    )
