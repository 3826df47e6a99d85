"""Runs of words by labels: begin, inside, end, single (BIOES), decoded as a whole.

A linear chain (conditional random field, Lafferty, McCallum and Pereira 2001): each word has a
score for each label, each pair of neighbours one too; labellings that make no runs are excluded.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.nlp.word_features import Ints

Floats = NDArray[np.float32]

CUE_LABELS = ("O", "B-cue", "I-cue", "E-cue", "S-cue")
LINK_LABELS = (
    "O",
    *(f"{place}-source" for place in "BIES"),
    *(f"{place}-content" for place in "BIES"),
)
FORBIDDEN = -1e4
_TINY = 1e-30


def allowed(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Say which label may follow which: an array of labels × labels."""
    return np.array([[_follows(a, b) for b in labels] for a in labels])


def may_begin(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Say which labels may stand on the first word."""
    return np.array([label[0] in "OBS" for label in labels])


def may_end(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Say which labels may stand on the last word."""
    return np.array([label[0] in "OES" for label in labels])


def _follows(a: str, b: str) -> bool:
    if a[0] in "BI":
        return b[0] in "IE" and a[2:] == b[2:]
    return b[0] in "OBS"


def borders(labels: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Give the scores that exclude what makes no runs: of transitions, first and last labels."""
    return (
        np.where(allowed(labels), 0, FORBIDDEN).astype(np.float32),
        np.where(may_begin(labels), 0, FORBIDDEN).astype(np.float32),
        np.where(may_end(labels), 0, FORBIDDEN).astype(np.float32),
    )


def best_paths(
    emissions: Floats, lengths: Ints, labels: Sequence[str], transitions: Floats
) -> Ints:
    """Find the best labelling of each sequence (Viterbi).

    emissions: sequences × words × labels. lengths: words that count in each. transitions: labels ×
    labels. Words past the length get label 0.
    """
    rules, begin, end = borders(labels)
    steps = (transitions + rules).T  # to × from: the best label to come from is along the last axis
    count, size, _ = emissions.shape
    best = emissions[:, 0] + begin
    back = np.zeros((size, count, len(labels)), np.int8)
    rest = np.arange(len(labels), dtype=np.int8)
    shortest = int(lengths.min())
    for i in range(1, size):
        scores = best[:, None, :] + steps
        chosen = scores.argmax(2)
        moved = np.take_along_axis(scores, chosen[:, :, None], 2)[:, :, 0] + emissions[:, i]
        if i < shortest:
            back[i], best = chosen, moved
        else:
            live = (i < lengths)[:, None]
            back[i] = np.where(live, chosen, rest)
            best = np.where(live, moved, best)
    paths = np.zeros((count, size), np.int64)
    rows = np.arange(count)
    paths[:, -1] = (best + end).argmax(1)
    for i in range(size - 1, 0, -1):
        paths[:, i - 1] = back[i, rows, paths[:, i]]
    paths[np.arange(size) >= lengths[:, None]] = 0
    return paths


def marginals(
    emissions: Floats, lengths: Ints, labels: Sequence[str], transitions: Floats
) -> Floats:
    """Give the probability of each label on each word (forward-backward, scaled at each word).

    Shapes as for best_paths; what stands past a length means nothing.
    """
    rules, begin, end = borders(labels)
    steps = np.exp((transitions + rules).astype(np.float64))
    size = emissions.shape[1]
    likely = np.exp((emissions - emissions.max(2, keepdims=True)).astype(np.float64)) + _TINY
    forward = np.empty_like(likely)
    forward[:, 0] = likely[:, 0] * np.exp(begin)
    for i in range(1, size):
        reached = (forward[:, i - 1] @ steps) * likely[:, i]
        forward[:, i] = reached / reached.sum(1, keepdims=True)
    last = np.exp(end.astype(np.float64))
    backward = np.empty_like(likely)
    backward[:, -1] = last
    for i in range(size - 2, -1, -1):
        reached = (backward[:, i + 1] * likely[:, i + 1]) @ steps.T
        reached /= reached.sum(1, keepdims=True)
        backward[:, i] = np.where((i + 1 < lengths)[:, None], reached, last)
    both = forward * backward
    return np.asarray(both / both.sum(2, keepdims=True).clip(_TINY), np.float32)


def runs(path: Sequence[int], labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Read the runs off a labelling: role, first word, word after the last."""
    found = []
    start = 0
    for i, code in enumerate(path):
        label = labels[code]
        if label[0] in "BS":
            start = i
        if label[0] in "ES":
            found.append((label[2:], start, i + 1))
    return found
