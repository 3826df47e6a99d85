"""Events: what was done, as pages of a log or as a stream."""
# mypy: allow-untyped-decorators

from collections.abc import Sequence
from typing import Any

from flask import Response, request

from service.api import event_stream
from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.problems import Problem
from service.api.schemas.events import (
    EventPageSchema,
    EventsQuerySchema,
    StreamHeadersSchema,
)
from service.records import Event, Page

blueprint = Blueprint("events", __name__, url_prefix="/v1", description="What was done")
_STREAM = {
    "schema": {"type": "string"},
    "description": "Events as they come",
    "content_type": event_stream.MEDIA_TYPE,
    "success": True,
}
_PROBLEMS = (400, 406, 410, 422, 503)


@blueprint.call("/events", problems=_PROBLEMS)
@blueprint.arguments(EventsQuerySchema, location="query")
@blueprint.arguments(StreamHeadersSchema, location="headers")
@blueprint.alt_response(200, **_STREAM)
@blueprint.response(200, EventPageSchema)
def list_events(query: dict[str, Any], headers: dict[str, str]) -> Page[Event] | Response:
    """List what was done, oldest first; with `Accept: text/event-stream`, as it is done.

    Events hold ids, not text, and are kept for `ONRECORD_EVENT_DAYS`. Who goes on from the id of
    the last one misses none and gets none twice; where those that follow are no longer kept, the
    answer is 410.
    """
    return _answer(query, headers, tuple)


@blueprint.call("/filters/<filter_id>/events", problems=(*_PROBLEMS, 404))
@blueprint.arguments(EventsQuerySchema, location="query")
@blueprint.arguments(StreamHeadersSchema, location="headers")
@blueprint.alt_response(200, **_STREAM)
@blueprint.response(200, EventPageSchema)
def list_filter_events(
    query: dict[str, Any], headers: dict[str, str], filter_id: str
) -> Page[Event] | Response:
    """List what was done to the statements, or claims, that a filter finds now.

    `limit` events of the log are looked at for a page, which may therefore have fewer items, or
    none, and yet a `next_cursor`. What has been deleted is not found: `article.deleted` and the
    like are in the whole log.
    """
    filters = services().store.filters
    filters.get(filter_id)

    def chosen(happened: Sequence[Event]) -> Sequence[Event]:
        return filters.matching(filters.get(filter_id).where, happened)

    return _answer(query, headers, chosen)


def _answer(
    query: dict[str, Any], headers: dict[str, str], select: event_stream.Select
) -> Page[Event] | Response:
    log = services().store.events
    if _wants_stream():
        place = headers.get("last_event_id", query.get("after"))
        after = None if place is None else int(place)
        return event_stream.respond(services().streams, log, after, select)
    limit = query["limit"]
    happened = log.after(int(query.get("after", "0")), limit=limit + 1)
    page = happened[:limit]
    following = str(page[-1].number) if len(happened) > limit else None
    return Page(tuple(select(page)), following)


def _wants_stream() -> bool:
    """Whether a stream is preferred to a page. Raises a 406 problem where neither will do."""
    offered = ["application/json", event_stream.MEDIA_TYPE]
    best = request.accept_mimetypes.best_match(offered) if request.accept_mimetypes else offered[0]
    if best is None:
        raise Problem(406, "not-acceptable", f"Accept asks for neither of {', '.join(offered)}.")
    return best == event_stream.MEDIA_TYPE
