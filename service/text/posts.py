"""Embedded posts: '<content> — <author> (@handle) November 16, 2021'."""

import re
from dataclasses import dataclass

from service.records import Post, Span
from service.text import dateline

_HANDLE = re.compile(r"\(@(\w{1,30})\)")
_DASHES = ("—", "–", "―", "--", "- ", "&mdash;")
_LONGEST_NAME = 80
_NOT_A_NAME = re.compile(r"[\n()\"“”:;?!]|\. [a-z]")
_DATE = re.compile(
    r"[ \n]*(?:[·|,]? ?)(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})"
)
_END = re.compile(r"[ .\n]*\Z")
_TRAILING_LINK = re.compile(
    r"\s*(?:(?:https?://)?(?:pic\.twitter\.com|pic\.x\.com|t\.co)/\w{1,40}…?"
    r"|SIGN UP FOR OUR NEWSLETTER)\s*\Z"
)
_INTRODUCTION = re.compile(
    r"\s*<[^<>\n]{1,300}>\s*"
    r"|[^\n:]{0,300}\b(?:tweeted|tweets|wrote|writes|posted|said|says|"
    r"on (?:Twitter|Facebook|X|Instagram|Truth Social))\b[^\n:]{0,60}: "
)
_PARTICLES = frozenset("of the and for de del da di van von der den al el bin ibn la le".split())
_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'"}


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A post and the stretch of the page that it takes, links, author and date included."""

    start: int
    end: int
    post: Post


def find(text: str, shown: str, start: int, end: int) -> list[FoundPost]:
    """Return the posts of the paragraph text[start:end], in order; shown is the cleaned text.

    Words that introduce a post ('Lee wrote on Twitter:') and end in a colon are left outside it.
    """
    found: list[FoundPost] = []
    floor = start
    for match in _HANDLE.finditer(shown, start, end):
        author = _author(shown, floor, match.start())
        if author is None:
            continue
        dash, name = author
        date = _DATE.match(shown, match.end(), min(end, match.end() + 40))
        stop = date.end() if date else match.end()
        if date is None and not (
            _END.match(shown, stop, end) and _is_plain_name(shown[name : match.start()])
        ):
            continue
        content = _content(shown, floor, dash)
        if content is None:
            continue
        found.append(
            FoundPost(
                start=content[0],
                end=stop,
                post=Post(
                    content=_span(text, *_unquoted(shown, *content)),
                    author=_span(text, name, match.start()),
                    handle=match.group(1),
                    date=dateline.date_in(date.group()) if date else None,
                ),
            )
        )
        floor = stop
    return found


def is_signature(shown: str, start: int, end: int) -> bool:
    """Whether the paragraph starts with the author of a post whose words stand above it."""
    if not shown.startswith(_DASHES, start):
        return False
    handle = _HANDLE.search(shown, start, min(end, start + _LONGEST_NAME + 40))
    return handle is not None and (_author(shown, start, handle.start()) or (-1,))[0] == start


def _author(shown: str, floor: int, handle: int) -> tuple[int, int] | None:
    """Where the dash and the name before a handle start."""
    window = max(floor, handle - _LONGEST_NAME)
    dash, mark = max((shown.rfind(mark, window, handle), mark) for mark in _DASHES)
    if dash < 0:
        return None
    while mark == "- " and dash > window and shown[dash - 1] == "-":
        dash, mark = dash - 1, f"-{mark}"
    name = dash + len(mark)
    while name < handle and shown[name].isspace():
        name += 1
    if name == handle or _NOT_A_NAME.search(shown, name, handle):
        return None
    if mark.startswith("-") and dash > floor and not shown[dash - 1].isspace():
        return None
    return dash, name


def _is_plain_name(name: str) -> bool:
    return all(word in _PARTICLES or not word[0].islower() for word in name.split())


def _content(shown: str, floor: int, dash: int) -> tuple[int, int] | None:
    """Where the words of the post start and end; links at their end are left out."""
    introduction = _INTRODUCTION.match(shown, floor, dash)
    start = introduction.end() if introduction else floor
    while start < dash and shown[start].isspace():
        start += 1
    end = dash
    while link := _TRAILING_LINK.search(shown, max(start, end - 80), end):
        end = link.start()
    while end > start and shown[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _unquoted(shown: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotation marks that enclose the whole content."""
    closing = _QUOTES.get(shown[start])
    if closing is None or end - start < 3 or shown[end - 1] != closing:
        return start, end
    if closing in shown[start + 1 : end - 1]:
        return start, end
    return start + 1, end - 1


def _span(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])
