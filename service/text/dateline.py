"""Datelines: where and when the page says it was written."""

import datetime as dt
import re

from service.text import rules

LONGEST = 160
"""Longest dateline, in characters."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\w)(?:(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month2>[A-Za-z]{3,9})\.?,? (?P<year2>\d{4}))"
    r"(?!\d)"
)


def is_dateline(line: str) -> bool:
    """Whether a whole line is a dateline: a date, a place with a date or agency, '1 min read'."""
    return len(line) <= LONGEST and rules.any_of("datelines", "line").fullmatch(line) is not None


def length_at(text: str, start: int, end: int, where: tuple[str, ...]) -> int:
    """How many characters of the paragraph text[start:end] are its dateline; 0 where it has none.

    where: which rules apply. 'start': at any paragraph; 'opening': at one of the first, where a
    place and a dash are enough ('GENEVA — Ottawa …'); 'lead': at the very start of the text, where
    a bare date may stand before the headline.
    """
    match = rules.any_of("datelines", *where).match(text, start, min(end, start + 2 * LONGEST))
    if match is None or match.end() - start > LONGEST or not text[match.end() : end].strip():
        return 0
    return len(match.group().rstrip())


def date_in(text: str) -> dt.date | None:
    """Return the first full date (day, month and year) in a short text, or None.

    '3/5/2018' gives None: it names two days.
    """
    found = [m for m in (_ISO.search(text), *_NAMED.finditer(text)) if m is not None]
    for match in sorted(found, key=lambda m: m.start()):
        parts = match.groupdict()
        year, month, day = (parts[k] or parts.get(f"{k}2") for k in ("year", "month", "day"))
        if year and month and day and (date := _date(year, month, day)):
            return date
    return None


def _date(year: str, month: str, day: str) -> dt.date | None:
    name = month[:3].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(name) + 1 if name in _MONTHS else 0
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None
