"""The examples of docs/client.md and docs/webhooks.md, run against a server."""

import doctest
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from waitress.server import create_server  # type: ignore[import-untyped]

from service.api import context
from service.app import begin_work, close, create_app
from service.client import Onrecord
from service.config import Settings
from service.engine import Engine
from tests.api.conftest import engine  # noqa: F401 - a fixture
from tests.webhooks.receiving import Receiver, receiving

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def url(engine: Engine, tmp_path: Path) -> Iterator[str]:  # noqa: F811
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'store.sqlite3'}", webhook_hosts="127.0.0.1"
    )
    app = create_app(settings, engine)
    begin_work(app)
    server = create_server(app, host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    context.provide(app, replace(context.services_of(app), engine=Engine(settings)))
    close(app)


def run(name: str, known: dict[str, Any], url: str) -> None:
    """Run a page's examples, in order and with one set of names."""
    text = (DOCS / name).read_text(encoding="utf-8").replace("http://127.0.0.1:8000", url)
    examples = "\n".join(BLOCK.findall(text))
    assert examples
    test = doctest.DocTestParser().get_doctest(examples, known, name, name, 0)
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert not said, "".join(said)


def test_the_client(url: str) -> None:
    run("client.md", {}, url)


def test_webhooks(url: str) -> None:
    with Onrecord(url) as client, receiving() as receiver:
        known = {
            "client": client,
            "address": receiver.url,
            "next_message": lambda: _with_events(receiver),
        }
        run("webhooks.md", known, url)


def _with_events(receiver: Receiver) -> tuple[dict[str, str], bytes]:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for message in receiver.messages:
            if b"filter.events" in message.body:
                time.sleep(1)  # until it has been noted
                return message.headers, message.body
        time.sleep(0.05)
    raise AssertionError("no message came")
