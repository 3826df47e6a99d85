"""The processes of docker-compose.yml together, with PostgreSQL and the model."""

import re
import socket
import time
from collections.abc import Callable
from typing import Any

import psutil
import pytest
import requests

from service.client import Onrecord
from tests.e2e.stack import composed, running

TEXT = '"We are close to a deal," Jane Roe said on Friday. She added that talks would go on.'


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(read: Callable[[], Any], fits: Callable[[Any], Any], seconds: float = 180) -> Any:
    end = time.monotonic() + seconds
    found: Any = None
    while time.monotonic() < end:
        try:
            if fits(found := read()):
                return found
        except requests.ConnectionError:
            pass
        time.sleep(0.3)
    raise AssertionError(found)


@pytest.mark.timeout(600)
def test_the_composed_processes_do_the_work_together() -> None:
    port = free_port()
    base = f"http://127.0.0.1:{port}"

    def status(path: str) -> int:
        return requests.get(base + path, timeout=30).status_code

    with running(port) as processes:
        wait_for(lambda: status("/readyz"), lambda found: found == 200)
        with Onrecord(base) as client:
            accepted = client.accept_article(text=TEXT)
            assert accepted is not None
            assert client.wait(accepted, seconds=180)["state"] == "done"
            article = client.get_article(accepted["article_id"])
            assert [quote["speaker"]["name"] for quote in article["quotes"]][:1] == ["Jane Roe"]
            found = next(iter(client.list_quotes(q="deal")))
            assert found["id"] == article["quotes"][0]["id"]
        two = re.compile(r"^onrecord_workers 2\.0$", re.MULTILINE)  # one may load for longer
        metrics = wait_for(lambda: requests.get(f"{base}/metrics", timeout=30).text, two.search)
        assert re.search(r"^onrecord_analysed_articles_total 1\.0$", metrics, re.MULTILINE)
        children = [
            child
            for process in processes.values()
            for child in psutil.Process(process.pid).children(recursive=True)
        ]
    assert {process.returncode for process in processes.values()} == {0}
    assert not psutil.wait_procs(children, timeout=10)[1]


def test_processes_are_started_in_order_and_told_apart() -> None:
    services = composed()
    for name in ("service", "worker"):
        condition = services[name]["depends_on"]["migrate"]["condition"]
        assert condition == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["proxy"]["depends_on"]["service"]["condition"] == "service_healthy"
    assert services["service"]["environment"]["ONRECORD_BACKGROUND"] == 0
    drain = int(re.findall(r"\d+", services["worker"]["environment"]["ONRECORD_DRAIN_SECONDS"])[0])
    assert int(services["worker"]["stop_grace_period"].rstrip("s")) > drain + 10
