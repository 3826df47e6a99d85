"""`onrecord extract`: statements of texts, to standard output; nothing is stored."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import click

from service.cli.inputs import STANDARD_INPUT, Entry, Kind, Outcome, entries, kind_of, opened
from service.cli.settings import flags
from service.errors import OnrecordError
from service.records import Document


@click.command()
@click.argument("files", nargs=-1)
@click.option("--text", help="Analyse this text instead of files.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "table"]),
    help="json: an array; jsonl: a line per text; table: to read. Default: table at a terminal, "
    "else json.",
)
@click.option(
    "--input",
    "kind",
    type=click.Choice(["text", "jsonl", "html"]),
    help='jsonl: each line is {"id", "text"} and perhaps metadata; html: pages, whose main text is '
    "read and put into the output. Default: html for .html files, else text.",
)
@click.option(
    "--language",
    type=click.Choice(["en"]),
    help="Analyse as English whatever language the text appears to be.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 256),
    help="For more than a few texts; each holds the model. Default: one for each core, at most 8.",
)
@flags("pipeline", "max_chars")
def extract(
    files: tuple[str, ...],
    text: str | None,
    form: Literal["json", "jsonl", "table"] | None,
    kind: Literal["text", "jsonl", "html"] | None,
    language: str | None,
    processes: int | None,
    **overrides: Any,
) -> int:
    """Find who said what in FILES, '-' being standard input.

    Without FILES, standard input is read. A text that cannot be analysed is told on standard
    error, has an "error" in the output, and makes the exit status 1.
    """
    from service.cli.analysing import outcomes
    from service.cli.outputs import WRITERS
    from service.config import from_environment
    from service.text import web_page

    if text is not None and (files or kind not in (None, "text")):
        raise click.UsageError("--text goes without FILES and without another --input.")
    if text is None and not files and sys.stdin.isatty():
        raise click.UsageError("Give FILES, --text, or a text on standard input.")
    settings = from_environment(**overrides)
    if text is not None:
        read: Iterable[Entry] = [Entry("text", "--text", Document(text, language=language))]
    else:
        listed = [(path, kind or _told(path)) for path in files or (STANDARD_INPUT,)]
        read = (
            opened(entry, web_page.read)
            for path, one in listed
            for entry in entries([path], one, language=language)
        )
    form = form or ("table" if sys.stdout.isatty() else "json")
    return WRITERS[form](_reported(outcomes(read, settings, processes)))


def _told(path: str) -> Kind:
    """Tell by a file's ending whether it is a page; lines of JSON are asked for by name."""
    return "html" if kind_of(path) == "html" else "text"


def _reported(found: Iterable[Outcome]) -> Iterator[Outcome]:
    for entry, result in found:
        if isinstance(result, OnrecordError):
            click.echo(f"onrecord: {entry.place}: {result}", err=True)
        yield entry, result
