from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context
from service.app import create_app
from service.config import Settings
from service.engine import Engine
from tests import analysers

MAX_CHARS = 2000


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    settings = Settings(database_url="sqlite://", max_chars=MAX_CHARS, article_seconds=1, queue=3)
    made = Engine(settings, analysers.load)
    made.wait()
    yield made
    made.stop()


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    made = create_app(Settings(database_url=url, max_chars=MAX_CHARS), engine)
    yield made
    context.services_of(made).store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
