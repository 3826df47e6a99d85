"""Which wordings are dates, by their form alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp import date_words

WORDINGS = [
    ("on 2021-11-20 at noon", ["2021-11-20"]),
    ("signed on March 3, 2016, in Bern", ["March 3, 2016"]),
    ("signed on the 3rd of March 2016 in Bern", ["the 3rd of March 2016"]),
    ("Tuesday, May 3, 2016", ["Tuesday, May 3, 2016"]),
    ("a poll of Feb. 11-15", ["Feb. 11-15"]),
    ("in early January and in September", ["early January", "September"]),
    ("since June 2015", ["June 2015"]),
    ("they may march in May", ["May"]),
    ("April said so to August", []),
    ("from 2009 to 2013, between 2015 and 2019", ["2009 to 2013", "2015 and 2019"]),
    ("the late 1990s", ["the late 1990s"]),
    ("in 2014, by the 2016 rules", ["2014", "the 2016"]),
    ("of 2000 people, $2000, 2000-3, 1,2000", []),
    ("late Thursday, next Friday night", ["late Thursday", "next Friday night"]),
    ("on Sundays", []),
    ("yesterday, tonight and the day after tomorrow", None),
    ("three days ago", ["three days ago"]),
    ("nearly 40 years ago", ["nearly 40 years ago"]),
    ("over the past two years", ["the past two years"]),
    ("this past week, the last year, last year", ["this past week", "the last year", "last year"]),
    ("earlier this month", ["earlier this month"]),
    ("on 3/5/2018, recently, in the spring", []),
]


def shown(text: str) -> list[str]:
    return [text[one.start : one.end] for one in date_words.find(text, 0, len(text))]


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_wordings(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["yesterday", "tonight", "the day after tomorrow"]
    assert shown(text) == expected


@given(st.text(alphabet="0123456789-/, Mayrch3thofnt$€agodys", max_size=80))
def test_any_text_gives_ordered_disjoint_wordings(text: str) -> None:
    found = list(date_words.find(text, 0, len(text)))
    ends = [0, *(one.end for one in found)]
    assert all(before <= one.start < one.end for before, one in zip(ends, found, strict=False))
