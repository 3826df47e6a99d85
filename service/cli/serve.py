"""`onrecord serve`: the web service in the foreground."""

import signal
import threading
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from service.cli.settings import flags
from service.errors import OnrecordError

if TYPE_CHECKING:
    from service.engine import Engine


@click.command()
@flags(
    "host",
    "port",
    "database_url",
    "pipeline",
    "workers",
    "queue",
    "article_seconds",
    "max_chars",
    "background",
    "lease_seconds",
    "attempts",
    "drain_seconds",
    "webhook_hosts",
)
def serve(**overrides: Any) -> int:
    """Serve the HTTP interface until interrupted.

    The documentation of the calls is at /docs. /readyz tells when the model is loaded.
    """
    import logging

    from service.api import context, listener, logs
    from service.app import begin_work, close, create_app
    from service.config import from_environment

    settings = from_environment(**overrides)
    logs.configure()
    app = create_app(settings)
    watch = _Watch(context.services_of(app).engine)
    try:
        server = listener.listen(app, settings)
        urls = listener.addresses(server)
        logging.getLogger("onrecord").info("listening", extra={"urls": urls})
        watch.begin()
        begin_work(app)
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

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self.exit_code = 0
        self.failure: OnrecordError | None = None

    def begin(self) -> None:
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        threading.Thread(target=self._wait_for_model, name="model-watch", daemon=True).start()

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.exit_code = 128 + number if number == signal.SIGINT else 0
        raise SystemExit  # the server's loop takes it as the order to stop

    def _wait_for_model(self) -> None:
        import logging

        try:
            model = self._engine.wait()
        except OnrecordError as error:
            if self._engine.stopped:
                return
            self.failure = error
            # To the main thread, whose wait for connections it must interrupt.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        else:
            logging.getLogger("onrecord").info(
                "ready", extra={"model": model.name, "version": model.version}
            )
