"""What each request took: for the access log, which never shows a query, and for metrics."""

import logging
import time

from flask import Flask, Response, g, request

from service.api import metrics
from service.api.callers import caller

log = logging.getLogger("onrecord.access")


def register(app: Flask) -> None:
    """Log and measure each request of an application."""
    metrics.register(app)
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    spent = time.perf_counter() - g.began if "began" in g else 0.0
    told: dict[str, object] = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round(spent * 1000, 1),
    }
    if (key := caller()) is not None:
        told["key"] = key.id
    log.info("request", extra=told)
    metrics.observe(response, spent)
    return response
