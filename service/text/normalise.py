"""Characters: the text as the parser may see it, one character for each character submitted.

Nothing is inserted or removed, so an offset into the cleaned text is an offset into the text.
"""

import re
import unicodedata
from collections.abc import Iterable

MAX_RUN = 200
"""Longest stretch without white space that the parser sees, in characters."""

MAX_MARKS = 10
"""Most marks that the parser sees in a row, and most marks of the stripped kind in one stretch.

The tokenizer strips quotation marks, brackets, symbols and the like from a word one at a time, and
searches the rest of the word for each: its time grows with their number times the word's length.
"""

# Zero-width characters that belong inside words and emoji: soft hyphen, joiners, word joiner, BOM.
_JOINERS = "\u00ad\u200c\u200d\u2060\ufeff"
_LINE_BREAKS = "\v\f\x85\u2028\u2029"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_INVISIBLE = (
    "\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u206f\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f"
)
_SURROGATES = "\ud800-\udfff"

_LONE_RETURN = re.compile(r"\r(?!\n)")
_JOINER = re.compile(f"[{_JOINERS}]")
_WORD_OR_MARK = frozenset("LMN")
_EMOJI = frozenset("LMNS")
_OVERLONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")
_OVERLONG_MARKS = re.compile(rf"(?:_|[^\w\s]){{{MAX_MARKS + 1},}}")
_LONG_RUN = re.compile(rf"\S{{{2 * MAX_MARKS + 1},}}")
_STRIPPED_MARK = re.compile(r"[^\w\s/.,:;?&=%#@~+!-]")


def clean(text: str) -> str:
    """Return the text with each character that could upset the parser replaced by a harmless one.

    Exotic spaces, control and invisible characters become a space, every kind of line end becomes
    '\\n' (the '\\r' of '\\r\\n' a space), a lone surrogate U+FFFD. Soft hyphens and zero-width
    joiners stay inside words and emoji, where a space would cut the word in two.
    """
    text = _LONE_RETURN.sub("\n", text).translate(_TABLE)
    return _JOINER.sub(_joiner, text)


def defuse(text: str) -> str:
    """Blank what would make the tokenizer slow: stretches over MAX_RUN or with over MAX_MARKS."""
    text = _OVERLONG_RUN.sub(lambda m: _cut(m, MAX_RUN), text)
    text = _OVERLONG_MARKS.sub(lambda m: _cut(m, MAX_MARKS), text)
    return _LONG_RUN.sub(_few_marks, text)


def blank(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """Replace the given stretches (start, end; in order, disjoint) by spaces, keeping newlines."""
    parts: list[str] = []
    position = 0
    for start, end in stretches:
        parts.append(text[position:start])
        parts.append(re.sub(r"[^\n]", " ", text[start:end]))
        position = end
    parts.append(text[position:])
    return "".join(parts)


def _cut(match: re.Match[str], keep: int) -> str:
    return match.group()[:keep] + " " * (len(match.group()) - keep)


def _few_marks(match: re.Match[str]) -> str:
    for count, mark in enumerate(_STRIPPED_MARK.finditer(match.group())):
        if count == MAX_MARKS:
            return _cut(match, mark.start())
    return match.group()


def _joiner(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    if at == 0 or at + 1 == len(text):
        return " "
    allowed = _EMOJI if match.group() == "\u200d" else _WORD_OR_MARK
    around = (unicodedata.category(text[at - 1])[0], unicodedata.category(text[at + 1])[0])
    return match.group() if allowed.issuperset(around) else " "


def _members(ranges: str) -> list[int]:
    """The code points of a list of characters and ranges, written as in a character class."""
    points: list[int] = []
    rest = list(ranges)
    while rest:
        first = rest.pop(0)
        if len(rest) >= 2 and rest[0] == "-":
            points.extend(range(ord(first), ord(rest[1]) + 1))
            del rest[:2]
        else:
            points.append(ord(first))
    return points


_TABLE = (
    dict.fromkeys(_members(_SPACES + _CONTROLS + _INVISIBLE), " ")
    | {ord("\r"): " "}
    | dict.fromkeys(_members(_LINE_BREAKS), "\n")
    | dict.fromkeys(_members(_SURROGATES), "\ufffd")
)
