"""Tags of resources, and what callers expect of these when they write (RFC 9110, section 13)."""

import hashlib
from typing import Any, TypeVar

from flask import Response, g, request

from service.store.validators import ANYTHING, Expected, tag

T = TypeVar("T")
_PLAIN = "application/json"
PARAMETERS: list[dict[str, Any]] = [
    {
        "in": "header",
        "name": "If-Match",
        "schema": {"type": "string"},
        "description": "The `ETag` that reading it gave: write only if it is still so, else 412.",
    }
]
"""How the document describes the headers of a write on a resource that is there."""
READ_PARAMETERS: list[dict[str, Any]] = [
    {
        "in": "header",
        "name": "If-None-Match",
        "schema": {"type": "string"},
        "description": "The `ETag` of an earlier answer: 304 where the answer would be the same.",
    }
]
"""How the document describes the headers of a read."""
TAG: dict[str, Any] = {
    "ETag": {"schema": {"type": "string"}, "description": "The tag of what is read."}
}
"""How the document describes the header of what is read."""
UNCHANGED = "NotModified"
"""The document's name for the answer that what was read is still so."""


def tagged(record: T, owned: object | None = None) -> T:
    """Note the record that a call reads: the answer's tag is made of it.

    owned: the part of it that calls write, where the service itself changes the rest all the time;
    for a write only that part must be as it was read.
    """
    g.validator = tag(record if owned is None else owned)
    g.progress = "" if owned is None else f".{tag(record)[:8]}"
    return record


def set_tag(response: Response) -> None:
    """Give a response its tag: of the record that was read, else of the body's bytes.

    Other forms of one record, and what the service alone changes of it, are told apart by endings,
    which do not matter for writes.
    """
    if "validator" not in g:
        response.add_etag()
        return
    # As bytes: a query that is no text at all is answered too, with a problem.
    form = g.progress
    form += ".utf-16" if b"offsets=utf-16" in request.query_string else ""
    if response.content_type != _PLAIN:
        kind = (response.content_type or "").encode("utf-8", "replace")
        form += "." + hashlib.sha256(kind).hexdigest()[:8]
    response.set_etag(g.validator + form)


def expected() -> Expected:
    """Read what the caller expects of the resource that the request is to change."""
    if not {"If-Match", "If-None-Match"} & set(request.headers.keys()):
        return ANYTHING
    match, unless = request.if_match, request.if_none_match
    return Expected(
        tags=_bases(match.as_set())
        if "If-Match" in request.headers and not match.star_tag
        else None,
        there=match.star_tag,
        unless=_bases(unless.as_set(include_weak=True)),
        absent=unless.star_tag,
    )


def _bases(tags: set[str]) -> frozenset[str]:
    return frozenset(one.partition(".")[0] for one in tags if one)  # an empty one is read as None
