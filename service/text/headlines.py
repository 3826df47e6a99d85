"""Headlines, their second lines, and cross-headings between paragraphs."""

import re
from collections.abc import Sequence

from service.text import lines

_LONGEST_TOP = 200
_LONGEST_CROSS = 120
_SHORTEST_BODY = 60
_TOP_LINES = 3

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset(
    "a an and are as at be but by for from has have he her his if in into is it its not of off on "
    "or our over she than that the their they this to up via vs was were who will with you".split()
)
_SAID_QUOTE = re.compile(r"[.!?,][\"”’']|[\"”’'] ?[-–—]{1,2} ?\w")
_BULLET = re.compile(r"[•‣▪◦·*–—~-]|\(?\d{1,2}[.)] ")
_OPENERS = {"“": "”", "(": ")", "[": "]"}
_SENTENCE_BREAK = re.compile(r"[a-z]{3}[.] [A-Z]")


def mark(text: str, paragraphs: Sequence[tuple[int, int] | None]) -> set[int]:
    """Return the indices of the paragraphs (start, end) that are headlines.

    None stands for what is no paragraph (furniture, a post). A line between two paragraphs is a
    headline when it is short, does not end as a sentence does, opens no quotation that stays open
    and has no such line beside it. When in doubt it is a paragraph: nothing is lost by that.
    """
    plain = [at for at, paragraph in enumerate(paragraphs) if paragraph is not None]
    bounds = [(p[0], p[1]) for at in plain if (p := paragraphs[at]) is not None]
    tops = _top(text, bounds)
    short = [at in tops or _is_short_line(text, *b, _LONGEST_CROSS) for at, b in enumerate(bounds)]
    found = {plain[at] for at in tops}
    for at in range(max(1, len(tops)), len(bounds) - 1):
        if short[at] and not short[at - 1] and _is_body(text, *bounds[at + 1]):
            found.add(plain[at])
    return found


def _top(text: str, bounds: Sequence[tuple[int, int]]) -> set[int]:
    """The headline lines above the first paragraph; none where nothing else would be left.

    Of many short lines (a headline, an outlet, a name, a caption) only the first is one.
    """
    count = 0
    while count < min(len(bounds), _TOP_LINES + 1) and _is_top_line(text, *bounds[count], count):
        count += 1
    if count > _TOP_LINES:
        following = bounds[count : count + _TOP_LINES]
        return {0} if any(_is_body(text, *b) for b in following) else set()
    if count == len(bounds) or not _is_body(text, *bounds[count]):
        return set()
    return set(range(count))


def _is_top_line(text: str, start: int, end: int, count: int) -> bool:
    if end - start > _LONGEST_TOP:
        return False
    if _is_short_line(text, start, end, _LONGEST_TOP, first=count == 0):
        return True
    line = text[start:end]
    if count or _SAID_QUOTE.search(line) or not _is_balanced(line) or line.endswith((":", ",")):
        return False
    return line.endswith("?") or _is_title_case(line)


def _is_short_line(text: str, start: int, end: int, longest: int, *, first: bool = False) -> bool:
    if end - start > longest or "\n" in text[start:end]:
        return False
    line = text[start:end]
    if lines.ends_sentence(text, start, end) or line.endswith((",", "-", "—", "–")):
        return False
    if line[0].islower() or _BULLET.match(line) or not any(c.isalpha() for c in line):
        return False
    if _SENTENCE_BREAK.search(line) or not _is_balanced(line):
        return False
    if _SAID_QUOTE.search(line) and not first:
        return False
    return not _is_all_quoted(line) or line.isupper()


def _is_body(text: str, start: int, end: int) -> bool:
    return end - start >= _SHORTEST_BODY or lines.ends_sentence(text, start, end)


def _is_balanced(line: str) -> bool:
    return line.count('"') % 2 == 0 and all(
        line.count(a) == line.count(b) for a, b in _OPENERS.items()
    )


def _is_all_quoted(line: str) -> bool:
    return line[0] in "\"“‘'" and line[-1] in "\"”’'"


def _is_title_case(line: str) -> bool:
    """Whether nearly all words but small ones have a capital; at least four such words."""
    words = [w for w in _WORD.findall(line) if w.lower() not in _SMALL]
    capitals = sum(w[0].isupper() for w in words)
    return len(words) >= 4 and capitals >= 0.85 * len(words)
