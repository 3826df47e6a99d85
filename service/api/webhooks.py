"""Webhooks: addresses that are told of what saved filters find."""
# mypy: allow-untyped-decorators

import datetime as dt
from dataclasses import asdict
from typing import Any

from flask import url_for

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.preconditions import expected, tagged
from service.api.schemas.requests import PageQuerySchema
from service.api.schemas.webhooks import (
    DeliveriesQuerySchema,
    DeliveryPageSchema,
    DeliverySchema,
    NewWebhookSchema,
    SecretBodySchema,
    WebhookBodySchema,
    WebhookChangeBodySchema,
    WebhookPageSchema,
    WebhookSchema,
)
from service.records import Delivery, Page, Webhook
from service.store.webhook_rows import settings_of
from service.webhooks.hosts import read_url
from service.webhooks.signing import new_secret

blueprint = Blueprint(
    "webhooks", __name__, url_prefix="/v1", description="Messages to addresses of yours"
)
_LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Path of the webhook."}}
_EDIT = (400, 404, 413, 415, 422)


@blueprint.call("/webhooks", scope="admin", method="POST", idempotent=True, problems=(413, 415))
@blueprint.arguments(WebhookBodySchema, location="edit")
@blueprint.response(201, NewWebhookSchema, headers=_LOCATION)
def create_webhook(body: dict[str, Any]) -> tuple[dict[str, Any], int, Any]:
    """Make a webhook, which is told of what the filter finds from now on.

    The answer holds its secret, which is not shown again. Messages are as of Standard Webhooks:
    verify the signature before anything else. They come at least once, and may come in another
    order than things happened; `webhook-id` is the same whenever the same message comes again.
    """
    _check(body["url"])
    secret = new_secret()
    made = services().store.webhooks.create(
        body["url"], body["filter_id"], secret, enabled=body["enabled"]
    )
    location = url_for(".get_webhook", webhook_id=made.id)
    return {**asdict(made), "secret": secret}, 201, {"Location": location}


@blueprint.call("/webhooks", scope="admin", problems=(400, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, WebhookPageSchema)
def list_webhooks(query: dict[str, Any]) -> Page[Webhook]:
    """List the webhooks, oldest first."""
    return services().store.webhooks.list(**query)


@blueprint.call("/webhooks/<webhook_id>", scope="admin", problems=(404,))
@blueprint.response(200, WebhookSchema)
def get_webhook(webhook_id: str) -> Webhook:
    """Get a webhook: whether it is enabled, and how sending goes."""
    found = services().store.webhooks.get(webhook_id)
    return tagged(found, owned=settings_of(found))


@blueprint.call(
    "/webhooks/<webhook_id>", scope="admin", method="PATCH", problems=_EDIT, conditional=True
)
@blueprint.arguments(WebhookChangeBodySchema, location="edit", required=False)
@blueprint.response(200, WebhookSchema)
def change_webhook(body: dict[str, Any], webhook_id: str) -> Webhook:
    """Set a webhook's address or filter, or whether anything is sent to it.

    Its tag is of what callers set: messages that are sent meanwhile do not refuse a write.
    """
    if "url" in body:
        _check(body["url"])
    return services().store.webhooks.change(webhook_id, **body, expected=expected())


@blueprint.call(
    "/webhooks/<webhook_id>", scope="admin", method="DELETE", problems=(404,), conditional=True
)
@blueprint.response(204)
def delete_webhook(webhook_id: str) -> None:
    """Delete a webhook with its deliveries."""
    services().store.webhooks.delete(webhook_id, expected())


@blueprint.call(
    "/webhooks/<webhook_id>/secret",
    scope="admin",
    method="POST",
    problems=_EDIT,
    conditional=True,
)
@blueprint.arguments(SecretBodySchema, location="edit", required=False)
@blueprint.response(200, NewWebhookSchema)
def rotate_webhook_secret(body: dict[str, Any], webhook_id: str) -> dict[str, Any]:
    """Give a webhook a new secret, which is shown this once.

    For a while messages carry a signature by the old secret, too, so that none is refused while
    the receiver is changed.
    """
    secret = new_secret()
    keep = dt.timedelta(seconds=body["keep_old_seconds"])
    made = services().store.webhooks.rotate(webhook_id, secret, keep, expected())
    return {**asdict(made), "secret": secret}


@blueprint.call(
    "/webhooks/<webhook_id>/ping",
    scope="admin",
    method="POST",
    idempotent=True,
    problems=(404, 409),
)
@blueprint.response(202, DeliverySchema)
def ping_webhook(webhook_id: str) -> Delivery:
    """Send a message without events, to try the receiver; its delivery tells how that goes."""
    return services().store.webhooks.ping(webhook_id)


@blueprint.call("/webhooks/<webhook_id>/deliveries", scope="admin", problems=(400, 404, 422))
@blueprint.arguments(DeliveriesQuerySchema, location="query")
@blueprint.response(200, DeliveryPageSchema)
def list_deliveries(query: dict[str, Any], webhook_id: str) -> Page[Delivery]:
    """List the messages to a webhook, newest first, with what became of them."""
    return services().store.webhooks.deliveries(webhook_id, **query)


@blueprint.call("/webhooks/<webhook_id>/deliveries/<delivery_id>", scope="admin", problems=(404,))
@blueprint.response(200, DeliverySchema)
def get_delivery(webhook_id: str, delivery_id: str) -> Delivery:
    """Get a delivery."""
    return tagged(services().store.webhooks.delivery(webhook_id, delivery_id))


@blueprint.call(
    "/webhooks/<webhook_id>/deliveries/<delivery_id>/redeliver",
    scope="admin",
    method="POST",
    idempotent=True,
    conditional=True,
    problems=(404, 409),
)
@blueprint.response(202, DeliverySchema)
def redeliver(webhook_id: str, delivery_id: str) -> Delivery:
    """Send a message again that has arrived or failed, under the same id."""
    return services().store.webhooks.redeliver(webhook_id, delivery_id, expected())


def _check(url: str) -> None:
    """Raise InvalidWebhook for an address that nothing may be sent to."""
    services().hosts.check(read_url(url))
