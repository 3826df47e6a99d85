"""Several processes on one database: opening, adding the same and adding different articles."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from service.records import QuoteFilter
from service.store import Stats, Store, open_store
from tests.factories import make_analysis, make_reported

ROUNDS = 15
PROCESSES = 3


def _open(url: str, barrier: Barrier) -> None:
    # Loaded before the start, to open at one moment.
    import service.store.postgresql
    import service.store.sqlite  # noqa: F401

    barrier.wait()
    store = open_store(url)
    store.ping()
    store.close()


def _add(url: str, barrier: Barrier, folder: Path, number: int) -> None:
    store = open_store(url)
    barrier.wait()
    for turn in range(ROUNDS):
        _, added = store.repository.add_article(
            *make_reported(("Ann Lee", "Common word"), lead=f"common {turn}")
        )
        own, added_own = store.repository.add_article(
            *make_reported(("Ann Lee", "Own word"), ("Bo Chan", "No"), lead=f"{number} {turn}")
        )
        assert added_own
        assert store.queries.article(own.id) == own
        if turn % 3 == 0:
            store.repository.replace_analysis(own.id, make_analysis(own.document, []))
        elif turn % 3 == 1:
            store.repository.delete_article(own.id)
        with (folder / str(number)).open("a") as tally:
            tally.write("1" if added else "0")
    store.close()


def _run(target: object, arguments: list[tuple[object, ...]]) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(arguments), timeout=120)
    processes = [
        context.Process(target=target, args=(url, barrier, *rest))  # type: ignore[arg-type]
        for url, *rest in arguments
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(processes)


@pytest.mark.parametrize("attempt", range(2))
def test_processes_open_an_empty_database_at_once(empty_url: str, attempt: int) -> None:
    _run(_open, [(empty_url,)] * PROCESSES)
    store = open_store(empty_url)
    assert store.queries.stats() == Stats(0, 0, 0)
    store.close()


def test_processes_add_at_once(store: Store, url: str, tmp_path: Path) -> None:
    _run(_add, [(url, tmp_path, number) for number in range(PROCESSES)])
    tallies = [(tmp_path / str(n)).read_text() for n in range(PROCESSES)]
    assert [
        sum(column) for column in zip(*(map(int, tally) for tally in tallies), strict=True)
    ] == [1] * ROUNDS
    kept = PROCESSES * ROUNDS // 3  # a third is deleted, a third has lost its statements
    assert store.queries.stats() == Stats(ROUNDS + 2 * kept, ROUNDS + 2 * kept, 2)
    ann = store.queries.quotes(QuoteFilter(speaker="Ann Lee"), limit=200)
    assert len(ann.items) == ROUNDS + kept == ann.matched_speakers[0].quotes
    assert len(store.queries.quotes(QuoteFilter(q="own"), limit=200).items) == kept
