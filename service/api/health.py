"""Health: whether the process lives, and whether it can do its work."""
# mypy: allow-untyped-decorators

from marshmallow import fields

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.problems import Problem
from service.api.schemas.statements import AnswerSchema

blueprint = Blueprint("health", __name__, description="Whether the service works")


class HealthSchema(AnswerSchema):
    """The service lives."""

    status = fields.String(required=True, metadata={"enum": ["ok"]})


class ReadinessSchema(HealthSchema):
    """The service can analyse and read."""

    model = fields.String(required=True)
    version = fields.String(required=True)


@blueprint.call("/healthz")
@blueprint.response(200, HealthSchema)
def get_health() -> dict[str, str]:
    """Tell that the process answers; true also while the model loads."""
    return {"status": "ok"}


@blueprint.call("/readyz", problems=(503,))
@blueprint.response(200, ReadinessSchema)
def get_readiness() -> dict[str, str]:
    """Tell whether the model is loaded and the store can be read."""
    try:
        services().store.ping()
    except ConnectionError:
        raise Problem(503, "store-unavailable", "The store cannot be read.") from None
    engine = services().engine
    if not engine.ready() or engine.info is None:
        raise Problem(503, "not-ready", "The model is being loaded.")
    return {"status": "ok", "model": engine.info.name, "version": engine.info.version}
