"""What a statement takes a position on, by the parse of its content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from service.nlp import pipeline
from service.nlp.targets import gerund, target


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load(learned=False, labelled=False)


GERUNDS = [
    ("make", "making"),
    ("lie", "lying"),
    ("stop", "stopping"),
    ("see", "seeing"),
    ("be", "being"),
    ("withdraw", "withdrawing"),
    ("ban", "banning"),
    ("open", "opening"),
]

TARGETS = [
    (
        "a plan or call is about the action",
        "The minister vowed |to close the port|.",
        "closing the port",
    ),
    (
        "what should be done is an action",
        "She said |the council must repair the bridge|.",
        "repairing the bridge",
    ),
    ("a judgement is about what it judges", "She said |the new toll is unfair|.", "new toll"),
    (
        "a noun phrase is itself the target",
        "He criticised |the ferry timetable|.",
        "ferry timetable",
    ),
    (
        "a pronoun gives way to the object",
        "He said |he liked the ferry timetable|.",
        "ferry timetable",
    ),
]


@pytest.mark.parametrize(("verb", "form"), GERUNDS)
def test_gerunds(verb: str, form: str) -> None:
    assert gerund(verb) == form


@pytest.mark.parametrize(
    ("marked", "expected"), [row[1:] for row in TARGETS], ids=[row[0] for row in TARGETS]
)
def test_targets(nlp: Language, marked: str, expected: str) -> None:
    before, content, after = marked.split("|")
    doc = nlp(before + content + after)
    assert target(doc, [(len(before), len(before) + len(content))]) == expected


@given(st.text(min_size=1, max_size=80))
def test_any_content_gives_a_phrase_or_nothing(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    found = target(doc, [(0, len(text))])
    assert found is None or found.strip()
