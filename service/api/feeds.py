"""Feeds: what was stored last, of all or of what a saved filter finds."""
# mypy: allow-untyped-decorators

import datetime as dt
import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Response, request, url_for

from service.api.addresses import base_url
from service.api.blueprint import Blueprint
from service.api.context import services
from service.api.schemas.answers import QuoteSchema, StoredClaimSchema
from service.api.schemas.feeds import JsonFeedSchema
from service.api.schemas.requests import PageQuerySchema
from service.errors import NotFound
from service.exports.atom import atom
from service.exports.feeds import Feed, FeedItem, claim_item, json_feed, quote_item
from service.records import ClaimFilter, QuoteFilter
from service.store.events import LogEnd

blueprint = Blueprint("feeds", __name__, url_prefix="/v1", description="Feeds")
JSON_TYPE = "application/feed+json"
ATOM_TYPE = "application/atom+xml"
_SETTLED = dt.timedelta(seconds=2)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_WHOLE: Mapping[str, QuoteFilter | ClaimFilter] = {
    "quotes": QuoteFilter(),
    "claims": ClaimFilter(standalone=True),
}
_XML = {"type": "string"}
_QUOTE, _CLAIM = QuoteSchema(), StoredClaimSchema()


@blueprint.call("/feeds/<kind>.json", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, JsonFeedSchema, content_type=JSON_TYPE)
def get_json_feed(query: dict[str, Any], kind: str) -> Response:
    """Get the newest quotes, or claims, as a JSON Feed 1.1: last stored first.

    `kind` is `quotes` or `claims`; of claims, those that stand alone.
    """
    return _answer(query, _whole(kind), f"Onrecord: {kind}", JSON_TYPE)


@blueprint.call("/feeds/<kind>.atom", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, _XML, content_type=ATOM_TYPE)
def get_atom_feed(query: dict[str, Any], kind: str) -> Response:
    """Get the newest quotes, or claims, as an Atom feed (RFC 4287): last stored first."""
    return _answer(query, _whole(kind), f"Onrecord: {kind}", ATOM_TYPE)


@blueprint.call("/filters/<filter_id>/feed.json", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, JsonFeedSchema, content_type=JSON_TYPE)
def get_filter_json_feed(query: dict[str, Any], filter_id: str) -> Response:
    """Get what a saved filter finds as a JSON Feed 1.1: last stored first."""
    saved = services().store.filters.get(filter_id)
    return _answer(query, saved.where, saved.name, JSON_TYPE)


@blueprint.call("/filters/<filter_id>/feed.atom", problems=(400, 404, 422))
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, _XML, content_type=ATOM_TYPE)
def get_filter_atom_feed(query: dict[str, Any], filter_id: str) -> Response:
    """Get what a saved filter finds as an Atom feed (RFC 4287): last stored first."""
    saved = services().store.filters.get(filter_id)
    return _answer(query, saved.where, saved.name, ATOM_TYPE)


def _whole(kind: str) -> QuoteFilter | ClaimFilter:
    if kind not in _WHOLE:
        raise NotFound("feed", kind)
    return _WHOLE[kind]


def _answer(
    query: dict[str, Any], where: QuoteFilter | ClaimFilter, title: str, kind: str
) -> Response:
    """Answer with a page, or with 304 where the caller has it.

    An entity tag has two parts. The second tells the state of the whole log, which takes one short
    read: with the same state nothing can have changed. The first tells the content, so that a feed
    is also not sent again when only other things were stored.
    """
    base = base_url()
    end = services().store.events.end()
    state = _digest(version("onrecord"), base, request.full_path, str(end.number))
    sent = request.if_none_match.as_set(include_weak=True)
    known = [tag.rpartition("-") for tag in sent if tag]  # an empty one is read as None
    same = [content for content, _, there in known if there == state]
    if same or _unmodified(end):
        response = Response(status=304)
        if same:
            response.set_etag(f"{same[0]}-{state}")
        return _finished(response, end)
    body = _written(_page(query, where, title, base), kind)
    content = _digest(body)
    response = Response(body, content_type=f"{kind}; charset=utf-8")
    if any(there == content for there, _, _ in known):
        response = Response(status=304)
    response.set_etag(f"{content}-{state}")
    return _finished(response, end)


def _finished(response: Response, end: LogEnd) -> Response:
    response.headers["Vary"] = "Host"
    response.headers["Cache-Control"] = "private, no-cache"
    # Whole seconds: one that is not over may yet bring more that is not told apart.
    if end.at is not None and dt.datetime.now(dt.UTC) - end.at >= _SETTLED:
        response.last_modified = end.at
    return response


def _unmodified(end: LogEnd) -> bool:
    since = request.if_modified_since
    if since is None or end.at is None or "If-None-Match" in request.headers:
        return False
    settled = dt.datetime.now(dt.UTC) - end.at >= _SETTLED
    return settled and end.at.replace(microsecond=0) <= since


def _page(query: dict[str, Any], where: QuoteFilter | ClaimFilter, title: str, base: str) -> Feed:
    store = services().store
    limit, cursor = query["limit"], query.get("cursor")
    items: list[FeedItem] = []
    if isinstance(where, QuoteFilter):
        quotes = store.feeds.quotes(where, limit=limit, cursor=cursor)
        updates = store.feeds.updates([one.statement.id for one in quotes.items])
        for stored in quotes.items:
            url = base + url_for("quotes.get_quote", quote_id=stored.statement.id)
            updated = updates.get(stored.statement.id, stored.created_at)
            items.append(quote_item(stored, url, updated, _QUOTE.dump(stored)))
        following, home = quotes.next_cursor, url_for("quotes.list_quotes")
    else:
        claims = store.feeds.claims(where, limit=limit, cursor=cursor)
        updates = store.feeds.updates([one.stored.statement.id for one in claims.items])
        for found in claims.items:
            url = base + url_for("claims.get_claim", claim_id=found.claim.id)
            updated = updates.get(found.stored.statement.id, found.stored.created_at)
            items.append(claim_item(found, url, updated, _CLAIM.dump(found)))
        following, home = claims.next_cursor, url_for("claims.list_claims")
    path = base + request.path
    return Feed(
        title=title,
        url=path if not request.query_string else f"{path}?{urlencode(request.args)}",
        home=base + home,
        following=None
        if following is None
        else f"{path}?{urlencode({'limit': limit, 'cursor': following})}",
        updated=max((item.updated for item in items), default=_EPOCH),
        items=tuple(items),
    )


def _written(feed: Feed, kind: str) -> bytes:
    return orjson.dumps(json_feed(feed)) if kind == JSON_TYPE else atom(feed)


def _digest(*parts: str | bytes) -> str:
    data = b"\0".join(part if isinstance(part, bytes) else part.encode() for part in parts)
    return hashlib.sha256(data).hexdigest()[:24]
