"""Quick figures of the label network on cases; those of record come from benchmarks.evaluate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from training.labels.cases import Read
from training.labels.network import CLASSES, LabelNetwork
from training.labels.tensors import collate

_TOGETHER = 32
_JUDGED = 10
"""A label that gold has less often is not judged."""


@torch.inference_mode()
def figures(network: LabelNetwork, cases: Sequence[Read]) -> str:
    """Give accuracy and macro-F1 of each task, and how often the target's words are met."""
    network.eval()
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in CLASSES}
    met = known = 0
    for first in range(0, len(cases), _TOGETHER):
        group = cases[first : first + _TOGETHER]
        batch = collate(group)
        asked = group[0].case.asked
        places = [one.case.stretch or (0, 0) for one in group]
        scores = network(batch, torch.tensor(places) if asked else None)
        size = batch.roles.shape[1]
        best = scores.stretches.flatten(1).argmax(1).tolist()
        for row, case in enumerate(one.case for one in group):
            for name, classes in CLASSES.items():
                label = case.labels[name]
                if label:
                    pairs[name].append((label, classes[int(scores.labels[name][row].argmax())]))
            if case.stretch is not None:
                known += 1
                met += best[row] // size <= case.stretch[1] and best[row] % size >= case.stretch[0]
    shown = [f"{name} {accuracy(own):.3f} {macro_f1(own):.3f}" for name, own in pairs.items()]
    return "; ".join([*shown, f"target met {met / max(1, known):.3f}"])


def accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the share of pairs (gold, found) that agree."""
    return sum(a == b for a, b in pairs) / max(1, len(pairs))


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the mean F1 of the labels that gold has at least ten times, or of all."""
    counts = Counter(gold_label for gold_label, _ in pairs)
    judged = [label for label, count in counts.items() if count >= _JUDGED] or list(counts)
    found = Counter(label for _, label in pairs)
    right = Counter(a for a, b in pairs if a == b)
    return sum(2 * right[x] / (counts[x] + found[x]) for x in judged) / max(1, len(judged))
