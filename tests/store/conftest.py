"""Every test here that asks for a store runs on each kind of database."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.store import Store, open_store
from tests.postgresql import Cluster

MakeUrl = Callable[[], str]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "store.sqlite3"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def migrated_database(postgresql: Cluster) -> str:
    url = postgresql.create()
    open_store(url).close()
    return url.rpartition("/")[2]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def make_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MakeUrl]:
    """Makes URLs of databases with all tables and nothing in them."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        template: str = request.getfixturevalue("migrated_database")
        made: list[str] = []

        def make() -> str:
            made.append(cluster.create(template))
            return made[-1]

        yield make
        for url in made:
            cluster.drop(url)
    else:
        folder, numbers = tmp_path_factory.mktemp("stores"), itertools.count()
        migrated: Path = request.getfixturevalue("migrated_file")
        yield lambda: f"sqlite:///{shutil.copy(migrated, folder / f'{next(numbers)}.sqlite3')}"


@pytest.fixture
def url(make_url: MakeUrl) -> str:
    return make_url()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that no version has used yet."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        url = cluster.create()
        yield url
        cluster.drop(url)
    else:
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()
