"""`onrecord export`: what is stored, in the formats of others, on standard output."""

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from service.cli.settings import flags

if TYPE_CHECKING:
    from service.records import Article, StoredStatement
    from service.store import Store

_AT_ONCE = 200


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["gold", "jsonl", "csv", "jsonld", "annotations", "gdelt"]),
    default="gold",
    help="gold: articles as gold annotation; jsonl: articles as the service answers them; csv: a "
    "table of statements; jsonld: statements as schema.org; annotations: W3C Web Annotations; "
    "gdelt: direct quotations as GDELT has them. All but csv are lines of JSON. Default: gold.",
)
@click.option(
    "--corrections",
    is_flag=True,
    help="Only articles in which an editor has corrected a statement; as gold the other statements "
    "are optional.",
)
@flags("database_url")
def export(form: str, corrections: bool, **overrides: Any) -> None:
    """Write stored articles with their statements, in the order of their ids.

    Offsets count code points of an article's text.
    """
    from service.api import logs
    from service.config import from_environment
    from service.store import open_store

    logs.configure()
    store = open_store(from_environment(**overrides).database_url)
    try:
        for line in _WRITERS[form](store, corrections):
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    finally:
        store.close()


def _gold(store: "Store", corrections: bool) -> Iterator[bytes]:
    from service.exports.gold import gold

    for article in _articles(store, corrections):
        yield _line(gold(article, store.queries.speaker, corrections=corrections))


def _jsonl(store: "Store", corrections: bool) -> Iterator[bytes]:
    from service.api.schemas.answers import ArticleSchema

    schema = ArticleSchema()
    for article in _articles(store, corrections):
        yield _line(schema.dump(article))


def _csv(store: "Store", corrections: bool) -> Iterator[bytes]:
    from service.exports import csv_lines
    from service.exports.tables import QUOTES

    yield csv_lines.lines([QUOTES.header()])
    for statement in _statements(store, corrections):
        yield csv_lines.lines(QUOTES.rows(statement))


def _jsonld(store: "Store", corrections: bool) -> Iterator[bytes]:
    from service.exports.linked_data import document, quotation

    for statement in _statements(store, corrections):
        yield _line(document(quotation(statement)))


def _annotations(store: "Store", corrections: bool) -> Iterator[bytes]:
    from service.exports.annotations import page

    for article in _articles(store, corrections):
        yield _line(page(article))


def _gdelt(store: "Store", corrections: bool) -> Iterator[bytes]:
    from service.exports import gdelt

    for article in _articles(store, corrections):
        found = gdelt.line(article)
        if found is not None:
            yield _line(found)


_WRITERS: Mapping[str, Callable[["Store", bool], Iterator[bytes]]] = {
    "gold": _gold,
    "jsonl": _jsonl,
    "csv": _csv,
    "jsonld": _jsonld,
    "annotations": _annotations,
    "gdelt": _gdelt,
}


def _articles(store: "Store", corrections: bool) -> Iterator["Article"]:
    for article_id in store.registry.article_ids(corrected=corrections):
        article = store.queries.find_article(article_id)
        if article is not None:  # deleted while we read
            yield article


def _statements(store: "Store", corrections: bool) -> Iterator["StoredStatement"]:
    from service.records import QuoteFilter

    for article_id in store.registry.article_ids(corrected=corrections):
        cursor, where = None, QuoteFilter(article_id=article_id)
        while True:
            page = store.queries.quotes(where, limit=_AT_ONCE, cursor=cursor)
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                break


def _line(row: dict[str, Any]) -> bytes:
    import orjson

    return orjson.dumps(row) + b"\n"
