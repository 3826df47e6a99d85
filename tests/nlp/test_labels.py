"""Stance, commitment and act: the classifiers on readable cases, and what they are made of."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.analysis import Analyser
from service.nlp.labels import TASKS, Classifier, Labels, Model, shipped
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
    assert 0 < statement.stance.score <= 1


@pytest.mark.parametrize("classifiers", [shipped().classifiers, shipped().plain])
def test_the_shipped_classifiers_know_all_labels(classifiers: Mapping[str, Classifier]) -> None:
    assert {task: set(c.classes) for task, c in classifiers.items()} == {
        "stance": {"support", "oppose", "conditional", "neutral"},
        "commitment": {"asserted", "hedged", "denied", "questioned", "uncommitted"},
        "act": {
            *("statement", "prediction", "call", "pledge"),
            *("refusal", "threat", "accusation", "question"),
        },
    }


NO_STATES = np.zeros((0, 2), np.float32)


def one(states: NDArray[np.float32] = NO_STATES) -> Classifier:
    """A classifier of one feature that speaks for "a"."""
    weights = np.array([[1.0, 0.0]], np.float32)
    return Classifier(("a", "b"), weights, np.zeros(2, np.float32), states)


def test_features_that_are_not_known_do_not_count() -> None:
    model = Labels(Model("1", {"known": 0}, classifiers={}, plain={"stance": one()}))
    assert model.classify({"known": 1.0, "unknown": 9.0}) == model.classify({"known": 1.0})
    assert model.classify({})["stance"] == ("a", 0.5)


def test_states_count_where_there_are_some() -> None:
    states = np.array([[0.0, 2.0], [0.0, 0.0]], np.float32)
    model = Labels(Model("1", {"known": 0}, {"stance": one(states)}, {"stance": one()}))
    given = np.array([3.0, 0.0], np.float16).tobytes()
    assert model.classify({"known": 1.0}, given)["stance"][0] == "b"
    assert model.classify({"known": 1.0})["stance"][0] == "a"


@given(
    st.dictionaries(st.sampled_from(sorted(shipped().place)[:200]), st.floats(0, 5), max_size=20)
)
def test_chances_sum_to_one(found: dict[str, float]) -> None:
    model = shipped()
    rows = np.array([model.place[name] for name in found], np.int64)
    values = np.array(list(found.values()), np.float32)
    for task in TASKS:
        for classifier in (model.classifiers[task], model.plain[task]):
            states = np.ones(len(classifier.states), np.float32)
            chances = classifier.chances(rows, values, states)
            assert chances.sum() == pytest.approx(1, abs=1e-3)
