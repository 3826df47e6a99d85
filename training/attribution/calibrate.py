"""Scores that mean what they say: a logistic regression on the signs of each prediction.

Fitted on the articles that training did not see (Platt 1999); judged on other ones by the expected
calibration error over ten bins of equal width (Guo et al. 2017).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.nlp import onnx_network
from service.nlp.attribution_model import AttributionModel, probabilities
from training.attribution import examples
from training.attribution.judge import judge, match

ABOUT = Path(__file__).parent / "about.json"
SIGNS = 10
BINS = 10
_STEPS = 30
_PENALTY = 1e-3
Table = tuple[list[tuple[float, ...]], NDArray[np.bool_]]


def main() -> None:
    """Write settings.json beside an exported network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exported", type=Path, required=True)
    parser.add_argument("--aside", type=Path, required=True, nargs="+", help="examples to fit on")
    parser.add_argument("--judge", type=Path, nargs="*", default=[], help="examples to judge on")
    parser.add_argument("--version", required=True)
    parser.add_argument("--decoding", type=json.loads, default={}, help="JSON; see Decoding")
    options = parser.parse_args()
    path = options.exported / "settings.json"
    transitions = json.loads((options.exported / "transitions.json").read_text("utf-8"))
    settings = {
        "layout": onnx_network.LAYOUT,
        "about": {**json.loads(ABOUT.read_text("utf-8")), "version": options.version},
        "decoding": options.decoding,
        "calibration": [0.0] * (SIGNS + 1),
        **transitions,
    }
    path.write_text(json.dumps(settings), "utf-8")
    model = onnx_network.load(options.exported, threads=2).model
    fitted = [predictions(model, file) for file in options.aside]
    signs = [sign for table in fitted for sign in table[0]]
    settings["calibration"] = fit(signs, np.concatenate([table[1] for table in fitted]))
    path.write_text(json.dumps(settings, indent=1), "utf-8")
    for file in options.judge:
        signs, right = predictions(model, file)
        print(f"{file.name}:")
        print(diagram(probabilities(signs, settings["calibration"]), right))


def predictions(model: AttributionModel, path: Path) -> Table:
    """Give the signs of all predictions for a file of examples, and which are right.

    Right is a statement whose content overlaps gold by half and whose source agrees.
    """
    texts = list(examples.read(path))
    found = model.predict([text.words for text in texts])
    print(f"{path.name}: {judge(texts, found)}", flush=True)
    signs, right = [], []
    for text, own in zip(texts, found, strict=True):
        matched = match(text, own)
        for i, one in enumerate(own):
            signs.append(one.signs)
            right.append(matched.get(i, (0, False))[1])
    return signs, np.array(right, np.bool_)


def fit(signs: Sequence[Sequence[float]], right: NDArray[np.bool_]) -> list[float]:
    """Fit the constant and the weights of the signs."""
    table = np.array(signs, np.float64)
    middle, spread = table.mean(0), table.std(0).clip(1e-6)
    inputs = np.column_stack([np.ones(len(table)), (table - middle) / spread])
    penalty = np.diag([0.0] + [_PENALTY * len(table)] * table.shape[1])
    weights = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):  # Newton's method
        chances = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chances - right) + penalty @ weights
        curve = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + penalty
        weights -= np.linalg.solve(curve + np.eye(len(curve)) * 1e-9, slope)
    slopes = weights[1:] / spread
    constant = weights[0] - slopes @ middle
    return [round(float(value), 5) for value in (constant, *slopes)]


def diagram(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> str:
    """Give the reliability diagram as a table, and the expected calibration error."""
    lines = ["| score | statements | mean score | right |", "|---|---|---|---|"]
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        chosen = bins == number
        if not chosen.any():
            continue
        mean, share = scores[chosen].mean(), right[chosen].mean()
        error += chosen.mean() * abs(mean - share)
        low = number / BINS
        count = chosen.sum()
        lines.append(f"| {low:.1f}–{low + 0.1:.1f} | {count} | {mean:.3f} | {share:.3f} |")
    return "\n".join([*lines, f"expected calibration error {error:.4f}"])


if __name__ == "__main__":
    main()
