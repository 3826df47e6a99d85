"""The processes that a test's own has started, and waiting for what they do."""

import time
from collections.abc import Callable

import psutil


def spawned(pid: int | None = None) -> list[psutil.Process]:
    """Give the running processes that one, or this one, has started through multiprocessing."""
    return [
        child
        for child in psutil.Process(pid).children(recursive=True)
        # a process that ended and was not waited for yet has no command line
        if child.status() != psutil.STATUS_ZOMBIE and "spawn_main" in " ".join(child.cmdline())
    ]


def eventually(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait until a condition holds; fails where it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.02)
