"""Logs on standard error: lines for a person at a terminal, JSON otherwise. Never any text."""

import logging
import sys
import time

import structlog
from flask import Flask, Response, g, request

_access = logging.getLogger("onrecord.access")


def configure() -> None:
    """Send all logs of this process to standard error."""
    person = sys.stderr.isatty()
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer()]
        if person
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("onrecord", "service"):
        logging.getLogger(ours).setLevel(logging.INFO)
    # It warns of each request that waits for a thread, which the answers tell already.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def register(app: Flask) -> None:
    """Log each request: method, path without its query, status and milliseconds."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def log(response: Response) -> Response:
        spent = (time.perf_counter() - g.began) * 1000 if "began" in g else 0.0
        _access.info(
            "request",
            extra={
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "ms": round(spent, 1),
            },
        )
        return response
