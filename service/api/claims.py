"""Claims: what statements say, each in a sentence that stands alone."""
# mypy: allow-untyped-decorators

from functools import partial
from typing import Any

from flask import Response

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.lists import listed, one_documented, rest, single
from service.api.offers import CLAIMS
from service.api.preconditions import expected, tagged
from service.api.schemas.answers import ClaimPageSchema, ReviewSchema, StoredClaimSchema
from service.api.schemas.edits import EditorSchema, EditPageSchema
from service.api.schemas.requests import (
    REVIEWED,
    STANDALONE,
    ClaimsQuerySchema,
    OffsetsQuerySchema,
    PageQuerySchema,
)
from service.api.schemas.reviews import ReviewBodySchema, ReviewChangeSchema
from service.api.schemas.utterances import UtteranceSchema
from service.api.submissions import editor_of, shown
from service.errors import NotFound
from service.records import ClaimFilter, Edit, Page, Review, StoredClaim, Utterance
from service.store import ReviewChange

_EDIT = (400, 404, 413, 415, 422)
blueprint = Blueprint("claims", __name__, url_prefix="/v1", description="What statements claim")


@blueprint.call("/claims", problems=(400, 406, 422))
@blueprint.doc(**CLAIMS.documented())
@blueprint.arguments(ClaimsQuerySchema, location="query")
@blueprint.response(200, ClaimPageSchema)
def list_claims(query: dict[str, Any]) -> Page[StoredClaim] | Response:
    """List claims, the most check-worthy first or by date. Offsets count code points.

    Those that cannot be understood without their article are left out unless asked for.
    """
    wanted = {**rest(query), "standalone": STANDALONE[query["standalone"]]}
    if "reviewed" in query:
        wanted["reviewed"] = REVIEWED[query["reviewed"]]
    order = wanted.pop("order")
    fetch = partial(services().store.claims.claims, ClaimFilter(**wanted), order=order)
    return listed(CLAIMS, fetch, query)


@blueprint.call("/claims/<claim_id>", problems=(400, 404, 406, 422))
@blueprint.doc(**one_documented())
@blueprint.arguments(OffsetsQuerySchema, location="query")
@blueprint.response(200, StoredClaimSchema)
def get_claim(query: dict[str, Any], claim_id: str) -> StoredClaim | Response:
    """Get a claim with who makes it, and its article."""
    store = services().store
    found = tagged(store.claims.claim(claim_id))
    if query["offsets"] != "code-points":
        text = store.queries.article(found.stored.article.id).document.text
        found = shown(found, text, query)
    return single(CLAIMS, found)


@blueprint.call("/claims/<claim_id>/appearances", problems=(404,))
@blueprint.response(200, UtteranceSchema)
def list_claim_appearances(claim_id: str) -> Utterance:
    """Find where else the statement behind a claim was said, and what was cut or changed there."""
    store = services().store
    return store.utterances.of(store.claims.claim(claim_id).stored.statement.id)


@blueprint.call("/claims/<claim_id>/review", problems=(404,))
@blueprint.response(200, ReviewSchema)
def get_claim_review(claim_id: str) -> Review:
    """Get the verdict that a person has given on a claim."""
    review = services().store.claims.claim(claim_id).review
    if review is None:
        raise NotFound("review of a claim", claim_id)
    return tagged(review)


@blueprint.call(
    "/claims/<claim_id>/review", method="PUT", scope="edit", problems=_EDIT, conditional=True
)
@blueprint.arguments(ReviewBodySchema, location="edit")
@blueprint.response(200, ReviewChangeSchema)
def review_claim(body: dict[str, Any], claim_id: str) -> ReviewChange:
    """Give a verdict on a claim, in the place of the former one.

    It survives another analysis, and another text, of the article: it is matched to the claim of
    these words in that statement. A claim in other words has not been reviewed. With
    `If-None-Match: *` a verdict is given only where there is none.
    """
    return services().store.reviewing.give(claim_id, body, editor_of(body), expected())


@blueprint.call(
    "/claims/<claim_id>/review", method="DELETE", scope="edit", problems=_EDIT, conditional=True
)
@blueprint.arguments(EditorSchema, location="edit", required=False)
@blueprint.response(200, ReviewChangeSchema)
def withdraw_claim_review(body: dict[str, Any], claim_id: str) -> ReviewChange:
    """Take the verdict on a claim back; undoing the edit brings it back."""
    return services().store.reviewing.withdraw(claim_id, editor_of(body), expected())


@blueprint.call("/claims/<claim_id>/history", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, EditPageSchema)
def list_claim_history(query: dict[str, Any], claim_id: str) -> Page[Edit]:
    """List the verdicts that were given on a claim and taken back, newest first."""
    return services().store.claims.history(claim_id, **query)
