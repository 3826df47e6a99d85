"""Likelihood of a labelling: the short way equals counting all labellings."""

# ruff: noqa: E402 - what needs torch is imported where there is torch

import itertools
import math
import re

import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra 'training'")

from service.nlp.tagging import CUE_LABELS, LINK_LABELS
from training.attribution.crf import Chain

_RUNS = re.compile(r"(?:O |S-\w+ |B-(\w+) (?:I-\1 )*E-\1 )*")


def chain(labels: tuple[str, ...]) -> Chain:
    """Make a chain with transition scores by chance."""
    torch.manual_seed(3)
    made = Chain(labels)
    torch.nn.init.normal_(made.transitions)
    return made


def by_counting(made: Chain, scores: list[list[float]], gold: list[int], names: list[str]) -> float:
    """Give the negative log likelihood by going through all labellings that make runs."""
    steps = made.transitions.tolist()

    def score(path: tuple[int, ...]) -> float:
        moves = sum(steps[a][b] for a, b in itertools.pairwise(path))
        return float(moves + sum(row[label] for row, label in zip(scores, path, strict=True)))

    paths = [
        path
        for path in itertools.product(range(len(names)), repeat=len(scores))
        if _RUNS.fullmatch("".join(f"{names[label]} " for label in path))
    ]
    assert tuple(gold) in paths
    return math.log(sum(math.exp(score(path)) for path in paths)) - score(tuple(gold))


CASES: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "cues": (CUE_LABELS, ["B-cue I-cue E-cue O", "S-cue", "O O", "S-cue B-cue E-cue"]),
    "links": (LINK_LABELS, ["B-source E-source S-content", "S-source", "S-content O"]),
}


@pytest.mark.parametrize("name", CASES)
def test_the_loss_is_that_of_counting_all_labellings(name: str) -> None:
    labels, rows = CASES[name]
    made = chain(labels)
    golds = [[labels.index(label) for label in row.split()] for row in rows]
    size = max(map(len, golds))
    emissions = torch.randn(len(golds), size, len(labels))
    mask = torch.tensor([[i < len(gold) for i in range(size)] for gold in golds])
    padded = [gold + [2] * (size - len(gold)) for gold in golds]  # what is masked does not matter
    emissions[~mask] = 50.0
    losses = made.loss(emissions, torch.tensor(padded), mask).tolist()
    expected = [
        by_counting(made, emissions[row, : len(gold)].tolist(), gold, list(labels))
        for row, gold in enumerate(golds)
    ]
    assert losses == pytest.approx(expected, abs=1e-4)


ILLEGAL = {
    "begins inside": "I-source E-source O",
    "begins at an end": "E-source O O",
    "ends inside": "O B-source I-source",
    "ends at a begin": "O O B-content",
    "leaves a run open": "B-content O O",
    "begins in a run": "B-content S-content O",
    "goes on after nothing": "O I-content E-content",
    "goes on after an end": "B-content E-content E-content",
    "changes the role": "B-source I-content E-content",
    "changes the role at the end": "B-source I-source E-content",
}


@pytest.mark.parametrize("name", ILLEGAL)
def test_a_labelling_that_makes_no_runs_costs_much(name: str) -> None:
    labels = torch.tensor([[LINK_LABELS.index(label) for label in ILLEGAL[name].split()]])
    mask = torch.ones(1, 3, dtype=torch.bool)
    assert chain(LINK_LABELS).loss(torch.zeros(1, 3, len(LINK_LABELS)), labels, mask).item() > 1000


def test_learning_makes_a_labelling_likely() -> None:
    made = chain(CUE_LABELS)
    emissions = torch.zeros(1, 3, len(CUE_LABELS))
    labels = torch.tensor([[CUE_LABELS.index(label) for label in ("B-cue", "E-cue", "O")]])
    mask = torch.ones(1, 3, dtype=torch.bool)
    losses = []
    for _ in range(20):
        loss = made.loss(emissions, labels, mask).sum()
        losses.append(loss.item())
        [slope] = torch.autograd.grad(loss, [made.transitions])
        made.transitions.data -= 0.5 * slope
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0] / 2
