"""The composition root: settings in, a web application out."""

from flask import Flask

from service.analysis import load_analyser
from service.api import context, headers, logs, registry
from service.config import Settings
from service.engine import Engine, Load
from service.store import open_store


def create_app(settings: Settings, *, load: Load = load_analyser) -> Flask:
    """Build the application and begin to load its model.

    load: gives each analysis process its analyser.
    Raises InvalidSetting for a store that cannot be opened.
    """
    app = Flask("onrecord", static_folder=None)
    store = open_store(settings.database_url)
    engine = Engine(settings, load)
    context.provide(app, context.Services(settings, store, engine))
    registry.register(app)
    headers.register(app)
    logs.register(app)
    engine.start()
    return app


def close(app: Flask) -> None:
    """End the processes of an application and let go of its store."""
    services = context.services_of(app)
    services.engine.stop()
    services.store.close()
