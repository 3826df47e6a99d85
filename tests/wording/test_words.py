"""Words as they are compared, in tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.wording.words import content_stems, phrase_key, singular, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("— “…” !", []),
        ("Don’t wait", ["dont", "wait"]),
        ("El Niño", ["el", "nino"]),
        ("3.5 per cent", ["3", "5", "per", "cent"]),
        ("😀 tax", ["tax"]),
        ("\ud800\0", []),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tax", "taxes"),
        ("policy", "policies"),
        ("bombing", "bombings"),
        ("end", "ending"),
        ("withdraw", "withdrawing"),
        ("stop", "stopped"),
        ("raise", "raising"),
        ("close", "closed"),
        ("agree", "agreed"),
    ],
)
def test_inflections_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("new", "news"), ("gas", "ga"), ("press", "pres")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert singular(one) != singular(other)


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("The Tax Cuts", "tax cut"),
        ("their withdrawal from the pact", "withdrawal from pact"),
        ("THE", "the"),
        ("—", ""),
        ("ending the war", "ending war"),
    ],
)
def test_phrase_keys(phrase: str, key: str) -> None:
    assert phrase_key(phrase) == key


def test_function_words_are_no_content() -> None:
    assert content_stems("He said that he would not do it") == ["said"]
    assert content_stems("the the the") == []


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert phrase_key(phrase_key(text)) is not None
    assert all(word == word.casefold() for word in words(text))
    assert len(words(text, 3)) <= 3
    assert all(stem(word) for word in words(text))
