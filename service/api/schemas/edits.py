"""What editors send, and what they are answered."""

from collections.abc import Mapping
from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from service import ids, records
from service.api.schemas.answers import QuoteSchema, SpeakerSchema, StoredClaimSchema, following
from service.api.schemas.fields import Moment, Text
from service.api.schemas.requests import PageQuerySchema
from service.api.schemas.statements import AnswerSchema

_LONGEST_NAME = 300
_SCHEME = r"[a-z][a-z0-9_.-]{0,39}"


def _has_letters(name: str) -> None:
    if not any(c.isalnum() for c in ids.name_key(name)):
        raise ValidationError("Not a name; it needs a letter or digit.")


def name_field(**options: Any) -> Text:
    """Make a field for a name: short, with a letter or digit."""
    metadata = options.pop("metadata", {})
    return Text(
        validate=[validate.Length(1, _LONGEST_NAME), _has_letters],
        metadata={"pattern": r"[^\W_]", **metadata},
        **options,
    )


def _id() -> Text:
    return Text(validate=validate.Length(1, 100))


class EditorSchema(Schema):
    """Who edits, and why; both are kept in the history."""

    by = Text(
        allow_none=True,
        validate=validate.Length(max=200),
        metadata={"description": "Who edits.", "example": "a.ruiz"},
    )
    note = Text(
        allow_none=True,
        validate=validate.Length(max=2000),
        metadata={"description": "Why.", "example": "Same person, see the ministry's page."},
    )


class MergeSchema(EditorSchema):
    """Speakers who are one with the one in the path."""

    speakers = fields.List(
        _id(),
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "Ids of the speakers to merge into this one."},
    )


class SplitSchema(EditorSchema):
    """What belongs to another speaker: what these articles say, or say under these names."""

    articles = fields.List(
        _id(), validate=validate.Length(1, 1000), metadata={"description": "Ids of articles."}
    )
    names = fields.List(
        name_field(),
        validate=validate.Length(1, 100),
        metadata={"description": "Names, as articles state them; with `articles`, in these only."},
    )
    name = name_field(metadata={"description": "Canonical name of the new speaker."})

    @validates_schema
    def check(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """Ask for one of the choices."""
        if not data.get("articles") and not data.get("names"):
            raise ValidationError("Give `articles`, `names` or both.")


class SpeakerChangeSchema(EditorSchema):
    """What an editor sets for a speaker. Null, or nothing in it, takes the editor's value away."""

    name = name_field(allow_none=True, metadata={"description": "Canonical name."})
    aliases = fields.List(
        name_field(),
        validate=validate.Length(max=100),
        metadata={"description": "Further names, besides those of articles; replaces the former."},
    )
    external_ids = fields.Dict(
        keys=fields.String(validate=validate.Regexp(rf"^{_SCHEME}\Z")),
        values=Text(validate=validate.Length(1, _LONGEST_NAME)),
        validate=validate.Length(max=50),
        metadata={
            "description": "Ids in other registers by their name; replaces the former.",
            "propertyNames": {"pattern": f"^{_SCHEME}$"},
            "example": {"wikidata": "Q42"},
        },
    )


class ChosenSpeakerSchema(Schema):
    """The right speaker: a known one by id, or one by the full name in the article."""

    id = _id()
    name = name_field()
    kind = fields.String(validate=validate.OneOf(get_args(records.SpeakerKind)))
    role = Text(allow_none=True, validate=validate.Length(max=_LONGEST_NAME))

    @validates_schema
    def check(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """Ask for either way, not both."""
        if ("id" in data) == ("name" in data):
            raise ValidationError("Give either `id` or `name`.")
        if "id" in data and len(data) > 1:
            raise ValidationError("`kind` and `role` go with `name`, not with `id`.")


class GivenStanceSchema(Schema):
    """The right stance."""

    label = fields.String(required=True, validate=validate.OneOf(get_args(records.StanceLabel)))
    target = Text(required=True, validate=validate.Length(1, 500))


class QuoteCorrectionSchema(EditorSchema):
    """The right values of a statement's fields; those not given stay. Null: the text tells none."""

    speaker = fields.Nested(ChosenSpeakerSchema, allow_none=True)
    stance = fields.Nested(GivenStanceSchema, allow_none=True)
    commitment = fields.String(
        allow_none=True,
        validate=validate.OneOf(get_args(records.Commitment)),
        metadata={"enum": [*get_args(records.Commitment), None]},
    )
    act = fields.String(
        allow_none=True,
        validate=validate.OneOf(get_args(records.Act)),
        metadata={"enum": [*get_args(records.Act), None]},
    )


class SuggestionsQuerySchema(PageQuerySchema):
    """Which suggestions."""

    speaker = Text(
        validate=validate.Length(1, 100),
        metadata={"description": "Id of a speaker; only pairs with this one."},
    )


class EditSchema(AnswerSchema):
    """An editor's act, with what it changed before and after."""

    id = fields.String(required=True)
    at = Moment(required=True, metadata={"type": "string", "format": "date-time"})
    by = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    action = fields.String(required=True, metadata={"enum": list(get_args(records.EditAction))})
    speakers = fields.List(fields.String(), required=True)
    quote_id = fields.String(required=True, allow_none=True)
    topic_id = fields.String(required=True, allow_none=True)
    claim_id = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The claim that the verdict was given on."},
    )
    before = fields.Dict(required=True)
    after = fields.Dict(required=True)
    undoes = fields.String(
        required=True, allow_none=True, metadata={"description": "The edit that it takes back."}
    )
    undone_by = fields.String(
        required=True, allow_none=True, metadata={"description": "The edit that took it back."}
    )


class ChangeSchema(AnswerSchema):
    """An edit, and what it concerns as it now is."""

    edit = fields.Nested(EditSchema, required=True)
    speakers = fields.List(fields.Nested(SpeakerSchema), required=True)
    quote = fields.Nested(QuoteSchema, required=True, allow_none=True)
    claim = fields.Nested(
        StoredClaimSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The claim whose verdict it was."},
    )


class EditPageSchema(AnswerSchema):
    """A page of edits, newest first."""

    items = fields.List(fields.Nested(EditSchema), required=True)
    next_cursor = following()


class SuggestionSchema(AnswerSchema):
    """Two speakers who may be one; merge them, or dismiss the suggestion."""

    id = fields.String(required=True)
    speakers = fields.List(fields.Nested(SpeakerSchema), required=True)
    reason = fields.String(
        required=True,
        metadata={
            "enum": ["several", "roles", "kinds", "name", "surname"],
            "description": (
                "Why it is doubtful: several speakers fit; the roles speak against it; one is a "
                "person and one a body; the names are only alike; only the surname is known."
            ),
        },
    )
    score = fields.Float(required=True)


class SuggestionPageSchema(AnswerSchema):
    """A page of suggestions, the likeliest first."""

    items = fields.List(fields.Nested(SuggestionSchema), required=True)
    next_cursor = following()


class RoleUseSchema(AnswerSchema):
    """A role, with the dates between which articles state it."""

    role = fields.String(required=True)
    first = fields.Date(required=True, allow_none=True)
    last = fields.Date(required=True, allow_none=True)
    article_count = fields.Integer(required=True, attribute="count")
    articles = fields.List(
        fields.String(), required=True, metadata={"description": "Ids of the newest of them."}
    )


class RolesSchema(AnswerSchema):
    """The roles of a speaker, the latest first."""

    items = fields.List(fields.Nested(RoleUseSchema), required=True)
