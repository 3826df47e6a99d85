"""Reader processes: once several reads come at once, they are answered beside the web process.

A process of Python computes one thing at a time, and threads that all want to compute hinder each
other. Each reader is a process with the whole application and one thread: it is given a request,
and gives the answer back. Nothing is started as long as reads come one by one.
"""

import gc
import logging
import multiprocessing
import queue
import signal
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from service.config import Settings
from service.errors import OnrecordError

log = logging.getLogger(__name__)
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""
_START_SECONDS = 120.0  # that a reader may take to be ready
_AGAIN_SECONDS = 5.0  # after which one that could not start is tried again
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered with: "200 OK", headers in their order, and all of the body."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class NoReader(Exception):
    """No reader was free in time."""


class ReadLost(Exception):
    """A read took too long, or ended the processes that were to answer it."""


class Readers:
    """The reader processes; safe to use from many threads.

    make: a module's function that builds the application in a reader, where it answers requests
    that were let in already.
    """

    def __init__(self, settings: Settings, make: Callable[[Settings], Application]) -> None:
        self._settings = settings
        self._make = make
        # The one that answered last is asked next: what it needs is at hand in its processor.
        self._idle: queue.LifoQueue[_Reader] = queue.LifoQueue()
        self._lock = threading.Lock()
        self._all: set[_Reader] = set()
        self._begun = False
        self._stopping = threading.Event()

    def begin(self) -> None:
        """Start the processes unless they were started before; returns at once."""
        with self._lock:
            if self._begun or self._stopping.is_set():
                return
            self._begun = True
        for _ in range(self._settings.readers):
            self._add()

    def stop(self) -> None:
        """End the processes."""
        with self._lock:
            self._stopping.set()
            ending, self._all = self._all, set()
        for reader in ending:
            reader.end()

    @property
    def present(self) -> int:
        """How many can answer."""
        return len(self._all)

    def answer(self, request: Mapping[str, Any], *, waits: float, takes: float) -> Answer | None:
        """Have a request answered; None where it must be answered here.

        That is as long as there are no readers, and where the answer is a stream. request: its
        WSGI environment; what has no body may be asked for. waits, takes: seconds for which a free
        reader is waited for, and after which a reader is ended that has not answered. Raises
        NoReader, ReadLost.
        """
        told = {name: value for name, value in request.items() if isinstance(value, str)}
        for _ in range(_TRIES):
            if not self._all:
                return None
            try:
                reader = self._idle.get(timeout=waits)
            except queue.Empty:
                raise NoReader from None
            try:
                answer = reader.ask(told, takes)
            except (EOFError, OSError) as error:
                self._lose(reader)
                if isinstance(error, TimeoutError):
                    break
            else:
                self._idle.put(reader)
                return answer
        raise ReadLost

    def _add(self) -> None:
        threading.Thread(target=self._bring_up, name="reader-start", daemon=True).start()

    def _bring_up(self) -> None:
        while not self._stopping.is_set():
            reader = self._started()
            if reader is not None:
                with self._lock:
                    stopped = self._stopping.is_set()
                    if not stopped:
                        self._all.add(reader)
                if stopped:
                    reader.end()
                else:
                    self._idle.put(reader)
                return
            self._stopping.wait(_AGAIN_SECONDS)

    def _started(self) -> "_Reader | None":
        """Start a reader and wait until it can answer; None where it cannot."""
        try:
            reader = _Reader(self._make, self._settings)
        except OSError:
            return None
        with suppress(OSError, EOFError):
            if reader.ready(_START_SECONDS):
                return reader
        reader.end()
        return None

    def _lose(self, reader: "_Reader") -> None:
        with self._lock:
            known = reader in self._all
            self._all.discard(reader)
        reader.end()
        if known and not self._stopping.is_set():
            log.warning("reader-lost", extra={"exit_code": reader.exit_code})
            self._add()


class _Reader:
    """One process, and the pipe to it. Raises OSError where it cannot be started."""

    def __init__(self, make: Callable[[Settings], Application], settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")  # fork would copy locks of running threads
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_read, args=(theirs, make, settings), name="reader", daemon=True
        )
        try:
            self._process.start()
        finally:
            theirs.close()

    def ready(self, seconds: float) -> bool:
        """Wait until it can answer; False where it cannot. Raises EOFError where it ended."""
        return self._pipe.poll(seconds) and bool(self._pipe.recv())

    def ask(self, request: Mapping[str, str], seconds: float) -> Answer | None:
        """Have it answer. Raises TimeoutError; EOFError and OSError where it is gone."""
        self._pipe.send(request)
        if not self._pipe.poll(seconds):
            raise TimeoutError
        answer: Answer | None = self._pipe.recv()
        return answer

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    @property
    def exit_code(self) -> int | None:
        """How it ended; None before."""
        return self._process.exitcode


# What follows runs in the readers.
def _read(pipe: Connection, make: Callable[[Settings], Application], settings: Settings) -> None:
    # An interrupt at the terminal reaches the whole group: the web process ends its readers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        application = make(settings)
    except OnrecordError as error:
        log.error("no-reader", extra={"problem": type(error).__name__})
        pipe.send(False)
        return
    gc.freeze()
    with suppress(EOFError, OSError):  # the web process is gone
        pipe.send(True)
        while True:
            pipe.send(_answered(application, pipe.recv()))


def _answered(application: Application, request: Mapping[str, str]) -> Answer | None:
    """Answer a request; None where the answer has no known length."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], failed: Any = None) -> None:
        begun[:] = [(status, headers)]

    parts = application({**request, "wsgi.input": BytesIO(), "wsgi.errors": None}, start)
    try:
        ((status, headers),) = begun
        whole = any(name.lower() == "content-length" for name, _ in headers)
        if not whole and status[:3] not in {"204", "304"}:
            return None
        return Answer(status, headers, b"".join(parts))
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
