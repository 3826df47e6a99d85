"""Turns: so many reads are answered at once, and the others wait.

Threads that all have something to compute hand Python's lock around among them: at forty at once,
half of the time goes into that, each takes as long as all together, and more come meanwhile. A few
at a time are as fast as any number. Where a read had to wait, processes are started that answer
the reads from then on, each one at a time.
"""

import os
import threading
from collections.abc import Callable

from flask import Flask, Response, g, request

from service.api.problems import Problem
from service.readers import NoReader, Readers, ReadLost

_SECONDS = 20.0  # that a read waits at most
_LONGEST = 60.0  # seconds that a reader may take
_ALWAYS = frozenset({"health"})  # blueprints that must answer when nothing else does
_HERE = frozenset({"events", "metrics", "pages"})  # those of this process, or that cost nothing


def register(
    app: Flask,
    at_once: int | None = None,
    find_readers: Callable[[], Readers | None] = lambda: None,
) -> None:
    """Let the reads of an application take turns.

    at_once: how many are answered at once in this process; else one more than there are
    processors. find_readers: gives the processes that may answer reads, if there are any.
    """
    places = threading.Semaphore(at_once or (os.cpu_count() or 1) + 1)

    def take() -> Response | None:
        """Have a read answered, or wait for its turn to be answered here. Raises 503 problems."""
        if request.method not in {"GET", "HEAD"} or request.blueprint in _ALWAYS:
            return None
        readers = None if request.blueprint in _HERE else find_readers()
        if readers is not None and (response := _from(readers)) is not None:
            return response
        if not places.acquire(blocking=False):
            if readers is not None:
                readers.begin()
            if not places.acquire(timeout=_SECONDS):
                raise _overloaded()
        g.turn = places
        return None

    def give(error: BaseException | None) -> None:
        turn: threading.Semaphore | None = g.pop("turn", None)
        if turn is not None:
            turn.release()

    app.before_request(take)
    app.teardown_request(give)


def _from(readers: Readers) -> Response | None:
    """Have the present request answered by a reader; None where there is none to do that."""
    try:
        answer = readers.answer(request.environ, waits=_SECONDS, takes=_LONGEST)
    except NoReader:
        raise _overloaded() from None
    except ReadLost:
        detail = "What was asked for took too long, or more memory than there is."
        raise Problem(503, "read-failed", detail) from None
    return None if answer is None else Response([answer.body], answer.status, answer.headers)


def _overloaded() -> Problem:
    return Problem(503, "overloaded", "Too many reads are being answered; try again shortly.")
