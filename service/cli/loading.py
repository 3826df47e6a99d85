"""Loading articles into the store, with what is added, present and failed counted and told."""

import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from service.cli.inputs import Entry, opened
from service.config import Settings
from service.errors import OnrecordError
from service.records import Article, Document

if TYPE_CHECKING:
    from rich.progress import Progress

_EVERY = 50


@dataclass
class Report:
    """How a loading went; on a terminal with a bar, otherwise in plain lines."""

    total: int | None
    added: int = 0
    present: int = 0
    quotes: int = 0
    failures: list[str] = field(default_factory=list)
    _bar: "Progress | None" = None

    def __enter__(self) -> Self:
        """Start the bar where there is a terminal."""
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._bar.add_task("articles", total=self.total)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the bar, say how it went."""
        if self._bar is not None:
            self._bar.stop()
        click.echo(self.summary())

    @property
    def done(self) -> int:
        """How many articles have been dealt with."""
        return self.added + self.present + len(self.failures)

    def summary(self) -> str:
        """Tell the numbers in one line."""
        return (
            f"{self.added} added with {self.quotes} statements, "
            f"{self.present} present already, {len(self.failures)} failed"
        )

    def count(self, entry: Entry, result: tuple[Article, bool] | OnrecordError) -> None:
        """Count the outcome of one entry."""
        if isinstance(result, OnrecordError):
            self.failures.append(f"{entry.place}: {result}")
            click.echo(f"onrecord: {entry.place}: {result}", err=True)
        elif result[1]:
            self.added += 1
            self.quotes += len(result[0].analysis.statements)
        else:
            self.present += 1
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])
        elif self.done % _EVERY == 0:
            of = "" if self.total is None else f" of {self.total}"
            click.echo(f"{self.done}{of}: {self.summary()}", err=True)


def load(entries: Iterable[Entry], settings: Settings, total: int | None) -> int:
    """Analyse and store entries; gives the exit status.

    What is stored already is passed over, so that an interrupted loading goes on where it was.
    """
    from service.analysis import submit
    from service.api import logs
    from service.engine import Engine
    from service.store import open_store

    logs.configure()
    store = open_store(settings.database_url)
    engine = Engine(settings)
    threads = ThreadPoolExecutor(settings.workers)
    try:
        engine.wait()

        def one(entry: Entry) -> tuple[Article, bool] | OnrecordError:
            document = opened(entry, engine.read_page).document
            try:
                if isinstance(document, Document):
                    return submit(document, engine.analyse, store)
            except OnrecordError as error:
                return error
            assert isinstance(document, OnrecordError)  # noqa: S101 - pages are opened
            return document

        with Report(total) as report:
            for entry, future in _ahead(threads, one, entries, 2 * settings.workers):
                report.count(entry, future.result())
        return 1 if report.failures else 0
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        engine.stop()
        store.close()


def _ahead(
    threads: ThreadPoolExecutor,
    work: Callable[[Entry], tuple[Article, bool] | OnrecordError],
    entries: Iterable[Entry],
    most: int,
) -> Iterator[tuple[Entry, Future[tuple[Article, bool] | OnrecordError]]]:
    """Work on entries in threads, reading no further than `most` ahead; in order of completion."""
    pending: dict[Future[tuple[Article, bool] | OnrecordError], Entry] = {}
    for entry in entries:
        pending[threads.submit(work, entry)] = entry
        if len(pending) >= most:
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                yield pending.pop(future), future
    for future in as_completed(pending):
        yield pending[future], future
