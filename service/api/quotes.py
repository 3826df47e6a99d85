"""Quotes: the statements of all articles, by speaker, outlet, time and words."""
# mypy: allow-untyped-decorators

from typing import Any

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.schemas.answers import QuotePageSchema, QuoteSchema
from service.api.schemas.requests import OffsetsQuerySchema, QuotesQuerySchema
from service.api.submissions import shown
from service.records import Page, QuoteFilter, StoredStatement

blueprint = Blueprint("quotes", __name__, url_prefix="/v1", description="Statements")


@blueprint.call("/quotes", problems=(400, 422))
@blueprint.arguments(QuotesQuerySchema, location="query")
@blueprint.response(200, QuotePageSchema)
def list_quotes(query: dict[str, Any]) -> Page[StoredStatement]:
    """List statements, newest article first. Offsets count code points."""
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    return services().store.queries.quotes(QuoteFilter(**query), limit=limit, cursor=cursor)


@blueprint.call("/quotes/<quote_id>", problems=(400, 404, 422))
@blueprint.arguments(OffsetsQuerySchema, location="query")
@blueprint.response(200, QuoteSchema)
def get_quote(query: dict[str, Any], quote_id: str) -> StoredStatement:
    """Get a statement with its article."""
    queries = services().store.queries
    found = queries.quote(quote_id)
    if query["offsets"] == "code-points":
        return found
    return shown(found, queries.article(found.article.id).document.text, query)
