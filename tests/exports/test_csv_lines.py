"""CSV that every reader of RFC 4180 reads, and no spreadsheet executes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.exports import csv_lines
from service.exports.tables import Cell

CELLS = st.text() | st.integers() | st.booleans() | st.none()


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("plain", b"plain"),
        (None, b""),
        ("", b""),
        (True, b"true"),
        (False, b"false"),
        (0, b"0"),
        (-0.5, b"-0.5"),
        ('say "yes", please', b'"say ""yes"", please"'),
        ("two\nlines", b'"two\nlines"'),
        ("“é” 😀", "“é” 😀".encode()),
        ("=1+1", b"'=1+1"),
        ("+44 20", b"'+44 20"),
        ("-5", b"'-5"),
        ("@all", b"'@all"),
        ("\tx", b"'\tx"),
        ("\rx", b'"\'\rx"'),
        ('=HYPERLINK("x","y")', b'"\'=HYPERLINK(""x"",""y"")"'),
        ("a=b", b"a=b"),
        ("lone \ud800", b"lone ?"),
    ],
)
def test_a_cell(cell: Cell, written: bytes) -> None:
    assert csv_lines.lines([["x", cell]]) == b"x," + written + b"\r\n"


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=5))
def test_rows_are_read_back(rows: list[list[Cell]]) -> None:
    written = csv_lines.lines(rows).decode("utf-8")
    found = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert [len(row) for row in found] == [len(row) for row in rows]
    for cells, row in zip(found, rows, strict=True):
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, str):
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
                assert cell.removeprefix("'") == value.encode("utf-8", "replace").decode(
                    "utf-8"
                ).removeprefix("'")
