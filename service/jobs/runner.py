"""The runner of jobs in a process: threads that take jobs, and a heart that keeps their leases.

huey runs the threads: it takes, pauses where there is nothing, replaces a thread that ended and
waits for all at the end. Its storage is our table of jobs, so that there is no second place in
which a job could be lost or stand twice.
"""

import datetime as dt
import logging
import os
import secrets
import threading
import time
from typing import Any

from huey import Huey
from huey.consumer import Consumer
from huey.storage import BlackHoleStorage

from service.config import Settings
from service.engine import Engine
from service.errors import OnrecordError, StoreUnavailable
from service.jobs.work import Work
from service.records import ClaimedJob
from service.store import Store

log = logging.getLogger(__name__)

_IDLE_SECONDS = 0.5  # between two looks for a job where there was none
_SWEEP_SECONDS = 600.0  # between two looks for events that are too old
_MOST_BEAT_SECONDS = 5.0
_LAST_SECONDS = 10.0  # for giving back what could not be finished


class Runner:
    """Works off jobs from `start` to `stop`; `workers` at a time, and one is taken ahead."""

    def __init__(self, settings: Settings, store: Store, engine: Engine) -> None:
        self._settings = settings
        self._jobs = store.jobs
        self._events = store.events
        self._keep = dt.timedelta(days=settings.event_days)
        self._swept: float | None = None  # when events were, on the monotonic clock
        self._engine = engine
        self._lease = dt.timedelta(seconds=settings.lease_seconds)
        self._beginning = threading.Lock()
        self._cutting = threading.Event()
        self._stopping = threading.Event()
        self._heart = threading.Thread(target=self._live, name="job-heart", daemon=True)
        self._work = Work(settings, store, engine.analyse, self._stopping, self._cutting)
        self._consumer: _Consumer | None = None
        self.name = f"w_{os.getpid()}_{secrets.token_hex(4)}"
        self.failure: OnrecordError | None = None
        self._reachable = True

    def start(self) -> None:
        """Begin as soon as the model is loaded; returns at once."""
        self._heart.start()

    @property
    def ended(self) -> threading.Event:
        """Set where the runner is about to stop, or never began (`failure` says why)."""
        return self._stopping

    @property
    def working(self) -> bool:
        """Whether jobs are being taken."""
        return self._consumer is not None and not self._stopping.is_set()

    @property
    def writing(self) -> bool:
        """Whether the store took what was written last: signs of life, and results."""
        return self._reachable and not self._work.held_up

    def stop(self) -> None:
        """Take no more jobs, finish those begun within `drain_seconds`, give the others back.

        Where some are given back, or the model is not loaded yet, the engine is stopped too.
        """
        with self._beginning:
            self._stopping.set()
            consumer = self._consumer
        if consumer is None:
            self._engine.stop()  # which may still be loading
        elif not consumer.finish(self._settings.drain_seconds):
            self._cutting.set()
            self._engine.stop()
            consumer.finish(_LAST_SECONDS)
        self._cutting.set()
        if self._heart.is_alive() and self._heart is not threading.current_thread():
            self._heart.join(_LAST_SECONDS)
        try:
            self._jobs.leave(self.name)
        except OnrecordError:
            log.warning("worker-left-unnoted", extra={"worker": self.name})

    def claim(self) -> ClaimedJob | None:
        """Take a job; none where the database cannot be used, as the heart has said by then."""
        if self._stopping.is_set():
            return None
        try:
            return self._jobs.claim(self.name, self._lease)
        except StoreUnavailable:
            return None

    def _live(self) -> None:
        """Wait for the model, start the threads, then beat and sweep to the end."""
        try:
            self._engine.wait()
        except OnrecordError as error:
            if not self._engine.stopped:
                self.failure = error
            self._stopping.set()
            return
        with self._beginning:
            if self._stopping.is_set():
                return
            self._consumer = _Consumer(self, self._work, self._settings.workers + 1)
            self._consumer.start()
        log.info("working", extra={"worker": self.name})
        beat_seconds = min(self._settings.lease_seconds / 3, _MOST_BEAT_SECONDS)
        while True:
            self._reachable = self._beat(was_reachable=self._reachable)
            # While the last jobs are being finished the leases are kept.
            if self._cutting.wait(beat_seconds):
                return
            if not self._stopping.is_set():  # or threads that ended in order would be replaced
                self._consumer.check_worker_health()

    def _beat(self, *, was_reachable: bool) -> bool:
        """Renew the leases, sweep; gives whether the database could be used."""
        try:
            self._jobs.beat(self.name, self._lease)
            swept = self._jobs.sweep(self._settings.attempts)
            self._sweep_events()
        except Exception as error:
            if was_reachable:
                said = str(error) if isinstance(error, OnrecordError) else type(error).__name__
                log.warning("store-unavailable", extra={"worker": self.name, "problem": said})
            return False
        if not was_reachable:
            log.info("store-available", extra={"worker": self.name})
        if swept:
            log.warning("leases-expired", extra={"jobs": swept})
        return True

    def _sweep_events(self) -> None:
        """Delete events that are too old, from time to time."""
        now = time.monotonic()
        if self._swept is not None and now - self._swept < _SWEEP_SECONDS:
            return
        self._swept = now
        if swept := self._events.sweep(self._keep):
            log.info("events-swept", extra={"events": swept})


class _Storage(BlackHoleStorage):  # type: ignore[misc]
    """The table of jobs as huey's queue: to take from it is to claim."""

    def __init__(self, name: str, runner: Runner) -> None:
        super().__init__(name)
        self._runner = runner

    def dequeue(self) -> ClaimedJob | None:
        return self._runner.claim()


class _Queue(Huey):  # type: ignore[misc]
    """A queue whose messages are claimed jobs, which never leave the process."""

    def __init__(self, runner: Runner, work: Work) -> None:
        super().__init__("onrecord", results=False, storage_class=_Storage, runner=runner)
        self._make = self.task()(work.__call__).s

    def deserialize_task(self, data: ClaimedJob) -> Any:
        return self._make(data)


class _Consumer(Consumer):  # type: ignore[misc]
    """huey's threads inside our process, which handles its signals itself."""

    def __init__(self, runner: Runner, work: Work, threads: int) -> None:
        super().__init__(
            _Queue(runner, work), workers=threads, periodic=False, max_delay=_IDLE_SECONDS
        )

    def _set_signal_handlers(self) -> None:
        """Leave the signals to the command."""

    def finish(self, seconds: float) -> bool:
        """Let the threads end after what they are at; False where some take longer."""
        self.stop_flag.set()
        self.shutdown_timeout = seconds
        done: bool = self._join_workers()
        return done
