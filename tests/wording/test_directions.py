"""Phrases that speak for a thing, and phrases that speak for its end."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.wording import rules
from service.wording.directions import opposite, turned


@pytest.mark.parametrize("example", rules.load("directions")["examples"], ids=str)
def test_examples(example: dict[str, Any]) -> None:
    assert turned(example["phrase"]) == example["turned"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("gun control", "banning rifles", False),
        ("gun control", "gun rights", True),
        ("tax cuts", "lowering taxes", False),
        ("tax cuts", "raising taxes", True),
        ("the ceasefire", "ending hostilities", False),
        ("the ceasefire", "ending the ceasefire", True),
        ("the war", "withdrawal from the war", True),
        ("every vote", "fighting for every vote", False),
        ("the mayor", "not only the mayor", False),
        ("the tax", "tax cuts for the rich", True),
    ],
)
def test_two_phrases(one: str, other: str, expected: bool) -> None:
    assert opposite(one, other) == opposite(other, one) == expected


@given(st.text())
def test_any_phrase_has_a_direction(phrase: str) -> None:
    assert not opposite(phrase, phrase)
