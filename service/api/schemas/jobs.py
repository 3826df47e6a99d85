"""Jobs: what becomes of an article that was accepted for analysis in the background."""

from typing import get_args

from marshmallow import fields, validate

from service import records
from service.api.schemas.answers import following
from service.api.schemas.fields import Moment
from service.api.schemas.requests import PageQuerySchema
from service.api.schemas.statements import AnswerSchema

_WHEN = {"type": "string", "format": "date-time"}
_STATES = list(get_args(records.JobState))


class JobProblemSchema(AnswerSchema):
    """Why an article was not analysed."""

    code = fields.String(required=True, metadata={"example": "analysis-timeout"})
    detail = fields.String(required=True)


class JobSchema(AnswerSchema):
    """The analysis of an article in the background."""

    id = fields.String(required=True)
    state = fields.String(
        required=True,
        metadata={"enum": _STATES, "description": "`done`: the article, or its text, is stored."},
    )
    article_id = fields.String(
        required=True, metadata={"description": "The id that the article has when it is stored."}
    )
    task = fields.String(
        required=True,
        metadata={
            "enum": list(get_args(records.JobTask)),
            "description": "What is done: a new article is stored, a stored one is analysed again, "
            "or gets another text.",
        },
    )
    revision = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "The number of the revision, when it is made."},
    )
    attempts = fields.Integer(
        required=True, metadata={"description": "How often its analysis was begun."}
    )
    created_at = Moment(required=True, metadata=_WHEN)
    started_at = Moment(required=True, allow_none=True, metadata=_WHEN)
    finished_at = Moment(required=True, allow_none=True, metadata=_WHEN)
    problem = fields.Nested(
        JobProblemSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Why it failed; while it waits again, why the last attempt did."},
    )


class JobPageSchema(AnswerSchema):
    """A page of jobs, oldest first."""

    items = fields.List(fields.Nested(JobSchema), required=True)
    next_cursor = following()


class JobsQuerySchema(PageQuerySchema):
    """Which jobs."""

    state = fields.String(validate=validate.OneOf(_STATES))


class BatchLineSchema(AnswerSchema):
    """What became of one line: a job (202), an article that is there already (200), a problem."""

    line = fields.Integer(required=True, metadata={"description": "Its number, from 1."})
    status = fields.Integer(required=True, metadata={"description": "As of a call of its own."})
    article_id = fields.String()
    job = fields.Nested(JobSchema)
    problem = fields.Raw(
        metadata={"type": "object", "description": "Problem details, as of a call of its own."}
    )
