"""Stance, commitment and act: the component on readable cases."""

import pickle
from collections.abc import Callable

import pytest
import spacy

from service.analysis import Analyser
from service.nlp.labels import Labels, shipped
from service.records import Act, Commitment, Document, StanceLabel, Statement

Analyse = Callable[[str], tuple[Statement, ...]]


@pytest.fixture
def analyse(analyser: Analyser) -> Analyse:
    return lambda text: analyser.analyse(Document(text)).statements


CASES: list[tuple[str, Commitment, Act, StanceLabel]] = [
    ("Mayor Oda Brandt urged the council to repair the bridge.", "uncommitted", "call", "support"),
    ("Mayor Oda Brandt asked whether the bridge was safe.", "questioned", "question", "neutral"),
    ("Mayor Oda Brandt said the bridge opened in May.", "asserted", "statement", "neutral"),
    ("Mayor Oda Brandt denied that the bridge had cracked.", "denied", "statement", "neutral"),
    (
        "Mayor Oda Brandt accused the builders of stealing steel.",
        "asserted",
        "accusation",
        "oppose",
    ),
    ("Mayor Oda Brandt promised to repair the bridge.", "asserted", "pledge", "support"),
    ("Mayor Oda Brandt refused to sign the contract.", "uncommitted", "refusal", "oppose"),
]


@pytest.mark.parametrize(("text", "commitment", "act", "stance"), CASES, ids=[c[0] for c in CASES])
def test_labels(
    analyse: Analyse, text: str, commitment: Commitment, act: Act, stance: StanceLabel
) -> None:
    (statement,) = analyse(text)
    assert statement.stance is not None
    assert (statement.commitment, statement.act, statement.stance.label) == (
        commitment,
        act,
        stance,
    )


TARGETS = [
    ("Mayor Oda Brandt urged the council to repair the bridge.", "repairing the bridge"),
    ("Mayor Oda Brandt criticised the new port tax.", "new port tax"),
    ("Mayor Oda Brandt called for a ban on night flights.", "ban on night flights"),
]


@pytest.mark.parametrize(("text", "target"), TARGETS)
def test_targets(analyse: Analyse, text: str, target: str) -> None:
    (statement,) = analyse(text)
    assert statement.stance is not None
    assert statement.stance.target == target


def test_every_label_has_a_score_and_words_of_the_text(analyse: Analyse) -> None:
    text = "“The bridge may open in May,” Mayor Oda Brandt said. She rejected the port tax."
    for statement in analyse(text):
        assert [one.task for one in statement.label_evidence] == ["stance", "commitment", "act"]
        for one in statement.label_evidence:
            assert 0 < one.score <= 1
            assert one.words
            assert all(text[word.start : word.end] == word.text for word in one.words)


def test_words_that_decide(analyse: Analyse) -> None:
    (statement,) = analyse("Mayor Oda Brandt denied that the bridge had cracked.")
    (commitment,) = (one for one in statement.label_evidence if one.task == "commitment")
    assert commitment.words[0].text == "denied"


def test_a_text_that_was_not_encoded_has_no_labels() -> None:
    doc = spacy.blank("en")("She said so.")
    doc._.attributions = None
    assert Labels(shipped()).predict(doc) == []


def test_the_component_can_be_copied_to_another_process() -> None:
    labels = Labels(shipped())
    assert pickle.loads(pickle.dumps(labels)).version == labels.version  # noqa: S301 - our own
