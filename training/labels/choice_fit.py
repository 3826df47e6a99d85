"""Fits the weights by which service.nlp.target_choice weighs what may be a statement's target.

The loss is the negative log likelihood of the right candidates together, with a quadratic penalty
chosen by cross-validation over texts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from training.labels.choices import Table, load

_FOLDS = 3
_PENALTIES = (3.0, 10.0, 30.0)
_ROUNDS = 120
_LEAST = 0.005  # weights nearer to zero are left out
_TINY = 1e-9
Floats = NDArray[np.float64]


def main() -> None:
    """Choose the penalty, fit on all, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, required=True, help="what choices.py wrote")
    parser.add_argument("--output", type=Path, required=True, help="JSON")
    options = parser.parse_args()
    table = load(options.cases)
    found = {penalty: held_out(table, penalty) for penalty in _PENALTIES}
    for penalty, (loss, right) in found.items():
        print(f"penalty {penalty}: loss {loss:.4f}, {right} of {len(table.texts)} right")
    penalty = min(found, key=lambda one: found[one][0])
    write(options.output, table.names, fit(table, penalty))


def fit(table: Table, penalty: float, among: NDArray[np.bool_] | None = None) -> Floats:
    """Give the weight of each sign under which the right candidates are likeliest.

    among: the statements to learn from, None for all. Signs are penalised as if the spread of each
    were one, and for how far they are from the network's own score alone.
    """
    statement = np.repeat(np.arange(len(table.starts)), _sizes(table.starts, len(table.right)))
    chosen = slice(None) if among is None else among[statement]
    right = table.right[chosen]
    spread = table.values[chosen].std(0).astype(np.float64).clip(1e-2)
    values = table.values[chosen] / spread.astype(np.float32)
    starts = np.flatnonzero(np.diff(statement[chosen], prepend=-1))
    sizes = _sizes(starts, len(right))
    begin = spread * np.array([name == "score" for name in table.names])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = values @ weights.astype(np.float32)
        scores = scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)
        powers = np.exp(scores.astype(np.float64))
        chances = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        rights = np.add.reduceat(chances * right, starts) + _TINY
        away = chances - chances * right / np.repeat(rights, sizes)
        held = penalty * (weights - begin)
        total = -np.log(rights).sum() + held @ (weights - begin) / 2
        return float(total), (away.astype(np.float32) @ values).astype(np.float64) + held

    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return np.asarray(found.x / spread, np.float64)


def _sizes(starts: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    return np.diff(starts, append=end)


def held_out(table: Table, penalty: float) -> tuple[float, int]:
    """Give the mean loss of texts kept apart, and how often the likeliest candidate is right."""
    total, hits = 0.0, 0
    ends = [*table.starts[1:], len(table.right)]
    for fold in range(_FOLDS):
        weights = fit(table, penalty, table.texts % _FOLDS != fold)
        for case in np.flatnonzero(table.texts % _FOLDS == fold):
            rows = slice(table.starts[case], ends[case])
            scores = table.values[rows] @ weights
            powers = np.exp(scores - scores.max())
            chance = float(powers[table.right[rows]].sum() / powers.sum())
            total -= float(np.log(chance + _TINY))
            hits += int(table.right[rows][scores.argmax()])
    return total / len(table.texts), hits


def write(path: Path, names: list[str], found: Floats) -> None:
    """Write the weights that count."""
    pairs = zip(names, found.tolist(), strict=True)
    weights = {name: round(own, 4) for name, own in pairs if abs(own) >= _LEAST}
    path.write_text(json.dumps({"weights": weights}, indent=1) + "\n", "utf-8")
    print(f"{path}: {len(weights)} weights")


if __name__ == "__main__":
    main()
