"""Stance: of any text toward any target that the caller names."""
# mypy: allow-untyped-decorators

from typing import Any

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.schemas.requests import OffsetsQuerySchema
from service.api.schemas.stance import StanceBodySchema, TargetStanceSchema
from service.api.submissions import document_of, shown
from service.records import TargetStance

blueprint = Blueprint("stance", __name__, url_prefix="/v1", description="Stance toward a target")


@blueprint.call(
    "/stance", method="POST", scope="read", analyses=True, problems=(400, 413, 415, 422, 503)
)
@blueprint.arguments(OffsetsQuerySchema, location="query")
@blueprint.arguments(StanceBodySchema, location="document")
@blueprint.response(200, TargetStanceSchema)
def tell_stance(query: dict[str, Any], body: dict[str, Any]) -> TargetStance:
    """Tell where a text stands on a target, and which words decide that.

    The clauses that speak of the target are read one by one: those of statements, and where none of
    these speaks of it, those of the running text. Nothing is stored.
    """
    target = body.pop("target")
    document = document_of(query, body)
    return shown(services().engine.stance(document, target), document.text, query)
