"""Wordings of one utterance, and of two, in tables."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.wording.fingerprints import MOST, RUN, WINDOW, fingerprints
from service.wording.variants import aligned, difference, likeness, tokens
from service.wording.words import words

TUNNEL = "We will build the tunnel under the harbour before the winter comes, whatever it costs"


@pytest.mark.parametrize(
    ("reference", "variant", "kind", "edits"),
    [
        (TUNNEL, TUNNEL.upper() + "!", "same", []),
        ("No, we wait for them", "we wait", "cut", [("No", ""), ("for them", "")]),
        ("We wait", "We wait and see", "extended", [("", "and see")]),
        ("We never wait", "We always wait", "changed", [("never", "always")]),
        ("No, we don’t wait", "No, we don't wait", "same", []),
        ("Rain is due", "Prices fell", "paraphrased", [("Rain is due", "Prices fell")]),
        ("", "", "same", []),
        ("", "Yes", "extended", [("", "Yes")]),
        ("Yes", "", "cut", [("Yes", "")]),
        ("😀 yes 😀", "yes", "same", []),
    ],
)
def test_differences(reference: str, variant: str, kind: str, edits: list[tuple[str, str]]) -> None:
    found, where = difference(reference, variant)
    assert found == kind
    assert [(one.reference, one.variant) for one in where] == edits


@pytest.mark.parametrize(
    ("one", "other", "verbatim", "paraphrase"),
    [
        (TUNNEL, TUNNEL, True, True),
        (TUNNEL, "build the tunnel under the harbour", True, False),
        (TUNNEL, "the tunnel", False, False),
        (TUNNEL, "that they would build a harbour tunnel before winter", False, True),
        (TUNNEL, "The bridge will be closed before the winter comes", False, False),
        ("Yes", "Yes", True, False),
        ("Yes", "No", False, False),
        ("", "", False, False),
        ("…", "Yes", False, False),
    ],
)
def test_what_is_one_wording(one: str, other: str, verbatim: bool, paraphrase: bool) -> None:
    found = likeness(one, other)
    assert (found.verbatim, found.paraphrase) == (verbatim, paraphrase)
    assert found == likeness(other, one)


few = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12)


@given(few, few)
def test_what_is_aligned_is_common_and_in_order(one: list[str], other: list[str]) -> None:
    found = aligned(one, other)
    assert all(one[i] == other[j] for i, j in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert len(found) == len(aligned(other, one))


@given(st.text(), st.text())
def test_edits_are_of_the_texts(one: str, other: str) -> None:
    _, edits = difference(one, other)
    assert all(edit.reference in one and edit.variant in other for edit in edits)
    assert all(edit.reference or edit.variant for edit in edits)
    assert all(words(one[word.start : word.end]) for word in tokens(one))


named = st.lists(st.sampled_from("tunnel harbour winter costs builds waits the of".split()))


@given(named, st.lists(st.sampled_from("abcdefgh"), min_size=RUN + WINDOW - 1), named, named)
def test_texts_that_share_a_run_share_a_number(
    before: list[str], run: list[str], after: list[str], other: list[str]
) -> None:
    one = fingerprints([*before[:5], *run, *after])
    two = fingerprints([*other[:5], *run])
    assert set(one) & set(two)
    assert len(one) <= MOST
    assert all(0 <= number < 2**63 for number in one)


def test_short_and_empty_texts() -> None:
    assert fingerprints([]) == []
    assert len(fingerprints(["yes"])) == 1
    assert fingerprints(["yes"]) != fingerprints(["no"])


@pytest.mark.parametrize("text", ["a " * 5000, "a b " * 5000, "ab ba a b " * 3000, "“" * 5000])
def test_endless_texts_take_no_time(text: str) -> None:
    began = time.perf_counter()
    difference(text, text[1:] + "c")
    likeness(text, "b " + text)
    fingerprints(words(text))
    assert time.perf_counter() - began < 2
