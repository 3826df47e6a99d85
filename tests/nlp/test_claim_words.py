"""The wording of a claim: spaces, marks and offsets of what is put in the place of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.claim_words import Put, runs, worded
from service.nlp.verb_forms import third_person
from tests.nlp.word_builders import TOKENIZER


@pytest.mark.parametrize(
    ("text", "left_out", "expected"),
    [
        ("the port closed", (), "The port closed."),
        ("Lee, who left, signed it", ("who left",), "Lee signed it."),
        ("it “is a mistake", (), "It is a mistake."),
        ("it “is” a mistake!", (), "It “is” a mistake!"),
        ("the plan (of May", (), "The plan of May."),
        ("the\n\nport closed", (), "The port closed."),
    ],
)
def test_words_and_marks(text: str, left_out: tuple[str, ...], expected: str) -> None:
    doc = TOKENIZER(text)
    gone = [(text.index(part), text.index(part) + len(part)) for part in left_out]
    kept = [t.i for t in doc if not any(s <= t.idx < e for s, e in gone)]
    assert worded(doc, kept, {}).text == expected


def test_what_is_put_in_place_is_marked() -> None:
    doc = TOKENIZER("he's late")
    puts = {
        0: Put(0, 1, "Ann Lee", (20, 27), "pronoun", "PERSON"),
        1: Put(1, 2, " is", None, "agreement"),
    }
    wording = worded(doc, [0, 1, 2], puts)
    assert wording.text == "Ann Lee is late."
    assert [wording.text[c["start"] : c["end"]] for c in wording.changes] == ["Ann Lee", " is"]
    assert [c["original"] for c in wording.changes] == [(0, 2), (2, 4)]
    assert wording.entities == [(0, 7, "PERSON")]
    assert wording.part([0, 1]) == "Ann Lee is"


@given(st.text(st.sampled_from("ab c.,“”()\n'ß😀"), max_size=30), st.data())
def test_places_are_those_of_the_words(text: str, data: st.DataObject) -> None:
    doc = TOKENIZER(text)
    kept = sorted(data.draw(st.sets(st.sampled_from(range(len(doc)))))) if len(doc) else []
    wording = worded(doc, kept, {})
    for i, (start, end) in wording.places.items():
        assert wording.text[start:end].lower() == doc[i].text.lower()
    for start, end in runs(doc, kept):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("want", "wants"), ("carry", "carries"), ("say", "says"), ("go", "goes"), ("have", "has")],
)
def test_third_person(verb: str, expected: str) -> None:
    assert third_person(verb) == expected
