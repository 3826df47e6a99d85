"""`onrecord ingest`: articles from folders, text files and JSONL, into the store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from service.cli.inputs import STANDARD_INPUT, Entry, Kind, entries, found_in
from service.cli.settings import flags


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--outlet", help="Who published them, where the input does not say.")
@click.option(
    "--language",
    type=click.Choice(["en"]),
    help="Analyse as English whatever language a text appears to be.",
)
@flags("database_url", "pipeline", "workers", "article_seconds", "max_chars")
def ingest(
    paths: tuple[str, ...], outlet: str | None, language: str | None, **overrides: Any
) -> int:
    """Analyse and store the articles in PATHS.

    A path is a text file, an .html page, a .jsonl file with {"text"} and perhaps metadata in each
    line, a folder of such files, or '-' for JSONL on standard input. Articles that are stored
    already are passed over, so that an interrupted run can be started again.
    """
    from service.cli.loading import load
    from service.config import from_environment

    settings = from_environment(**overrides)
    files = [file for path in paths for file in found_in(path)]

    def read() -> Iterator[Entry]:
        for path, kind in files:
            yield from entries([path], kind, outlet=outlet, language=language)

    return load(read(), settings, _total(files))


def _total(files: list[tuple[str, Kind]]) -> int | None:
    """Count the articles beforehand, for the bar; standard input cannot be read twice."""
    total = 0
    for path, kind in files:
        if path == STANDARD_INPUT:
            return None
        if kind != "jsonl":
            total += 1
        else:
            with Path(path).open("rb") as lines:
                total += sum(1 for line in lines if line.strip())
    return total
