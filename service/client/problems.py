"""What the service could not do, as exceptions; and that it did not answer."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx


class NoAnswer(Exception):
    """The service was not reached, or did not answer in time."""


class Problem(Exception):
    """The service answered with problem details (RFC 9457).

    code: the stable name of the problem, as `text-too-long`. errors: what is wrong with which
    member or parameter. retry_after: seconds after which to try again, where the service says so.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: Sequence[Mapping[str, str]] = (),
        retry_after: int | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors
        self.retry_after = retry_after


class Invalid(Problem):
    """400, 413, 415 or 422: the request cannot be meant so."""


class Unauthorized(Problem):
    """401: no key was given, or one that is not valid."""


class Forbidden(Problem):
    """403: the key does not allow it."""


class NotFound(Problem):
    """404 or 410: it is not there, or no longer."""


class Conflict(Problem):
    """409: it does not go with the present state."""


class PreconditionFailed(Problem):
    """412: it has been changed since it was read."""


class TooManyRequests(Problem):
    """429: more was asked than the key or address may."""


class Unavailable(Problem):
    """502, 503 or 504: not at the moment."""


_KINDS: Mapping[int, type[Problem]] = {
    400: Invalid,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    410: NotFound,
    412: PreconditionFailed,
    413: Invalid,
    415: Invalid,
    422: Invalid,
    429: TooManyRequests,
    502: Unavailable,
    503: Unavailable,
    504: Unavailable,
}


def problem_of(response: httpx.Response) -> Problem:
    """Make the exception of an answer that is an error, also of one from a proxy on the way."""
    members: Mapping[str, Any] = {}
    if "json" in response.headers.get("Content-Type", ""):
        try:
            found = response.json()
        except ValueError:
            found = {}
        members = found if isinstance(found, dict) else {}
    pause = response.headers.get("Retry-After", "")
    return _KINDS.get(response.status_code, Problem)(
        response.status_code,
        str(members.get("code", "unknown")),
        str(members.get("detail", response.reason_phrase or "no details")),
        members.get("errors", ()),
        int(pause) if pause.isascii() and pause.isdigit() else None,
    )
