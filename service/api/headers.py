"""Headers of every response: what browsers must not do, and tags for cheap repetition."""

from flask import Flask, Response, request

STRICT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def register(app: Flask) -> None:
    """Finish every response of an application."""
    app.after_request(finish)


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
        response.make_conditional(request)
    return response
