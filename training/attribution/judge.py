"""Exact matches of fragments and of attributions, by words: quick figures while training.

The figures of record come from benchmarks.evaluate on the shipped package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.nlp.attribution_model import Found
from training.attribution.examples import Example, Link, Run

ROLES = ("source", "cue", "content")


@dataclass(slots=True)
class Count:
    """Right, predicted and gold; f1 of them."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Count some more."""
        self.right += right
        self.predicted += predicted
        self.gold += gold


@dataclass(slots=True)
class Figures:
    """Counts by role, of statements (contents overlap by half) and of attributed ones."""

    roles: dict[str, Count] = field(default_factory=lambda: {role: Count() for role in ROLES})
    statements: Count = field(default_factory=Count)
    attributed: Count = field(default_factory=Count)

    def __str__(self) -> str:
        parts = [f"{role} {count.f1:.4f}" for role, count in self.roles.items()]
        return " ".join(
            [*parts, f"statements {self.statements.f1:.4f} attributed {self.attributed.f1:.4f}"]
        )

    @property
    def main(self) -> float:
        """The mean by which checkpoints are chosen."""
        counts = [*self.roles.values(), self.attributed]
        return sum(count.f1 for count in counts) / len(counts)


def judge(examples: Sequence[Example], found: Iterable[Sequence[Found]]) -> Figures:
    """Compare predictions with the attributions of the examples."""
    figures = Figures()
    for example, predicted in zip(examples, found, strict=True):
        for role in ROLES:
            gold = {run for link in example.links for run in _runs(link, role)}
            mine = {run for one in predicted for run in _runs(one, role)}
            figures.roles[role].add(len(gold & mine), len(mine), len(gold))
        matched = match(example, predicted)
        sizes = (len(predicted), len(example.links))
        figures.statements.add(len(matched), *sizes)
        figures.attributed.add(sum(right for _, right in matched.values()), *sizes)
    return figures


def _runs(link: Link | Found, role: str) -> tuple[Run, ...]:
    if role == "cue":
        return (link.cue,) if link.cue else ()
    return link.source if role == "source" else link.content


def match(example: Example, predicted: Sequence[Found]) -> dict[int, tuple[int, bool]]:
    """Match predictions with gold statements, best overlap first.

    Gives, by index of the prediction, the gold statement's index and whether the source is right.
    """
    candidates = []
    gold_words = [_words(link.content) for link in example.links]
    for i, one in enumerate(predicted):
        words = _words(one.content)
        for j, gold in enumerate(gold_words):
            if words & gold:
                share = len(words & gold) / len(words | gold)
                candidates.append((share, _source_agrees(one, example.links[j]), i, j))
    matched: dict[int, tuple[int, bool]] = {}
    taken: set[int] = set()
    for share, agrees, i, j in sorted(candidates, reverse=True):
        if share >= 0.5 and i not in matched and j not in taken:
            matched[i] = (j, agrees)
            taken.add(j)
    return matched


def _words(runs: Iterable[Run]) -> set[int]:
    return {i for start, end in runs for i in range(start, end)}


def _source_agrees(one: Found, link: Link) -> bool:
    mine, gold = _words(one.source), _words(link.source)
    return bool(mine & gold) or (not mine and not gold)
