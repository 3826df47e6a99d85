"""Rows as CSV (RFC 4180) that is safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from service.exports.tables import Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write rows as UTF-8, each ended by CR LF; None is an empty cell.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> lines([["id", "=1+1", None, True, 0.5]])
    b"id,'=1+1,,true,0.5\\r\\n"
    """
    written = io.StringIO(newline="")
    csv.writer(written).writerows([[_cell(value) for value in row] for row in rows])
    return written.getvalue().encode("utf-8", "replace")


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
