"""The wording of dates in English news: which expressions there are, by their form alone.

What an expression means is in service.nlp.date_resolution. Left alone, because two readers would
name two dates: "3/5/2018", seasons, quarters, holidays, "recently", and what is shorter than a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Shape = Literal[
    "iso", "month day", "month", "year", "years", "decade", "weekday", "day", "unit", "ago", "span"
]
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1}

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|Jun\.|July|Jul\."
    r"|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_BARE_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = rf"(?:{'|'.join(NUMBERS)}|\d{{1,4}})"
_PARTS = r"(?:morning|afternoon|evening|night)"
_EDGE = r"(?:[Ee]arl(?:y|ier) |[Ll]ate(?:r)? |[Mm]id-? ?)?"
_ABOUT = (
    r"(?P<about>(?:[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Rr]oughly|[Oo]ver|[Ss]ome"
    r"|[Mm]ore than|[Ll]ess than) )?"
)
_WHICH = r"(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming) "
_LEADS = (
    r"(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom|[Tt]hrough|[Bb]efore|[Aa]fter|[Dd]uring"
    r"|[Oo]f|[Bb]etween)"
)
_NO_UNIT = (
    r"(?! ?(?:%|percent|per cent|people|votes|voters|miles|dollars|euros|pounds|feet|kilomet|km\b"
    r"|men|women|children|soldiers|troops|jobs|delegates|members|million|billion)|[,.]\d|[-/]\d)"
)

_PATTERNS: tuple[tuple[Shape, str], ...] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    (
        "month day",
        rf"(?:{_WEEKDAY},? )?(?:the )?(?P<month>{_MONTH}) (?P<day>{_DAY}){_TH}"
        rf"(?: ?[-–] ?(?P<until>{_DAY}){_TH})?(?:,? (?P<year>{_YEAR}))?(?![\d:%]| percent)",
    ),
    (
        "month day",
        rf"(?:{_WEEKDAY},? )?(?:the )?(?P<day>{_DAY})(?:{_TH} of|{_TH}) (?P<month>{_MONTH})"
        rf"(?:,? (?P<year>{_YEAR}))?(?!\w)",
    ),
    ("month", rf"{_EDGE}(?P<month>{_MONTH})(?: of|,)? (?P<year>{_YEAR})(?!\d)"),
    ("month", rf"{_EDGE}{_WHICH}(?P<month>{_BARE_MONTH})\b"),
    ("month", rf"(?<![\w-])(?:{_LEADS} {_EDGE}|[Mm]id-)(?P<month>{_BARE_MONTH})\b(?! \d)"),
    (
        "years",
        rf"(?:{_LEADS} )?(?P<year>{_YEAR})(?:[-–]| to | through )(?P<until>{_YEAR})(?!\d)",
    ),
    ("years", rf"[Bb]etween (?P<year>{_YEAR}) and (?P<until>{_YEAR})(?!\d)"),
    ("decade", rf"(?:the )?{_EDGE}(?P<year>(?:1[89]|20)\d0)s\b"),
    (
        "year",
        rf"(?P<lead>{_LEADS} |[Tt]he |{_LEADS} the )?{_EDGE}(?P<year>{_YEAR})(?!\d){_NO_UNIT}",
    ),
    (
        "weekday",
        rf"(?:[Ee]arly |[Ll]ate |[Ee]arlier |{_WHICH})?(?P<weekday>{_WEEKDAY})(?: {_PARTS})?\b",
    ),
    (
        "day",
        r"(?P<word>[Tt]he day before yesterday|[Tt]he day after tomorrow|[Ee]arlier today"
        rf"|[Ll]ater today|[Tt]oday|[Tt]onight|[Tt]omorrow(?: {_PARTS})?|[Yy]esterday(?: {_PARTS})?"
        r"|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night)\b",
    ),
    (
        "ago",
        rf"{_ABOUT}(?P<count>{_COUNT}) (?P<unit>day|week|month|year)s? (?P<word>ago|from now)\b",
    ),
    (
        "span",
        rf"(?:[Tt]he )?(?P<which>[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming) (?P<count>{_COUNT}) "
        r"(?P<unit>day|week|month|year)s\b",
    ),
    (
        "span",
        r"(?:[Tt]he (?P<which>last|past|next|coming)|[Tt]his (?P<which2>past|coming)) "
        r"(?P<unit>week|month|year)\b",
    ),
    ("unit", rf"{_EDGE}(?P<which>[Tt]his|[Ll]ast|[Nn]ext) (?P<unit>weekend|week|month|year)\b"),
)
_COMPILED = tuple((shape, re.compile(r"(?<![\w$£€.,/-])" + form)) for shape, form in _PATTERNS)
_LEADING = re.compile(rf"{_LEADS} ")


@dataclass(frozen=True, slots=True)
class Wording:
    """An expression for a date: where it stands, its shape, and the parts of it by name."""

    start: int
    end: int
    shape: Shape
    parts: dict[str, str]


def find(text: str, start: int, end: int) -> Iterator[Wording]:
    """Yield the expressions inside text[start:end] in text order; where two overlap, the longer.

    A preposition that leads up to a date ("in September") shows that it is one, and is left out.
    """
    found = [
        _wording(shape, match)
        for shape, pattern in _COMPILED
        for match in pattern.finditer(text, start, end)
        if not text[match.end() : match.end() + 1].isalnum()
    ]
    reach = start
    for one in sorted(found, key=lambda w: (w.start, -w.end)):
        if one.start >= reach:
            reach = one.end
            yield one


def _wording(shape: Shape, match: re.Match[str]) -> Wording:
    lead = _LEADING.match(match.group())
    start = match.start() + (lead.end() if lead else 0)
    parts = {n.rstrip("2"): value.strip() for n, value in match.groupdict().items() if value}
    return Wording(start, match.end(), shape, parts)
