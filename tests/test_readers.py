"""Processes that answer reads, as real processes with small applications."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from service import readers
from service.config import Settings
from service.readers import Answer, Application, NoReader, Readers, ReadLost
from tests import applications
from tests.processes import eventually, spawned

Making = Callable[[Settings], Application]


def make(
    number: int = 2, url: str = "sqlite://", application: Making = applications.small
) -> Readers:
    return Readers(Settings(database_url=url, readers=number), application)


def begun(number: int = 2) -> Readers:
    made = make(number)
    made.begin()
    eventually(lambda: made.present == number, 60)
    return made


@pytest.fixture(scope="module")
def two() -> Iterator[Readers]:
    made = begun(2)
    yield made
    made.stop()


def ask(
    made: Readers, path: str = "/", query: object = "", *, waits: float = 20, takes: float = 60
) -> Answer | None:
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": str(query),
        "HTTP_ACCEPT": "text/plain",
        "wsgi.multithread": True,
        "werkzeug.socket": object(),  # what cannot be sent to another process
    }
    return made.answer(request, waits=waits, takes=takes)


def answerer(answer: Answer | None) -> int:
    assert answer is not None
    return int(answer.body)


def children() -> set[int]:
    return {child.pid for child in spawned()}


def test_nothing_is_started_before_it_is_begun() -> None:
    before = children()
    made = make()
    assert ask(made) is None
    assert (made.present, children()) == (0, before)
    made.stop()
    made.begin()  # too late
    assert children() == before


def test_a_reader_is_told_the_request_and_gives_the_whole_answer(two: Readers) -> None:
    answer = ask(two, "/told")
    assert answer is not None
    process, *rest = answer.body.split()
    assert int(process) in children()
    assert rest == [b"GET", b"text/plain"]
    assert answer.status == "200 OK"
    assert [value for name, value in answer.headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert ask(two, "/nothing") == Answer("204 No Content", [], b"")


def test_an_answer_without_a_known_length_is_made_here(two: Readers) -> None:
    assert ask(two, "/stream") is None
    assert answerer(ask(two)) != os.getpid()


def test_as_many_reads_are_answered_at_once_as_there_are_readers(two: Readers) -> None:
    with ThreadPoolExecutor(2) as threads:
        answers = [threads.submit(ask, two, "/sleep", 1) for _ in range(2)]
        time.sleep(0.3)
        with pytest.raises(NoReader):
            ask(two, waits=0.05)
        assert len({answerer(answer.result()) for answer in answers}) == 2
    assert answerer(ask(two)) in children()


def test_begun_again_there_are_no_more(two: Readers) -> None:
    before = children()
    two.begin()
    time.sleep(0.2)
    assert (two.present, children()) == (2, before)


def test_a_reader_that_dies_is_replaced_and_its_read_asked_again(tmp_path: Path) -> None:
    made = begun()
    before = children()
    assert answerer(ask(made, "/die-once", tmp_path / "died")) in before
    eventually(lambda: made.present == 2, 60)
    assert len(children() - before) == 1
    made.stop()


def test_a_reader_that_was_killed_while_it_had_nothing_to_do_costs_no_read() -> None:
    made = begun(1)
    psutil.Process(answerer(ask(made))).kill()
    assert ask(made) is None  # answered here, until there is another
    eventually(lambda: made.present == 1, 60)
    assert answerer(ask(made)) in children()
    made.stop()


def test_a_read_that_ends_its_readers_is_given_up() -> None:
    made = begun()
    with pytest.raises(ReadLost):
        ask(made, "/die")
    eventually(lambda: made.present == 2, 60)
    made.stop()


def test_a_read_that_takes_too_long_is_given_up_with_its_reader() -> None:
    made = begun(1)
    slow = answerer(ask(made))
    with pytest.raises(ReadLost):
        ask(made, "/sleep", 60, takes=0.1)
    assert slow not in children()
    eventually(lambda: made.present == 1, 60)
    made.stop()


@pytest.mark.parametrize("application", [applications.unmade, applications.dying])
def test_readers_that_cannot_be_made_are_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, application: Making
) -> None:
    monkeypatch.setattr(readers, "_AGAIN_SECONDS", 0.1)
    database = tmp_path / "store.sqlite3"
    before = set(psutil.Process().children())
    made = make(1, f"sqlite:///{database}", application)
    made.begin()
    time.sleep(1)
    assert ask(made) is None
    database.touch()
    eventually(lambda: made.present == 1, 60)
    left = {child for child in psutil.Process().children() if child not in before}
    assert len([child for child in left if child.status() == psutil.STATUS_ZOMBIE]) == 0
    made.stop()


def test_stopped_readers_are_gone() -> None:
    made = begun()
    mine = {answerer(ask(made))}
    made.stop()
    assert not mine & children()
    assert ask(made) is None
