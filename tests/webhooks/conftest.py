from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.api.messages import message
from service.config import Settings
from service.store import Store, open_store
from service.webhooks.courier import Courier
from service.webhooks.hosts import Hosts
from service.webhooks.sending import Sender
from tests.webhooks.receiving import Receiver, receiving

StartCourier = Callable[[], Courier]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    return Settings(database_url=url, lease_seconds=1.5, webhook_seconds=2)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings.database_url)
    yield opened
    opened.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


@pytest.fixture
def start(settings: Settings, store: Store) -> Iterator[StartCourier]:
    """Starts couriers, and stops them in the end."""
    started: list[Courier] = []

    def start() -> Courier:
        sender = Sender(Hosts.read("127.0.0.1"), settings.webhook_seconds)
        started.append(Courier(settings, store, sender, message))
        started[-1].start()
        return started[-1]

    yield start
    for courier in started:
        courier.stop()
