"""Reads take turns: so many at once, and the others wait."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Blueprint, Flask

from service.api import problems, turns


class Slow:
    """An application whose reads last until they are let go."""

    def __init__(self, at_once: int) -> None:
        self.app = Flask("slow")
        self.going = threading.Semaphore(0)
        self.begun: list[str] = []
        self.present = self.most = 0
        self.changed = threading.Condition()
        health = Blueprint("health", __name__)
        health.get("/healthz")(lambda: "ok")
        self.app.register_blueprint(health)
        self.app.get("/read/<name>")(self.read)
        self.app.post("/write")(lambda: "written")
        self.app.get("/fails")(self.fail)
        problems.register(self.app)
        turns.register(self.app, at_once)

    def read(self, name: str) -> str:
        with self.changed:
            self.begun.append(name)
            self.present += 1
            self.most = max(self.most, self.present)
            self.changed.notify_all()
        assert self.going.acquire(timeout=20)
        with self.changed:
            self.present -= 1
        return name

    def fail(self) -> str:
        raise ValueError("a defect")

    def get(self, path: str) -> int:
        return self.app.test_client().get(path).status_code

    def wait_for(self, number: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.begun) >= number, 20)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_as_many_reads_as_there_are_turns_are_answered_at_once(threads: ThreadPoolExecutor) -> None:
    slow = Slow(2)
    answers = [threads.submit(slow.get, f"/read/{number}") for number in range(5)]
    slow.wait_for(2)
    for ended in range(1, 6):
        slow.going.release()
        slow.wait_for(min(5, 2 + ended))
    assert [answer.result(20) for answer in answers] == [200] * 5
    assert slow.most == 2


def test_health_and_writes_wait_for_nobody(threads: ThreadPoolExecutor) -> None:
    slow = Slow(1)
    answer = threads.submit(slow.get, "/read/one")
    slow.wait_for(1)
    assert slow.get("/healthz") == 200
    assert slow.app.test_client().post("/write").status_code == 200
    slow.going.release()
    assert answer.result(20) == 200


def test_a_read_that_fails_gives_its_turn_back() -> None:
    slow = Slow(1)
    assert [slow.get("/fails"), slow.get("/nowhere"), slow.get("/fails")] == [500, 404, 500]
    slow.going.release()
    assert slow.get("/read/last") == 200


def test_a_read_that_waits_too_long_is_told_to_come_again(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_SECONDS", 0.05)
    slow = Slow(1)
    answer = threads.submit(slow.get, "/read/one")
    slow.wait_for(1)
    refused = slow.app.test_client().get("/read/two")
    slow.going.release()
    assert answer.result(20) == 200
    assert slow.begun == ["one"]
    assert refused.status_code == 503
    assert refused.get_json()["code"] == "overloaded"
    assert refused.headers["Retry-After"]
