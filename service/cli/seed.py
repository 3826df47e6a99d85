"""`onrecord seed`: the articles that come with the service, into the store."""

import sys
from pathlib import Path
from typing import Any

import click

from service.cli.settings import flags

_FILE = Path("seeds") / "articles.jsonl"


def shipped() -> Path:
    """Find the seed articles: beside the code, or where the installation put shared data."""
    places = (Path(__file__).parents[2], Path(sys.prefix) / "share" / "onrecord")
    for place in places:
        if (place / _FILE).is_file():
            return place / _FILE
    raise click.ClickException("No seed articles are installed; name a JSONL file with --path.")


@click.command()
@click.option(
    "--path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSONL file of articles instead of the shipped ones.",
)
@flags("database_url", "pipeline", "workers", "article_seconds")
def seed(path: Path | None, **overrides: Any) -> int:
    """Load example articles into the store; those that are there already stay as they are."""
    from service.cli.inputs import entries
    from service.cli.loading import load
    from service.config import from_environment

    settings = from_environment(**overrides)
    read = list(entries([str(path or shipped())], "jsonl"))
    return load(read, settings, len(read))
