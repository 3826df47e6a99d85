"""Turns: so many reads are answered at once, and the others wait.

Threads that all have something to compute hand Python's lock around among them: at forty at once,
half of the time goes into that, each takes as long as all together, and more come meanwhile. A few
at a time are as fast as any number.
"""

import os
import threading

from flask import Flask, g, request

from service.api.problems import Problem

_SECONDS = 20.0  # that a read waits at most
_ALWAYS = frozenset({"health"})  # blueprints that must answer when nothing else does


def register(app: Flask, at_once: int | None = None) -> None:
    """Let the reads of an application take turns.

    at_once: how many are answered at once; else one more than there are processors.
    """
    places = threading.Semaphore(at_once or (os.cpu_count() or 1) + 1)

    def take() -> None:
        """Wait for a turn. Raises a 503 problem."""
        if request.method not in {"GET", "HEAD"} or request.blueprint in _ALWAYS:
            return
        if not places.acquire(timeout=_SECONDS):
            detail = "Too many reads are being answered; try again shortly."
            raise Problem(503, "overloaded", detail)
        g.turn = places

    def give(error: BaseException | None) -> None:
        turn: threading.Semaphore | None = g.pop("turn", None)
        if turn is not None:
            turn.release()

    app.before_request(take)
    app.teardown_request(give)
