"""What a claim counts, when, and whether to check it, as it comes out of a text."""

import datetime as dt

import pytest

from service.analysis import Analyser
from service.records import Claim, Document

MONDAY = dt.datetime(2021, 11, 22, 9, tzinfo=dt.UTC)


def claim(analyser: Analyser, text: str, published_at: dt.datetime | None = MONDAY) -> Claim:
    """Analyse a text of one statement with one claim."""
    (statement,) = analyser.analyse(
        Document(text, language="en", published_at=published_at)
    ).statements
    (only,) = statement.claims
    return only


def test_quantities(analyser: Analyser) -> None:
    text = "Mayor Oda Brandt said Aden lost more than\u00a0ninety workers in May 2020."
    (found,) = claim(analyser, text).quantities
    assert (found.value, found.unit, found.comparison) == (90, "worker", "more than")
    assert text[found.start : found.end] == found.text == "more than\u00a0ninety workers"


DAYS = [
    (
        "reported words count from the article's day",
        "Mayor Oda Brandt said on Friday that Aden had lost ninety workers yesterday.",
        dt.date(2021, 11, 21),
    ),
    (
        "quoted words count from the day on which they were said",
        "“Aden lost ninety workers yesterday,” Mayor Oda Brandt said on Friday.",
        dt.date(2021, 11, 18),
    ),
]


@pytest.mark.parametrize(("text", "day"), [c[1:] for c in DAYS], ids=[c[0] for c in DAYS])
def test_dates(analyser: Analyser, text: str, day: dt.date) -> None:
    (found,) = claim(analyser, text).dates
    assert (found.text, found.first, found.last) == ("yesterday", day, day)


def test_dates_without_a_day_to_count_from(analyser: Analyser) -> None:
    text = "“Aden lost ninety workers yesterday,” Mayor Oda Brandt said."
    (found,) = claim(analyser, text, None).dates
    assert (found.first, found.last, found.problem) == (None, None, "no reference date")


def test_check_worthiness(analyser: Analyser) -> None:
    lost = claim(analyser, "Mayor Oda Brandt said Aden lost ninety workers in May 2020.")
    asked = claim(analyser, "Mayor Oda Brandt urged the people of Aden to repair the bridge.")
    assert lost.checkworthy is not None
    assert asked.checkworthy is not None
    assert (lost.checkworthy.verifiable, asked.checkworthy.verifiable) == (True, False)
    assert "number" in lost.checkworthy.reasons
    assert "call" in asked.checkworthy.reasons
    assert lost.checkworthy.score > asked.checkworthy.score
