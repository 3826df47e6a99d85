"""Quotes: the statements of all articles, by speaker, outlet, time and words."""
# mypy: allow-untyped-decorators

from functools import partial
from typing import Any

from flask import Response

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.lists import listed, one_documented, rest, single
from service.api.offers import QUOTES
from service.api.preconditions import expected, tagged
from service.api.schemas.answers import QuotePageSchema, QuoteSchema
from service.api.schemas.edits import ChangeSchema, EditPageSchema, QuoteCorrectionSchema
from service.api.schemas.requests import OffsetsQuerySchema, PageQuerySchema, QuotesQuerySchema
from service.api.schemas.utterances import UtteranceSchema
from service.api.submissions import editor_of, shown
from service.records import Edit, Page, QuoteFilter, StoredStatement, Utterance
from service.store import Change

_EDIT = (400, 404, 413, 415, 422)
blueprint = Blueprint("quotes", __name__, url_prefix="/v1", description="Statements")


@blueprint.call("/quotes", problems=(400, 406, 422))
@blueprint.doc(**QUOTES.documented())
@blueprint.arguments(QuotesQuerySchema, location="query")
@blueprint.response(200, QuotePageSchema)
def list_quotes(query: dict[str, Any]) -> Page[StoredStatement] | Response:
    """List statements, newest article first. Offsets count code points."""
    fetch = partial(services().store.queries.quotes, QuoteFilter(**rest(query)))
    return listed(QUOTES, fetch, query)


@blueprint.call("/quotes/<quote_id>", problems=(400, 404, 406, 422))
@blueprint.doc(**one_documented())
@blueprint.arguments(OffsetsQuerySchema, location="query")
@blueprint.response(200, QuoteSchema)
def get_quote(query: dict[str, Any], quote_id: str) -> StoredStatement | Response:
    """Get a statement with its article."""
    queries = services().store.queries
    found = tagged(queries.quote(quote_id))
    if query["offsets"] != "code-points":
        found = shown(found, queries.article(found.article.id).document.text, query)
    return single(QUOTES, found)


@blueprint.call(
    "/quotes/<quote_id>", method="PATCH", scope="edit", problems=_EDIT, conditional=True
)
@blueprint.arguments(QuoteCorrectionSchema, location="edit")
@blueprint.response(200, ChangeSchema)
def correct_quote(body: dict[str, Any], quote_id: str) -> Change:
    """Correct a statement's speaker or labels.

    The correction survives another analysis of the article: it is matched to the new statement of
    that content, and a corrected statement that is not found again stays.
    """
    return services().store.editing.correct_quote(quote_id, body, editor_of(body), expected())


@blueprint.call("/quotes/<quote_id>/appearances", problems=(404,))
@blueprint.response(200, UtteranceSchema)
def list_appearances(quote_id: str) -> Utterance:
    """Find where else this was said, and what was cut or changed there.

    Statements of nearly the same words by the same speaker are one utterance, in any article; in
    other words, only where one is not quoted directly and the articles are of the same days.
    """
    return services().store.utterances.of(quote_id)


@blueprint.call("/quotes/<quote_id>/history", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, EditPageSchema)
def list_quote_history(query: dict[str, Any], quote_id: str) -> Page[Edit]:
    """List the corrections of a statement, newest first."""
    services().store.queries.quote(quote_id)
    return services().store.registry.quote_history(quote_id, **query)
