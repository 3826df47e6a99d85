"""Scores that mean what they say."""

import numpy as np
import pytest
from numpy.typing import NDArray

from service.nlp.attribution_model import probabilities
from training.attribution.calibrate import diagram, fit

TRUE = (0.5, 1.5, -1.0, 0.0)


def sample(count: int = 4000) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Draw signs, and what is right by chances that follow from them and TRUE."""
    random = np.random.default_rng(7)
    signs = random.normal(size=(count, 3))
    chances = 1 / (1 + np.exp(-(TRUE[0] + signs @ np.array(TRUE[1:]))))
    return signs, random.random(count) < chances


def test_the_weights_are_recovered() -> None:
    signs, right = sample()
    assert fit(signs.tolist(), right) == pytest.approx(TRUE, abs=0.15)


def test_scores_are_right_on_the_whole_and_in_order() -> None:
    signs, right = sample()
    scores = probabilities(signs.tolist(), fit(signs.tolist(), right))
    assert scores.mean() == pytest.approx(right.mean(), abs=1e-4)
    order = np.argsort(scores)
    fifths = [right[part].mean() for part in np.array_split(order, 5)]
    assert fifths == sorted(fifths)
    assert fifths[-1] - fifths[0] > 0.5


def test_the_unit_of_a_sign_does_not_matter() -> None:
    signs, right = sample(500)
    scaled = signs * [0.01, 1, 10] + [3, 0, -5]
    one = probabilities(signs.tolist(), fit(signs.tolist(), right))
    other = probabilities(scaled.tolist(), fit(scaled.tolist(), right))
    assert np.allclose(one, other, atol=1e-3)


def test_a_sign_that_never_changes_has_no_weight() -> None:
    signs, right = sample(500)
    constant = np.column_stack([signs, np.full(len(signs), 4.0)])
    weights = fit(constant.tolist(), right)
    assert weights[-1] == 0
    assert weights[:-1] == pytest.approx(fit(signs.tolist(), right), abs=1e-4)


def test_signs_that_tell_all_leave_the_weights_finite() -> None:
    signs = [(float(i),) for i in range(40)]
    right = np.arange(40) >= 20
    weights = fit(signs, right)
    assert np.isfinite(weights).all()
    assert ((probabilities(signs, weights) > 0.5) == right).all()


def table(bins: dict[float, tuple[int, int]]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Make scores from: score → how many have it, how many of them are right."""
    scores = [score for score, (count, _) in bins.items() for _ in range(count)]
    right = [i < good for count, good in bins.values() for i in range(count)]
    return np.array(scores, np.float64), np.array(right, np.bool_)


ERRORS = {
    "calibrated": ({0.25: (4, 1), 0.5: (2, 1), 0.75: (8, 6), 1.0: (3, 3), 0.0: (2, 0)}, 0.0),
    "too sure": ({0.95: (4, 1)}, 0.7),
    "not sure enough": ({0.05: (4, 3)}, 0.7),
    "weighted by size": ({0.25: (30, 0), 0.75: (10, 10)}, 0.25),
    "balanced within a bin": ({0.72: (5, 3), 0.78: (5, 4)}, 0.05),
    "not balanced between bins": ({0.35: (10, 4), 0.45: (10, 4)}, 0.05),
}


@pytest.mark.parametrize("name", ERRORS)
def test_expected_calibration_error(name: str) -> None:
    bins, expected = ERRORS[name]
    last = diagram(*table(bins)).splitlines()[-1]
    assert last == f"expected calibration error {expected:.4f}"


def test_the_diagram_is_a_table() -> None:
    assert diagram(*table({0.91: (1, 1), 1.0: (1, 0), 0.14: (4, 1)})).splitlines() == [
        "| score | statements | mean score | right |",
        "|---|---|---|---|",
        "| 0.1–0.2 | 4 | 0.140 | 0.250 |",
        "| 0.9–1.0 | 2 | 0.955 | 0.500 |",
        "expected calibration error 0.2250",
    ]
