"""Which form of an answer the caller wants, by the header Accept (RFC 9110)."""

from collections.abc import Sequence

from flask import after_this_request, request
from flask.wrappers import Response
from werkzeug.http import parse_options_header

from service.api.problems import Problem

JSON = "application/json"


def wanted(offered: Sequence[str]) -> str:
    """Choose the media type that the caller likes best; the first where they do not say.

    The answer will have `Vary: Accept`. Raises a 406 problem where none is acceptable.
    """
    after_this_request(_varies)
    given = request.headers.get("Accept")
    ranges = [(value, quality) for value, quality in request.accept_mimetypes]
    if given is None or not ranges:
        return offered[0]
    best = max(offered, key=lambda kind: _quality(kind, ranges))
    if not _quality(best, ranges):
        raise Problem(
            406,
            "not-acceptable",
            f"Nothing that '{given[:200]}' accepts is offered here; offered: {', '.join(offered)}.",
        )
    return best


def _varies(response: Response) -> Response:
    response.vary.add("Accept")
    return response


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Tell how much the most specific range that holds a media type likes it; 0: no range does."""
    media_type, parameters = parse_options_header(kind)
    found: tuple[int, float] = (-1, 0.0)
    for value, quality in ranges:
        named, given = parse_options_header(value)
        specific = _fits(media_type, named.lower())
        if specific < 0:
            continue
        if profiles := given.get("profile"):
            if parameters.get("profile") not in profiles.split():
                continue
            specific += 1
        elif parameters and specific == _EXACT:
            continue  # a profile must be asked for
        found = max(found, (specific, quality))
    return found[1]


_EXACT = 2


def _fits(media_type: str, named: str) -> int:
    if named == media_type:
        return _EXACT
    if named == "*/*":
        return 0
    kind, _, rest = named.partition("/")
    return 1 if rest == "*" and media_type.startswith(f"{kind}/") else -1
