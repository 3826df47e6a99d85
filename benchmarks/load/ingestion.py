"""Words per second of articles accepted, analysed and stored, beside the bare pipeline."""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.load.articles import invented
from service.analysis import load_analyser
from service.config import Settings
from service.engine import Engine
from service.jobs.runner import Runner
from service.records import Document
from service.store import open_store

_LATELY = dt.timedelta(minutes=5)


def measure(*, articles: int, rounds: int) -> tuple[float, float]:
    """Give words per second of the pipeline alone, and of a worker with its store.

    The two take turns on the same texts, one process analysing; medians of the rounds.
    """
    texts = list(invented(articles, sentences=30, seed=11))
    words = sum(len(text.split()) for text in texts)
    analyser = load_analyser(Settings(database_url="sqlite://"))
    alone, whole = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        for text in texts:
            analyser.analyse(Document(text))
        alone.append(words / (time.perf_counter() - began))
        whole.append(words / _ingest(texts))
    return statistics.median(alone), statistics.median(whole)


def _ingest(texts: list[str]) -> float:
    """Give the seconds from the first job taken to the last one ended."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{Path(folder) / 'store.sqlite3'}")
        store, engine = open_store(settings.database_url), Engine(settings)
        runner = Runner(settings, store, engine)
        try:
            store.jobs.submit([Document(text) for text in texts])
            engine.wait()
            engine.analyse(Document("A first text, as what a process does once does not count."))
            began = time.perf_counter()
            runner.start()
            while store.jobs.counts(lately=_LATELY).states["done"] < len(texts):
                time.sleep(0.05)
            return time.perf_counter() - began
        finally:
            runner.stop()
            engine.stop()
            store.close()
