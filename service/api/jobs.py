"""Jobs: articles accepted for analysis in the background, one or many at a time."""
# mypy: allow-untyped-decorators

from typing import Any

import orjson
from flask import Response, request, url_for

from service.api import batch
from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.schemas.jobs import (
    BatchLineSchema,
    JobPageSchema,
    JobSchema,
    JobsQuerySchema,
)
from service.records import Job, Page

blueprint = Blueprint("jobs", __name__, url_prefix="/v1", description="Work in the background")
_LINES = {
    "required": True,
    "description": "Articles as JSON, one on each line.",
    "content": {
        batch.MEDIA_TYPE: {"schema": {"type": "string"}, "example": '{"text": "…"}\n{"text": "…"}'}
    },
}


@blueprint.call("/jobs", problems=(400, 422))
@blueprint.arguments(JobsQuerySchema, location="query")
@blueprint.response(200, JobPageSchema)
def list_jobs(query: dict[str, Any]) -> Page[Job]:
    """List jobs, oldest first; a failed one tells why."""
    return services().store.jobs.list(**query)


@blueprint.call("/jobs/<job_id>", problems=(404,))
@blueprint.response(200, JobSchema)
def get_job(job_id: str) -> Job:
    """Get a job: whether the article is analysed by now."""
    return services().store.jobs.get(job_id)


@blueprint.call(
    "/articles/batch",
    method="POST",
    scope="write",
    analyses=True,
    problems=(400, 413, 415, 503),
    idempotent=True,
)
@blueprint.doc(requestBody=_LINES)
@blueprint.response(200, BatchLineSchema, content_type=batch.MEDIA_TYPE)
def create_articles() -> Response:
    """Accept many articles for analysis in the background.

    The answer has a line for each line that is not empty. A line that cannot be accepted fails
    alone; what was accepted is kept when the answer comes.
    """
    results = batch.accept(request, services())
    lines = (orjson.dumps(result) + b"\n" for result in results)
    return Response(b"".join(lines), content_type=batch.MEDIA_TYPE)


def accepted(job: Job) -> Response:
    """Answer that an article will be analysed."""
    response = Response(orjson.dumps(JobSchema().dump(job)), 202, content_type="application/json")
    response.headers["Location"] = url_for("jobs.get_job", job_id=job.id)
    response.headers["Preference-Applied"] = "respond-async"
    return response


def wanted_later() -> bool:
    """Whether the caller prefers not to wait for the analysis (RFC 7240)."""
    given = ",".join(request.headers.getlist("Prefer"))
    return any(
        preference.partition(";")[0].strip().lower() == "respond-async"
        for preference in given.split(",")
    )
