"""Statements with their claims as a table for reading, good at 80 columns."""

import sys

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.records import Analysis, Statement

_SHORT = 200


def show(place: str, analysis: Analysis) -> None:
    """Print the statements of one text under its name."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 80, highlight=False)
    count = len(analysis.statements)
    console.print(_plain(f"{place}: {count} statement{'' if count == 1 else 's'}"), style="bold")
    if not count:
        return
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), expand=False
    )
    table.add_column("Speaker", max_width=20, overflow="fold")
    table.add_column("Cue", max_width=12, overflow="fold")
    table.add_column("Kind", no_wrap=True)
    table.add_column("Content", ratio=1, overflow="fold")
    for statement in analysis.statements:
        table.add_row(
            _speaker(statement),
            _plain("" if statement.cue is None else statement.cue.text),
            _plain(statement.kind),
            _content(statement),
        )
    console.print(table)


def _speaker(statement: Statement) -> Text:
    if statement.speaker.name is not None:
        return _plain(statement.speaker.name)
    mention = "" if statement.source is None else statement.source.text
    return Text(_plain(f"{mention} (?)".strip()).plain, style="dim")


def _content(statement: Statement) -> Text:
    """Give the content, and below it the claims where they say more than it does by itself."""
    shown = _plain(_shortened(statement.content.text))
    for claim in statement.claims:
        if claim.changes or len(statement.claims) > 1 or claim.flags:
            unclear = f" ({'; '.join(claim.flags)})" if claim.flags else ""
            shown.append(f"\n→ {_plain(_shortened(claim.text)).plain}{unclear}", style="dim")
    return shown


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rsplit(" ", 1)[0] + "…"


def _plain(text: str) -> Text:
    # A text must not be able to send control sequences to the terminal.
    return Text(" ".join("".join(c if c.isprintable() else " " for c in text).split()))
