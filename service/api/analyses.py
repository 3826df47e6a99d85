"""Analyses: text in, statements out, nothing stored."""
# mypy: allow-untyped-decorators

from typing import Any

from flask import request

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.parsing import HTML
from service.api.schemas.answers import AnalysisSchema, Answered
from service.api.schemas.requests import DocumentSchema, SubmissionQuerySchema
from service.api.submissions import OTHER_BODIES, document_of, shown

blueprint = Blueprint("analyses", __name__, url_prefix="/v1", description="Analyse without storing")


@blueprint.call(
    "/analyses", method="POST", scope="read", analyses=True, problems=(400, 413, 415, 422, 503)
)
@blueprint.doc(requestBody=OTHER_BODIES)
@blueprint.arguments(SubmissionQuerySchema, location="query")
@blueprint.arguments(DocumentSchema, location="submission")
@blueprint.response(200, AnalysisSchema)
def create_analysis(query: dict[str, Any], body: dict[str, Any]) -> Answered:
    """Find who said what in a text.

    Nothing is stored. The text comes as JSON with its metadata, or as text/plain with the
    metadata in the query string, or is taken out of a page sent as text/html, whose own metadata
    counts where the query string has none. Then `page` has the text that offsets point into.
    """
    document = document_of(query, body)
    analysis = shown(services().engine.analyse(document), document.text, query)
    return Answered(analysis, document if request.mimetype in HTML else None)
