"""The header Idempotency-Key: the same request again is answered as it was, and not done again."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

from flask import Response, g, make_response, request

from service.api import batch, body
from service.api.callers import caller
from service.api.context import services
from service.api.problems import Problem
from service.errors import StoreUnavailable
from service.store.replies import Attempt, Reply, Request

View = TypeVar("View", bound=Callable[..., Any])
HEADER = "Idempotency-Key"
_FORM = "[!-~]([ -~]{0,253}[!-~])?"
PARAMETERS: list[dict[str, Any]] = [
    {
        "in": "header",
        "name": HEADER,
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": f"^{_FORM}$"},
        "description": "A name of this request, such as a UUID. The same request with it again is "
        "answered as before, with `Idempotency-Replayed: true`; another one is refused with 422, "
        "one at the same time with 409. Kept for a day at least; what failed is not kept.",
    }
]
"""How the document describes the header."""
_KEY = re.compile(_FORM)
_KEPT_HEADERS = ("Content-Type", "Location", "Preference-Applied")
_SPARE = dt.timedelta(seconds=30)


def concerns(article_id: str) -> None:
    """Note that the answer may hold an article's text, and goes with the article."""
    g.concerned_article = article_id


def once(view: View) -> View:
    """Make a view obey the header."""

    @wraps(view)
    def answer(*arguments: Any, **named: Any) -> Any:
        if HEADER not in request.headers:
            return view(*arguments, **named)
        replies = services().store.replies
        lease = dt.timedelta(seconds=services().settings.article_seconds) + _SPARE
        attempt = replies.begin(_read(), lease)
        if isinstance(attempt, Reply):
            return _replayed(attempt)
        try:
            with replies.unit():
                response = make_response(view(*arguments, **named))
                replies.keep(attempt, _reply(response))
        except BaseException:
            _drop(attempt)
            raise
        return response

    return answer  # type: ignore[return-value]


def _read() -> Request:
    """Read what the key stands for. Raises a 400 problem for one that is none."""
    key = request.headers[HEADER]
    if not _KEY.fullmatch(key):
        raise Problem(
            400,
            "invalid-idempotency-key",
            f"The {HEADER} is '{key[:80]}'; allowed are 1 to 255 printable ASCII characters.",
        )
    data = body.keep(request, batch.limit(services().settings.max_chars))
    told = (request.query_string, (request.content_type or "").encode("utf-8", "replace"), data)
    by = caller()
    return Request(
        "" if by is None else by.id,
        f"{request.method} {request.path}",
        key,
        hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in told)).hexdigest(),
    )


def _reply(response: Response) -> Reply:
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    return Reply(response.status_code, headers, response.get_data(), g.get("concerned_article"))


def _replayed(reply: Reply) -> Response:
    response = Response(reply.body, reply.status, dict(reply.headers))
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _drop(attempt: Attempt) -> None:
    with suppress(StoreUnavailable):  # then the key is free when the attempt's time is up
        services().store.replies.drop(attempt)
