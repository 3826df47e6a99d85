"""Training of the label classifiers on a few made-up cases."""

from pathlib import Path

import numpy as np
import pytest

from service.nlp.extensions import AttributionData
from service.nlp.labels import Labels, load
from training.labels.data import Labelled
from training.labels.train import Case, judge, macro_f1, matrix, train


def case(word: str, commitment: str, act: str, stance: str) -> Case:
    attribution = AttributionData(
        content=[(0, 1)],
        cue=None,
        cue_lemma="",
        cue_class="neutral",
        source=None,
        finder="model",
        detail="",
        score=1.0,
        flags=[],
    )
    labels = Labelled(attribution, commitment, act, stance, "it")
    states = np.array([len(word), -1.0], np.float16).tobytes()
    return Case({f"cue {word}": 1.0}, labels, states)


CASES = [
    *[case("urge", "uncommitted", "call", "support")] * 6,
    *[case("deny", "denied", "statement", "neutral")] * 6,
    *[case("refuse", "uncommitted", "refusal", "oppose")] * 6,
]


def test_what_is_trained_is_found_again(tmp_path: Path) -> None:
    train(CASES, "7", tmp_path / "labels.npz")
    model = Labels(load(tmp_path / "labels.npz"))
    assert model.version == "7"
    found = model.classify({"cue deny": 1.0})
    assert {task: label for task, (label, _) in found.items()} == {
        "commitment": "denied",
        "act": "statement",
        "stance": "neutral",
    }
    assert "stance accuracy 1.000 macro-F1 1.000" in judge(model, CASES)


def test_features_that_are_not_known_have_no_column() -> None:
    table = matrix([{"a": 2.0, "b": 1.0}, {"b": 3.0}], {"a": 0})
    assert table.toarray().tolist() == [[2.0], [0.0]]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("b", "a")], (2 / 3 + 0) / 2),
        ([("a", "a")] * 10 + [("b", "a")], 20 / 21),  # b is too rare to count
    ],
)
def test_macro_f1(pairs: list[tuple[str, str]], expected: float) -> None:
    assert macro_f1(pairs) == pytest.approx(expected)
