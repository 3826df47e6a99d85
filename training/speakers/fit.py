"""Trains the weights of service.nlp.antecedents on recorded cases and writes them as JSON.

The loss is the negative log likelihood of the right candidate, with a quadratic penalty chosen by
cross-validation over articles.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.optimize import minimize

from service.nlp import antecedents
from service.nlp.antecedents import Features
from training.speakers.record import Case

_FOLDS = 5
_PENALTIES = (0.3, 1.0, 3.0, 10.0)
_LEAST = 0.01  # weights nearer to zero are left out
_TINY = 1e-12


def fit(cases: Sequence[Case], penalty: float) -> dict[str, float]:
    """Give the weights that make the right candidates likeliest."""
    known = sorted({name for case in cases for row in case.table for name in row})
    place = {name: i for i, name in enumerate(known)}
    tables = [_matrix(case.table, place) for case in cases]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = penalty * float(weights @ weights) / 2, penalty * weights
        for case, table in zip(cases, tables, strict=True):
            scores = table @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= float(np.log(chances[case.right] + _TINY))
            gradient = gradient + table.T @ chances - table[case.right]
        return total, gradient

    found = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B")
    return dict(zip(known, found.x.tolist(), strict=True))


def _matrix(table: Sequence[Features], place: dict[str, int]) -> NDArray[np.float64]:
    matrix = np.zeros((len(table), len(place)))
    for i, row in enumerate(table):
        for name, value in row.items():
            matrix[i, place[name]] = value
    return matrix


def validate(
    grouped: Sequence[Sequence[Case]], penalty: float
) -> tuple[float, dict[str, tuple[int, int]]]:
    """Give the mean loss over held-out articles, and how many of each kind are right, of all."""
    losses: list[float] = []
    right: dict[str, list[bool]] = {}
    for fold in range(_FOLDS):
        train = [c for i, group in enumerate(grouped) if i % _FOLDS != fold for c in group]
        weights = fit(train, penalty)
        for case in (c for i, group in enumerate(grouped) if i % _FOLDS == fold for c in group):
            chances = antecedents.probabilities(case.table, weights)
            losses.append(-float(np.log(chances[case.right] + _TINY)))
            best = max(range(len(chances)), key=chances.__getitem__)
            right.setdefault(case.kind, []).append(best == case.right)
    counts = {kind: (sum(found), len(found)) for kind, found in sorted(right.items())}
    return sum(losses) / len(losses), counts


def read(path: Path) -> list[list[Case]]:
    """Read recorded cases by article."""
    lines = path.read_text("utf-8").splitlines()
    return [[Case(**case) for case in json.loads(line)] for line in lines]


def main() -> None:
    """Choose the penalty, train on all, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True, help="what record wrote")
    parser.add_argument("--output", type=Path, required=True, help="antecedents.json")
    options = parser.parse_args()
    grouped = read(options.cases)
    random.Random(1).shuffle(grouped)
    losses = {}
    for penalty in _PENALTIES:
        losses[penalty], counts = validate(grouped, penalty)
        shown = ", ".join(f"{kind} {found} of {of}" for kind, (found, of) in counts.items())
        print(f"penalty {penalty}: loss {losses[penalty]:.4f}; right: {shown}")
    best = min(losses, key=losses.__getitem__)
    weights = fit([case for group in grouped for case in group], best)
    kept = {
        name: round(value, 3) for name, value in sorted(weights.items()) if abs(value) >= _LEAST
    }
    options.output.write_bytes(orjson.dumps({"weights": kept}, option=orjson.OPT_INDENT_2) + b"\n")
    print(f"{options.output}: {len(kept)} weights, penalty {best}")


if __name__ == "__main__":
    main()
