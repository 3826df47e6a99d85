"""Lines and paragraphs: which lines of the page belong together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[•‣▪◦·*]|[-–—~]\s|\(?\d{1,2}[.)]\s)")
_FIRST_WORD = re.compile(r"\S*")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}\Z")
_NARROWEST, _WIDEST = 40, 120
_PAIRS_NEEDED = 3
_FULL_SHARE = 0.7
_BROKEN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it.

    indent: columns of white space before it. gap: whether blank lines stand before it.
    """

    start: int
    end: int
    indent: int
    gap: bool


def split(text: str) -> list[Line]:
    """Return the lines of a cleaned text that are not blank, in order."""
    lines: list[Line] = []
    previous = -1
    for match in _LINE.finditer(text):
        raw = match.group()
        bare = raw.strip()
        if not bare:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        gap = match.start() - previous > 1
        lines.append(Line(start, start + len(bare), indent, gap))
        previous = match.end()
    return lines


def wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """The column at which the page's lines were broken, or None where a line is a paragraph.

    In hard-wrapped text nearly every line that another follows is full (the first word of the
    next line would not have fitted), and most of those lines break a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    if len(pairs) < _PAIRS_NEEDED:
        return None
    lengths = sorted(_length(a) for a, _ in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [a for a, b in pairs if _is_full(text, a, b, width)]
    broken = sum(not ends_sentence(text, a.start, a.end) for a in full)
    wrapped = len(full) >= _FULL_SHARE * len(pairs) and broken >= _BROKEN_SHARE * len(full)
    return width if wrapped else None


def continues(text: str, line: Line, after: Line, width: int | None) -> bool:
    """Whether `after` goes on with the paragraph of `line`, the line before it."""
    if after.gap or _BULLET.match(text, after.start):
        return False
    if width is not None and after.indent <= line.indent and _is_full(text, line, after, width):
        return True
    return text[after.start].islower() and not ends_sentence(text, line.start, line.end)


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a stretch ends as a sentence does: stop, question mark, colon, then any closers."""
    return _ENDED.search(text, max(start, end - 4), end) is not None


def _is_full(text: str, line: Line, after: Line, width: int) -> bool:
    word = _FIRST_WORD.match(text, after.start, min(after.end, after.start + width))
    return _length(line) + 1 + (len(word.group()) if word else 0) > width


def _length(line: Line) -> int:
    return line.indent + line.end - line.start
