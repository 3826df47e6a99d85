"""Fits the weights of service.nlp.clarity on recorded cases and writes them as JSON.

A logistic regression with a quadratic penalty chosen by cross-validation over articles. The chance
from which on a claim is held clear is the lowest for which, of all held-out claims from it up, at
least the wanted share could be checked.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from training.claims.record import Case

_FOLDS = 10
_PENALTIES = (1.0, 3.0, 10.0, 30.0)
_FEWEST = 12  # cases in which a sign must be found
_LEAST = 0.005  # weights nearer to zero are left out
_CLEAR = "yes"
_CONSTANT = "constant"
Weights = dict[str, float]


def fit(cases: Sequence[Case], penalty: float) -> Weights:
    """Give the weights under which the verdicts are likeliest; the constant is free."""
    counts = Counter(name for case in cases for name in case.signs)
    names = sorted(name for name, count in counts.items() if count >= _FEWEST)
    table = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    wanted = np.array([case.verdict == _CLEAR for case in cases], np.float64)
    free = np.array([name != _CONSTANT for name in names], np.float64)
    # each sign is penalised as if its spread were one
    spread = np.where(free, table.std(0).clip(1e-6), 1.0)
    scaled = table / spread

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = scaled @ weights
        chances = 1 / (1 + np.exp(-scores))
        total = np.logaddexp(0, scores).sum() - wanted @ scores
        held = penalty * free * weights
        return float(total + held @ weights / 2), scaled.T @ (chances - wanted) + held

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / spread
    return dict(zip(names, found.tolist(), strict=True))


def chances(cases: Sequence[Case], weights: Weights) -> NDArray[np.float64]:
    """Give how likely each claim can be checked."""
    totals = [sum(weights.get(n, 0.0) * v for n, v in case.signs.items()) for case in cases]
    return np.asarray(1 / (1 + np.exp(-np.array(totals))), np.float64)


def held_out(cases: Sequence[Case], penalty: float) -> NDArray[np.float64]:
    """Give the chance of each case under weights fitted on other articles."""
    articles = sorted({case.article for case in cases})
    random.Random(1).shuffle(articles)
    fold = {article: i % _FOLDS for i, article in enumerate(articles)}
    own = np.array([fold[case.article] for case in cases])
    found = np.zeros(len(cases))
    for number in range(_FOLDS):
        weights = fit([c for c, i in zip(cases, own, strict=True) if i != number], penalty)
        aside = own == number
        found[aside] = chances([c for c, out in zip(cases, aside, strict=True) if out], weights)
    return found


def threshold(
    found: NDArray[np.float64], clear: NDArray[np.bool_], share: float
) -> tuple[float, float]:
    """Give the lowest chance from which on `share` of the claims are clear, and how many are kept.

    Raises ValueError where no chance is enough.
    """
    order = np.argsort(-found)
    reached = np.cumsum(clear[order]) / np.arange(1, len(order) + 1)
    ends = np.append(np.diff(found[order]) < 0, True)  # equal chances are kept together
    enough = np.flatnonzero((reached >= share) & ends)
    if not len(enough):
        raise ValueError(f"No chance keeps claims of which a share of {share} is clear.")
    last = int(enough[-1])
    return float(found[order[last]]), (last + 1) / len(order)


def main() -> None:
    """Choose the penalty, fit on all, write weights and threshold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, required=True, help="what record wrote")
    parser.add_argument("--share", type=float, default=0.85, help="of kept claims, to be clear")
    parser.add_argument("--output", type=Path, required=True, help="clarity.json")
    options = parser.parse_args()
    lines = options.cases.read_text("utf-8").splitlines()
    cases = [Case(**json.loads(line)) for line in lines]
    clear = np.array([case.verdict == _CLEAR for case in cases])
    wrong = np.array([case.verdict == "wrong" for case in cases])
    print(f"{len(cases)} claims, {clear.mean():.3f} clear, {wrong.mean():.3f} wrong")
    losses = {}
    for penalty in _PENALTIES:
        found = held_out(cases, penalty)
        losses[penalty] = -float(np.log(np.where(clear, found, 1 - found)).mean())
        order = np.argsort(-found)
        shown = [
            f"{part}: {clear[top].mean():.3f} clear, {wrong[top].mean():.3f} wrong"
            for part in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
            if len(top := order[: int(part * len(order))])
        ]
        print(f"penalty {penalty}: loss {losses[penalty]:.4f}; of the likeliest {'; '.join(shown)}")
    penalty = min(losses, key=losses.__getitem__)
    least, kept = threshold(held_out(cases, penalty), clear, options.share)
    weights = fit(cases, penalty)
    rounded = {n: round(v, 3) for n, v in sorted(weights.items()) if abs(v) >= _LEAST}
    content = {"least": round(least, 3), "weights": rounded}
    options.output.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    print(f"{options.output}: {len(rounded)} weights, penalty {penalty}; from {least:.3f} on")
    print(f"{kept:.2f} of the claims are kept")


if __name__ == "__main__":
    main()
