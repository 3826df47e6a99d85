"""How often a caller may call: so many analyses and so many other calls in any minute."""

import logging
import math
import time
from collections.abc import Callable

from flask import Flask, Response, current_app, request
from flask_limiter import ApplicationLimit, Limiter, RequestLimit
from flask_limiter.errors import RateLimitExceeded
from limits.errors import ConfigurationError

from service.api import problems, scopes
from service.api.callers import caller
from service.api.context import services_of
from service.config import PREFIX
from service.errors import InvalidSetting

log = logging.getLogger(__name__)
_KEY = "onrecord-rates"
# Seconds: a Redis that does not answer must not hold requests up.
_REDIS: dict[str, str | int] = {"socket_connect_timeout": 1, "socket_timeout": 1}


def register(app: Flask) -> None:
    """Count the calls of each caller, where the settings ask for it.

    Raises InvalidSetting for a place to count in that cannot be used.
    """
    settings = services_of(app).settings
    if not settings.limited:
        return
    counted: list[str | Callable[[], str] | ApplicationLimit] = [
        ApplicationLimit(f"{most} per minute", scope=name, exempt_when=exempt)
        for name, most, exempt in (
            ("analyses", settings.analyses_per_minute, lambda: not _analyses()),
            ("requests", settings.requests_per_minute, lambda: _analyses() or _open()),
        )
        if most
    ]
    try:
        limiter = Limiter(
            _whose,
            app=app,
            application_limits=counted,
            storage_uri=settings.limits_url,
            storage_options=_REDIS if settings.limits_url.startswith("redis") else {},
            strategy="moving-window",
            # A counter that is away must not take the service with it.
            in_memory_fallback_enabled=True,
        )
    except (ConfigurationError, NotImplementedError, ValueError) as error:
        raise InvalidSetting(
            f"{PREFIX}LIMITS_URL cannot be used: {str(error).rstrip('.')}; allowed are memory:// "
            "and redis://host:6379."
        ) from None
    app.extensions[_KEY] = limiter
    app.register_error_handler(RateLimitExceeded, _refuse)
    app.after_request(_tell)


def _whose() -> str:
    """Tell callers apart: by key, else by address."""
    key = caller()
    return key.id if key is not None else f"address {request.remote_addr or 'unknown'}"


def _analyses() -> bool:
    rule = request.url_rule
    return rule is not None and scopes.need(current_app, rule.endpoint).analyses


def _open() -> bool:
    rule = request.url_rule
    return rule is None or scopes.need(current_app, rule.endpoint).access == "open"


def _state() -> RequestLimit | None:
    """Tell how the count stands; None where nothing is counted, or it cannot be read just now."""
    limiter: Limiter = current_app.extensions[_KEY]
    state = limiter.current_limit
    try:
        if state is not None:
            _ = state.window  # reads it, once
    except Exception as error:
        # Between the count and this the counter went away; the next call is counted elsewhere.
        log.warning("limits-unreadable", extra={"problem": type(error).__name__})
        return None
    return state


def _seconds(state: RequestLimit) -> int:
    """Count the seconds, at least one, until the caller may call again or more often."""
    return max(1, math.ceil(state.window.reset_time - time.time()))


def _refuse(error: RateLimitExceeded) -> Response:
    state = _state()
    wait = 60 if state is None else _seconds(state)
    most = "" if state is None else f" {state.limit.amount}"
    what = "analyses" if _analyses() else "requests other than analyses"
    detail = f"More than{most} {what} in a minute; try again in {wait} seconds."
    return problems.respond(
        problems.Problem(429, "too-many-requests", detail, headers={"Retry-After": str(wait)})
    )


def _tell(response: Response) -> Response:
    """Tell the caller how much is left, in the form most clients know."""
    state = _state()
    if state is not None:
        response.headers["RateLimit-Policy"] = f"{state.limit.amount};w=60"
        response.headers["RateLimit-Limit"] = str(state.limit.amount)
        response.headers["RateLimit-Remaining"] = str(max(0, state.remaining))
        response.headers["RateLimit-Reset"] = str(_seconds(state))
    return response
