"""Batches: articles one on each line; each is checked as it would be in a call of its own."""

from typing import Any

import orjson
from flask import Request
from marshmallow import ValidationError

from service.api import body
from service.api.context import Services
from service.api.parsing import refused
from service.api.problems import Problem, content, problem_of
from service.api.schemas.jobs import JobSchema
from service.api.schemas.requests import DocumentSchema
from service.errors import OnrecordError, TextTooLong
from service.records import Document

MEDIA_TYPE = "application/x-ndjson"
_MEDIA_TYPES = (MEDIA_TYPE, "application/ndjson", "application/jsonl", "application/jsonlines")
MOST_LINES = 1_000
_MOST_BYTES = 16 << 20
_DOCUMENT = DocumentSchema()
_JOB = JobSchema()


def limit(max_chars: int) -> int:
    """Give the most bytes a batch may have; one article of any length that is accepted fits."""
    return max(_MOST_BYTES, body.limit(max_chars))


def accept(request: Request, services: Services) -> list[dict[str, Any]]:
    """Read a batch and accept its articles; gives what became of each line.

    Raises 413 and 415 problems, and StoreUnavailable, for the whole; then nothing was accepted.
    """
    if request.mimetype not in _MEDIA_TYPES:
        raise Problem(
            415,
            "unsupported-media-type",
            f"The content type is {request.mimetype or 'not given'}; send {MEDIA_TYPE}.",
            headers={"Accept": ", ".join(_MEDIA_TYPES)},
        )
    data = body.read(request, limit(services.settings.max_chars))
    lines = [(at, line) for at, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise Problem(
            413, "content-too-large", f"The batch has {len(lines):,} lines; at most {MOST_LINES:,}."
        )
    read = [(at, _read(line, services.settings.max_chars)) for at, line in lines]
    documents = [found for _, found in read if isinstance(found, Document)]
    outcomes = iter(services.store.jobs.submit(documents))
    return [
        _refused(at, found, request.path)
        if isinstance(found, Problem)
        else _accepted(at, next(outcomes))
        for at, found in read
    ]


def _read(line: bytes, max_chars: int) -> Document | Problem:
    try:
        fields = _DOCUMENT.load(orjson.loads(line))
        if len(fields["text"]) > max_chars:
            raise TextTooLong(len(fields["text"]), max_chars)
    except orjson.JSONDecodeError as error:
        return Problem(400, "invalid-json", f"The line is not valid JSON: {error}.")
    except ValidationError as error:
        return refused(error)
    except OnrecordError as error:
        return problem_of(error)
    return Document(**fields)


def _accepted(at: int, outcome: Any) -> dict[str, Any]:
    told = {"line": at, "article_id": outcome.article_id}
    if outcome.job is None:
        return {**told, "status": 200}
    return {**told, "status": 202, "job": _JOB.dump(outcome.job)}


def _refused(at: int, problem: Problem, path: str) -> dict[str, Any]:
    return {"line": at, "status": problem.status, "problem": content(problem, path)}
