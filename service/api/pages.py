"""What a browser sees: the documentation, served whole from this installation."""

from flask import Blueprint, Response, current_app, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue

from service.api.description import document
from service.api.scopes import needs

blueprint = Blueprint(
    "pages", __name__, static_folder="static", static_url_path="/static", url_prefix="/"
)

# Swagger UI draws its icons from data: addresses and sets no inline style.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@blueprint.get("/")
@needs("open")
def home() -> ResponseReturnValue:
    """Lead to the documentation."""
    return redirect(url_for("pages.docs"))


@blueprint.get("/docs")
@needs("open")
def docs() -> Response:
    """Show the documentation of the calls, where they can be tried."""
    response = blueprint.send_static_file("docs.html")
    response.headers["Content-Security-Policy"] = DOCS_POLICY
    return response


@blueprint.get("/openapi.json")
@needs("open")
def description() -> Response:
    """Give the description of the calls (OpenAPI 3.1)."""
    return jsonify(document(current_app))
