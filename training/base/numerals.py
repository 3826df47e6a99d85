"""Numeric expressions by rule: CARDINAL, ORDINAL, PERCENT, QUANTITY, TIME.

The gold entity corpus leaves numbers out, so they are labelled here the same way in all
corpora, in the extent OntoNotes gives them ("more than 500" is one CARDINAL). What may be a
duration or an age is left without annotation.
"""

from __future__ import annotations

import re

_DIGITS = re.compile(r"^[+-]?\d[\d,]*(\.\d+)?$|^\.\d+$|^\d+/\d+$")
_ORDINAL = re.compile(r"^\d+(st|nd|rd|th)$", re.IGNORECASE)
_CLOCK = re.compile(r"^\d{1,2}[:.]\d\d$")
_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion dozen hundreds thousands millions billions dozens
    half""".split()
)
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_PERCENT = frozenset({"%", "percent", "pct"})
_UNITS = frozenset(
    """km kilometers kilometres kilometer kilometre miles mile meters metres meter metre feet foot
    inches inch cm mm kg kilograms kilogram tons tonnes ton tonne pounds ounces liters litres
    gallons barrels acres hectares hectare mw gw kw megawatts gigawatts kwh mph degrees celsius
    fahrenheit square cubic""".split()
)
_PERIODS = frozenset(
    """year years month months week weeks day days hour hours minute minutes second seconds
    decade decades century centuries year-old years-old""".split()
)
_RELATIVE = frozenset("today yesterday tomorrow tonight".split())
_BEFORE_PERIOD = frozenset(
    """last next this past recent previous the a few several these coming earlier later
    final current same first same every each many""".split()
)
_HOURS = frozenset({"a.m.", "p.m.", "am", "pm", "gmt", "o'clock", "noon", "midnight"})
_BEFORE = (
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("at", "least"),
    ("up", "to"),
    ("about",),
    ("around",),
    ("nearly",),
    ("almost",),
    ("over",),
    ("some",),
    ("approximately",),
    ("roughly",),
)


def numeric_spans(words: list[str]) -> list[tuple[int, int, str]]:
    """Non-overlapping half-open token spans (start, end, type); type "-" means unknown."""
    low = [word.lower() for word in words]
    spans = []
    i = 0
    while i < len(words):
        if low[i] in _ORDINALS or _ORDINAL.match(low[i]):
            following = low[i + 1] if i + 1 < len(low) else ""
            unclear = low[i] == "second" or following in {"quarter", "half"}
            spans.append((i, i + 1, "-" if unclear else "ORDINAL"))
            i += 1
            continue
        end = _number(low, i)
        if end == i:
            i += 1
            continue
        start = _with_modifier(low, i)
        kind, end = _kind(words, low, i, end)
        spans.append((start if kind != "-" else i, end, kind))
        i = end
    return spans


def vague_dates(words: list[str]) -> list[tuple[int, int]]:
    """Spans of durations and relative dates ("last year"), which some corpora leave out."""
    low = [word.lower() for word in words]
    spans = []
    for i, word in enumerate(low):
        if word in _RELATIVE or word in _PERIODS:
            start = i
            while start and (low[start - 1] in _BEFORE_PERIOD or _number(low, start - 1) == start):
                start -= 1
            end = (
                i + 2 if low[i + 1 : i + 2] in (["ago"], ["old"], ["later"], ["earlier"]) else i + 1
            )
            spans.append((start, end))
    return spans


def _number(low: list[str], i: int) -> int:
    end = i
    while end < len(low) and (
        _DIGITS.match(low[end]) or _CLOCK.match(low[end]) or (low[end] in _WORDS)
    ):
        end += 1
    return end


def _with_modifier(low: list[str], i: int) -> int:
    for words in _BEFORE:
        if tuple(low[max(0, i - len(words)) : i]) == words:
            return i - len(words)
    return i


def _kind(words: list[str], low: list[str], start: int, end: int) -> tuple[str, int]:
    after = low[end] if end < len(low) else ""
    before = low[start - 1] if start else ""
    if after in _PERCENT:
        return "PERCENT", end + 1
    if after == "per" and low[end + 1 : end + 2] == ["cent"]:
        return "PERCENT", end + 2
    if after in _HOURS or (_CLOCK.match(low[start]) and ":" in low[start]):
        return "TIME", end + 1 if after in _HOURS else end
    if after in _UNITS:
        last = end + 2 if after in {"square", "cubic", "degrees"} else end + 1
        return "QUANTITY", min(last, len(low))
    hyphen = after == "-" and low[end + 1 : end + 2]
    if after in _PERIODS or (hyphen and low[end + 1] in _PERIODS):
        return "-", end
    if low[start] in {"one", "half"} and end == start + 1:
        return "-", end
    if before in {"$", "€", "£", "¥", "#", "-", "/", "."} or after in {"-", "/", ":"}:
        return "-", end
    if before == "," and after in {",", "."}:
        return "-", end
    year = re.match(r"^(19|20)\d\d$", low[start])
    name = start > 0 and words[start - 1][:1].isupper() and before not in {"the", "about"}
    if year or (name and start > 1):
        return "-", end
    return "CARDINAL", end
