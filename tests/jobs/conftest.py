from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from service.config import Settings
from service.engine import Engine
from service.jobs.runner import Runner
from service.store import Store, open_store
from tests import analysers

StartRunner = Callable[..., Runner]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'store.sqlite3'}",
        article_seconds=2,
        lease_seconds=1.5,
        attempts=3,
        drain_seconds=5,
    )


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings.database_url)
    yield opened
    opened.close()


@pytest.fixture
def start(settings: Settings, store: Store) -> Iterator[StartRunner]:
    """Starts runners, each with an engine of its own, and stops them in the end."""
    started: list[tuple[Runner, Engine]] = []

    def start(load: Any = analysers.load) -> Runner:
        engine = Engine(settings, load)
        runner = Runner(settings, store, engine)
        runner.start()
        started.append((runner, engine))
        return runner

    yield start
    for runner, engine in started:
        runner.stop()
        engine.stop()
