"""What a statement is about: the stretch that agrees best with all likely ones, as a phrase."""

import pytest
import spacy
from spacy.tokens import Doc

from service.nlp.label_model import SpanScores
from service.nlp.targets import choose, gerund

NLP = spacy.blank("en")


def doc_of(text: str, verb: str = "") -> Doc:
    doc = NLP(text)
    for token in doc:
        if token.text == verb:
            token.tag_, token.lemma_ = "VB", verb
    return doc


def scores(*spans: tuple[int, int, float]) -> SpanScores:
    ordered = sorted(spans, key=lambda span: -span[2])
    return SpanScores(tuple((s[0], s[1]) for s in ordered), tuple(s[2] for s in ordered))


@pytest.mark.parametrize(
    ("text", "verb", "span", "phrase"),
    [
        ("the reform of the ports", "", (1, 4), "reform of the ports"),
        ("to withdraw the troops", "withdraw", (1, 3), "withdrawing the troops"),
        ("to be free", "be", (1, 2), "be free"),
        ("the State's “plan”", "", (1, 4), "State's plan"),
        ("a “sign of change” to come", "", (2, 7), "sign of change to come"),
        ("the “ bridge", "", (2, 2), "bridge"),
    ],
)
def test_phrase(text: str, verb: str, span: tuple[int, int], phrase: str) -> None:
    doc = doc_of(text, verb)
    chosen = choose(doc, range(len(doc)), scores((*span, -0.1)))
    assert chosen is not None
    assert chosen[:2] == (span, phrase)
    assert chosen[2] == pytest.approx(1)


def test_the_stretch_that_agrees_with_most_wins() -> None:
    doc = doc_of("raising taxes on imported used cars from June")
    long_one, core, part = (0, 7, -1.0), (1, 5, -1.1), (2, 5, -1.2)
    chosen = choose(doc, range(len(doc)), scores(long_one, core, part))
    assert chosen is not None
    assert chosen[0] == (1, 5)


def test_no_stretch_no_target() -> None:
    assert choose(doc_of("well"), [0], SpanScores((), ())) is None


@pytest.mark.parametrize(
    ("verb", "noun"),
    [("make", "making"), ("lie", "lying"), ("stop", "stopping"), ("see", "seeing")],
)
def test_gerund(verb: str, noun: str) -> None:
    assert gerund(verb) == noun
