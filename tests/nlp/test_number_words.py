"""Numbers in digits and words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp import number_words

NUMBERS = [
    ("15", 15),
    ("1,274", 1274),
    ("0.4", 0.4),
    ("1.5 million", 1_500_000),
    ("seven", 7),
    ("thirty-five", 35),
    ("two hundred", 200),
    ("two hundred and five", 205),
    ("six hundred thousand", 600_000),
    ("a dozen", 12),
    ("two dozen", 24),
    ("a million", 1_000_000),
    ("half a million", 500_000),
]
PLACES = [("first", 1), ("Third", 3), ("21st", 21), ("thirteen", None)]
SHARES = [("half", 0.5), ("two-thirds", 0.666667), ("a quarter", 0.25), ("one-fifth", 0.2)]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text: str, value: float) -> None:
    assert re.fullmatch(number_words.NUMBER, text, re.IGNORECASE)
    assert number_words.value(text) == pytest.approx(value)


@pytest.mark.parametrize(("text", "value"), PLACES)
def test_places(text: str, value: float | None) -> None:
    assert number_words.ordinal(text) == value


@pytest.mark.parametrize(("text", "value"), SHARES)
def test_shares(text: str, value: float) -> None:
    assert number_words.part(text) == pytest.approx(value)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    for read in (number_words.value, number_words.ordinal, number_words.part):
        found = read(text)
        assert found is None or found >= 0
