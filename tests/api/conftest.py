import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api import context
from service.app import create_app
from service.config import Settings
from service.engine import Engine
from service.store import open_store
from tests import analysers
from tests.api.stored import everything

MAX_CHARS = 2000


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    settings = Settings(database_url="sqlite://", max_chars=MAX_CHARS, article_seconds=1, queue=3)
    made = Engine(settings, analysers.load)
    made.wait()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "store.sqlite3"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def url(migrated_file: Path, tmp_path: Path) -> str:
    """The URL of a store with all tables and nothing in them."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'store.sqlite3')}"


@pytest.fixture
def app(engine: Engine, url: str) -> Iterator[Flask]:
    made = create_app(Settings(database_url=url, max_chars=MAX_CHARS), engine)
    yield made
    context.services_of(made).store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def paths(app: Flask) -> dict[str, str]:
    """The paths of one of each kind of thing, which are stored."""
    return everything(app)
