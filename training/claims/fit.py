"""Fits the model of service.nlp.clarity on recorded cases and packages it.

A logistic regression on a claim's signs and on the mean embedding of its word pieces, with a
quadratic penalty chosen by cross-validation over articles. The chance from which on a claim is held
clear is the lowest for which, of all held-out claims from it up, at least the wanted share could be
checked. As the mean is linear, what is packaged is a weight for each word piece.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from service.nlp.clarity import pieces_of
from service.nlp.word_pieces import WordPieces
from training.claims.record import Case

_FOLDS = 10
_PENALTIES = (30.0, 100.0, 200.0, 400.0)
_FEWEST = 12  # cases in which a sign must be found
_CLEAR = "yes"
_CONSTANT = "constant"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """What is learned from: cases × (signs, then the mean embedding), and the verdicts."""

    names: list[str]
    values: Floats
    clear: NDArray[np.bool_]
    articles: list[str]


def main() -> None:
    """Choose the penalty, fit on all, write the package."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, required=True, help="what record wrote")
    parser.add_argument("--labels", type=Path, required=True, help="packaged label network")
    parser.add_argument("--share", type=float, default=0.855, help="of kept claims, to be clear")
    parser.add_argument("--output", type=Path, required=True, help="folder of the package")
    options = parser.parse_args()
    from training.unpack import weights

    embeddings = weights(options.labels / "labels.onnx")["words.weight"].numpy()
    vocabulary = WordPieces.read(options.labels / "vocab.txt")
    lines = options.cases.read_text("utf-8").splitlines()
    cases = [Case(**json.loads(line)) for line in lines]
    table = tabulate(cases, embeddings, vocabulary)
    wrong = np.array([case.verdict == "wrong" for case in cases])
    print(f"{len(cases)} claims, {table.clear.mean():.3f} clear, {wrong.mean():.3f} wrong")
    found = {penalty: held_out(table, penalty) for penalty in _PENALTIES}
    losses = {penalty: loss_of(own, table.clear) for penalty, own in found.items()}
    for penalty, own in found.items():
        print(f"penalty {penalty}: loss {losses[penalty]:.4f}; {shares(own, table.clear, wrong)}")
    penalty = min(losses, key=losses.__getitem__)
    least, kept = threshold(found[penalty], table.clear, options.share)
    package(options.output, table, fit(table, penalty), embeddings, least)
    print(f"{options.output}: penalty {penalty}, from {least:.3f} on: {kept:.2f} are kept")


def tabulate(
    cases: Sequence[Case], embeddings: NDArray[np.float32], vocabulary: WordPieces
) -> Table:
    """Put cases into a table."""
    counts = Counter(name for case in cases for name in case.signs)
    names = sorted(name for name, count in counts.items() if count >= _FEWEST)
    signs = [[case.signs.get(name, 0.0) for name in names] for case in cases]
    means = [embeddings[pieces_of(case.text, vocabulary)].mean(0) for case in cases]
    return Table(
        names,
        np.hstack([np.array(signs), np.array(means)]),
        np.array([case.verdict == _CLEAR for case in cases]),
        [case.article for case in cases],
    )


def fit(table: Table, penalty: float, among: NDArray[np.bool_] | None = None) -> Floats:
    """Give the weight of each column under which the verdicts are likeliest.

    among: the rows to learn from, None for all. Columns are penalised as if the spread of each
    were one; the constant is free.
    """
    values = table.values if among is None else table.values[among]
    wanted = (table.clear if among is None else table.clear[among]).astype(np.float64)
    free = np.ones(values.shape[1])
    spread = values.std(0).clip(1e-6)
    middle = values.mean(0)
    if _CONSTANT in table.names:
        place = table.names.index(_CONSTANT)
        free[place], spread[place], middle[place] = 0.0, 1.0, 0.0
    scaled = (values - middle) / spread

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = scaled @ weights
        chances = 1 / (1 + np.exp(-scores))
        held = penalty * free * weights
        total = np.logaddexp(0, scores).sum() - wanted @ scores + held @ weights / 2
        return float(total), scaled.T @ (chances - wanted) + held

    found = minimize(loss, np.zeros(values.shape[1]), jac=True, method="L-BFGS-B").x / spread
    if _CONSTANT in table.names:
        found[place] -= middle @ found
    return np.asarray(found, np.float64)


def chances(table: Table, weights: Floats) -> Floats:
    """Give how likely each claim can be checked."""
    return np.asarray(1 / (1 + np.exp(-(table.values @ weights))), np.float64)


def held_out(table: Table, penalty: float) -> Floats:
    """Give the chance of each claim under weights fitted on other articles."""
    articles = sorted(set(table.articles))
    random.Random(1).shuffle(articles)
    fold = {article: i % _FOLDS for i, article in enumerate(articles)}
    own = np.array([fold[article] for article in table.articles])
    found = np.zeros(len(own))
    for number in range(_FOLDS):
        weights = fit(table, penalty, own != number)
        found[own == number] = chances(table, weights)[own == number]
    return found


def loss_of(found: Floats, clear: NDArray[np.bool_]) -> float:
    """Give the mean negative log likelihood of the verdicts."""
    return -float(np.log(np.where(clear, found, 1 - found)).mean())


def shares(found: Floats, clear: NDArray[np.bool_], wrong: NDArray[np.bool_]) -> str:
    """Tell what share is clear, and wrong, of the likeliest claims."""
    order = np.argsort(-found)
    return "; ".join(
        f"of {part} {clear[top].mean():.3f} clear, {wrong[top].mean():.3f} wrong"
        for part in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
        if len(top := order[: int(part * len(order))])
    )


def threshold(found: Floats, clear: NDArray[np.bool_], share: float) -> tuple[float, float]:
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


def package(
    folder: Path, table: Table, weights: Floats, embeddings: NDArray[np.float32], least: float
) -> None:
    """Write the weights of signs and of word pieces, and the threshold."""
    folder.mkdir(parents=True, exist_ok=True)
    signs = dict(zip(table.names, weights.round(3).tolist(), strict=False))
    pieces = (embeddings @ weights[len(table.names) :]).astype(np.float16)
    np.savez_compressed(folder / "clarity.npz", allow_pickle=False, pieces=pieces)
    content = {"least": round(least, 3), "signs": signs}
    (folder / "settings.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
