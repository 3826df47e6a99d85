"""Revisions of articles, and what each made of the statements."""

from typing import Any, get_args

from marshmallow import fields

from service import records
from service.api.schemas.answers import ArticleSchema, following
from service.api.schemas.fields import Moment
from service.api.schemas.statements import AnswerSchema, ContentSchema

_WHEN = {"type": "string", "format": "date-time"}


class StatementChangeSchema(AnswerSchema):
    """A statement before and after; offsets of `before` are into the earlier text."""

    id = fields.String(required=True)
    before = fields.Nested(
        ContentSchema, required=True, allow_none=True, metadata={"description": "Null: added."}
    )
    after = fields.Nested(
        ContentSchema, required=True, allow_none=True, metadata={"description": "Null: removed."}
    )
    fields_changed = fields.List(
        fields.String(metadata={"enum": list(get_args(records.StatementField))}),
        required=True,
        data_key="fields",
        attribute="fields",
        metadata={"description": "What is other than it was, offsets aside."},
    )


class OrphanSchema(AnswerSchema):
    """What an editor set for something that the text has no more.

    It is kept, and in force again when a later text has that again.
    """

    what = fields.String(required=True, metadata={"enum": list(get_args(records.OrphanKind))})
    id = fields.String(
        required=True,
        metadata={"description": "Of the correction or review; the name that was pinned."},
    )
    text = fields.String(required=True, metadata={"description": "Of the statement or claim."})


class OrphansSchema(AnswerSchema):
    """All that waits so."""

    items = fields.List(fields.Nested(OrphanSchema), required=True)


class RevisionChangesSchema(AnswerSchema):
    """How the statements of a text differ from those of the text before."""

    added = fields.List(fields.Nested(StatementChangeSchema), required=True)
    removed = fields.List(fields.Nested(StatementChangeSchema), required=True)
    kept = fields.List(
        fields.Nested(StatementChangeSchema),
        required=True,
        metadata={"description": "The same, perhaps at other offsets; with the id they had."},
    )
    changed = fields.List(
        fields.Nested(StatementChangeSchema),
        required=True,
        metadata={"description": "With the id they had, and other in `fields`."},
    )
    orphaned = fields.List(fields.Nested(OrphanSchema), required=True)


class RevisionSchema(ArticleSchema):
    """An article as it was with one of its texts; an earlier one as it was last."""

    changes = fields.Nested(
        RevisionChangesSchema,
        required=True,
        allow_none=True,
        metadata={
            "description": "Against the revision before; null for the first, and where nothing new "
            "was sent."
        },
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Read the article's fields from the article."""
        owner = obj if attr == "changes" else obj.article
        return super().get_attribute(owner, attr, default)


class ListedRevisionSchema(AnswerSchema):
    """A revision in a list."""

    number = fields.Integer(required=True)
    created_at = Moment(required=True, metadata=_WHEN)
    quote_count = fields.Integer(required=True, attribute="quotes")
    current = fields.Boolean(
        required=True, metadata={"description": "Whether it is the present one."}
    )


class RevisionPageSchema(AnswerSchema):
    """A page of revisions, newest first."""

    items = fields.List(fields.Nested(ListedRevisionSchema), required=True)
    next_cursor = following()
