"""Entries to outcomes: a few texts in this process, many in one process for each core."""

import itertools
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from service.cli.inputs import Entry, Outcome
from service.config import Settings
from service.errors import OnrecordError
from service.records import Analysis, Document

if TYPE_CHECKING:
    from service.analysis import Analyser

_FEW = 12
"""Texts that are not worth the memory of a model in each of several processes."""
_MOST_PROCESSES = 8
_PATIENCE = 3600.0
"""Seconds that a text may take; here nobody else waits for the process."""


def outcomes(read: Iterable[Entry], settings: Settings, processes: int | None) -> Iterator[Outcome]:
    """Analyse entries; an outcome for each, in order, also for the unreadable.

    processes: how many to use for more than a few texts, None for one for each core. Raises
    PipelineUnavailable.
    """
    entries = iter(read)
    first = list(itertools.islice(entries, _FEW + 1))
    entries = itertools.chain(first, entries)
    count = cores() if processes is None else processes
    if len(first) <= _FEW or count == 1:
        from service.analysis import load_analyser

        return here(entries, load_analyser(settings))
    return elsewhere(entries, settings, count)


def cores() -> int:
    """Give the number of cores that this process may use, up to eight."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(allowed or 1, _MOST_PROCESSES)


def here(read: Iterable[Entry], analyser: "Analyser") -> Iterator[Outcome]:
    """Analyse entries in this process, in batches."""
    waiting: deque[Entry] = deque()

    def documents() -> Iterator[Document]:
        for entry in read:
            waiting.append(entry)
            if isinstance(entry.document, Document):
                yield entry.document

    for result in analyser.analyse_many(documents()):
        while isinstance(unreadable := waiting[0].document, OnrecordError):
            yield waiting.popleft(), unreadable
        yield waiting.popleft(), result
    for entry in waiting:
        assert isinstance(entry.document, OnrecordError)  # noqa: S101 - the rest has results
        yield entry, entry.document


def elsewhere(read: Iterable[Entry], settings: Settings, processes: int) -> Iterator[Outcome]:
    """Analyse entries in processes of their own, reading a little ahead of what is written."""
    from service.engine import Engine

    engine = Engine(
        replace(settings, workers=processes, queue=processes, article_seconds=_PATIENCE)
    )

    def one(entry: Entry) -> Analysis | OnrecordError:
        try:
            if isinstance(entry.document, Document):
                return engine.analyse(entry.document)
        except OnrecordError as error:
            return error
        assert isinstance(entry.document, OnrecordError)  # noqa: S101 - pages are opened
        return entry.document

    threads = ThreadPoolExecutor(2 * processes)
    waiting: deque[tuple[Entry, Future[Analysis | OnrecordError]]] = deque()
    try:
        engine.wait()
        for entry in read:
            waiting.append((entry, threads.submit(one, entry)))
            if len(waiting) > 2 * processes:
                entry, future = waiting.popleft()
                yield entry, future.result()
        for entry, future in waiting:
            yield entry, future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        engine.stop()
