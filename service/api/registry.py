"""All calls together, registered with an application."""
# mypy: allow-subclassing-any

from importlib.metadata import version
from typing import Any

import flask_smorest
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask

from service.api import (
    analyses,
    articles,
    claims,
    edits,
    events,
    feeds,
    filters,
    health,
    jobs,
    pages,
    preconditions,
    problems,
    quotes,
    speakers,
    stance,
    targets,
    topics,
    webhooks,
)
from service.api.blueprint import SECURITY_SCHEME
from service.api.json import OrjsonProvider
from service.api.schemas.webhooks import WebhookMessageSchema

_DESCRIPTION = """\
Finds who said what in news text: each direct quote and reported statement with its speaker, its
cue and its exact place in the text.

Offsets are half-open and count code points of the text as it was sent; `offsets=utf-16` counts
UTF-16 units, where a call takes it. Null means that the text does not tell. Errors are problem
details (RFC 9457), in one shape for every status.

A service that others can reach asks for an API key, sent as `Authorization: Bearer onr_…`; every
call names the scope that the key must have. `onrecord keys create` makes keys. Calls are counted
by key: `RateLimit-Remaining` tells how many are left in this minute.
"""
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "onr_ and 59 letters and digits",
    "description": (
        "An API key with the scope that the call names: `read` (all that changes nothing), `write` "
        "(articles), `edit` (editors' work) or `admin` (all). Also taken as the password of Basic "
        "authentication, for feed readers. A service that only its own machine can reach asks for "
        "none."
    ),
}
_SECONDS = {"schema": {"type": "integer"}, "description": "Seconds after which to try again."}
_CHALLENGE = {"schema": {"type": "string"}, "description": "What is needed (RFC 6750)."}
_HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": _CHALLENGE},
    403: {"WWW-Authenticate": _CHALLENGE},
    429: {"Retry-After": _SECONDS},
    503: {"Retry-After": _SECONDS},
}


_MESSAGE = {
    "summary": "Be told of what a saved filter finds.",
    "description": "Sent to the url of a webhook, signed as of Standard Webhooks, until it is "
    "answered with a status of 200 to 299; 410 disables the webhook.",
    "parameters": [
        {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
        for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/WebhookMessage"}}
        },
    },
    "responses": {"2XX": {"description": "The message was taken."}},
}


class Api(flask_smorest.Api):
    """flask-smorest with problem details instead of its own error shape."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        problems.register(self._app)

    def _register_pagination_header(self) -> None:
        """Leave out what our lists do not use."""

    def _register_responses(self) -> None:
        unchanged = {"description": "It is still as it was read", "headers": preconditions.TAG}
        self.spec.components.response(preconditions.UNCHANGED, unchanged, lazy=True)
        for status, name in problems.COMPONENTS.items():
            content = {problems.MEDIA_TYPE: {"schema": problems.ProblemSchema}}
            response: dict[str, Any] = {"description": problems.title(status), "content": content}
            if status in _HEADERS:
                response["headers"] = _HEADERS[status]
            self.spec.components.response(name, response, lazy=True)


def _schema_name(schema: Any) -> str:
    cls = schema if isinstance(schema, type) else type(schema)
    return cls.__name__.removesuffix("Schema")


def register(app: Flask) -> None:
    """Add all calls and pages to an application."""
    app.json = OrjsonProvider(app)
    app.config["OPENAPI_VERSION"] = "3.1.0"
    app.config["API_TITLE"] = "Onrecord"
    app.config["API_VERSION"] = version("onrecord")
    api = Api(
        app,
        spec_kwargs={
            "marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=_schema_name),
            "info": {
                "description": _DESCRIPTION,
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/"}],
            "webhooks": {"filterEvents": {"post": _MESSAGE}},
        },
    )
    api.spec.components.security_scheme(SECURITY_SCHEME, _KEY)
    api.spec.components.schema("WebhookMessage", schema=WebhookMessageSchema)
    for resource in (
        analyses,
        stance,
        articles,
        jobs,
        quotes,
        claims,
        speakers,
        targets,
        topics,
        edits,
        events,
        feeds,
        filters,
        webhooks,
        health,
    ):
        api.register_blueprint(resource.blueprint)
    app.register_blueprint(pages.blueprint)
