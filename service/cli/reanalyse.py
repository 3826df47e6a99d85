"""`onrecord reanalyse`: stored articles once more, by the present model, in the background."""

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from service.cli.settings import flags

if TYPE_CHECKING:
    from service.config import Settings
    from service.store import Store

_AT_ONCE = 500


@click.command()
@click.argument("article_ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All, also those of the present model.")
@flags("database_url", "pipeline")
def reanalyse(article_ids: tuple[str, ...], everything: bool, **overrides: Any) -> None:
    """Queue stored articles to be analysed again: those that another model has analysed.

    `onrecord serve` and `onrecord work` do it. What editors corrected, merged and reviewed stays.
    """
    from service.api import logs
    from service.config import from_environment
    from service.store import open_store

    if everything and article_ids:
        raise click.UsageError("Name articles by their ids, or all with --all.")
    logs.configure()
    settings = from_environment(**overrides)
    store = open_store(settings.database_url)
    try:
        wanted = iter(article_ids) if article_ids else _wanted(store, settings, everything)
        queued = 0
        while some := list(itertools.islice(wanted, _AT_ONCE)):
            queued += store.jobs.reanalyse(some)
        click.echo(f"{queued} queued")
    finally:
        store.close()


def _wanted(store: "Store", settings: "Settings", everything: bool) -> Iterator[str]:
    if everything:
        return store.registry.article_ids()
    from service.analysis import load_analyser

    info = load_analyser(settings).info
    return store.registry.outdated(info.name, info.version)
