"""Articles: analysed once, kept with their statements."""
# mypy: allow-untyped-decorators

from functools import partial
from typing import Any

import orjson
from flask import Response, url_for

from service.analysis import submit
from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.jobs import accepted, wanted_later
from service.api.lists import listed, rest
from service.api.offers import ARTICLES, QUOTES
from service.api.schemas.answers import ArticlePageSchema, ArticleSchema, QuotePageSchema
from service.api.schemas.jobs import JobSchema
from service.api.schemas.requests import (
    ArticleQuotesQuerySchema,
    ArticlesQuerySchema,
    DocumentSchema,
    OffsetsQuerySchema,
    SubmissionQuerySchema,
)
from service.api.submissions import OTHER_BODIES, document_of, shown
from service.exports import annotations
from service.records import Article, Page, QuoteFilter, StoredStatement
from service.store import ListedArticle

blueprint = Blueprint("articles", __name__, url_prefix="/v1", description="Stored articles")
_LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Path of the article."}}
_JOB_HEADERS = {
    "Location": {"schema": {"type": "string"}, "description": "Path of the job."},
    "Preference-Applied": {"schema": {"type": "string"}, "description": "`respond-async`"},
}
_ANNOTATIONS = {"schema": {"type": "object", "description": "A page of W3C Web Annotations."}}
_PREFER = {
    "in": "header",
    "name": "Prefer",
    "schema": {"type": "string"},
    "description": "`respond-async`: accept the article with 202 and analyse it later.",
}


@blueprint.call(
    "/articles", method="POST", scope="write", analyses=True, problems=(400, 413, 415, 422, 503)
)
@blueprint.doc(requestBody=OTHER_BODIES, parameters=[_PREFER])
@blueprint.arguments(SubmissionQuerySchema, location="query")
@blueprint.arguments(DocumentSchema, location="submission")
@blueprint.alt_response(
    202,
    schema=JobSchema,
    description="The article will be analysed",
    headers=_JOB_HEADERS,
    success=True,
)
@blueprint.alt_response(
    200, schema=ArticleSchema, description="The article was there already", success=True
)
@blueprint.response(201, ArticleSchema, headers=_LOCATION)
def create_article(
    query: dict[str, Any], body: dict[str, Any]
) -> tuple[Article, int, Any] | Response:
    """Analyse and keep an article.

    The same text again gives the same article, as it is stored, with status 200. With the header
    `Prefer: respond-async` it is accepted with status 202 and analysed later. Of a page sent as
    text/html the main text is the article; the page's own title, author, outlet, date and address
    count where the query string has none.
    """
    document = document_of(query, body)
    if wanted_later():
        (outcome,) = services().store.jobs.submit([document])
        if outcome.job is not None:
            return accepted(outcome.job)
    article, created = submit(document, services().engine.analyse, services().store)
    location = url_for(".get_article", article_id=article.id)
    answer = shown(article, article.document.text, query)
    return answer, 201 if created else 200, {"Location": location}


@blueprint.call("/articles", problems=(400, 406, 422))
@blueprint.doc(**ARTICLES.documented())
@blueprint.arguments(ArticlesQuerySchema, location="query")
@blueprint.response(200, ArticlePageSchema)
def list_articles(query: dict[str, Any]) -> Page[ListedArticle] | Response:
    """List the articles, newest first."""
    fetch = partial(services().store.queries.articles, **rest(query))
    return listed(ARTICLES, fetch, query)


@blueprint.call("/articles/<article_id>", problems=(400, 404, 422))
@blueprint.arguments(OffsetsQuerySchema, location="query")
@blueprint.response(200, ArticleSchema)
def get_article(query: dict[str, Any], article_id: str) -> Article:
    """Get an article with its text and statements."""
    article = services().store.queries.article(article_id)
    return shown(article, article.document.text, query)


@blueprint.call("/articles/<article_id>/quotes", problems=(400, 404, 406, 422))
@blueprint.doc(**QUOTES.documented())
@blueprint.doc(responses={200: {"content": {annotations.MEDIA_TYPE: _ANNOTATIONS}}})
@blueprint.arguments(ArticleQuotesQuerySchema, location="query")
@blueprint.response(200, QuotePageSchema)
def list_article_quotes(query: dict[str, Any], article_id: str) -> Page[StoredStatement] | Response:
    """List the statements of an article, in text order.

    As W3C Web Annotations they are all on one page, and positions count code points.
    """
    queries = services().store.queries
    article = queries.article(article_id)
    text = article.document.text
    where = QuoteFilter(article_id=article_id)

    def fetch(*, limit: int, cursor: str | None) -> Page[StoredStatement]:
        return shown(queries.quotes(where, limit=limit, cursor=cursor), text, query)

    also = {annotations.MEDIA_TYPE: lambda: orjson.dumps(annotations.page(article))}
    return listed(QUOTES, fetch, query, also)


@blueprint.call("/articles/<article_id>", method="DELETE", scope="write", problems=(404,))
@blueprint.response(204)
def delete_article(article_id: str) -> None:
    """Delete an article with its statements."""
    services().store.repository.delete_article(article_id)
