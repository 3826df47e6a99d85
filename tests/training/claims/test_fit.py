"""Weights that tell clear claims from others, and the chance from which on enough are clear."""

import json
from pathlib import Path

import numpy as np
import pytest

from service.nlp import clarity
from service.nlp.word_pieces import WordPieces
from training.claims.fit import chances, fit, held_out, package, tabulate, threshold
from training.claims.record import Case

VOCABULARY = WordPieces(["[UNK]", "port", "plan"])
EMBEDDINGS = np.array([[0, 0], [1, 0], [0, 1]], np.float32)


def case(number: int, verdict: str, *signs: str, text: str = "port") -> Case:
    return Case(f"article {number}", verdict, dict.fromkeys(("constant", *signs), 1.0), text)


CASES = [
    *[case(n, "yes" if n % 10 else "no", "name") for n in range(100)],
    *[case(n, "no" if n % 5 else "yes", "it") for n in range(100)],
]
TABLE = tabulate(CASES, EMBEDDINGS, VOCABULARY)


def test_chances_follow_frequencies() -> None:
    found = chances(TABLE, fit(TABLE, 0.01))
    assert found[:100] == pytest.approx(0.9, abs=0.02)
    assert found[100:] == pytest.approx(0.2, abs=0.02)


def test_a_penalty_holds_weights_down_but_not_the_constant() -> None:
    weights = fit(TABLE, 1e6)
    assert abs(weights[TABLE.names.index("name")]) < 0.01
    assert chances(TABLE, weights) == pytest.approx(0.55, abs=0.02)


def test_words_are_learned_too() -> None:
    worded = [case(n, "yes" if n % 2 else "no", text=("plan", "port")[n % 2]) for n in range(100)]
    table = tabulate(worded, EMBEDDINGS, VOCABULARY)
    assert np.array_equal(chances(table, fit(table, 0.1)) > 0.5, table.clear)


def test_a_rare_sign_is_not_learned() -> None:
    assert "once" not in tabulate([*CASES, case(1, "yes", "once")], EMBEDDINGS, VOCABULARY).names


def test_chances_are_of_other_articles() -> None:
    # each article is the only one that has its sign, so that nothing can be learnt of it
    alone = [case(n, "yes" if n % 2 else "no", f"only {n}") for n in range(40) for _ in range(15)]
    table = tabulate(alone, EMBEDDINGS, VOCABULARY)
    assert held_out(table, 0.01) == pytest.approx(0.5, abs=0.2)


def test_the_threshold_keeps_as_many_as_it_may() -> None:
    found = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    clear = np.array([True, True, False, True, False])
    assert threshold(found, clear, 0.75) == (0.6, 0.8)
    assert threshold(found, clear, 0.9) == (0.8, 0.4)
    with pytest.raises(ValueError, match=r"share of 0\.9"):
        threshold(found, ~clear, 0.9)


def test_equal_chances_are_kept_together() -> None:
    found, clear = np.array([0.9, 0.5, 0.5]), np.array([True, True, False])
    assert threshold(found, clear, 1.0) == (0.9, 1 / 3)


def test_the_package_says_what_was_fitted(tmp_path: Path) -> None:
    weights = fit(TABLE, 1.0)
    package(tmp_path, TABLE, weights, EMBEDDINGS, 0.7)
    with np.load(tmp_path / "clarity.npz") as arrays:
        pieces = arrays["pieces"].astype(np.float32)
    settings = json.loads((tmp_path / "settings.json").read_text("utf-8"))
    model = clarity.Clarity(settings["signs"], pieces, settings["least"], VOCABULARY)
    found = [model.chance(one.signs, one.text) for one in CASES]
    assert found == pytest.approx(chances(TABLE, weights).tolist(), abs=0.01)
    assert model.least == 0.7
