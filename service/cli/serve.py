"""`onrecord serve`: the web service in the foreground."""

import gc
import signal
import threading
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from service.cli.settings import flags
from service.errors import OnrecordError

if TYPE_CHECKING:
    from service.api.streams import Streams
    from service.engine import Engine

_STREAMS_SECONDS = 3.0  # that streams of events may take to end


@click.command()
@flags(
    "host",
    "port",
    "database_url",
    "pipeline",
    "workers",
    "queue",
    "readers",
    "article_seconds",
    "max_chars",
    "background",
    "lease_seconds",
    "attempts",
    "drain_seconds",
    "event_days",
    "streams",
    "public_url",
    "api_keys",
    "limits",
    "limits_url",
    "analyses_per_minute",
    "requests_per_minute",
    "webhook_hosts",
)
def serve(**overrides: Any) -> int:
    """Serve the HTTP interface until interrupted.

    The documentation of the calls is at /docs. /readyz tells when the model is loaded.
    """
    import logging

    from service.api import context, listener, logs
    from service.app import begin_readers, begin_work, close, create_app
    from service.config import from_environment

    settings = from_environment(**overrides)
    logs.configure()
    app = create_app(settings)
    services = context.services_of(app)
    watch = _Watch(services.engine, services.streams)
    try:
        server = listener.listen(app, settings)
        urls = listener.addresses(server)
        logging.getLogger("onrecord").info("listening", extra={"urls": urls})
        watch.begin()
        begin_readers(app)
        begin_work(app)
        # What is loaded stays: the collector need not look at it again while requests are answered.
        gc.freeze()
        server.run()  # until a signal; then the requests under way have five seconds
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise click.ClickException(f"cannot listen on {where}: {error.strerror}") from None
    finally:
        close(app)
    if watch.failure is not None:
        raise watch.failure
    return watch.exit_code


class _Watch:
    """Ends the server at a signal, or when the model turns out not to load."""

    def __init__(self, engine: "Engine", streams: "Streams") -> None:
        self._engine = engine
        self._streams = streams
        self._ending = False
        self.exit_code = 0
        self.failure: OnrecordError | None = None

    def begin(self) -> None:
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        threading.Thread(target=self._wait_for_model, name="model-watch", daemon=True).start()

    def _end(self, number: int, frame: FrameType | None) -> None:
        if not self._ending:
            self._ending = True
            self.exit_code = 128 + number if number == signal.SIGINT else 0
            if self._streams.stop():
                threading.Thread(target=self._end_after_streams, daemon=True).start()
                return
        raise SystemExit  # the server's loop takes it as the order to stop

    def _end_after_streams(self) -> None:
        """Let the server's loop send the ends of the streams that are open, then stop it."""
        self._streams.wait_until_closed(_STREAMS_SECONDS)
        self._interrupt()

    def _interrupt(self) -> None:
        """Raise SystemExit in the main thread, whose wait for connections it must interrupt."""
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)

    def _wait_for_model(self) -> None:
        import logging

        try:
            model = self._engine.wait()
        except OnrecordError as error:
            if self._engine.stopped:
                return
            self.failure = error
            self._interrupt()
        else:
            logging.getLogger("onrecord").info(
                "ready", extra={"model": model.name, "version": model.version}
            )
