"""Brackets belong to the stretch that holds the other one of the pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.brackets import with_bracket, with_brackets
from tests.nlp.builders import attribution


@pytest.mark.parametrize(
    ("before", "own", "after", "expected"),
    [
        ("", "Ann Lee (R-Texas", ") said so", "Ann Lee (R-Texas)"),
        ("", "Ann Lee [R", "] said so", "Ann Lee [R]"),
        ("", "a law ((it", "))) passed", "a law ((it))"),
        ("", "Ann Lee (R)", ") said so", "Ann Lee (R)"),
        ("", "Ann Lee (R-Texas", " said so", "Ann Lee (R-Texas"),
        ("", "Ann Lee (R-Texas", "] said so", "Ann Lee (R-Texas"),
        ("", "Ann Lee", ") said so", "Ann Lee"),
        ("He left (", "now) for good", ".", "(now) for good"),
        ("He left ", "now) for good", ".", "now) for good"),
        ("He left (", "now", ") for good", "now"),
    ],
)
def test_a_bracket_beside_its_pair(before: str, own: str, after: str, expected: str) -> None:
    text = before + own + after
    start, end = with_bracket(text, (len(before), len(before) + len(own)))
    assert text[start:end] == expected


@given(st.text("a([)] ", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_stretch_grows_by_brackets_alone(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = with_bracket(text, (start, end))
    assert 0 <= first <= start
    assert end <= last <= len(text)
    assert set(text[first:start] + text[end:last]) <= set("([)]")


def test_source_and_content_are_made_whole() -> None:
    text = 'Ann Lee (R) said it held (so far). "No."'
    made = with_brackets(text, attribution(text, ["it held (so far"], "said", "Ann Lee (R"))
    assert made["source"] is not None
    assert text[slice(*made["source"])] == "Ann Lee (R)"
    assert [text[slice(*span)] for span in made["content"]] == ["it held (so far)"]
    bare = attribution(text, ["No."])
    assert with_brackets(text, bare) == bare


def test_parts_of_a_content_stay_apart() -> None:
    text = "it held (so far) and well"
    parted = attribution(text, ["it held (so far", ") and well"], "so")
    assert with_brackets(text, parted)["content"] == parted["content"]
