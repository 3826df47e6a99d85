"""Articles: analysed once, kept with their statements."""
# mypy: allow-untyped-decorators

from typing import Any

from flask import Response, url_for

from service.analysis import submit
from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.jobs import accepted, wanted_later
from service.api.schemas.answers import ArticlePageSchema, ArticleSchema, QuotePageSchema
from service.api.schemas.jobs import JobSchema
from service.api.schemas.requests import (
    ArticleQuotesQuerySchema,
    ArticlesQuerySchema,
    DocumentSchema,
    OffsetsQuerySchema,
    SubmissionQuerySchema,
)
from service.api.submissions import PLAIN_TEXT, document_of, shown
from service.records import Article, Page, QuoteFilter, StoredStatement
from service.store import ListedArticle

blueprint = Blueprint("articles", __name__, url_prefix="/v1", description="Stored articles")
_LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Path of the article."}}
_JOB_HEADERS = {
    "Location": {"schema": {"type": "string"}, "description": "Path of the job."},
    "Preference-Applied": {"schema": {"type": "string"}, "description": "`respond-async`"},
}
_PREFER = {
    "in": "header",
    "name": "Prefer",
    "schema": {"type": "string"},
    "description": "`respond-async`: accept the article with 202 and analyse it later.",
}


@blueprint.call(
    "/articles", method="POST", scope="write", analyses=True, problems=(400, 413, 415, 422, 503)
)
@blueprint.doc(requestBody=PLAIN_TEXT, parameters=[_PREFER])
@blueprint.arguments(SubmissionQuerySchema, location="query")
@blueprint.arguments(DocumentSchema, location="document")
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
    `Prefer: respond-async` it is accepted with status 202 and analysed later.
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


@blueprint.call("/articles", problems=(400, 422))
@blueprint.arguments(ArticlesQuerySchema, location="query")
@blueprint.response(200, ArticlePageSchema)
def list_articles(query: dict[str, Any]) -> Page[ListedArticle]:
    """List the articles, newest first."""
    return services().store.queries.articles(**query)


@blueprint.call("/articles/<article_id>", problems=(400, 404, 422))
@blueprint.arguments(OffsetsQuerySchema, location="query")
@blueprint.response(200, ArticleSchema)
def get_article(query: dict[str, Any], article_id: str) -> Article:
    """Get an article with its text and statements."""
    article = services().store.queries.article(article_id)
    return shown(article, article.document.text, query)


@blueprint.call("/articles/<article_id>/quotes", problems=(400, 404, 422))
@blueprint.arguments(ArticleQuotesQuerySchema, location="query")
@blueprint.response(200, QuotePageSchema)
def list_article_quotes(query: dict[str, Any], article_id: str) -> Page[StoredStatement]:
    """List the statements of an article, in text order."""
    queries = services().store.queries
    text = queries.article(article_id).document.text
    page = queries.quotes(
        QuoteFilter(article_id=article_id), limit=query["limit"], cursor=query.get("cursor")
    )
    return shown(page, text, query)


@blueprint.call("/articles/<article_id>", method="DELETE", scope="write", problems=(404,))
@blueprint.response(204)
def delete_article(article_id: str) -> None:
    """Delete an article with its statements."""
    services().store.repository.delete_article(article_id)
