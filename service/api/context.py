"""What the views work with: the store, the engine, the settings, the streams, the readers, the
work in the background."""

from dataclasses import dataclass, field

from flask import Flask, current_app

from service.api.streams import Streams
from service.config import Settings
from service.engine import Engine
from service.jobs.runner import Runner
from service.readers import Readers
from service.store import Store
from service.webhooks.courier import Courier
from service.webhooks.hosts import Hosts

_KEY = "onrecord"


@dataclass(frozen=True)
class Services:
    """The parts that the composition root put together."""

    settings: Settings
    store: Store
    engine: Engine
    streams: Streams
    readers: Readers | None = None  # where other processes may answer reads
    runner: Runner | None = None  # where this process works in the background, too
    courier: Courier | None = None  # there, too
    hosts: Hosts = field(default_factory=Hosts)  # that webhooks may be sent to


def provide(app: Flask, services: Services) -> None:
    """Make the services available to the views of an application."""
    app.extensions[_KEY] = services


def services_of(app: Flask) -> Services:
    """Give the services of an application."""
    found = app.extensions[_KEY]
    assert isinstance(found, Services)  # noqa: S101 - set by provide()
    return found


def services() -> Services:
    """Give the services of the application that answers the current request."""
    return services_of(current_app)
