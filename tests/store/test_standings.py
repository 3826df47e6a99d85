"""Positions summed up over time, and where they change, in tables."""

import datetime as dt
from typing import Any

import pytest

from service.records import Position, StanceLabel
from service.store.standings import Unit, period_of, shifts, standing, turned_around


def position(label: StanceLabel, date: str | None, name: str = "q") -> Position:
    day = None if date is None else dt.date.fromisoformat(date)
    return Position(name, "a", label, "the tax", day)


@pytest.mark.parametrize(
    ("unit", "periods"),
    [
        ("day", ["2021-11-20", "2021-11-02", "2020-12-31", None]),
        ("month", ["2021-11", "2020-12", None]),
        ("quarter", ["2021-Q4", "2020-Q4", None]),
        ("year", ["2021", "2020", None]),
    ],
)
def test_periods(unit: Unit, periods: list[str | None]) -> None:
    days = ["2021-11-20", "2021-11-02", None, "2020-12-31"]
    found = standing([position("support", day) for day in days], unit)
    assert [one.period for one in found.periods] == periods
    assert (str(found.first), str(found.last)) == ("2020-12-31", "2021-11-20")
    assert found.stances == {"support": 4}


def test_nothing_stands_nowhere() -> None:
    found = standing([], "month")
    assert (found.periods, found.first, found.last) == ((), None, None)
    assert period_of(dt.date(1, 1, 1), "quarter") == "0001-Q1"


def test_only_some_statements_are_named() -> None:
    found = standing([position("oppose", "2021-11-20", f"q{n}") for n in range(30)], "year")
    assert len(found.periods[0].quotes) == 20
    assert found.periods[0].stances == {"oppose": 30}
    assert found.periods[0].quotes[0].quote_id == "q0"


CHANGES: dict[str, tuple[list[tuple[StanceLabel, str | None]], list[Any]]] = {
    "none": ([("support", "2021-01-01"), ("support", "2021-01-02")], []),
    "one": (
        [("support", "2021-01-01"), ("oppose", "2021-01-02")],
        [("reversal", "support", "oppose")],
    ),
    "back and forth, the latest first": (
        [("support", "2021-01-01"), ("oppose", "2021-01-02"), ("conditional", "2021-01-03")],
        [("condition", "oppose", "conditional"), ("reversal", "support", "oppose")],
    ),
    "neutral statements tell nothing": (
        [("support", "2021-01-01"), ("neutral", "2021-01-02"), ("oppose", "2021-01-03")],
        [("reversal", "support", "oppose")],
    ),
    "undated ones tell nothing": ([("support", None), ("oppose", "2021-01-02")], []),
    "not within a day": ([("support", "2021-01-01"), ("oppose", "2021-01-01")], []),
    "a day of several is passed over": (
        [
            ("support", "2021-01-01"),
            ("support", "2021-01-02"),
            ("oppose", "2021-01-02"),
            ("support", "2021-01-03"),
        ],
        [],
    ),
    "in any order": (
        [("oppose", "2021-01-02"), ("support", "2021-01-01")],
        [("reversal", "support", "oppose")],
    ),
    "nothing": ([], []),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(name: str) -> None:
    given, expected = CHANGES[name]
    found = shifts(position(label, day) for label, day in given)
    assert [(kind, one.label, other.label) for kind, one, other in found] == expected


def test_turning_around_twice_is_nothing() -> None:
    labels: list[StanceLabel] = ["support", "oppose", "conditional", "neutral"]
    assert [turned_around(turned_around(label)) for label in labels] == labels
    assert turned_around("support") == "oppose"
