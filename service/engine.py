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
from concurrent.futures import CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

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
from service.records import Analysis, Document, TargetStance, WebPage
from service.text import web_page

log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.5
_YIELDING = 10
"""How much nicer than this process those of the analysis are: whoever reads does not wait."""
T = TypeVar("T")


class Analysing(Protocol):
    """What a loaded model offers to its process."""

    info: ModelInfo

    def analyse(self, document: Document) -> Analysis:
        """Analyse one document."""
        ...

    def stance(self, document: Document, target: str) -> TargetStance:
        """Tell the stance of a document toward a target."""
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


_Described = Future[ModelInfo | _Failure | _Defect]


class Engine:
    """A pool of processes, each with the model loaded once; safe to use from many threads."""

    def __init__(self, settings: Settings, load: Load = load_analyser) -> None:
        self._settings = settings
        self._load = load
        self._places = threading.BoundedSemaphore(settings.workers + settings.queue)
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._described: _Described | None = None
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
            _end(pool)

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
            _, described = self._running_pool()
        return described.done() and self._loaded(described) is not None

    def wait(self) -> ModelInfo:
        """Wait until a model is loaded. Raises PipelineUnavailable."""
        with self._lock:
            pool, described = self._running_pool()
        info = self._loaded(described) if _settled(described, pool) else None
        if info is None:
            raise PipelineUnavailable("The analysis processes ended while they loaded the model.")
        return info

    def analyse(self, document: Document) -> Analysis:
        """Analyse in one of the processes.

        Raises what the analyser raises, Overloaded, AnalysisTimeout, AnalysisFailed.
        """
        return self._ask(_analyse, document)

    def stance(self, document: Document, target: str) -> TargetStance:
        """Tell a document's stance toward a target, in one of the processes.

        Raises as analyse does.
        """
        return self._ask(_stance, document, target)

    def read_page(self, page: WebPage) -> Document:
        """Take the article out of an HTML page, in one of the processes.

        Raises NoMainText, PageTooComplex, UnsupportedCharset; else as analyse does.
        """
        return self._ask(_read_page, page)

    def _ask(self, task: "Callable[..., T | _Failure | _Defect]", *arguments: Any) -> T:
        if not self._places.acquire(blocking=False):
            raise Overloaded(self._settings.queue)
        try:
            result = self._run(task, *arguments)
        finally:
            self._places.release()
        if isinstance(result, _Failure):
            raise result.error()
        if isinstance(result, _Defect):
            log.error("%s in the analysis\n%s", result.name, result.where)
            raise RuntimeError(f"{result.name} in the analysis")
        return result

    def _run(
        self, task: "Callable[..., T | _Failure | _Defect]", *arguments: Any
    ) -> "T | _Failure | _Defect":
        seconds = self._settings.article_seconds
        with self._lock:
            pool, _ = self._running_pool()
            future = pool.schedule(task, args=arguments, timeout=seconds)
        if not _settled(future, pool):
            raise AnalysisFailed("The analysis processes ended; try again.")
        try:
            result: T | _Failure | _Defect = future.result()
        except TimeoutError:
            raise AnalysisTimeout(seconds) from None
        except (ProcessExpired, BrokenProcessPool, CancelledError):
            raise AnalysisFailed("The process that analysed the text ended; try again.") from None
        return result

    def _running_pool(self) -> tuple[ProcessPool, _Described]:
        """Give the pool, new if there is none or if the last one broke. Call it with the lock."""
        if self._stopped:
            raise AnalysisFailed("The service is stopping.")
        if self._pool is not None and not self._pool.active:
            # A process died while idle, for which pebble gives the pool up.
            _end(self._pool)
            self._pool = None
        if self._pool is None or self._described is None:
            self._pool = ProcessPool(
                max_workers=self._settings.workers,
                initializer=_load_model,
                initargs=(self._load, self._settings),
                # fork would copy the locks of running threads
                context=multiprocessing.get_context("spawn"),
            )
            try:
                self._described = self._pool.schedule(_describe)
            except OSError as error:
                self._pool = None
                raise PipelineUnavailable(
                    f"The analysis processes cannot be started: {error.strerror or error}."
                ) from None
        return self._pool, self._described

    def _loaded(self, described: _Described) -> ModelInfo | None:
        """Read what a process said of its model; None where it died before it could."""
        try:
            result = described.result()
        except (ProcessExpired, BrokenProcessPool, CancelledError):
            return None
        if isinstance(result, _Failure):
            raise result.error()
        if isinstance(result, _Defect):
            log.error("%s while the model was loaded\n%s", result.name, result.where)
            raise PipelineUnavailable(f"The model cannot be loaded: {result.name}.")
        self._info = result
        return result


def _settled(future: Future[Any], pool: ProcessPool) -> bool:
    """Wait for a result; False when the pool ended first, as pebble then leaves it open."""
    while not wait([future], timeout=_LOOK_SECONDS).done:
        if not pool.active:
            return future.done()
    return True


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


# What follows runs in the analysis processes. The model is a global there because a pool calls
# plain functions; a process serves one engine and one task at a time.
_model: "Analysing | _Failure | _Defect | None" = None


def _load_model(load: Load, settings: Settings) -> None:
    global _model  # noqa: PLW0603
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # processes share the cores; before the libraries read it
    if hasattr(os, "nice"):
        os.nice(_YIELDING)
    try:
        web_page.load()
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
    return _done(lambda model: model.analyse(document))


def _stance(document: Document, target: str) -> "TargetStance | _Failure | _Defect":
    return _done(lambda model: model.stance(document, target))


def _read_page(page: WebPage) -> "Document | _Failure | _Defect":
    return _done(lambda model: web_page.read(page))


def _done(task: "Callable[[Analysing], T]") -> "T | _Failure | _Defect":
    if isinstance(_model, _Failure | _Defect):
        return _model
    assert _model is not None  # noqa: S101 - the pool runs the initializer first
    try:
        return task(_model)
    except OnrecordError as error:
        return _Failure.of(error)
    except Exception as error:
        return _defect(error)


def _defect(error: Exception) -> _Defect:
    # An exception's message may quote the text, so only its name and the frames are reported.
    return _Defect(type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
