"""Analysis processes: the model runs beside the web threads, under a time limit, and restarts.

A slow text occupies a process, never a thread that answers reads; a text that takes too long, or
that kills its process, costs that one request and nothing else.
"""

import logging
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from pebble import ProcessExpired, ProcessPool

from service.analysis import ModelInfo, load_analyser
from service.config import Settings
from service.errors import (
    AnalysisFailed,
    AnalysisTimeout,
    OnrecordError,
    Overloaded,
    PipelineUnavailable,
)
from service.records import Analysis, Document

log = logging.getLogger(__name__)


class Analysing(Protocol):
    """What a loaded model offers to its process."""

    info: ModelInfo

    def analyse(self, document: Document) -> Analysis:
        """Analyse one document."""
        ...


Load = Callable[[Settings], Analysing]


@dataclass(frozen=True)
class _Failure:
    """An error on its way between processes: exceptions with own arguments do not unpickle."""

    kind: type[OnrecordError]
    message: str
    attributes: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, error: OnrecordError) -> "_Failure":
        return cls(type(error), str(error), dict(vars(error)))

    def error(self) -> OnrecordError:
        error = self.kind.__new__(self.kind, self.message)
        vars(error).update(self.attributes)
        return error


@dataclass(frozen=True)
class _Defect:
    """A programming error in the analysis: where it happened, without any words of the text."""

    name: str
    where: str


class Engine:
    """A pool of processes, each with the model loaded once; safe to use from many threads."""

    def __init__(self, settings: Settings, load: Load = load_analyser) -> None:
        self._settings = settings
        self._load = load
        self._places = threading.BoundedSemaphore(settings.workers + settings.queue)
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._described: Future[ModelInfo | _Failure | _Defect] | None = None
        self._info: ModelInfo | None = None
        self._stopped = False

    def start(self) -> None:
        """Begin to load the models; returns at once."""
        with self._lock:
            self._running_pool()

    def stop(self) -> None:
        """End the processes; analyses under way fail."""
        with self._lock:
            self._stopped = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    @property
    def stopped(self) -> bool:
        """Whether stop() was called."""
        return self._stopped

    @property
    def info(self) -> ModelInfo | None:
        """The loaded model; None as long as none has been loaded."""
        return self._info

    def ready(self) -> bool:
        """Tell whether an analysis submitted now would start without loading a model first.

        Raises PipelineUnavailable when the model cannot be loaded.
        """
        with self._lock:
            if self._stopped:
                return False
            self._running_pool()
            described = self._described
        if described is None or not described.done():
            return False
        return self._describe(described) is not None

    def wait(self, seconds: float | None = None) -> ModelInfo:
        """Wait until a model is loaded. Raises PipelineUnavailable or TimeoutError."""
        self.start()
        described = self._described
        info = None if described is None else self._describe(described, seconds)
        if info is None:
            raise PipelineUnavailable("The analysis processes ended while they loaded the model.")
        return info

    def analyse(self, document: Document) -> Analysis:
        """Analyse in one of the processes.

        Raises what the analyser raises, Overloaded, AnalysisTimeout, AnalysisFailed.
        """
        if not self._places.acquire(blocking=False):
            raise Overloaded(self._settings.queue)
        try:
            result = self._run(document)
        finally:
            self._places.release()
        if isinstance(result, _Failure):
            raise result.error()
        if isinstance(result, _Defect):
            log.error("%s in the analysis\n%s", result.name, result.where)
            raise RuntimeError(f"{result.name} in the analysis")
        return result

    def _run(self, document: Document) -> "Analysis | _Failure | _Defect":
        with self._lock:
            pool = self._running_pool()
            future = pool.schedule(
                _analyse, args=(document,), timeout=self._settings.article_seconds
            )
        try:
            result: Analysis | _Failure | _Defect = future.result()
        except TimeoutError:
            raise AnalysisTimeout(self._settings.article_seconds) from None
        except (ProcessExpired, BrokenProcessPool, CancelledError):
            raise AnalysisFailed("The process that analysed the text ended; try again.") from None
        return result

    def _running_pool(self) -> ProcessPool:
        """Give the pool, new if there is none or if the last one broke. Call it with the lock."""
        if self._stopped:
            raise AnalysisFailed("The service is stopping.")
        if self._pool is None or not self._pool.active:
            if self._pool is not None:  # a process died while idle: pebble gives the pool up
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool.join()
            self._pool = ProcessPool(
                max_workers=self._settings.workers,
                initializer=_load_model,
                initargs=(self._load, self._settings),
                # fork would copy the locks of running threads
                context=multiprocessing.get_context("spawn"),
            )
            self._described = self._pool.schedule(_describe)
        return self._pool

    def _describe(
        self, described: "Future[ModelInfo | _Failure | _Defect]", seconds: float | None = None
    ) -> ModelInfo | None:
        try:
            result = described.result(seconds)
        except (ProcessExpired, BrokenProcessPool, CancelledError):
            return None
        if isinstance(result, _Failure):
            raise result.error()
        if isinstance(result, _Defect):
            log.error("%s while the model was loaded\n%s", result.name, result.where)
            raise PipelineUnavailable(f"The model cannot be loaded: {result.name}.")
        self._info = result
        return result


# What follows runs in the analysis processes. The model is a global there because a pool calls
# plain functions; a process serves one engine and one task at a time.
_model: "Analysing | _Failure | _Defect | None" = None


def _load_model(load: Load, settings: Settings) -> None:
    global _model  # noqa: PLW0603
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # processes share the cores; before the libraries read it
    try:
        _model = load(settings)
    except OnrecordError as error:
        _model = _Failure.of(error)
    except Exception as error:
        _model = _defect(error)


def _describe() -> "ModelInfo | _Failure | _Defect":
    if isinstance(_model, _Failure | _Defect):
        return _model
    assert _model is not None  # noqa: S101 - the pool runs the initializer first
    return replace(_model.info, details=dict(_model.info.details))


def _analyse(document: Document) -> "Analysis | _Failure | _Defect":
    if isinstance(_model, _Failure | _Defect):
        return _model
    assert _model is not None  # noqa: S101 - the pool runs the initializer first
    try:
        return _model.analyse(document)
    except OnrecordError as error:
        return _Failure.of(error)
    except Exception as error:
        return _defect(error)


def _defect(error: Exception) -> _Defect:
    # An exception's message may quote the text, so only its name and the frames are reported.
    return _Defect(type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
