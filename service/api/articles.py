"""Articles: analysed once, kept with their statements."""
# mypy: allow-untyped-decorators

from dataclasses import replace
from functools import partial
from typing import Any

import orjson
from flask import Response, url_for

from service.analysis import revise, submit
from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.idempotency import concerns
from service.api.jobs import accepted, wanted_later
from service.api.lists import listed, rest
from service.api.offers import ARTICLES, QUOTES
from service.api.preconditions import expected, tagged
from service.api.schemas.answers import ArticlePageSchema, ArticleSchema, QuotePageSchema
from service.api.schemas.jobs import JobSchema
from service.api.schemas.requests import (
    ArticleQuotesQuerySchema,
    ArticlesQuerySchema,
    DocumentSchema,
    OffsetsQuerySchema,
    PageQuerySchema,
    SubmissionQuerySchema,
)
from service.api.schemas.revisions import OrphansSchema, RevisionPageSchema, RevisionSchema
from service.api.submissions import OTHER_BODIES, document_of, given_of, shown, shown_changes
from service.exports import annotations
from service.records import (
    Article,
    ListedRevision,
    Orphan,
    Page,
    QuoteFilter,
    Revision,
    StoredStatement,
)
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
    "description": "`respond-async`: accept the text with 202 and analyse it later.",
}


@blueprint.call(
    "/articles",
    method="POST",
    scope="write",
    analyses=True,
    problems=(400, 413, 415, 422, 503),
    idempotent=True,
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

    The same text again, also one that the article had before it was revised, gives the same
    article, as it is stored, with status 200. With the header
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
    concerns(article.id)
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
    article = tagged(services().store.queries.article(article_id))
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
    where = QuoteFilter(article_id=article.id)

    def fetch(*, limit: int, cursor: str | None) -> Page[StoredStatement]:
        return shown(queries.quotes(where, limit=limit, cursor=cursor), text, query)

    also = {annotations.MEDIA_TYPE: lambda: orjson.dumps(annotations.page(article))}
    return listed(QUOTES, fetch, query, also)


@blueprint.call(
    "/articles/<article_id>",
    method="PUT",
    scope="write",
    analyses=True,
    problems=(400, 404, 409, 413, 415, 422, 503),
    conditional=True,
)
@blueprint.doc(requestBody=OTHER_BODIES, parameters=[_PREFER])
@blueprint.arguments(SubmissionQuerySchema, location="query")
@blueprint.arguments(DocumentSchema, location="submission")
@blueprint.alt_response(
    202,
    schema=JobSchema,
    description="The text will be analysed, and then be the article's",
    headers=_JOB_HEADERS,
    success=True,
)
@blueprint.response(200, RevisionSchema)
def revise_article(
    query: dict[str, Any], body: dict[str, Any], article_id: str
) -> Revision | Response:
    """Give an article another text, or tell other things of it: a new revision.

    The id stays. Statements that the new text has too keep their ids, and what editors set follows
    them. Metadata that is not given stays, null takes it away. Where the article has all this
    already nothing changes.

    With the header `Prefer: respond-async` it is accepted with status 202, and the article stays as
    it is until the job is done, which then names the `revision`. What is given is set on the
    article as it is then. `If-Match` is checked now and then: where the article has changed
    meanwhile the job fails with `precondition-failed`. One revision of an article waits at a time:
    the same again is the same job, another one is refused with 409.
    """
    store = services().store
    given = given_of(query, body)
    if wanted_later():
        job = store.jobs.revise(article_id, given, expected())
        if job is not None:
            return accepted(job)
    article, changes = revise(article_id, given, services().engine.analyse, store, expected())
    found = Revision(article.revision, article.revised_at or article.created_at, article, changes)
    return _shown(found, query)


@blueprint.call("/articles/<article_id>/revisions", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, RevisionPageSchema)
def list_article_revisions(query: dict[str, Any], article_id: str) -> Page[ListedRevision]:
    """List the texts that an article has had, newest first."""
    return services().store.revisions.list(article_id, **query)


@blueprint.call("/articles/<article_id>/revisions/<int:number>", problems=(400, 404, 422))
@blueprint.arguments(OffsetsQuerySchema, location="query")
@blueprint.response(200, RevisionSchema)
def get_article_revision(query: dict[str, Any], article_id: str, number: int) -> Revision:
    """Get an article as it was with one of its texts, and what changed against the one before.

    An earlier revision is as it was last, with its statements and their ids of then.
    """
    return _shown(services().store.revisions.get(article_id, number), query)


@blueprint.call("/articles/<article_id>/orphans", problems=(404,))
@blueprint.response(200, OrphansSchema)
def list_article_orphans(article_id: str) -> dict[str, tuple[Orphan, ...]]:
    """List what editors set for statements, claims and names that an article has no more.

    It is in force again when a later text, or another analysis, has these again.
    """
    return {"items": services().store.revisions.orphans(article_id)}


@blueprint.call(
    "/articles/<article_id>", method="DELETE", scope="write", problems=(404,), conditional=True
)
@blueprint.response(204)
def delete_article(article_id: str) -> None:
    """Delete an article with its statements."""
    services().store.repository.delete_article(article_id, expected())


def _shown(found: Revision, query: dict[str, Any]) -> Revision:
    """Count a revision's offsets as the query asks for, each in its own text."""
    text = found.article.document.text
    if found.changes is None or query["offsets"] == "code-points":
        return shown(found, text, query)
    former = services().store.revisions.get(found.article.id, found.number - 1)
    changes = shown_changes(found.changes, former.article.document.text, text, query)
    return replace(shown(replace(found, changes=None), text, query), changes=changes)
