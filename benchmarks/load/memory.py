"""Memory of a worker and its analysis process over thousands of articles."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.load.articles import invented
from service.config import Settings
from service.engine import Engine
from service.jobs.runner import Runner
from service.records import Document
from service.store import open_store

_LATELY = dt.timedelta(minutes=5)
_STEP = 250


@dataclass(frozen=True)
class Sample:
    """Resident memory, in MiB, after a number of articles."""

    articles: int
    worker: float
    analysis: float


def measure(articles: int, say: Callable[[Sample], object]) -> list[Sample]:
    """Analyse and store articles one by one with the model; sample the memory as they go."""
    texts = invented(articles, seed=13)
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{Path(folder) / 'store.sqlite3'}")
        store, engine = open_store(settings.database_url), Engine(settings)
        runner = Runner(settings, store, engine)
        try:
            engine.wait()
            runner.start()
            done = 0
            while some := [Document(text) for text in itertools.islice(texts, _STEP)]:
                store.jobs.submit(some)
                done += len(some)
                while store.jobs.counts(lately=_LATELY).states["done"] < done:
                    time.sleep(0.2)
                samples.append(_sample(done))
                say(samples[-1])
        finally:
            runner.stop()
            engine.stop()
            store.close()
    return samples


def growth(samples: list[Sample], after: int, read: Callable[[Sample], float]) -> float:
    """Give by what share memory grew since `after` articles."""
    first = next(sample for sample in samples if sample.articles >= after)
    return read(samples[-1]) / read(first) - 1


def _sample(articles: int) -> Sample:
    here = psutil.Process()
    children = here.children(recursive=True)
    analysis = max((child.memory_info().rss for child in children), default=0)
    return Sample(articles, here.memory_info().rss / 2**20, analysis / 2**20)
