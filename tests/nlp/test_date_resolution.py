"""What a date means on the day when it was written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp import date_words
from service.nlp.date_resolution import Period, resolve

WEDNESDAY = "2016-10-05"
PAST, OPEN, FUTURE = -1, 0, 1

RESOLVED = [
    # wording, written on, direction, first day, last day, precision
    ("on 2021-11-20", None, OPEN, "2021-11-20", "2021-11-20", "day"),
    ("March 3, 2016", None, OPEN, "2016-03-03", "2016-03-03", "day"),
    ("3 March 2016", None, OPEN, "2016-03-03", "2016-03-03", "day"),
    ("Feb. 11-15", "2016-02-18", PAST, "2016-02-11", "2016-02-15", "day"),
    ("December 30", "2016-01-04", PAST, "2015-12-30", "2015-12-30", "day"),
    ("January 4", "2015-12-30", FUTURE, "2016-01-04", "2016-01-04", "day"),
    ("October 2", WEDNESDAY, OPEN, "2016-10-02", "2016-10-02", "day"),
    ("February 2016", None, OPEN, "2016-02-01", "2016-02-29", "month"),
    ("in September", WEDNESDAY, PAST, "2016-09-01", "2016-09-30", "month"),
    ("in October", WEDNESDAY, PAST, "2016-10-01", "2016-10-31", "month"),
    ("in December", WEDNESDAY, PAST, "2015-12-01", "2015-12-31", "month"),
    ("in November", WEDNESDAY, OPEN, "2016-11-01", "2016-11-30", "month"),
    ("last July", "2015-12-10", OPEN, "2015-07-01", "2015-07-31", "month"),
    ("next January", WEDNESDAY, OPEN, "2017-01-01", "2017-01-31", "month"),
    ("this March", WEDNESDAY, OPEN, "2016-03-01", "2016-03-31", "month"),
    ("in 2014", None, OPEN, "2014-01-01", "2014-12-31", "year"),
    ("from 2009 to 2013", None, OPEN, "2009-01-01", "2013-12-31", "year"),
    ("the 1990s", None, OPEN, "1990-01-01", "1999-12-31", "year"),
    ("on Wednesday", WEDNESDAY, PAST, WEDNESDAY, WEDNESDAY, "day"),
    ("on Thursday", WEDNESDAY, PAST, "2016-09-29", "2016-09-29", "day"),
    ("on Thursday", WEDNESDAY, FUTURE, "2016-10-06", "2016-10-06", "day"),
    ("last Friday", WEDNESDAY, OPEN, "2016-09-30", "2016-09-30", "day"),
    ("next Monday", WEDNESDAY, OPEN, "2016-10-10", "2016-10-10", "day"),
    ("this Friday", WEDNESDAY, OPEN, "2016-10-07", "2016-10-07", "day"),
    ("this past Friday", WEDNESDAY, OPEN, "2016-09-30", "2016-09-30", "day"),
    ("today", WEDNESDAY, OPEN, WEDNESDAY, WEDNESDAY, "day"),
    ("last night", WEDNESDAY, OPEN, "2016-10-04", "2016-10-04", "day"),
    ("tomorrow morning", WEDNESDAY, OPEN, "2016-10-06", "2016-10-06", "day"),
    ("the day before yesterday", WEDNESDAY, OPEN, "2016-10-03", "2016-10-03", "day"),
    ("last week", WEDNESDAY, OPEN, "2016-09-26", "2016-10-02", "week"),
    ("last weekend", WEDNESDAY, OPEN, "2016-10-01", "2016-10-02", "day"),
    ("this weekend", WEDNESDAY, PAST, "2016-10-01", "2016-10-02", "day"),
    ("last month", "2016-01-31", OPEN, "2015-12-01", "2015-12-31", "month"),
    ("next year", WEDNESDAY, OPEN, "2017-01-01", "2017-12-31", "year"),
    ("three days ago", WEDNESDAY, OPEN, "2016-10-02", "2016-10-02", "day"),
    ("two weeks ago", WEDNESDAY, OPEN, "2016-09-19", "2016-09-25", "week"),
    ("six months ago", "2016-03-31", OPEN, "2015-09-01", "2015-09-30", "month"),
    ("four years ago", WEDNESDAY, OPEN, "2012-01-01", "2012-12-31", "year"),
    ("the past two years", "2016-02-29", OPEN, "2014-02-28", "2016-02-29", "year"),
    ("the next three weeks", WEDNESDAY, OPEN, WEDNESDAY, "2016-10-26", "week"),
    ("the past month", WEDNESDAY, OPEN, "2016-09-05", WEDNESDAY, "month"),
]

UNRESOLVED = [
    ("on Thursday", WEDNESDAY, OPEN, "ambiguous"),
    ("last Tuesday", WEDNESDAY, OPEN, "ambiguous"),
    ("next Friday", WEDNESDAY, OPEN, "ambiguous"),
    ("last week", "2016-10-09", OPEN, "ambiguous"),
    ("in April", WEDNESDAY, OPEN, "ambiguous"),
    ("fifty years ago, or 50 years ago", WEDNESDAY, OPEN, "approximate"),
    ("nearly two years ago", WEDNESDAY, OPEN, "approximate"),
    ("yesterday", None, OPEN, "no reference date"),
    ("on May 3", None, PAST, "no reference date"),
    ("February 30, 2016", None, OPEN, "out of range"),
    ("last year", "0001-01-01", OPEN, "out of range"),
    ("tomorrow", "9999-12-31", OPEN, "out of range"),
]


def read(wording: str, written: str | None, direction: int) -> Period | str:
    reference = None if written is None else dt.date.fromisoformat(written)
    (found,) = date_words.find(wording, 0, len(wording))
    return resolve(found, reference, direction)


@pytest.mark.parametrize(("wording", "written", "way", "first", "last", "precision"), RESOLVED)
def test_resolved(
    wording: str, written: str | None, way: int, first: str, last: str, precision: str
) -> None:
    period = read(wording, written, way)
    assert isinstance(period, Period), period
    assert (str(period.first), str(period.last), period.precision) == (first, last, precision)


@pytest.mark.parametrize(("wording", "written", "way", "problem"), UNRESOLVED)
def test_not_resolved(wording: str, written: str | None, way: int, problem: str) -> None:
    assert read(wording, written, way) == problem


@given(
    st.sampled_from([row[0] for row in RESOLVED]),
    st.one_of(st.none(), st.dates()),
    st.sampled_from([PAST, OPEN, FUTURE]),
)
def test_every_day_gives_a_period_or_a_problem(
    wording: str, written: dt.date | None, direction: int
) -> None:
    found = read(wording, None if written is None else written.isoformat(), direction)
    if isinstance(found, Period):
        assert found.first <= found.last
    else:
        assert found in {"ambiguous", "approximate", "no reference date", "out of range"}
