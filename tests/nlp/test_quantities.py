"""Quantities with their units and comparisons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from service.nlp import pipeline, quantities
from service.records import Quantity
from tests.nlp.word_builders import tokenized

SENTENCES = [
    (
        "Oil was down $2.63 to $67.51 a barrel.",
        ["down $2.63 | money 2.63 dollar, fall of", "to $67.51 | money 67.51 dollar, fall to"],
    ),
    (
        "Joblessness rose from 5 percent to 7.5 percent.",
        ["5 percent | percent 5 percent", "to 7.5 percent | percent 7.5 percent, rise to"],
    ),
    ("It was the third of its kind this year.", ["third of its kind | rank 3 kind"]),
    ("The 60-minute flight was late.", ["60-minute | measure 60 minute"]),
    (
        "It carried more than 200 passengers and 12 young doctors.",
        [
            "more than 200 passengers | count 200 passenger, more than",
            "12 young doctors | count 12 doctor",
        ],
    ),
    (
        "Between 10 and 15 percent of voters agreed.",
        ["Between 10 and 15 percent | percent 10-15 percent"],
    ),
    (
        "It cost US$5 to US$10 million.",
        ["US$5 to US$10 million | money 5000000-10000000 US dollar"],
    ),
    ("They paid nearly €3m for it.", ["nearly €3m | money 3000000 euro, about"]),
    ("Some 40,000 people fled.", ["Some 40,000 people | count 40000 people, about"]),
    ("Two-thirds of women agreed.", ["Two-thirds of women | share 0.666667 woman"]),
    ("One in five men agreed.", ["One in five | share 0.2"]),
    ("Twice as many ships came.", ["Twice | multiple 2"]),
    ("Hundreds of people saw it.", ["Hundreds of people | count ? people"]),
    ("He is 69 years old.", ["69 years old | measure 69 year"]),
    ("The turnout rose to 61 percent.", ["rose to 61 percent | percent 61 percent, rise to"]),
    ("At least 35 ships sank.", ["At least 35 ships | count 35 ship, at least"]),
    ("She won 439 of the votes.", ["439 | count 439"]),
    # what is none
    ("It passed in a 5-4 vote on 3 May 2016.", []),
    ("They met at 9:30 p.m. near Boeing 757.", []),
    ("No one knows which one it was.", []),
    ("She was the first lady of a third-party state.", []),
    ("It was two years ago, in 2014.", []),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load(learned=False, labelled=False)


def shown(one: Quantity) -> str:
    value = "?" if one.value is None else f"{one.value:.12g}"
    upper = "" if one.upper is None else f"-{one.upper:.12g}"
    unit = "" if one.unit is None else f" {one.unit}"
    comparison = "" if one.comparison is None else f", {one.comparison}"
    return f"{one.text} | {one.kind} {value}{upper}{unit}{comparison}"


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(nlp: Language, text: str, expected: list[str]) -> None:
    assert [shown(one) for one in quantities.find(nlp(text), 0, len(text))] == expected


def test_only_what_lies_within_the_span_is_taken(nlp: Language) -> None:
    doc = nlp("He saw 12 ships and 15 boats.")
    found = quantities.find(doc, 0, 15)
    assert [one.text for one in found] == ["12 ships"]


PIECES = "5 -4 $ 3m to down twice half a two-thirds of 1,000 million % per cent , . 😀 and \n third"


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=16), st.integers(0, 20))
def test_quantities_are_verbatim_disjoint_and_inside(words: list[str], start: int) -> None:
    doc = tokenized(" ".join(words) or "a")
    start = min(start, len(doc.text))
    found = quantities.find(doc, start, len(doc.text))
    reach = start
    for one in found:
        assert one.text == doc.text[one.start : one.end]
        assert reach <= one.start < one.end
        assert one.value is None or one.value >= 0
        reach = one.end
