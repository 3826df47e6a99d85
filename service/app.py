"""The composition root: settings in, a web application out."""

import logging
from dataclasses import replace

from flask import Flask

from service.api import access, callers, context, headers, logs, rates, registry, turns
from service.api.messages import message
from service.api.streams import Streams
from service.config import Settings
from service.engine import Engine
from service.jobs.runner import Runner
from service.readers import Readers
from service.store import Store, open_store
from service.webhooks.courier import Courier
from service.webhooks.hosts import Hosts
from service.webhooks.sending import Sender


def create_app(settings: Settings, engine: Engine | None = None) -> Flask:
    """Build the application and begin to load its model.

    engine: one that exists already, in the place of a new one made from the settings.
    Raises InvalidSetting for a store that cannot be opened, or a list of hosts that is none.
    """
    engine = engine or Engine(settings)
    app = _answering(settings, engine)
    callers.register(app)
    rates.register(app)
    access.register(app)
    turns.register(app, find_readers=lambda: context.services_of(app).readers)
    engine.start()
    return app


def create_reader(settings: Settings) -> Flask:
    """Build the application of a reader: it answers what the web process has let in.

    Who calls, how often, and what it took is that one's business. Raises InvalidSetting as
    create_app does.
    """
    logs.configure(logging.ERROR)  # what else there is to tell, the web process has told
    return _answering(settings, Engine(settings))


def _answering(settings: Settings, engine: Engine) -> Flask:
    """Build an application that answers every call, whoever makes it and how often."""
    app = Flask("onrecord", static_folder=None)
    hosts = Hosts.read(settings.webhook_hosts)
    store = open_store(settings.database_url)
    streams = Streams(store.events, settings.streams)
    context.provide(app, context.Services(settings, store, engine, streams, hosts=hosts))
    registry.register(app)
    headers.register(app)
    return app


def begin_readers(app: Flask) -> None:
    """Let other processes answer reads as soon as several come at once, unless there are to be
    none."""
    services = context.services_of(app)
    if services.settings.readers and services.readers is None:
        readers = Readers(services.settings, create_reader)
        context.provide(app, replace(services, readers=readers))


def begin_work(app: Flask) -> None:
    """Do the work in the background in this process, unless the settings leave that to others."""
    services = context.services_of(app)
    if services.settings.background and services.runner is None:
        runner = Runner(services.settings, services.store, services.engine)
        courier = make_courier(services.settings, services.store)
        context.provide(app, replace(services, runner=runner, courier=courier))
        courier.start()
        runner.start()


def make_courier(settings: Settings, store: Store) -> Courier:
    """Make what sends to webhooks. Raises InvalidSetting for a list of hosts that is none."""
    sender = Sender(Hosts.read(settings.webhook_hosts), settings.webhook_seconds)
    return Courier(settings, store, sender, message)


def close(app: Flask) -> None:
    """End the work and the processes of an application and let go of its store."""
    services = context.services_of(app)
    if services.runner is not None:
        services.runner.stop()
    services.streams.stop()
    if services.readers is not None:
        services.readers.stop()
    if services.courier is not None:
        services.courier.stop()
    services.engine.stop()
    services.store.close()
