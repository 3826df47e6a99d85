"""One shape for every error: problem details (RFC 9457), made by one handler."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import orjson
from flask import Flask, Response, request
from marshmallow import EXCLUDE, Schema, fields
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from service.errors import OnrecordError

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 5  # seconds; a typical article takes well under one

STATUSES: Mapping[str, int] = {
    "invalid-text": 422,
    "text-too-long": 413,
    "unsupported-language": 422,
    "unsupported-charset": 415,
    "no-main-text": 422,
    "page-too-complex": 422,
    "analysis-timeout": 422,
    "analysis-failed": 503,
    "overloaded": 503,
    "pipeline-unavailable": 503,
    "store-unavailable": 503,
    "not-found": 404,
    "invalid-cursor": 422,
    "invalid-edit": 422,
    "invalid-webhook": 422,
    "invalid-filter": 422,
    "events-expired": 410,
    "conflict": 409,
    "precondition-failed": 412,
    "idempotency-key-reused": 422,
    "idempotency-key-in-use": 409,
    "superseded": 409,
    "invalid-key": 401,
}
"""The status of each error of the service by its code; what is not here is our defect: 500."""

COMPONENTS: Mapping[int, str] = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    406: "NotAcceptable",
    409: "Conflict",
    410: "Gone",
    412: "PreconditionFailed",
    413: "ContentTooLarge",
    415: "UnsupportedMediaType",
    422: "UnprocessableContent",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
}
"""The statuses that calls are documented with, and the names of these responses."""

_TITLES: Mapping[int, str] = {413: "Content Too Large", 422: "Unprocessable Content"}


def title(status: int) -> str:
    """Name a status as RFC 9110 does, which older versions of Python do not."""
    return _TITLES.get(status) or HTTPStatus(status).phrase


class ProblemErrorSchema(Schema):
    """One thing wrong with the request, and where."""

    class Meta:
        """Documented without forbidding further fields."""

        unknown = EXCLUDE

    pointer = fields.String(metadata={"description": "JSON pointer into the body."})
    parameter = fields.String(metadata={"description": "Name of a query parameter."})
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """Problem details as of RFC 9457."""

    class Meta:
        """Documented without forbidding further fields, as the standard asks."""

        unknown = EXCLUDE

    type = fields.String(
        required=True,
        metadata={"format": "uri", "description": "Identifies the kind of problem."},
    )
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(
        required=True, metadata={"format": "uri-reference", "description": "The path asked for."}
    )
    code = fields.String(
        required=True, metadata={"description": "Stable name of the problem, e.g. text-too-long."}
    )
    errors = fields.List(fields.Nested(ProblemErrorSchema))


@dataclass
class Problem(Exception):
    """A request that cannot be answered as asked; raised by views and parsers."""

    status: int
    code: str
    detail: str
    errors: list[dict[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)


def content(problem: Problem, instance: str) -> dict[str, Any]:
    """Give the members of the problem document."""
    members: dict[str, Any] = {
        "type": f"urn:problem-type:onrecord:{problem.code}",
        "title": title(problem.status),
        "status": problem.status,
        "detail": problem.detail,
        "instance": instance,
        "code": problem.code,
    }
    if problem.errors:
        members["errors"] = problem.errors
    return members


def body(problem: Problem, instance: str) -> bytes:
    """Write the problem as JSON."""
    return orjson.dumps(content(problem, instance))


def register(app: Flask) -> None:
    """Answer every error of the application with problem details."""
    app.register_error_handler(Exception, respond)


def respond(error: Exception) -> Response:
    """Turn any exception into a response."""
    problem = problem_of(error)
    response = Response(
        body(problem, quote(request.path)),
        problem.status,
        problem.headers,
        content_type=MEDIA_TYPE,
    )
    if problem.status == 503 or problem.code == "idempotency-key-in-use":
        response.headers.setdefault("Retry-After", str(RETRY_AFTER))
    return response


def problem_of(error: Exception) -> Problem:
    """Say what an exception means for the caller; a defect is logged."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, OnrecordError) and error.code in STATUSES:
        errors = [{"parameter": "cursor", "detail": str(error)}]
        return Problem(
            STATUSES[error.code],
            error.code,
            str(error),
            errors if error.code == "invalid-cursor" else [],
        )
    if isinstance(error, HTTPException) and error.code is not None:
        return _http_problem(error, error.code)
    # The traceback names files and lines; the message is left out, as it may quote the text.
    log.error(
        "%s in %s %s", type(error).__name__, request.method, request.path, exc_info=_bare(error)
    )
    return Problem(500, "internal-error", "An error in the service; it has been logged.")


def _http_problem(error: HTTPException, status: int) -> Problem:
    code = title(status).lower().replace(" ", "-")
    detail = error.description or HTTPStatus(status).description
    headers = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
        detail = f"{request.method} is not allowed here; allowed: {headers['Allow']}."
    if status == 404:
        detail = f"There is nothing at {request.path}."
    return Problem(status, code, detail, headers=headers)


def _bare(error: Exception) -> tuple[type[Exception], Exception, Any]:
    return (RuntimeError, RuntimeError("(message left out)"), error.__traceback__)
