"""The statement as JSON."""

from typing import Any, get_args

from marshmallow import EXCLUDE, Schema, fields, missing

from service import records
from service.api.schemas.fields import Moment
from service.api.schemas.writing import Write, computed, writer


def _one_of(literal: object) -> dict[str, object]:
    return {"enum": list(get_args(literal))}


Plan = tuple[tuple[str, str, str, bool, Any, Write | None], ...]
"""Of each field name, key, attribute, whether it is read directly, what makes it or writes it."""


class AnswerSchema(Schema):
    """A shape that we write; later versions may add fields, so readers pass over unknown ones."""

    class Meta:
        """Documented without forbidding further fields."""

        unknown = EXCLUDE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        own = type(self).get_attribute is AnswerSchema.get_attribute
        self._plan: Plan = tuple(
            (
                name,
                field.data_key or name,
                attribute := field.attribute or name,
                own and "." not in attribute,
                field if computed(field) else None,
                None if computed(field) else writer(field),
            )
            for name, field in self.dump_fields.items()
        )

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """Write records; values are written as they are where their fields are plain."""
        if self.many if many is None else many:
            return [self._written(one) for one in obj]
        return self._written(obj)

    def _written(self, obj: Any, plan: Plan | None = None) -> dict[str, Any]:
        get = self.get_attribute
        record = not isinstance(obj, dict)
        written = {}
        for name, key, attribute, direct, made, write in self._plan if plan is None else plan:
            if made is not None:
                value = made.serialize(name, obj, get)
            elif direct and record:
                value = getattr(obj, attribute, missing)
            else:
                value = get(obj, attribute, missing)
            if value is not missing:
                written[key] = value if write is None else write(value)
        return written

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Read a record's field, without the detours that other kinds of objects would need."""
        if isinstance(obj, dict) or "." in attr:
            return super().get_attribute(obj, attr, default)
        return getattr(obj, attr, default)


class SpanSchema(AnswerSchema):
    """A stretch of the text: `text[start:end]`, half-open, in code points by default."""

    start = fields.Integer(required=True, metadata={"minimum": 0})
    end = fields.Integer(required=True, metadata={"minimum": 0})
    text = fields.String(required=True)


class ContentSpanSchema(SpanSchema):
    """A fragment of a statement's content."""

    verbatim = fields.Boolean(
        required=True,
        metadata={"description": "Whether the words stand inside quotation marks."},
    )


class ContentSchema(AnswerSchema):
    """What is said: its fragments, and their text joined by single spaces."""

    text = fields.String(required=True)
    spans = fields.List(fields.Nested(ContentSpanSchema), required=True)


class CueSchema(SpanSchema):
    """The words that make it an attribution."""

    lemma = fields.String(required=True)
    cue_class = fields.String(required=True, data_key="class", metadata=_one_of(records.CueClass))


class SpeakerEvidenceSchema(SpanSchema):
    """A mention that led to the name, and how."""

    link = fields.String(required=True)


class SpeakerCandidateSchema(AnswerSchema):
    """Another entity that the source may have meant."""

    name = fields.String(required=True)
    score = fields.Float(required=True)


class StatementSpeakerSchema(AnswerSchema):
    """The holder of a statement; `name` is null when unresolved, and `reason` says why."""

    id = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True, metadata=_one_of(records.SpeakerKind))
    role = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The title as the article states it."},
    )
    score = fields.Float(required=True)
    also = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "The other holders of a group."},
    )
    evidence = fields.List(fields.Nested(SpeakerEvidenceSchema), required=True)
    alternatives = fields.List(fields.Nested(SpeakerCandidateSchema), required=True)
    reason = fields.String(required=True, allow_none=True)


class ViaSchema(AnswerSchema):
    """Who relays a statement: an agency, an outlet, a spokesperson."""

    name = fields.String(required=True)
    id = fields.String(required=True, allow_none=True)


class SaidOnSchema(AnswerSchema):
    """When it was said, and what tells so; null where it was another day that nothing tells."""

    date = fields.Date(
        required=True,
        metadata={"description": "The first day of it where the precision is a month or year."},
    )
    precision = fields.String(required=True, metadata={"enum": ["day", "month", "year"]})
    source = fields.String(required=True, data_key="from", metadata=_one_of(records.SaidOnSource))
    evidence = fields.Nested(
        SpanSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The date as the text words it, where it stands in the text."},
    )


class StanceSchema(AnswerSchema):
    """The holder's position toward a target."""

    label = fields.String(required=True, metadata=_one_of(records.StanceLabel))
    target = fields.String(required=True)
    score = fields.Float(required=True)


class EvidenceSchema(AnswerSchema):
    """What found the statement: rules, page layout or the model."""

    by = fields.String(required=True, metadata=_one_of(records.Finder))
    detail = fields.String(required=True)


class LabelEvidenceSchema(AnswerSchema):
    """How sure a label is, and the words that decided it, the weightiest first."""

    task = fields.String(required=True, metadata=_one_of(records.LabelTask))
    score = fields.Float(required=True)
    words = fields.List(fields.Nested(SpanSchema), required=True)


class ClaimChangeSchema(AnswerSchema):
    """Words of a claim that do not stand so in the article; the offsets are into the claim."""

    start = fields.Integer(required=True, metadata={"minimum": 0})
    end = fields.Integer(required=True, metadata={"minimum": 0})
    text = fields.String(required=True)
    original = fields.Nested(
        SpanSchema, required=True, metadata={"description": "What the article has in that place."}
    )
    source = fields.Nested(
        SpanSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Where the article says what the words stand for."},
    )
    link = fields.String(
        required=True,
        metadata={
            "description": "How they were found: pronoun, first person, name, title, description, "
            "source, agreement."
        },
    )


class ClaimEntitySchema(AnswerSchema):
    """A named entity of a claim; the offsets are into the claim."""

    start = fields.Integer(required=True, metadata={"minimum": 0})
    end = fields.Integer(required=True, metadata={"minimum": 0})
    text = fields.String(required=True)
    label = fields.String(required=True)


class QuantitySchema(SpanSchema):
    """A number with what it counts or measures, as the text words it."""

    kind = fields.String(required=True, metadata=_one_of(records.QuantityKind))
    value = fields.Float(
        required=True, allow_none=True, metadata={"description": "Null for “hundreds of people”."}
    )
    unit = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "In the singular, such as `dollar`, `percent`, `passenger`."},
    )
    upper = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "The end of a range that begins at `value`."},
    )
    comparison = fields.String(
        required=True, allow_none=True, metadata={"enum": [*get_args(records.Comparison), None]}
    )


class DateMentionSchema(SpanSchema):
    """A date or stretch of time: its days, both included; null where `problem` says why not."""

    first = fields.Date(required=True, allow_none=True)
    last = fields.Date(required=True, allow_none=True)
    precision = fields.String(
        required=True, allow_none=True, metadata={"enum": [*get_args(records.DatePrecision), None]}
    )
    problem = fields.String(
        required=True, allow_none=True, metadata={"enum": [*get_args(records.DateProblem), None]}
    )


class CheckWorthinessSchema(AnswerSchema):
    """How much a claim asks to be checked, 0 to 1, and why."""

    score = fields.Float(required=True)
    verifiable = fields.Boolean(
        required=True,
        metadata={"description": "Whether it could be held against evidence today."},
    )
    reasons = fields.List(
        fields.String(metadata=_one_of(records.CheckReason)),
        required=True,
        metadata={"description": "First what is for a check, then what is against it."},
    )


class ClaimSchema(AnswerSchema):
    """One thing that a statement says, worded so that it stands alone."""

    id = fields.String(required=True)
    text = fields.String(required=True)
    subject = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Who acts, also where the text has a passive."},
    )
    predicate = fields.String(
        required=True, allow_none=True, metadata={"description": "The verb's lemma."}
    )
    object = fields.String(required=True, allow_none=True)
    negated = fields.Boolean(required=True)
    modality = fields.String(
        required=True, allow_none=True, metadata={"enum": [*get_args(records.Modality), None]}
    )
    condition = fields.String(
        required=True, allow_none=True, metadata={"description": "The clause on which it hangs."}
    )
    spans = fields.List(
        fields.Nested(SpanSchema),
        required=True,
        metadata={"description": "The article's words that it is made of."},
    )
    changes = fields.List(fields.Nested(ClaimChangeSchema), required=True)
    entities = fields.List(fields.Nested(ClaimEntitySchema), required=True)
    quantities = fields.List(fields.Nested(QuantitySchema), required=True)
    dates = fields.List(fields.Nested(DateMentionSchema), required=True)
    checkworthy = fields.Nested(CheckWorthinessSchema, required=True, allow_none=True)
    reported = fields.Boolean(
        required=True,
        metadata={
            "description": "Whether it says that the speaker said or did something, which the "
            "article tells; else the speaker claims it."
        },
    )
    standalone = fields.Boolean(
        required=True,
        metadata={"description": "Whether one need not see the article to know what it is about."},
    )
    flags = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": "What it lacks to stand alone: `unresolved: they`, `nothing named`, "
            "`no occasion`, `speaker`, `incomplete`, `undivided`, `denied`, `unsure` (nothing is "
            "known to be unclear of it, but too many like it are)."
        },
    )


class StatementSchema(AnswerSchema):
    """One attribution: a holder conveys a content through a cue. Null means not in the text."""

    id = fields.String(required=True)
    article_id = fields.String(required=True)
    kind = fields.String(required=True, metadata=_one_of(records.StatementKind))
    content = fields.Nested(ContentSchema, required=True)
    cue = fields.Nested(CueSchema, required=True, allow_none=True)
    source = fields.Nested(SpanSchema, required=True, allow_none=True)
    speaker = fields.Nested(StatementSpeakerSchema, required=True)
    via = fields.List(fields.Nested(ViaSchema), required=True)
    on_behalf_of = fields.String(required=True, allow_none=True)
    said_on = fields.Nested(SaidOnSchema, required=True, allow_none=True)
    stance = fields.Nested(StanceSchema, required=True, allow_none=True)
    commitment = fields.String(
        required=True,
        allow_none=True,
        metadata={"enum": [*get_args(records.Commitment), None]},
    )
    act = fields.String(
        required=True, allow_none=True, metadata={"enum": [*get_args(records.Act), None]}
    )
    labels = fields.List(
        fields.Nested(LabelEvidenceSchema), required=True, attribute="label_evidence"
    )
    claims = fields.List(fields.Nested(ClaimSchema), required=True)
    score = fields.Float(required=True)
    evidence = fields.Nested(EvidenceSchema, required=True)
    flags = fields.List(fields.String(), required=True)


class ArticleSummarySchema(AnswerSchema):
    """What a reader of a statement needs to know of its article."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)
    published_at = Moment(
        required=True, allow_none=True, metadata={"type": "string", "format": "date-time"}
    )
