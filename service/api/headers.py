"""Headers: what browsers must not do, and tags for cheap repetition."""

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, Response, request

from service.api.context import services_of
from service.api.preconditions import set_tag
from service.api.problems import MEDIA_TYPE, Problem, respond

STRICT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def register(app: Flask) -> None:
    """Check every request and finish every response of an application."""
    settings = services_of(app).settings
    if settings.api_keys == "auto" and not settings.exposed:
        app.before_request(refuse_other_names)
    app.before_request(refuse_other_sites)
    app.after_request(finish)


def refuse_other_names() -> None:
    """Refuse a request for a host of another name, where whoever is on this machine is let in.

    A page of another site can have its own name lead to this machine, and would then be the same
    site to the browser. A proxy that others reach passes on their name, too.
    """
    name = _host(request.host)
    if name is not None and not (name == "localhost" or name.endswith(".localhost")):
        try:
            local = ipaddress.ip_address(name).is_loopback
        except ValueError:
            local = False
        if not local:
            raise Problem(
                421,
                "other-host",
                "Without API keys the service answers to the names of this machine alone, such as "
                "localhost. Behind a proxy set ONRECORD_API_KEYS to 'required', or to 'off' where "
                "the proxy asks who calls.",
            )


def _host(given: str) -> str | None:
    try:
        return urlsplit(f"//{given}").hostname
    except ValueError:
        return given


def refuse_other_sites() -> None:
    """Refuse what a page of another site makes a browser send; only browsers tell this.

    Without authentication, any page could otherwise write to a service on the reader's machine.
    """
    site = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in {"GET", "HEAD", "OPTIONS"} and site not in {"same-origin", "none"}:
        raise Problem(403, "other-site", "A page of another site may not change anything here.")


def finish(response: Response) -> Response:
    """Set the security headers; answer 304 where the caller has this very content."""
    response.headers.setdefault("Content-Security-Policy", STRICT_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if response.status_code == 200 and request.method in {"GET", "HEAD"}:
        if not response.is_streamed:
            response.headers.setdefault("Cache-Control", "private, no-cache")
            set_tag(response)
        # Of a stream that we write ourselves it would read all, to count it.
        if not response.is_streamed or response.direct_passthrough:
            response.make_conditional(request)
    if response.status_code == 412 and response.mimetype != MEDIA_TYPE:
        return finish(respond(Problem(412, "precondition-failed", "It has changed since.")))
    return response
