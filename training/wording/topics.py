"""Weigh the signs by which targets fit topics on pairs written by hand; measure them on others.

``python -m training.wording.topics`` prints the weights for service/wording/rules/topics.json as
fitted on part a of topic_pairs.txt, and the figures of those that are there on part b. Pairs of a
phrasing with targets of other topics are added, at a quarter of the weight: most targets are of
other topics.
"""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from service.wording.topics import BELONGS, chance, signs

PAIRS = Path(__file__).parent / "topic_pairs.txt"
Pair = tuple[str, str, bool]
"""Phrasing, target, whether the target belongs to the topic."""
_OTHERS = 20
_WEIGHT_OF_OTHERS = 0.25
_STRENGTH = 10.0
_SIGNS = ("mean", "exact", "rest")


def main() -> None:
    """Fit, print, measure."""
    first, second = pairs("a"), pairs("b")
    more = others(first)
    rows = [signs(phrasing, target) for phrasing, target, _ in [*first, *more]]
    table = np.array([[getattr(row, name) for name in _SIGNS] for row in rows])
    labels = [belongs for _, _, belongs in [*first, *more]]
    counts = [1.0] * len(first) + [_WEIGHT_OF_OTHERS] * len(more)
    model = LogisticRegression(C=_STRENGTH).fit(table, labels, sample_weight=counts)
    weights = dict(zip(_SIGNS, model.coef_[0].round(2).tolist(), strict=True))
    print(json.dumps({"constant": round(float(model.intercept_[0]), 2), **weights}))
    for name, some in (("written", second), ("with other topics", [*second, *others(second)])):
        precision, recall = figures(some)
        print(f"{name}: {len(some)} pairs, precision {precision:.2f}, recall {recall:.2f}")


def pairs(part: str) -> list[Pair]:
    """Read a part of the pairs."""
    found = []
    present = ""
    for line in PAIRS.read_text("utf-8").splitlines():
        if line.startswith("["):
            present = line.strip("[]")
        elif present == part and line and not line.startswith("#"):
            phrasing, target, belongs = (field.strip() for field in line.split("|"))
            found.append((phrasing, target, belongs == "1"))
    return found


def others(some: Sequence[Pair]) -> list[Pair]:
    """Pair phrasings with targets that belong to other topics."""
    chance_of = random.Random(0)
    belonging = [(phrasing, target) for phrasing, target, belongs in some if belongs]
    return [
        (phrasing, target, False)
        for phrasing in sorted({phrasing for phrasing, _, _ in some})
        for other, target in chance_of.sample(belonging, _OTHERS)
        if other != phrasing
    ]


def figures(some: Sequence[Pair]) -> tuple[float, float]:
    """Give precision and recall of the shipped weights."""
    judged = [(chance(signs(p, target)) >= BELONGS, belongs) for p, target, belongs in some]
    right = sum(said and belongs for said, belongs in judged)
    return right / sum(said for said, _ in judged), right / sum(b for _, b in judged)


if __name__ == "__main__":
    main()
