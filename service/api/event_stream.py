"""Events as a `text/event-stream`: sent as they come, gone on with where a reader left off."""

import time
from collections.abc import Callable, Iterator, Sequence

import orjson
from flask import Response, request

from service.api.problems import Problem
from service.api.schemas.events import written
from service.api.streams import Streams
from service.errors import EventsExpired, InvalidCursor, NotFound, StoreUnavailable
from service.records import Event
from service.store.events import Events

MEDIA_TYPE = "text/event-stream"
CONTENT_TYPE = f"{MEDIA_TYPE}; charset=utf-8"
HEARTBEAT_SECONDS = 10.0  # after which something is sent, so that a reader that is gone is noticed
LONGEST_SECONDS = 3600.0  # after which a reader is to connect anew, which it does by itself
RETRY_SECONDS = 2
_AT_ONCE = 200  # events read together
_OUTAGE_SECONDS = 1.0

Select = Callable[[Sequence[Event]], Sequence[Event]]
"""Which of some events are told; raises NotFound where what is followed is there no longer."""


def respond(streams: Streams, events: Events, after: int | None, select: Select) -> Response:
    """Answer with a stream of the events that follow a number; None: of what comes next.

    Raises EventsExpired and InvalidCursor as Events.after does, and a 503 problem where too many
    streams are open.
    """
    position = events.end().number if after is None else after
    events.after(position, limit=1)  # what cannot be gone on with is said at once
    if request.method == "HEAD":
        return Response(content_type=CONTENT_TYPE)
    if not streams.enter():
        raise Problem(
            503,
            "too-many-streams",
            f"{streams.most} streams of events are open, the most that this process serves; try "
            "again later, or read pages with Accept: application/json.",
        )
    response = Response(_told(streams, events, position, select), content_type=CONTENT_TYPE)
    response.call_on_close(streams.leave)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # a proxy must pass each event on at once
    return response


def frame(event: Event) -> bytes:
    """Write an event as the stream has it."""
    data = orjson.dumps(written(event))
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (event.number, event.kind.encode(), data)


def _told(streams: Streams, events: Events, position: int, select: Select) -> Iterator[bytes]:
    # The place is told at once: a reader that is cut before its first event knows where it was.
    yield b"retry: %d\nid: %d\n\n" % (RETRY_SECONDS * 1000, position)
    told = position
    end = time.monotonic() + LONGEST_SECONDS
    beat = time.monotonic() + HEARTBEAT_SECONDS
    while not streams.stopped and time.monotonic() < end:
        try:
            batch = events.after(position, limit=_AT_ONCE)
            chosen = select(batch)
        except StoreUnavailable:
            streams.pause(_OUTAGE_SECONDS)
            batch = chosen = ()
        except (NotFound, EventsExpired, InvalidCursor):
            return  # when the reader comes back it is told why
        if batch:
            position = batch[-1].number
        if chosen:
            told = chosen[-1].number
            yield b"".join(frame(event) for event in chosen)
            beat = time.monotonic() + HEARTBEAT_SECONDS
        elif time.monotonic() >= beat:
            # A block of an id alone moves the reader's place on without an event.
            yield b":\n\n" if told == position else b"id: %d\n\n" % position
            told = position
            beat = time.monotonic() + HEARTBEAT_SECONDS
        if len(batch) < _AT_ONCE:
            streams.wait(position, max(0.0, min(beat, end) - time.monotonic()))
