"""`onrecord work`: analyse what was accepted for the background, in the foreground of a process."""

import signal
import threading
from types import FrameType
from typing import Any

import click

from service.cli.settings import flags


@click.command()
@flags(
    "database_url",
    "pipeline",
    "workers",
    "article_seconds",
    "max_chars",
    "lease_seconds",
    "attempts",
    "drain_seconds",
    "event_days",
    "webhook_hosts",
)
def work(**overrides: Any) -> int:
    """Analyse accepted articles and send to webhooks until interrupted; then finish, and end.

    Any number of these may run, on several machines with one PostgreSQL database. An article in
    the hands of one that is killed goes to another.
    """
    from service.api import logs
    from service.app import make_courier
    from service.config import from_environment
    from service.engine import Engine
    from service.jobs.runner import Runner
    from service.store import open_store

    settings = from_environment(**overrides)
    logs.configure()
    store = open_store(settings.database_url)
    courier = make_courier(settings, store)
    engine = Engine(settings)
    runner = Runner(settings, store, engine)
    received = _on_signals(runner.ended)
    try:
        courier.start()
        runner.start()
        runner.ended.wait()
    finally:
        runner.stop()
        courier.stop()
        engine.stop()
        store.close()
    if runner.failure is not None:
        raise runner.failure
    return 128 + signal.SIGINT if signal.SIGINT in received else 0


def _on_signals(ended: threading.Event) -> list[int]:
    """Let the first signal end the work in order; gives the signals that have come."""
    received: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        received.append(number)
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)
    return received
