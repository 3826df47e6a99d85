"""Labellings of sequences: the same as trying out all of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.nlp.tagging import (
    CUE_LABELS,
    LINK_LABELS,
    Floats,
    allowed,
    best_paths,
    borders,
    marginals,
    may_begin,
    may_end,
    runs,
)

WHOLE_RUNS = re.compile(r"(?:O |S-\w+ |B-(\w+) (?:I-\1 )*E-\1 )*")
SEEDS = st.integers(0, 2**32 - 1)
LENGTHS = st.lists(st.integers(1, 12), min_size=1, max_size=5)
LABELS = st.sampled_from([CUE_LABELS, LINK_LABELS])


def makes_runs(path: Sequence[int], labels: Sequence[str]) -> bool:
    return WHOLE_RUNS.fullmatch("".join(f"{labels[code]} " for code in path)) is not None


def all_paths(
    emissions: Floats, labels: Sequence[str], transitions: Floats
) -> Iterator[tuple[tuple[int, ...], float]]:
    """Give each labelling of one sequence that makes whole runs, with its score."""
    for path in product(range(len(labels)), repeat=len(emissions)):
        if makes_runs(path, labels):
            score = sum(float(emissions[i, code]) for i, code in enumerate(path))
            score += sum(float(transitions[a, b]) for a, b in pairwise(path))
            yield path, score


def batch(
    seed: int, lengths: list[int], labels: Sequence[str], scale: float = 2.0
) -> tuple[Floats, Floats]:
    """Give random scores; those past a sequence's length are there to mislead."""
    rng = np.random.default_rng(seed)
    emissions = rng.normal(0, scale, (len(lengths), max(lengths), len(labels)))
    for row, length in enumerate(lengths):
        emissions[row, length:] *= 10
    transitions = rng.normal(0, 1, (len(labels), len(labels)))
    return emissions.astype(np.float32), transitions.astype(np.float32)


@pytest.mark.parametrize(
    ("labels", "lengths"),
    [
        (CUE_LABELS, [1]),
        (CUE_LABELS, [4, 1, 3, 2]),
        (CUE_LABELS, [5, 5]),
        (LINK_LABELS, [1, 3]),
        (LINK_LABELS, [4, 2]),
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_best_paths_and_marginals_are_those_of_enumeration(
    labels: tuple[str, ...], lengths: list[int], seed: int
) -> None:
    emissions, transitions = batch(seed, lengths, labels)
    paths = best_paths(emissions, np.array(lengths), labels, transitions)
    sure = marginals(emissions, np.array(lengths), labels, transitions)
    for row, length in enumerate(lengths):
        scored = list(all_paths(emissions[row, :length], labels, transitions))
        best = max(scored, key=lambda s: s[1])[0]
        assert tuple(paths[row, :length]) == best
        assert not paths[row, length:].any()
        expected = np.zeros((length, len(labels)))
        for path, score in scored:
            expected[np.arange(length), path] += np.exp(score)
        expected /= sum(np.exp(score) for _, score in scored)
        np.testing.assert_allclose(sure[row, :length], expected, atol=1e-5)


@settings(deadline=None)
@given(SEEDS, LABELS, LENGTHS, st.floats(0, 100))
def test_any_scores_give_whole_runs(
    seed: int, labels: tuple[str, ...], lengths: list[int], scale: float
) -> None:
    emissions, transitions = batch(seed, lengths, labels, scale)
    paths = best_paths(emissions, np.array(lengths), labels, transitions)
    for row, length in enumerate(lengths):
        assert makes_runs(paths[row, :length].tolist(), labels)


@settings(deadline=None)
@given(SEEDS, LABELS, LENGTHS, st.floats(0, 6))
def test_scores_give_probabilities(
    seed: int, labels: tuple[str, ...], lengths: list[int], scale: float
) -> None:
    emissions, transitions = batch(seed, lengths, labels, scale)
    sure = marginals(emissions, np.array(lengths), labels, transitions)
    for row, length in enumerate(lengths):
        np.testing.assert_allclose(sure[row, :length].sum(1), 1, atol=1e-4)
        assert (sure[row, :length] >= 0).all()


@settings(deadline=None)
@given(SEEDS, LABELS, LENGTHS)
def test_neighbours_in_a_batch_do_not_matter(
    seed: int, labels: tuple[str, ...], lengths: list[int]
) -> None:
    emissions, transitions = batch(seed, lengths, labels)
    paths = best_paths(emissions, np.array(lengths), labels, transitions)
    sure = marginals(emissions, np.array(lengths), labels, transitions)
    for row, length in enumerate(lengths):
        alone = emissions[row : row + 1, :length]
        (path,) = best_paths(alone, np.array([length]), labels, transitions)
        (chances,) = marginals(alone, np.array([length]), labels, transitions)
        assert path.tolist() == paths[row, :length].tolist()
        np.testing.assert_allclose(chances, sure[row, :length], atol=1e-5)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", []),
        ("O O", []),
        ("S-source", [("source", 0, 1)]),
        ("O B-source E-source O", [("source", 1, 3)]),
        ("B-content I-content I-content E-content", [("content", 0, 4)]),
        ("S-content S-content", [("content", 0, 1), ("content", 1, 2)]),
        ("B-source E-source O S-content O B-content E-content",
         [("source", 0, 2), ("content", 3, 4), ("content", 5, 7)]),
    ],
)  # fmt: skip
def test_runs(path: str, expected: list[tuple[str, int, int]]) -> None:
    codes = [LINK_LABELS.index(label) for label in path.split()]
    assert runs(codes, LINK_LABELS) == expected


@pytest.mark.parametrize("labels", [CUE_LABELS, LINK_LABELS], ids=["cue", "link"])
def test_the_rules_allow_what_makes_whole_runs(labels: tuple[str, ...]) -> None:
    codes = range(len(labels))
    starts = [any(makes_runs((a, *rest), labels) for rest in ((), *product(codes))) for a in codes]
    ends = [any(makes_runs((*rest, a), labels) for rest in ((), *product(codes))) for a in codes]
    assert may_begin(labels).tolist() == starts
    assert may_end(labels).tolist() == ends
    follows = [
        [
            any(
                makes_runs((*before, a, b, *after), labels)
                for before in ((), *product(codes))
                for after in ((), *product(codes))
            )
            for b in codes
        ]
        for a in codes
    ]
    assert allowed(labels).tolist() == follows
    steps, begin, end = borders(labels)
    assert (steps == 0).tolist() == follows
    assert (begin == 0).tolist() == starts
    assert (end == 0).tolist() == ends
