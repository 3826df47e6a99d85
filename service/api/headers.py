"""Headers: what browsers must not do, and tags for cheap repetition."""

from flask import Flask, Response, request

from service.api.problems import Problem

STRICT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def register(app: Flask) -> None:
    """Check every request and finish every response of an application."""
    app.before_request(refuse_other_sites)
    app.after_request(finish)


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
            response.add_etag()
        # Of a stream that we write ourselves it would read all, to count it.
        if not response.is_streamed or response.direct_passthrough:
            response.make_conditional(request)
    return response
