"""Quotation marks in running text: which characters are marks, and which of them pair up.

Works on the bare text, paragraph by paragraph, because tokenizers split marks differently and a
parser is misled by the very marks in question. Each paragraph is decided on its own (plus what the
one before left open), so one bad mark costs at most its paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Family = Literal["double", "single", "guillemet"]
Shape = Literal["straight", "open", "close"]

_SHAPES: dict[str, tuple[Family, Shape]] = {
    '"': ("double", "straight"),
    "＂": ("double", "straight"),
    "''": ("double", "straight"),
    "``": ("double", "open"),
    "“": ("double", "open"),
    "„": ("double", "open"),
    "‟": ("double", "open"),
    "”": ("double", "close"),
    "‘‘": ("double", "open"),
    "’’": ("double", "close"),
    "«": ("guillemet", "open"),
    "‹": ("guillemet", "open"),
    "»": ("guillemet", "close"),
    "›": ("guillemet", "close"),
    "'": ("single", "straight"),
    "‘": ("single", "open"),
    "‛": ("single", "open"),
    "‚": ("single", "open"),
    "`": ("single", "open"),
    "’": ("single", "close"),
}
_MARK = re.compile("|".join(sorted(map(re.escape, _SHAPES), key=len, reverse=True)))
_ELISION = re.compile(r"(?:\d0s|tis|twas|em|til|cause|bout|round|n)\b", re.IGNORECASE)
_OPENERS = frozenset("([{<-–—―/=:…|*_")
_CLOSERS = frozenset(")]}>.,;:!?-–—―/…|*_")
_BLANK = re.compile(r"[ \t]{6,}(?:\n|$)")
"""What furniture at the end of a line leaves behind: as many spaces as it had characters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark; opens and closes say what its neighbours allow."""

    start: int
    end: int
    family: Family
    shape: Shape
    opens: bool
    closes: bool
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A quoted stretch: marks included in start..end, excluded from inner_start..inner_end.

    opened, closed: whether the mark on that side is there. continues: it takes up a quotation that
    the paragraph before left open, by the convention of repeating the opening mark. certainty: how
    sure the pairing is, 0 to 1. depth: how many other regions enclose it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    family: Family
    opened: bool = True
    closed: bool = True
    continues: bool = False
    certainty: float = 1.0
    depth: int = 0


def find_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Yield the quotation marks of text[start:end], apostrophes left out, in order."""
    for match in _MARK.finditer(text, start, end):
        family, shape = _SHAPES[match.group()]
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if family == "single" and _is_apostrophe(text, match, before, after):
            continue
        other_mark_before = before in _SHAPES
        other_mark_after = after in _SHAPES
        opens = not after.isspace() and (
            before.isspace() or before in _OPENERS or other_mark_before
        )
        closes = not before.isspace() and (
            after.isspace() or after in _CLOSERS or other_mark_after or not after.isalnum()
        )
        possessive = (
            family == "single"
            and before in "sSxz"
            and after == " "
            and text[match.end() + 1 : match.end() + 2].isalnum()
        )
        yield Mark(match.start(), match.end(), family, shape, opens, closes, possessive)


def _is_apostrophe(text: str, match: re.Match[str], before: str, after: str) -> bool:
    if match.group() == "`":
        return not after.isalnum()
    if before.isalnum() and after.isalnum():
        return True
    return not before.isalnum() and _ELISION.match(text, match.end()) is not None


def find_regions(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Region]:
    """Pair the marks of each paragraph (start, end) and return all regions in text order.

    A quotation goes on from one paragraph to the next, and past a picture's caption.
    """
    regions: list[Region] = []
    carried: Region | None = None
    for start, end in paragraphs:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        marks = list(find_marks(text, start, end))
        found = _pair_doubles([m for m in marks if m.family != "single"], text, start, end)
        found += _pair_singles([m for m in marks if m.family == "single"], end)
        found = _nest(found)
        if carried is not None and not found and _is_caption(text, end):
            continue
        if carried is not None:
            found = _carry_on(carried, found, text, start, regions)
        carried = next((r for r in found if r.opened and not r.closed and r.end == end), None)
        regions += found
    return [r for r in regions if r.inner_start < r.inner_end and _worthwhile(text, r)]


def _is_caption(text: str, end: int) -> bool:
    """Say whether a picture's credit stood behind a paragraph: "The port. Image: Lee"."""
    return _BLANK.match(text, end) is not None


def _worthwhile(text: str, region: Region) -> bool:
    return any(c.isalnum() for c in text[region.inner_start : region.inner_end])


def _pair_doubles(marks: list[Mark], text: str, start: int, end: int) -> list[Region]:
    """Match double marks and guillemets with a stack; leftovers become unclosed regions."""
    regions: list[Region] = []
    stack: list[Mark] = []
    floor = start  # nothing before this offset can still be opened by a stray closing mark
    for mark in marks:
        if stack and _closes(mark, stack[-1]):
            opening = stack.pop()
            sure = opening.opens and mark.closes
            regions.append(_region(opening, mark, certainty=1.0 if sure else 0.8))
            floor = mark.end
        elif mark.shape == "open" or mark.opens:
            if stack and mark.shape == "straight":
                # Two straight openings in a row: the first was never closed.
                regions.append(_unclosed(stack.pop(), mark.start, 0.3))
            stack.append(mark)
        elif mark.closes and not text[mark.start - 1].isdigit():
            regions.append(_unopened(mark, text, floor))
            floor = mark.end
        elif not mark.closes:
            stack.append(mark)  # spaces on both sides: parity decides
    for mark in stack[-1:]:
        inside = min((r.start for r in regions if r.start > mark.start), default=end)
        regions.append(_unclosed(mark, inside, 0.4))
    return regions


def _closes(mark: Mark, opening: Mark) -> bool:
    if (mark.family == "guillemet") != (opening.family == "guillemet"):
        return False
    if mark.shape == "close":
        return mark.closes or not mark.opens
    if mark.shape == "straight":
        return mark.closes or not mark.opens
    return mark.closes and not mark.opens  # „German“ marks, and the wrong key at the end


def _pair_singles(marks: list[Mark], end: int) -> list[Region]:
    """Match single marks; a mark after s may be a possessive, so a surer closing mark wins."""
    regions: list[Region] = []
    index = 0
    surer = _next_surer_closing(marks)
    while index < len(marks):
        opening = marks[index]
        index += 1
        if opening.shape == "close" or not opening.opens:
            continue
        doubtful = None
        sure = surer[index] if index < len(marks) else None
        for j in range(index, min(len(marks), index + 12)):
            if marks[j].closes and marks[j].possessive:
                doubtful = j
                break
            if marks[j].closes or (marks[j].opens and marks[j].shape != "close"):
                break
        closing = sure if sure is not None else doubtful
        if closing is not None:
            regions.append(_region(opening, marks[closing], 0.9 if sure is not None else 0.6))
            index = closing + 1
        elif opening.shape == "open" and index == len(marks):
            regions.append(_unclosed(opening, end, 0.3))
    return regions


def _next_surer_closing(marks: list[Mark]) -> list[int | None]:
    """For each index the next mark that surely closes, unless another opens before it."""
    result: list[int | None] = [None] * len(marks)
    following: int | None = None
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        if mark.closes and not mark.possessive and mark.shape != "open":
            following = i
        elif mark.opens and mark.shape != "close":
            following = None
        result[i] = following
    return result


def _region(opening: Mark, closing: Mark, certainty: float) -> Region:
    return Region(
        opening.start,
        closing.end,
        opening.end,
        closing.start,
        opening.family,
        certainty=certainty,
    )


def _unclosed(opening: Mark, end: int, certainty: float) -> Region:
    return Region(
        opening.start, end, opening.end, end, opening.family, closed=False, certainty=certainty
    )


def _unopened(closing: Mark, text: str, floor: int) -> Region:
    """A closing mark alone: the quotation can only have begun where its sentence does."""
    window = max(floor, closing.start - 600)  # bounded: a stray mark in a huge paragraph
    start = window
    for match in re.finditer(r"[.?!]\s+", text[window : closing.start - 1]):
        start = window + match.end()
    return Region(
        start,
        closing.end,
        start,
        closing.start,
        closing.family,
        opened=False,
        certainty=0.3,
    )


def _nest(regions: list[Region]) -> list[Region]:
    """Order the regions, drop single-mark ones that cross another's border, count depths."""
    result: list[Region] = []
    stack: list[Region] = []
    for region in sorted(regions, key=lambda r: (r.start, -r.end, not r.closed)):
        while stack and stack[-1].end <= region.start:
            stack.pop()
        if stack and region.end > stack[-1].end and region.family == "single":
            continue
        nested = _with(region, depth=len(stack))
        result.append(nested)
        stack.append(nested)
    return result


def _carry_on(
    carried: Region, found: list[Region], text: str, start: int, earlier: list[Region]
) -> list[Region]:
    """Join a quotation left open by the paragraph before with what goes on in this one.

    Either this paragraph opens with the same mark again, or its first mark is one that only closes.
    """
    first = found[0] if found else None
    if first is None or first.family != carried.family:
        return found
    if not first.opened:
        first = _with(first, start=start, inner_start=start)
    elif first.start != start or _mark(text, first) != _mark(text, carried):
        return found
    for i in range(len(earlier) - 1, -1, -1):
        if earlier[i] == carried:
            earlier[i] = _with(carried, certainty=1.0 if first.closed else 0.7)
            break
    certainty = 1.0 if first.closed else max(first.certainty, 0.7)
    return [_with(first, continues=True, certainty=certainty), *found[1:]]


def _mark(text: str, region: Region) -> str:
    return text[region.start : region.inner_start]


def _with(region: Region, **changes: object) -> Region:
    values = {name: getattr(region, name) for name in Region.__slots__}
    return Region(**{**values, **changes})
