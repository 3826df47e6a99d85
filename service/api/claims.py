"""Claims: what statements say, each in a sentence that stands alone."""
# mypy: allow-untyped-decorators

from functools import partial
from typing import Any

from flask import Response

from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.lists import listed, one_documented, rest, single
from service.api.offers import CLAIMS
from service.api.schemas.answers import ClaimPageSchema, StoredClaimSchema
from service.api.schemas.requests import STANDALONE, ClaimsQuerySchema, OffsetsQuerySchema
from service.api.schemas.utterances import UtteranceSchema
from service.api.submissions import shown
from service.records import ClaimFilter, Page, StoredClaim, Utterance

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
    found = store.claims.claim(claim_id)
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
