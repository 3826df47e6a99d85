"""`onrecord export`: stored articles as gold annotation, JSON lines on standard output."""

import sys
from typing import Any

import click

from service.cli.settings import flags


@click.command()
@click.option(
    "--corrections",
    is_flag=True,
    help="Only articles in which an editor has corrected a statement; the others are optional.",
)
@flags("database_url")
def export(corrections: bool, **overrides: Any) -> None:
    """Write stored articles with their statements in the format of gold annotation.

    Each line is an article with its id, date, text and statements; offsets count code points.
    """
    import orjson

    from service.api import logs
    from service.config import from_environment
    from service.exports.gold import gold
    from service.store import open_store

    logs.configure()
    store = open_store(from_environment(**overrides).database_url)
    try:
        for article_id in store.registry.article_ids(corrected=corrections):
            article = store.queries.find_article(article_id)
            if article is not None:  # deleted while we read
                row = gold(article, store.queries.speaker, corrections=corrections)
                sys.stdout.buffer.write(orjson.dumps(row) + b"\n")
        sys.stdout.buffer.flush()
    finally:
        store.close()
