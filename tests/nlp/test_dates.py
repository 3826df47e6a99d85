"""Dates in sentences: the tense of their clause says which Thursday is meant."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from service.nlp import dates, pipeline
from tests.nlp.word_builders import tokenized

WEDNESDAY = dt.date(2016, 10, 5)

SENTENCES = [
    ("The ferry sank on Thursday.", ["Thursday = 2016-09-29"]),
    ("The ferry will sail on Thursday.", ["Thursday = 2016-10-06"]),
    ("Voters must register on Thursday.", ["Thursday = 2016-10-06"]),
    ("The vote is scheduled for Thursday.", ["Thursday = 2016-10-06"]),
    ("The council has met on Monday.", ["Monday = 2016-10-03"]),
    ("Ahead of Thursday's vote he would not comment.", ["Thursday: ambiguous"]),
    ("Prices fell in September.", ["September = 2016-09-01"]),
    ("They will vote in December.", ["December = 2016-12-01"]),
    ("They voted in December.", ["December = 2015-12-01"]),
    ("Of 2047 registered voters, half agreed in 2014.", ["2014 = 2014-01-01"]),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load(learned=False, labelled=False)


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(nlp: Language, text: str, expected: list[str]) -> None:
    found = dates.find(nlp(text), 0, len(text), WEDNESDAY)
    assert [
        f"{one.text} = {one.first}" if one.first else f"{one.text}: {one.problem}" for one in found
    ] == expected


def test_names_that_hold_a_date_are_none() -> None:
    doc = tokenized(
        "Seen on Fox News Sunday, in USA Today, before Super Tuesday on Monday, since 2 May 2016."
    )
    show = doc.char_span(8, 23, label="ORG")
    assert show is not None
    doc.ents = [show]
    found = dates.find(doc, 0, len(doc.text), WEDNESDAY)
    assert [one.text for one in found] == ["Monday", "2 May 2016"]


@given(
    st.lists(
        st.sampled_from(
            "on Thursday last week 2016 May 3 , - the 1990s 30 February 😀 three days ago \n".split(
                " "
            )
        ),
        max_size=14,
    ),
    st.one_of(st.none(), st.dates()),
)
def test_mentions_are_verbatim_and_in_order(words: list[str], reference: dt.date | None) -> None:
    doc = tokenized(" ".join(words) or "a")
    found = dates.find(doc, 0, len(doc.text), reference)
    assert [one.text for one in found] == [doc.text[one.start : one.end] for one in found]
    assert list(found) == sorted(found, key=lambda one: one.start)
    assert all((one.first is None) == (one.problem is not None) for one in found)
