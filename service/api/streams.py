"""Streams of events that are open: how many, what wakes them, how they end.

One thread looks for the log's newest number while any stream is open, and wakes them all. Each
reads its own events from the store: the log is the backlog, and a slow reader costs no memory.
"""

import logging
import threading

from service.errors import OnrecordError
from service.store.events import Events

log = logging.getLogger(__name__)

_POLL_SECONDS = 1.0


class Streams:
    """The open streams of a process; safe to use from several threads."""

    def __init__(self, events: Events, most: int, poll_seconds: float = _POLL_SECONDS) -> None:
        self._events = events
        self._most = most
        self._poll_seconds = poll_seconds
        self._changed = threading.Condition()
        self._open = 0
        self._newest = 0
        self._stopped = False
        self._looking = False

    @property
    def most(self) -> int:
        """Tell how many streams may be open at once."""
        return self._most

    @property
    def open(self) -> int:
        """Tell how many streams are open."""
        return self._open

    @property
    def stopped(self) -> bool:
        """Tell whether all streams are to end."""
        return self._stopped

    def enter(self) -> bool:
        """Take a place for a stream; False where there is none left."""
        with self._changed:
            if self._stopped or self._open >= self._most:
                return False
            self._open += 1
            if not self._looking:
                self._looking = True
                threading.Thread(target=self._look, name="event-poll", daemon=True).start()
            return True

    def leave(self) -> None:
        """Give a place back."""
        with self._changed:
            self._open -= 1
            self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> None:
        """Wait until there are events after a number, all streams are to end, or it is too long."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._newest > number, seconds)

    def pause(self, seconds: float) -> None:
        """Wait, unless all streams are to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped, seconds)

    def stop(self) -> bool:
        """Let all streams end; gives whether any was open."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
            return self._open > 0

    def wait_until_closed(self, seconds: float) -> None:
        """Wait until no stream is open, or it is too long."""
        with self._changed:
            self._changed.wait_for(lambda: self._open == 0, seconds)

    def _look(self) -> None:
        while True:
            with self._changed:
                if self._stopped or self._open == 0:
                    self._looking = False
                    return
            try:
                newest = self._events.end().number
            except OnrecordError:
                newest = self._newest  # the streams wait until the store can be read again
            except Exception as error:
                log.error("%s while looking for events", type(error).__name__)
                newest = self._newest
            with self._changed:
                if newest > self._newest:
                    self._newest = newest
                    self._changed.notify_all()
                self._changed.wait_for(lambda: self._stopped, self._poll_seconds)
