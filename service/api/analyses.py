"""Analyses: text in, statements out, nothing stored."""
# mypy: allow-untyped-decorators

from typing import Any

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.schemas.answers import AnalysisSchema
from service.api.schemas.requests import DocumentSchema, SubmissionQuerySchema
from service.api.submissions import PLAIN_TEXT, document_of, shown
from service.records import Analysis

blueprint = Blueprint("analyses", __name__, url_prefix="/v1", description="Analyse without storing")


@blueprint.call(
    "/analyses", method="POST", scope="read", analyses=True, problems=(400, 413, 415, 422, 503)
)
@blueprint.doc(requestBody=PLAIN_TEXT)
@blueprint.arguments(SubmissionQuerySchema, location="query")
@blueprint.arguments(DocumentSchema, location="document")
@blueprint.response(200, AnalysisSchema)
def create_analysis(query: dict[str, Any], body: dict[str, Any]) -> Analysis:
    """Find who said what in a text.

    Nothing is stored. The text comes as JSON with its metadata, or as text/plain with the
    metadata in the query string.
    """
    document = document_of(query, body)
    return shown(services().engine.analyse(document), document.text, query)
