"""Health: whether the process lives, and whether it can do its work."""
# mypy: allow-untyped-decorators

import datetime as dt
import logging

from marshmallow import fields

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.problems import Problem
from service.api.schemas.statements import AnswerSchema

log = logging.getLogger(__name__)
blueprint = Blueprint("health", __name__, description="Whether the service works")


class HealthSchema(AnswerSchema):
    """The service lives."""

    status = fields.String(required=True, metadata={"enum": ["ok"]})


class ReadinessSchema(HealthSchema):
    """The service can analyse and read."""

    model = fields.String(required=True)
    version = fields.String(required=True)


@blueprint.call("/healthz", scope="open")
@blueprint.response(200, HealthSchema)
def get_health() -> dict[str, str]:
    """Tell that the process answers; true also while the model loads."""
    return {"status": "ok"}


@blueprint.call("/readyz", scope="open", problems=(503,))
@blueprint.response(200, ReadinessSchema)
def get_readiness() -> dict[str, str]:
    """Tell whether the service does all its work.

    The database can be read, has the tables of this version and takes what is written to it; the
    model is loaded; somebody works on what was accepted for the background.
    """
    store, engine, runner = services().store, services().engine, services().runner
    try:
        store.ping()
    except ConnectionError as error:
        log.warning("not-ready", extra={"problem": str(error)})
        raise Problem(503, "store-unavailable", "The store cannot be read.") from None
    if runner is not None and not runner.writing:
        raise Problem(503, "store-unavailable", "The store cannot be written to.")
    if not engine.ready() or engine.info is None:
        raise Problem(503, "not-ready", "The model is being loaded.")
    here = runner is not None and runner.working
    if not here and (runner is not None or not services().settings.background):
        alive = dt.timedelta(seconds=services().settings.lease_seconds)
        if not store.jobs.counts(lately=alive).workers:
            raise Problem(503, "no-worker", "Nobody works on what was accepted for later.")
    return {"status": "ok", "model": engine.info.name, "version": engine.info.version}
