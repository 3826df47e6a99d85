"""Edits: what editors did, taken back; and which speakers may be one."""
# mypy: allow-untyped-decorators

from typing import Any

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.idempotency import concerns
from service.api.schemas.edits import (
    ChangeSchema,
    EditorSchema,
    SuggestionPageSchema,
    SuggestionsQuerySchema,
)
from service.api.submissions import editor_of
from service.records import LinkSuggestion, Page
from service.store import Change

blueprint = Blueprint("edits", __name__, url_prefix="/v1", description="Editors' work")


@blueprint.call(
    "/edits/<edit_id>/undo",
    method="POST",
    scope="edit",
    problems=(400, 404, 409, 413, 415, 422),
    idempotent=True,
)
@blueprint.arguments(EditorSchema, location="edit", required=False)
@blueprint.response(200, ChangeSchema)
def undo_edit(body: dict[str, Any], edit_id: str) -> Change:
    """Take an edit back; undoing that does it again."""
    change = services().store.editing.undo(edit_id, editor_of(body))
    if change.quote is not None:
        concerns(change.quote.article.id)
    if change.claim is not None:
        concerns(change.claim.stored.article.id)
    return change


@blueprint.call("/suggestions", problems=(400, 404, 422))
@blueprint.arguments(SuggestionsQuerySchema, location="query")
@blueprint.response(200, SuggestionPageSchema)
def list_suggestions(query: dict[str, Any]) -> Page[LinkSuggestion]:
    """List pairs of speakers who may be one but were not linked, the likeliest first."""
    return services().store.registry.suggestions(**query)


@blueprint.call(
    "/suggestions/<suggestion_id>/dismiss",
    method="POST",
    scope="edit",
    problems=(400, 404, 413, 415, 422),
    idempotent=True,
)
@blueprint.arguments(EditorSchema, location="edit", required=False)
@blueprint.response(200, ChangeSchema)
def dismiss_suggestion(body: dict[str, Any], suggestion_id: str) -> Change:
    """Settle that two speakers are two."""
    return services().store.editing.dismiss(suggestion_id, editor_of(body))
