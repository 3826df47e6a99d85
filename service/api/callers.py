"""Who calls: by an API key, where keys are asked for; else anybody who reaches the address."""

import logging

from flask import Flask, current_app, g, request

from service.api import scopes
from service.api.context import services, services_of
from service.api.problems import Problem
from service.errors import KeyRefused
from service.records import ApiKey

log = logging.getLogger("onrecord")
_BEARER = 'Bearer realm="onrecord"'


def register(app: Flask) -> None:
    """Check the key of every request, where the settings ask for keys."""
    settings = services_of(app).settings
    if settings.keys_required:
        app.before_request(admit)
    elif settings.exposed:
        said = "Whoever reaches this address may do everything: no keys are asked for."
        log.warning("no-keys", extra={"host": settings.host, "meaning": said})


def caller() -> ApiKey | None:
    """Give the key of the current request; None where keys are not asked for."""
    found: ApiKey | None = g.get("caller")
    return found


def admit() -> None:
    """Let a request pass whose key has the scope that its call needs.

    What is nowhere is said to be nowhere, and OPTIONS tells the methods, without a key: both are
    in the description, which is open. Raises 401 and 403 problems.
    """
    if request.url_rule is None or request.method == "OPTIONS":
        return
    needed = scopes.need(current_app, request.url_rule.endpoint).access
    if needed == "open":
        return
    text = _sent()
    if text is None:
        detail = "An API key is needed; send it as the header Authorization: Bearer onr_…"
        raise Problem(401, "no-key", detail, headers={"WWW-Authenticate": _challenge(_BEARER)})
    try:
        key = services().store.keys.check(text)
    except KeyRefused as error:
        challenge = _challenge(f'{_BEARER}, error="invalid_token"')
        headers = {"WWW-Authenticate": challenge}
        raise Problem(401, error.code, str(error), headers=headers) from None
    g.caller = key
    if not key.allows(needed):
        challenge = f'{_BEARER}, error="insufficient_scope", scope="{needed}"'
        has = ", ".join(key.scopes)
        detail = f"This call needs the scope '{needed}'; the key {key.id} has {has}."
        raise Problem(403, "missing-scope", detail, headers={"WWW-Authenticate": challenge})


def _sent() -> str | None:
    """Give the text that was sent as a key.

    Also as the password of Basic authentication, or the user's name where there is no password:
    feed readers and browsers can send nothing else.
    """
    given = request.authorization
    if given is None:
        return None
    if given.type == "basic":
        return given.password or given.username
    return (given.token or None) if given.type == "bearer" else None


def _challenge(bearer: str) -> str:
    # A browser asks its user for a password; a page's own calls must not make it do so.
    asked_by_a_person = "text/html" in request.headers.get("Accept", "")
    return f'{bearer}, Basic realm="onrecord", charset="UTF-8"' if asked_by_a_person else bearer
