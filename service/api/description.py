"""The description of the registered calls as OpenAPI 3.1."""

from typing import Any

from flask import Flask


def document(app: Flask) -> dict[str, Any]:
    """Describe the calls of an application as OpenAPI 3.1."""
    (registered,) = app.extensions["flask-smorest"]["apis"].values()
    described: dict[str, Any] = registered["ext_obj"].spec.to_dict()
    return described
