"""What a worker does with a job: analyse, and end the job with what came of that."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from functools import partial

from service.config import Settings
from service.errors import (
    Conflict,
    OnrecordError,
    PreconditionFailed,
    StoreUnavailable,
    Superseded,
)
from service.records import Analysis, ClaimedJob, Document, JobProblem
from service.store import Store

log = logging.getLogger(__name__)

# What another attempt would not change. A text that took too long once would again.
_FINAL = frozenset({"invalid-text", "text-too-long", "unsupported-language", "analysis-timeout"})
# What says nothing of the article.
_PASSING = frozenset({"overloaded", "pipeline-unavailable", "store-unavailable"})
_DEFECT = JobProblem("internal-error", "An error in the analysis; it has been logged.")
_SOON = dt.timedelta(seconds=1)
_LONGEST_PAUSE = 60.0


class Work:
    """Does jobs; safe to use from several threads."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        analyse: Callable[[Document], Analysis],
        ending: threading.Event,
        stopping: threading.Event,
    ) -> None:
        """ending: set when no more analyses are to begin.

        stopping: set when those under way are about to be cut short, which is not their fault.
        """
        self._attempts = settings.attempts
        self._jobs = store.jobs
        self._analyse = analyse
        # A job more than these may be at hand: while one is written, the next is analysed.
        self._turns = threading.Semaphore(settings.workers)
        self._ending = ending
        self._stopping = stopping
        self._held_up: set[str] = set()

    @property
    def held_up(self) -> bool:
        """Whether a job is done and waits for a store that does not take it."""
        return bool(self._held_up)

    def __call__(self, job: ClaimedJob) -> None:
        """Do a job. What goes wrong is noted on the job; nothing is raised."""
        try:
            self._end(job, self._outcome(job))
        except Superseded as error:
            log.warning("superseded", extra={"job": error.job, "attempt": job.attempts})
        finally:
            self._held_up.discard(job.id)

    def _outcome(self, job: ClaimedJob) -> Callable[[], object]:
        """Analyse; gives what ends the job."""
        try:
            with self._turns:
                if self._ending.is_set():
                    return lambda: self._jobs.release(job)
                began = time.monotonic()
                analysis = self._analyse(job.document)
                seconds = time.monotonic() - began
        except OnrecordError as error:
            problem = JobProblem(error.code, str(error))
        except Exception as error:
            # Not the error's message, which may quote the text.
            log.error("%s in job %s", type(error).__name__, job.id)
            problem = _DEFECT
        else:
            words = len(job.document.text.split())
            return lambda: self._jobs.complete(job, analysis, words=words, seconds=seconds)
        if self._stopping.is_set() or problem.code in _PASSING:
            return lambda: self._jobs.release(job, _SOON)
        log.warning(
            "job-failed", extra={"job": job.id, "attempt": job.attempts, "code": problem.code}
        )
        if problem.code in _FINAL or job.attempts >= self._attempts:
            return lambda: self._jobs.fail(job, problem)
        pause = dt.timedelta(seconds=min(2.0**job.attempts, _LONGEST_PAUSE))
        return lambda: self._jobs.fail(job, problem, retry_after=pause)

    def _end(self, job: ClaimedJob, outcome: Callable[[], object]) -> None:
        """Write the outcome, after a database that is gone for a while as well.

        Raises Superseded. Where the worker stops first, the job's lease ends and another takes it.
        """
        while True:
            try:
                outcome()
                return
            except StoreUnavailable:
                self._held_up.add(job.id)
                if self._stopping.wait(1):
                    return
            except (Superseded, KeyboardInterrupt):
                raise
            except (Conflict, PreconditionFailed) as error:
                # Of a revision: the article, or another, has become one that it cannot be made of.
                changed = JobProblem(error.code, str(error))
                outcome = partial(self._jobs.fail, job, changed)
            except Exception as error:
                log.error("%s at the end of job %s", type(error).__name__, job.id)
                outcome = lambda: self._jobs.fail(job, _DEFECT)  # noqa: E731
