"""The courier of a process: writes what is to be told, and sends it, a few messages at a time."""

import datetime as dt
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Sequence

from service.config import Settings
from service.errors import OnrecordError, StoreUnavailable, Superseded
from service.records import ClaimedDelivery, StoredClaim, StoredStatement
from service.store import Store
from service.webhooks import schedule
from service.webhooks.sending import Outcome, Sender
from service.webhooks.signing import signed

log = logging.getLogger(__name__)

Write = Callable[[ClaimedDelivery, Sequence[StoredStatement], Sequence[StoredClaim]], bytes]
_KEEP = dt.timedelta(days=30)  # deliveries that have ended, for their owners to look at
_SENDERS = 4
_IDLE_SECONDS = 1.0  # between two looks where there was nothing to do
_MOST_BEAT_SECONDS = 5.0
_LAST_SECONDS = 10.0  # beyond what sending may take, for the threads to end


class Courier:
    """Tells webhooks what happened, from `start` to `stop`; any number may work at once."""

    def __init__(self, settings: Settings, store: Store, sender: Sender, write: Write) -> None:
        """write: makes the body of a message, of statements and claims as they are."""
        self._settings = settings
        self._outbox = store.outbox
        self._sender = sender
        self._write = write
        self._lease = dt.timedelta(seconds=settings.lease_seconds)
        self._patience = dt.timedelta(days=settings.webhook_days)
        self._under_way: dict[str, None] = {}  # ids; each is put in and taken out in one step
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._clerk = threading.Thread(target=self._keep_books, name="webhook-clerk", daemon=True)
        self._senders = [
            threading.Thread(target=self._send_all, name=f"webhook-sender-{n}", daemon=True)
            for n in range(_SENDERS)
        ]
        self.name = f"w_{os.getpid()}_{secrets.token_hex(4)}"

    def start(self) -> None:
        """Begin; returns at once."""
        for thread in (self._clerk, *self._senders):
            thread.start()

    def stop(self) -> None:
        """Take no more messages, and end those that are being sent."""
        self._stopping.set()
        for thread in self._senders:
            if thread.is_alive():
                thread.join(self._settings.webhook_seconds + _LAST_SECONDS)
        self._ended.set()  # until now leases were kept
        if self._clerk.is_alive():
            self._clerk.join(_LAST_SECONDS)

    def _keep_books(self) -> None:
        """Write what is to be told, keep leases, take back what others have lost."""
        beat_seconds = min(self._settings.lease_seconds / 3, _MOST_BEAT_SECONDS)
        reachable, next_beat = True, 0.0
        while not self._ended.is_set():
            looked_at = 0
            try:
                if time.monotonic() >= next_beat:
                    next_beat = time.monotonic() + beat_seconds
                    self._outbox.beat(self.name, list(self._under_way), self._lease)
                    if taken := self._outbox.sweep(_KEEP, schedule.ATTEMPTS):
                        log.warning("webhook-leases-expired", extra={"deliveries": taken})
                if not self._stopping.is_set():
                    looked_at = self._outbox.fill()
            except Exception as error:
                if reachable:
                    _report(error, self.name)
                reachable = False
            else:
                reachable = True
            if not looked_at:
                self._ended.wait(min(_IDLE_SECONDS, beat_seconds))

    def _send_all(self) -> None:
        while not self._stopping.is_set():
            try:
                delivery = self._outbox.claim(self.name, self._lease)
            except OnrecordError:  # which the clerk reports
                delivery = None
            except Exception as error:
                _report(error, self.name)
                delivery = None
            if delivery is None:
                self._stopping.wait(_IDLE_SECONDS)
            else:
                self._deliver(delivery)

    def _deliver(self, delivery: ClaimedDelivery) -> None:
        """Send a message and note how that went; nothing is raised.

        Where it cannot be noted in the end, the lease ends and another sends it again.
        """
        self._under_way[delivery.id] = None
        try:
            outcome = self._send(delivery)
            while not self._noted(delivery, outcome):
                if self._stopping.wait(_IDLE_SECONDS):
                    return
        except Superseded:
            log.warning("webhook-superseded", extra={"delivery": delivery.id})
        except Exception as error:
            _report(error, self.name)
        finally:
            del self._under_way[delivery.id]

    def _noted(self, delivery: ClaimedDelivery, outcome: Outcome) -> bool:
        try:
            self._note(delivery, outcome)
        except StoreUnavailable:
            return False
        return True

    def _send(self, delivery: ClaimedDelivery) -> Outcome:
        try:
            body = self._write(delivery, *self._outbox.contents(delivery))
        except StoreUnavailable:
            raise
        except Exception as error:
            # Not the error's message, which may quote a text.
            log.error("%s in message %s", type(error).__name__, delivery.id)
            return Outcome(None, "internal-error", 0.0)
        now = dt.datetime.now(dt.UTC)
        headers = signed(delivery.id, body, delivery.secrets, now)
        return self._sender.send(delivery.url, headers, body)

    def _note(self, delivery: ClaimedDelivery, outcome: Outcome) -> None:
        told = {
            "webhook": delivery.webhook_id,
            "delivery": delivery.id,
            "attempt": delivery.attempts,
            "status": outcome.status,
            "ms": round(outcome.seconds * 1000),
        }
        if outcome.problem is None:
            self._outbox.delivered(delivery, outcome.status or 0)
            log.info("webhook-delivered", extra=told)
            return
        again = schedule.retry_after(delivery.attempts, outcome.retry_after)
        self._outbox.failed(
            delivery,
            outcome.problem,
            outcome.status,
            retry_after=None if outcome.problem == "gone" else again,
            rest=schedule.rest,
            patience=self._patience,
        )
        log.warning("webhook-failed", extra={**told, "problem": outcome.problem})


def _report(error: Exception, name: str) -> None:
    said = str(error) if isinstance(error, OnrecordError) else type(error).__name__
    log.warning("webhooks-interrupted", extra={"worker": name, "problem": said})
