"""Lists in the form that the caller accepts: pages as JSON, whole lists as CSV or NDJSON.

A whole list is read page by page while it is sent. Between two pages nothing is held, neither a
connection of the store nor a lock, however slow the reader is and whenever it goes away.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urlencode

import orjson
from flask import Response, request
from marshmallow import Schema

from service.api.negotiation import JSON, wanted
from service.api.parsing import invalid
from service.api.schemas.requests import DEFAULT_LIMIT, MAX_LIMIT
from service.exports import csv_lines, linked_data
from service.exports.tables import Table
from service.records import Page

CSV = "text/csv"
NDJSON = "application/x-ndjson"
LINKED = "application/ld+json"
NOTHING: Mapping[str, Any] = {}
T = TypeVar("T")


class Fetch(Protocol[T]):
    """Reads a page of a list."""

    def __call__(self, *, limit: int, cursor: str | None) -> Page[T]:
        """Give at most `limit` items after the cursor. Raises InvalidCursor."""
        ...


@dataclass(frozen=True)
class Offer:
    """The forms of a list.

    table: its columns. item: the schema of an item. at_once: items read in one go. linked: gives
    the JSON-LD of an item, where there is one.
    """

    table: Table
    item: Schema
    at_once: int = 200
    linked: Callable[[Any], dict[str, Any]] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The media types, JSON first."""
        return (JSON, CSV, NDJSON) if self.linked is None else (JSON, CSV, NDJSON, LINKED)

    def documented(self) -> dict[str, Any]:
        """Describe the forms beside JSON, for the description of the calls."""
        schema = {"type": "string"}
        names = ", ".join(column.name for column in self.table.columns)
        content = {
            CSV: {"schema": {**schema, "description": f"The whole list. Columns: {names}."}},
            NDJSON: {"schema": {**schema, "description": "The whole list, an item on each line."}},
        }
        if self.linked is not None:
            content[LINKED] = {"schema": {"type": "object", "description": "A page of schema.org."}}
        vary = {"schema": {"type": "string"}, "description": "`Accept`"}
        return {"responses": {200: {"content": content, "headers": {"Vary": vary}}}}


def listed(
    offer: Offer,
    fetch: Fetch[Any],
    query: Mapping[str, Any],
    also: Mapping[str, Callable[[], bytes]] = NOTHING,
) -> Page[Any] | Response:
    """Answer with a page as JSON, or the whole list from `cursor` on, at most `limit` items.

    also: further media types, and what makes their answers. Raises a 406 or 422 problem, and what
    the first page raises.
    """
    kind = wanted((*offer.kinds, *also))
    if kind in also:
        return Response(also[kind](), content_type=kind)
    limit, cursor = query.get("limit"), query.get("cursor")
    if kind in (JSON, LINKED):
        if limit is not None and limit > MAX_LIMIT:
            raise invalid("parameter", [("limit", f"At most {MAX_LIMIT} as JSON.")])
        page = fetch(limit=limit or DEFAULT_LIMIT, cursor=cursor)
        return page if kind == JSON or offer.linked is None else _as_linked(offer.linked, page)
    pages = _pages(fetch, offer.at_once, limit, cursor)
    first = next(pages)  # what is wrong with the question is told before the answer begins
    write = _as_csv(offer.table) if kind == CSV else _as_ndjson(offer.item)
    header = csv_lines.lines([offer.table.header()]) if kind == CSV else b""

    def body() -> Iterator[bytes]:
        yield header + write(first)
        for page in pages:
            yield write(page)

    response = Response(body(), content_type=kind)
    response.headers["Cache-Control"] = "private, no-cache"
    if kind == CSV:
        response.content_type = f"{CSV}; charset=utf-8; header=present"
        response.headers["Content-Disposition"] = f"attachment; filename={offer.table.name}.csv"
    return response


def single(offer: Offer, item: T) -> T | Response:
    """Answer with one item, as JSON or JSON-LD. Raises a 406 problem."""
    if offer.linked is None or wanted((JSON, LINKED)) == JSON:
        return item
    return _linked(linked_data.document(offer.linked(item)))


def one_documented() -> dict[str, Any]:
    """Describe the form of a single item beside JSON, for the description of the calls."""
    content = {LINKED: {"schema": {"type": "object", "description": "As schema.org has it."}}}
    return {"responses": {200: {"content": content}}}


def rest(query: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a query asks for beside the place in the list."""
    return {name: value for name, value in query.items() if name not in ("limit", "cursor")}


def _pages(
    fetch: Fetch[Any], at_once: int, limit: int | None, cursor: str | None
) -> Iterator[Page[Any]]:
    """Read a list page by page, at most `limit` items."""
    while True:
        page = fetch(limit=at_once if limit is None else min(limit, at_once), cursor=cursor)
        yield page
        cursor = page.next_cursor
        if limit is not None:
            limit -= len(page.items)
        if cursor is None or limit == 0:
            return


def _as_linked(linked: Callable[[Any], dict[str, Any]], page: Page[Any]) -> Response:
    """Write a page as one list; the next one is in the header Link."""
    response = _linked(linked_data.collection(linked(item) for item in page.items))
    if page.next_cursor is not None:
        query = urlencode({**request.args.to_dict(), "cursor": page.next_cursor})
        response.headers["Link"] = f'<{quote(request.path)}?{query}>; rel="next"'
    return response


def _linked(node: dict[str, Any]) -> Response:
    return Response(orjson.dumps(node), content_type=LINKED)


def _as_csv(table: Table) -> Callable[[Page[Any]], bytes]:
    return lambda page: csv_lines.lines(row for item in page.items for row in table.rows(item))


def _as_ndjson(schema: Schema) -> Callable[[Page[Any]], bytes]:
    return lambda page: b"".join(orjson.dumps(schema.dump(item)) + b"\n" for item in page.items)
