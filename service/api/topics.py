"""Topics: what editors want to see stances toward, and where speakers stand on it."""
# mypy: allow-untyped-decorators

from functools import partial
from typing import Any

from flask import Response, url_for

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.lists import listed, rest
from service.api.offers import SPEAKER_STANCES
from service.api.preconditions import expected, tagged
from service.api.schemas.edits import EditPageSchema
from service.api.schemas.positions import (
    SpeakerStandingPageSchema,
    TopicChangeSchema,
    TopicPageSchema,
    TopicSchema,
    TopicTargetPageSchema,
)
from service.api.schemas.requests import PageQuerySchema
from service.api.schemas.topics import (
    TopicBodySchema,
    TopicChangeBodySchema,
    TopicStancesQuerySchema,
    TopicTargetsQuerySchema,
    VerdictBodySchema,
)
from service.api.submissions import editor_of
from service.records import Edit, Page, Standing, Topic, TopicTarget
from service.store import TopicChange

blueprint = Blueprint("topics", __name__, url_prefix="/v1", description="Stances by topic")
_LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Path of the topic."}}
_EDIT = (400, 404, 409, 413, 415, 422)


@blueprint.call(
    "/topics", method="POST", scope="edit", problems=(400, 409, 413, 415, 422), idempotent=True
)
@blueprint.arguments(TopicBodySchema, location="edit")
@blueprint.response(201, TopicChangeSchema, headers=_LOCATION)
def create_topic(body: dict[str, Any]) -> tuple[TopicChange, int, Any]:
    """Make a topic. Targets that fit its name or a phrasing are gathered, now and in future."""
    change = services().store.topic_editing.create(body["name"], body["phrasings"], editor_of(body))
    location = url_for(".get_topic", topic_id=change.edit.topic_id)
    return change, 201, {"Location": location}


@blueprint.call("/topics", problems=(400, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, TopicPageSchema)
def list_topics(query: dict[str, Any]) -> Page[Topic]:
    """List the topics by name."""
    return services().store.topics.topics(**query)


@blueprint.call("/topics/<topic_id>", problems=(404,))
@blueprint.response(200, TopicSchema)
def get_topic(topic_id: str) -> Topic:
    """Get a topic."""
    return tagged(services().store.topics.topic(topic_id))


@blueprint.call(
    "/topics/<topic_id>", method="PATCH", scope="edit", problems=_EDIT, conditional=True
)
@blueprint.arguments(TopicChangeBodySchema, location="edit")
@blueprint.response(200, TopicChangeSchema)
def change_topic(body: dict[str, Any], topic_id: str) -> TopicChange:
    """Set a topic's name or phrasings. Its targets are gathered anew; verdicts stay."""
    return services().store.topic_editing.change(topic_id, body, editor_of(body), expected())


@blueprint.call(
    "/topics/<topic_id>", method="DELETE", scope="edit", problems=(404,), conditional=True
)
@blueprint.response(200, TopicChangeSchema)
def delete_topic(topic_id: str) -> TopicChange:
    """Delete a topic with its verdicts; undoing the edit brings both back."""
    return services().store.topic_editing.delete(topic_id, editor_of({}), expected())


@blueprint.call("/topics/<topic_id>/targets", problems=(400, 404, 422))
@blueprint.arguments(TopicTargetsQuerySchema, location="query")
@blueprint.response(200, TopicTargetPageSchema)
def list_topic_targets(query: dict[str, Any], topic_id: str) -> Page[TopicTarget]:
    """List the targets that may belong to a topic, those that fit best first."""
    return services().store.topics.targets(topic_id, **query)


@blueprint.call(
    "/topics/<topic_id>/targets/<target_id>",
    method="PUT",
    scope="edit",
    problems=_EDIT,
    conditional=True,
)
@blueprint.arguments(VerdictBodySchema, location="edit")
@blueprint.response(200, TopicChangeSchema)
def judge_topic_target(body: dict[str, Any], topic_id: str, target_id: str) -> TopicChange:
    """Settle whether a target belongs to a topic. The verdict survives new articles.

    `If-Match` takes the topic's tag.
    """
    return services().store.topic_editing.judge(
        topic_id,
        target_id,
        body["verdict"],
        editor_of(body),
        opposite=body["opposite"],
        expected=expected(),
    )


@blueprint.call("/topics/<topic_id>/stances", problems=(400, 404, 406, 422))
@blueprint.doc(**SPEAKER_STANCES.documented())
@blueprint.arguments(TopicStancesQuerySchema, location="query")
@blueprint.response(200, SpeakerStandingPageSchema)
def list_topic_stances(query: dict[str, Any], topic_id: str) -> Page[Standing] | Response:
    """List where speakers stand on a topic over time, with the statements behind every number.

    A stance toward a target that is for the topic's end counts the other way round. The answer is
    made from at most 20,000 statements, those of the newest articles.
    """
    fetch = partial(services().store.positions.of_topic, topic_id, **rest(query))
    return listed(SPEAKER_STANCES, fetch, query)


@blueprint.call("/topics/<topic_id>/history", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, EditPageSchema)
def list_topic_history(query: dict[str, Any], topic_id: str) -> Page[Edit]:
    """List what editors did to a topic, also to a deleted one, newest first."""
    return services().store.topics.history(topic_id, **query)
