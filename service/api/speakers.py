"""Speakers: one per full name, across articles."""
# mypy: allow-untyped-decorators

from typing import Any

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.schemas.answers import QuotePageSchema, SpeakerPageSchema, SpeakerSchema
from service.api.schemas.requests import SpeakerQuotesQuerySchema, SpeakersQuerySchema
from service.records import Page, QuoteFilter, Speaker, StoredStatement

blueprint = Blueprint("speakers", __name__, url_prefix="/v1", description="Who speaks")


@blueprint.call("/speakers", problems=(400, 422))
@blueprint.arguments(SpeakersQuerySchema, location="query")
@blueprint.response(200, SpeakerPageSchema)
def list_speakers(query: dict[str, Any]) -> Page[Speaker]:
    """List the speakers, those with most statements first."""
    return services().store.queries.speakers(**query)


@blueprint.call("/speakers/<speaker_id>", problems=(404,))
@blueprint.response(200, SpeakerSchema)
def get_speaker(speaker_id: str) -> Speaker:
    """Get a speaker."""
    return services().store.queries.speaker(speaker_id)


@blueprint.call("/speakers/<speaker_id>/quotes", problems=(400, 404, 422))
@blueprint.arguments(SpeakerQuotesQuerySchema, location="query")
@blueprint.response(200, QuotePageSchema)
def list_speaker_quotes(query: dict[str, Any], speaker_id: str) -> Page[StoredStatement]:
    """List the statements of a speaker, newest article first. Offsets count code points."""
    queries = services().store.queries
    queries.speaker(speaker_id)
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    return queries.quotes(QuoteFilter(speaker=speaker_id, **query), limit=limit, cursor=cursor)
