"""Speakers across articles, and what editors do to them."""
# mypy: allow-untyped-decorators

from functools import partial
from typing import Any

from flask import Response

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.lists import listed, rest
from service.api.offers import QUOTES, SPEAKERS, TARGET_STANCES
from service.api.preconditions import expected, tagged
from service.api.schemas.answers import QuotePageSchema, SpeakerPageSchema, SpeakerSchema
from service.api.schemas.edits import (
    ChangeSchema,
    EditPageSchema,
    MergeSchema,
    RolesSchema,
    SpeakerChangeSchema,
    SplitSchema,
)
from service.api.schemas.positions import ShiftPageSchema, TargetStandingPageSchema
from service.api.schemas.requests import (
    PageQuerySchema,
    SpeakerQuotesQuerySchema,
    SpeakersQuerySchema,
)
from service.api.schemas.topics import ShiftsQuerySchema, SpeakerStancesQuerySchema
from service.api.submissions import editor_of
from service.records import (
    Edit,
    Page,
    QuoteFilter,
    RoleUse,
    Shift,
    Speaker,
    Standing,
    StoredStatement,
)
from service.store import Change

_EDIT = (400, 404, 413, 415, 422)
blueprint = Blueprint("speakers", __name__, url_prefix="/v1", description="Who speaks")


@blueprint.call("/speakers", problems=(400, 406, 422))
@blueprint.doc(**SPEAKERS.documented())
@blueprint.arguments(SpeakersQuerySchema, location="query")
@blueprint.response(200, SpeakerPageSchema)
def list_speakers(query: dict[str, Any]) -> Page[Speaker] | Response:
    """List the speakers, those with most statements first.

    With `q`, exact names come first, then beginnings of names, then of their words, then names
    that are spelled much like it.
    """
    return listed(SPEAKERS, partial(services().store.queries.speakers, **rest(query)), query)


@blueprint.call("/speakers/<speaker_id>", problems=(404,))
@blueprint.response(200, SpeakerSchema)
def get_speaker(speaker_id: str) -> Speaker:
    """Get a speaker."""
    return tagged(services().store.queries.speaker(speaker_id))


@blueprint.call("/speakers/<speaker_id>/quotes", problems=(400, 404, 406, 422))
@blueprint.doc(**QUOTES.documented())
@blueprint.arguments(SpeakerQuotesQuerySchema, location="query")
@blueprint.response(200, QuotePageSchema)
def list_speaker_quotes(query: dict[str, Any], speaker_id: str) -> Page[StoredStatement] | Response:
    """List the statements of a speaker, newest article first. Offsets count code points."""
    queries = services().store.queries
    queries.speaker(speaker_id)
    where = QuoteFilter(speaker=speaker_id, **rest(query))
    return listed(QUOTES, partial(queries.quotes, where), query)


@blueprint.call("/speakers/<speaker_id>/stances", problems=(400, 404, 406, 422))
@blueprint.doc(**TARGET_STANCES.documented())
@blueprint.arguments(SpeakerStancesQuerySchema, location="query")
@blueprint.response(200, TargetStandingPageSchema)
def list_speaker_stances(query: dict[str, Any], speaker_id: str) -> Page[Standing] | Response:
    """List where a speaker stands, by target and over time, with the statements.

    The answer is made from at most 20,000 statements, those of the newest articles.
    """
    fetch = partial(services().store.positions.of_speaker, speaker_id, **rest(query))
    return listed(TARGET_STANCES, fetch, query)


@blueprint.call("/speakers/<speaker_id>/shifts", problems=(400, 404, 422))
@blueprint.arguments(ShiftsQuerySchema, location="query")
@blueprint.response(200, ShiftPageSchema)
def list_speaker_shifts(query: dict[str, Any], speaker_id: str) -> Page[Shift]:
    """List a speaker's changes of stance with the statements before and after, latest first.

    Changes are between days, toward a topic as a whole or a target that belongs to none; neutral
    statements, and days with stances that differ, tell nothing.
    """
    return services().store.positions.shifts(speaker_id, **query)


@blueprint.call(
    "/speakers/<speaker_id>", method="PATCH", scope="edit", problems=_EDIT, conditional=True
)
@blueprint.arguments(SpeakerChangeSchema, location="edit")
@blueprint.response(200, ChangeSchema)
def change_speaker(body: dict[str, Any], speaker_id: str) -> Change:
    """Set a speaker's canonical name, further aliases or ids in other registers."""
    return services().store.editing.change_speaker(speaker_id, body, editor_of(body), expected())


@blueprint.call(
    "/speakers/<speaker_id>/merge",
    method="POST",
    scope="edit",
    problems=_EDIT,
    conditional=True,
    idempotent=True,
)
@blueprint.arguments(MergeSchema, location="edit")
@blueprint.response(200, ChangeSchema)
def merge_speakers(body: dict[str, Any], speaker_id: str) -> Change:
    """Make speakers one with this one, now and for articles to come. Their ids lead here."""
    editing = services().store.editing
    return editing.merge(speaker_id, body["speakers"], editor_of(body), expected())


@blueprint.call(
    "/speakers/<speaker_id>/split",
    method="POST",
    scope="edit",
    problems=_EDIT,
    conditional=True,
    idempotent=True,
)
@blueprint.arguments(SplitSchema, location="edit")
@blueprint.response(200, ChangeSchema)
def split_speaker(body: dict[str, Any], speaker_id: str) -> Change:
    """Part what some articles say of this speaker as another speaker, who comes first."""
    return services().store.editing.split(
        speaker_id,
        editor_of(body),
        articles=body.get("articles", ()),
        spellings=body.get("names", ()),
        name=body.get("name"),
        expected=expected(),
    )


@blueprint.call("/speakers/<speaker_id>/history", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, EditPageSchema)
def list_speaker_history(query: dict[str, Any], speaker_id: str) -> Page[Edit]:
    """List what editors did to a speaker, newest first."""
    return services().store.registry.speaker_history(speaker_id, **query)


@blueprint.call("/speakers/<speaker_id>/roles", problems=(404,))
@blueprint.response(200, RolesSchema)
def list_speaker_roles(speaker_id: str) -> dict[str, tuple[RoleUse, ...]]:
    """List a speaker's roles over time, with the articles that state them, latest first."""
    return {"items": services().store.registry.roles(speaker_id)}
