"""Targets: what stances are toward, across articles."""
# mypy: allow-untyped-decorators

from typing import Any

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.schemas.positions import TargetPageSchema, TargetSchema
from service.api.schemas.requests import TargetsQuerySchema
from service.records import Page, Target

blueprint = Blueprint("targets", __name__, url_prefix="/v1", description="What stances are toward")


@blueprint.call("/targets", problems=(400, 422))
@blueprint.arguments(TargetsQuerySchema, location="query")
@blueprint.response(200, TargetPageSchema)
def list_targets(query: dict[str, Any]) -> Page[Target]:
    """List what stances are toward, those of most statements first."""
    return services().store.positions.targets(**query)


@blueprint.call("/targets/<target_id>", problems=(404,))
@blueprint.response(200, TargetSchema)
def get_target(target_id: str) -> Target:
    """Get a target with how statements put it and their stances."""
    return services().store.positions.target(target_id)
