"""Page furniture: what stands on the page and is not the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.text import lines, rules

LONGEST = 300
"""Longest line that can be furniture by its wording, in characters."""

_TITLE = 150
_SENTENCE = 40
_EDGE = 160


Role = Literal["text", "dateline", "furniture", "opener"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a line that is something else by its wording.

    An opener is furniture that a list of teasers or the foot of the page may follow.
    """

    start: int
    end: int
    role: Role


def is_furniture(line: str, *, below: bool = True) -> bool:
    """Whether a whole line is furniture by its wording. below: a sentence stands above it."""
    if len(line) > LONGEST:
        return False
    where = ("line", "below") if below else ("line",)
    return rules.any_of("furniture", *where).fullmatch(line) is not None


def opens_teasers(line: str) -> bool:
    """Whether a whole line is furniture that a list of teasers or a page foot may follow."""
    return len(line) <= LONGEST and rules.any_of("furniture", "opener").fullmatch(line) is not None


def is_sentence(text: str, piece: Piece) -> bool:
    """Whether a piece ends as a sentence does and is no mere interjection."""
    return piece.end - piece.start >= _SENTENCE and lines.ends_sentence(
        text, piece.start, piece.end
    )


def teasers(text: str, pieces: Sequence[Piece]) -> set[int]:
    """Return the indices of the pieces that belong to teaser lists and page feet.

    A list runs from its opener to the end of the page, or to where whole sentences follow each
    other again: a teaser is cut short, or a title follows it. Before the article's first two
    sentences nothing is a teaser.
    """
    found: set[int] = set()
    sentences = 0
    at = 0
    while at < len(pieces):
        if pieces[at].role == "opener" and sentences >= 2:
            end = _section_end(text, pieces, at + 1)
            found.update(range(at, end))
            at = end
        else:
            sentences += pieces[at].role == "text" and is_sentence(text, pieces[at])
            at += 1
    return found


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the paragraph text[start:end] without a photo credit at its start or its end."""
    head = rules.any_of("furniture", "start").match(text, start, min(end, start + _EDGE))
    if head is not None and head.end() < end:
        start = head.end()
    foot = rules.any_of("furniture", "end")
    for match in foot.finditer(text, max(start + 1, end - _EDGE), end):
        if match.end() == end:
            return start, match.start()
    return start, end


def _section_end(text: str, pieces: Sequence[Piece], first: int) -> int:
    titles = 0
    teaser_seen = False
    at = first
    while at < len(pieces):
        piece = pieces[at]
        if piece.role != "text":
            titles = titles if piece.role == "dateline" else 0
        elif is_sentence(text, piece):
            following = _next_plain(pieces, at + 1)
            if following is None:
                resumes = not teaser_seen
            elif is_sentence(text, following):
                resumes = True
            else:
                resumes = not teaser_seen and titles != 1
            if resumes:
                return at
            teaser_seen, titles = True, 0
        elif piece.end - piece.start <= _TITLE:
            titles += 1
        else:
            teaser_seen, titles = True, 0
        at += 1
    return len(pieces)


def _next_plain(pieces: Sequence[Piece], first: int) -> Piece | None:
    """The next piece, unless it opens another list."""
    for at in range(first, len(pieces)):
        if pieces[at].role == "opener":
            return None
        if pieces[at].role == "text":
            return pieces[at]
    return None
