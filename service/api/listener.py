"""The web server of `onrecord serve`: waitress, answering its own errors as problem details too."""
# mypy: allow-subclassing-any, allow-untyped-calls

from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]
from waitress.task import ErrorTask  # type: ignore[import-untyped]

from service.api import batch, headers, problems
from service.config import Settings

_SPARE_THREADS = 8
_MORE_CONNECTIONS = 1000  # idle ones, kept alive by clients, cost no thread


class ProblemTask(ErrorTask):
    """Answers a request that never reached the application: malformed, or far too large."""

    def execute(self) -> None:
        """Write the response."""
        request: Any = self.request
        error = request.error
        code = problems.title(error.code).lower().replace(" ", "-")
        problem = problems.Problem(error.code, code, str(error.body))
        data = problems.body(problem, "")
        self.status = f"{error.code} {problems.title(error.code)}"
        self.response_headers = [
            ("Content-Type", problems.MEDIA_TYPE),
            ("Content-Security-Policy", headers.STRICT_POLICY),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(data)
        self.write(data)


class Channel(HTTPChannel):
    """A connection whose errors are problem details."""

    error_task_class = ProblemTask


def listen(app: Flask, settings: Settings) -> Any:
    """Open the port; `run()` of what it gives serves until `close()`.

    Raises OSError when the address cannot be listened on.
    """
    listeners: dict[int, Any] = {}
    # Waiting analyses and open streams hold a thread each; reads must find one beyond these.
    threads = max(settings.threads, settings.workers + settings.queue + _SPARE_THREADS)
    threads += settings.streams
    server = create_server(
        app,
        map=listeners,
        host=settings.host,
        port=settings.port,
        threads=threads,
        connection_limit=threads + _MORE_CONNECTIONS,
        asyncore_use_poll=True,
        # The application counts for itself; this keeps endless bodies from the disk.
        max_request_body_size=2 * batch.limit(settings.max_chars),
        ident="onrecord",
    )
    for listener in listeners.values():
        listener.channel_class = Channel
    return server


def addresses(server: Any) -> list[str]:
    """Give the URLs that a server listens on."""
    listening = getattr(server, "effective_listen", None) or [
        (server.effective_host, server.effective_port)
    ]
    return [
        f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        for host, port in listening
    ]
