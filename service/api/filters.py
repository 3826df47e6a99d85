"""Saved filters: what a feed, a stream or a webhook is to tell of."""
# mypy: allow-untyped-decorators

from typing import Any

from flask import url_for
from marshmallow import ValidationError

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.parsing import refused
from service.api.preconditions import expected, tagged
from service.api.schemas.filters import (
    FilterBodySchema,
    FilterChangeBodySchema,
    FilterPageSchema,
    FilterSchema,
    read_query,
)
from service.api.schemas.requests import PageQuerySchema
from service.records import ClaimFilter, FilterKind, Page, QuoteFilter, SavedFilter

blueprint = Blueprint("filters", __name__, url_prefix="/v1", description="Saved filters")
_LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Path of the filter."}}


@blueprint.call(
    "/filters", method="POST", scope="edit", problems=(400, 413, 415, 422), idempotent=True
)
@blueprint.arguments(FilterBodySchema, location="edit")
@blueprint.response(201, FilterSchema, headers=_LOCATION)
def create_filter(body: dict[str, Any]) -> tuple[SavedFilter, int, Any]:
    """Save a filter of quotes or claims under a name."""
    where = _where(body["kind"], body["query"])
    made = services().store.filters.create(body["name"], where)
    return made, 201, {"Location": url_for(".get_filter", filter_id=made.id)}


@blueprint.call("/filters", problems=(400, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, FilterPageSchema)
def list_filters(query: dict[str, Any]) -> Page[SavedFilter]:
    """List the saved filters by name."""
    return services().store.filters.list(**query)


@blueprint.call("/filters/<filter_id>", problems=(404,))
@blueprint.response(200, FilterSchema)
def get_filter(filter_id: str) -> SavedFilter:
    """Get a saved filter."""
    return tagged(services().store.filters.get(filter_id))


@blueprint.call(
    "/filters/<filter_id>",
    method="PATCH",
    scope="edit",
    problems=(400, 404, 413, 415, 422),
    conditional=True,
)
@blueprint.arguments(FilterChangeBodySchema, location="edit")
@blueprint.response(200, FilterSchema)
def change_filter(body: dict[str, Any], filter_id: str) -> SavedFilter:
    """Set a filter's name, or its query as a whole. Its kind stays."""
    if not body:
        raise refused(ValidationError("Nothing to change; give `name` or `query`."))
    filters = services().store.filters
    where = None
    if "query" in body:
        where = _where(filters.get(filter_id).kind, body["query"])
    return filters.change(filter_id, name=body.get("name"), where=where, expected=expected())


@blueprint.call(
    "/filters/<filter_id>", method="DELETE", scope="edit", problems=(404,), conditional=True
)
@blueprint.response(204)
def delete_filter(filter_id: str) -> None:
    """Delete a saved filter, with its feeds and streams."""
    services().store.filters.delete(filter_id, expected())


def _where(kind: FilterKind, query: dict[str, Any]) -> QuoteFilter | ClaimFilter:
    try:
        return read_query(kind, query)
    except ValidationError as error:
        raise refused(error) from None
