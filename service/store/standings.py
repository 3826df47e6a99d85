"""From single stances to where a speaker stands over time: pure functions over records."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from service.records import Position, ShiftKind, StanceLabel, StancePeriod, Standing

Unit = Literal["day", "month", "quarter", "year"]
_MOST_QUOTES = 20  # named for a period
_OPPOSITES: Mapping[StanceLabel, StanceLabel] = {"support": "oppose", "oppose": "support"}


def turned_around(label: StanceLabel) -> StanceLabel:
    """Give the stance toward a thing of who takes a stance toward its end.

    >>> [turned_around(label) for label in ("support", "oppose", "conditional")]
    ['oppose', 'support', 'conditional']
    """
    return _OPPOSITES.get(label, label)


def period_of(date: dt.date | None, unit: Unit) -> str | None:
    """Name the period that a date lies in.

    >>> [period_of(dt.date(2021, 11, 20), unit) for unit in ("day", "month", "quarter", "year")]
    ['2021-11-20', '2021-11', '2021-Q4', '2021']
    """
    if date is None:
        return None
    if unit == "quarter":
        return f"{date.year:04}-Q{(date.month + 2) // 3}"
    return date.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def standing(positions: Sequence[Position], unit: Unit) -> Standing:
    """Sum up positions, given newest first, by period."""
    by_period: dict[str | None, list[Position]] = {}
    for one in positions:
        by_period.setdefault(period_of(one.date, unit), []).append(one)
    dates = [one.date for one in positions if one.date is not None]
    ordered = sorted(by_period, key=lambda period: period or "", reverse=True)
    return Standing(
        stances=Counter(one.label for one in positions),
        first=min(dates, default=None),
        last=max(dates, default=None),
        periods=tuple(
            StancePeriod(
                period,
                Counter(one.label for one in by_period[period]),
                tuple(by_period[period][:_MOST_QUOTES]),
            )
            for period in ordered
        ),
    )


def shifts(positions: Iterable[Position]) -> list[tuple[ShiftKind, Position, Position]]:
    """Find where the stance changes, latest first: what it was last before, what it is first after.

    Statements that take no position, or whose article has no date, tell nothing; of one day, the
    order is not known, so that a change shows between days only. A day with several stances is
    passed over: which one holds is not known either.
    """
    by_day: dict[dt.date, list[Position]] = {}
    for one in positions:
        if one.date is not None and one.label != "neutral":
            by_day.setdefault(one.date, []).append(one)
    clear = [by_day[day] for day in sorted(by_day) if len({one.label for one in by_day[day]}) == 1]
    found: list[tuple[ShiftKind, Position, Position]] = []
    for earlier, later in pairwise(clear):
        before, after = earlier[-1], later[0]
        if before.label != after.label:
            partly = "conditional" in (before.label, after.label)
            found.append(("condition" if partly else "reversal", before, after))
    return found[::-1]
