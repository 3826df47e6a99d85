"""What an expression for a date means, read on a certain day.

Weeks begin on Monday. On a Sunday "last week" names two weeks to two readers, as "next Friday" does
on a Monday: such expressions are not resolved.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from service.nlp.date_words import MONTHS, NUMBERS, WEEKDAYS, Wording
from service.records import DatePrecision, DateProblem

_NEAR_DAYS = 120
"""How far off a date without a year may lie where no tense says on which side."""
_EXACT = 9  # "fifty years ago" is a round number
_DAY = dt.timedelta(days=1)
_UNITS: dict[str, DatePrecision] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_WORDS = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "tonight": 0,
    "last night": -1,
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both included; precision: the unit in which they are told."""

    first: dt.date
    last: dt.date
    precision: DatePrecision


def resolve(wording: Wording, reference: dt.date | None, direction: int) -> Period | DateProblem:
    """Give the days that an expression names, or why that is not known.

    reference: the day on which it was written or said. direction: -1 where the sentence tells of
    what happened, 1 of what will happen, 0 where its tense says neither.
    """
    try:
        return _resolve(wording, reference, direction)
    except (OverflowError, ValueError):  # 30 February; before the year 1 or after 9999
        return "out of range"


def _resolve(wording: Wording, reference: dt.date | None, direction: int) -> Period | DateProblem:
    parts = wording.parts
    if wording.shape == "iso":
        return _day(dt.date(int(parts["year"]), int(parts["month"]), int(parts["day"])))
    if wording.shape in ("year", "years", "decade"):
        first = int(parts["year"])
        last = first + 9 if wording.shape == "decade" else int(parts.get("until", first))
        return _years(first, last)
    if wording.shape == "month day" and "year" in parts:
        return _month_day(parts, int(parts["year"]))
    if wording.shape == "month" and "year" in parts:
        return _month(int(parts["year"]), _number_of_month(parts["month"]))
    if reference is None:
        return "no reference date"
    if wording.shape == "month day":
        return _dated(parts, reference, direction)
    if wording.shape == "month":
        return _named_month(parts, reference, direction)
    if wording.shape == "weekday":
        return _weekday(parts, reference, direction)
    if wording.shape == "day":
        return _day(reference + _offset(parts["word"].lower()) * _DAY)
    if wording.shape == "ago":
        return _ago(parts, reference)
    if wording.shape == "span":
        return _span(parts, reference)
    return _unit(parts["which"].lower(), parts["unit"], reference, direction)


def _day(day: dt.date) -> Period:
    return Period(day, day, "day")


def _week(day: dt.date) -> Period:
    monday = day - day.weekday() * _DAY
    return Period(monday, monday + 6 * _DAY, "week")


def _month(year: int, month: int) -> Period:
    last = calendar.monthrange(year, month)[1]
    return Period(dt.date(year, month, 1), dt.date(year, month, last), "month")


def _years(first: int, last: int) -> Period:
    if last < first:
        raise ValueError((first, last))
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


def _month_day(parts: dict[str, str], year: int) -> Period:
    month = _number_of_month(parts["month"])
    first = dt.date(year, month, int(parts["day"]))
    last = dt.date(year, month, int(parts["until"])) if "until" in parts else first
    if last < first:
        raise ValueError(parts)
    return Period(first, last, "day")


def _dated(parts: dict[str, str], reference: dt.date, direction: int) -> Period | DateProblem:
    """A day of a month without its year."""
    near = []
    for year in range(reference.year - 1, reference.year + 2):
        try:
            near.append(_month_day(parts, year))
        except ValueError:  # 29 February, or beyond the calendar
            continue
    return _chosen(near, reference, direction)


def _named_month(parts: dict[str, str], reference: dt.date, direction: int) -> Period | DateProblem:
    month = _number_of_month(parts["month"])
    near = [
        _month(year, month)
        for year in range(reference.year - 1, reference.year + 2)
        if dt.MINYEAR <= year <= dt.MAXYEAR
    ]
    which = parts.get("which", "").lower()
    if which in ("this past", "this coming"):
        direction = -1 if which == "this past" else 1
    elif which == "this":
        return _month(reference.year, month)
    elif which == "last":
        near, direction = [one for one in near if one.last < reference], -1
    elif which == "next":
        near, direction = [one for one in near if one.first > reference], 1
    return _chosen(near, reference, direction)


def _chosen(near: list[Period], reference: dt.date, direction: int) -> Period | DateProblem:
    """The latest before or the earliest after the reference; without a tense, the one close by."""
    if direction < 0:
        near = [one for one in near if one.first <= reference][-1:]
    elif direction > 0:
        near = [one for one in near if one.last >= reference][:1]
    else:
        near = [one for one in near if abs((one.first - reference).days) <= _NEAR_DAYS]
    return near[0] if len(near) == 1 else "ambiguous"


def _weekday(parts: dict[str, str], reference: dt.date, direction: int) -> Period | DateProblem:
    number = WEEKDAYS.index(parts["weekday"].lower())
    before = reference - ((reference.weekday() - number) % 7) * _DAY
    after = reference + ((number - reference.weekday()) % 7) * _DAY
    which = parts.get("which", "").lower()
    monday = reference - reference.weekday() * _DAY
    if which in ("this past", "this coming"):
        direction = -1 if which == "this past" else 1
    elif which == "this":
        return _day(monday + number * _DAY)
    elif which == "last":
        day = before if before < reference else before - 7 * _DAY
        return _day(day) if day < monday else "ambiguous"
    elif which == "next":
        day = after if after > reference else after + 7 * _DAY
        return _day(day) if day >= monday + 7 * _DAY else "ambiguous"
    if before == after:
        return _day(reference)
    return "ambiguous" if direction == 0 else _day(before if direction < 0 else after)


def _offset(word: str) -> int:
    if word in _WORDS:
        return _WORDS[word]
    return 1 if word.startswith("tomorrow") else -1 if word.startswith("yesterday") else 0


def _unit(which: str, unit: str, reference: dt.date, direction: int) -> Period | DateProblem:
    """ "last week", "this year": whole weeks, months and years, counted from the present one."""
    steps = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "year":
        return _years(reference.year + steps, reference.year + steps)
    if unit == "month":
        return _month(*_months_later(reference, steps))
    if unit == "weekend":
        return _weekend(steps, reference, direction)
    if reference.weekday() == 6:
        return "ambiguous"
    return _week(reference + 7 * steps * _DAY)


def _weekend(steps: int, reference: dt.date, direction: int) -> Period | DateProblem:
    saturday = _week(reference).first + 5 * _DAY
    if steps < 0:
        saturday -= 7 * _DAY
    elif steps > 0 or reference.weekday() == 6:
        return "ambiguous"
    elif direction < 0 and reference < saturday:
        saturday -= 7 * _DAY
    return Period(saturday, saturday + _DAY, "day")


def _ago(parts: dict[str, str], reference: dt.date) -> Period | DateProblem:
    count = _count(parts["count"])
    if "about" in parts or count > _EXACT:
        return "approximate"
    sign = -1 if parts["word"] == "ago" else 1
    if parts["unit"] == "year":
        return _years(reference.year + sign * count, reference.year + sign * count)
    if parts["unit"] == "month":
        return _month(*_months_later(reference, sign * count))
    days = count if parts["unit"] == "day" else 7 * count
    day = reference + sign * days * _DAY
    return _day(day) if parts["unit"] == "day" else _week(day)


def _span(parts: dict[str, str], reference: dt.date) -> Period:
    """ "the past two years": from then to the reference, or from it on."""
    sign = -1 if parts["which"].lower() in ("last", "past") else 1
    count, unit = sign * _count(parts.get("count", "1")), parts["unit"]
    if unit in ("month", "year"):
        year, month = _months_later(reference, count * (12 if unit == "year" else 1))
        day = min(reference.day, calendar.monthrange(year, month)[1])
        other = dt.date(year, month, day)
    else:
        other = reference + count * (7 if unit == "week" else 1) * _DAY
    return Period(min(other, reference), max(other, reference), _UNITS[unit])


def _months_later(day: dt.date, months: int) -> tuple[int, int]:
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def _number_of_month(name: str) -> int:
    return int(name) if name.isdigit() else MONTHS.index(name[:3].lower()) + 1


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]
