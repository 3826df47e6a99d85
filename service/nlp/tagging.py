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
_SCALED = 4
"""Words after which forward-backward is scaled, before its numbers become too small."""


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
    steps = transitions + rules
    count, size, _ = emissions.shape
    last = np.arange(size) >= lengths[:, None] - 1
    # from × sequences × to: reducing along the first axis is what numpy does fastest
    coming = np.ascontiguousarray(steps[:, None, :])
    best = np.empty((size, count, len(labels)), np.float32)
    best[0] = emissions[:, 0] + begin
    for i in range(1, size):
        scores = best[i - 1].T[:, :, None] + coming
        np.maximum.reduce(scores, axis=0, out=best[i])
        best[i] += emissions[:, i]
    # Back from each sequence's own last word, to the label that each was best reached from.
    paths = np.zeros((count, size), np.int64)
    towards = steps.T
    chosen = np.zeros(count, np.int64)
    for i in range(size - 1, -1, -1):
        onward = end if i == size - 1 else np.where(last[:, i, None], end, towards[chosen])
        chosen = (best[i] + onward).argmax(1)
        paths[:, i] = chosen
    paths[np.arange(size) >= lengths[:, None]] = 0
    return paths


def marginals(
    emissions: Floats, lengths: Ints, labels: Sequence[str], transitions: Floats
) -> Floats:
    """Give the probability of each label on each word (forward-backward, scaled now and then).

    Shapes as for best_paths; what stands past a length means nothing.
    """
    rules, begin, end = borders(labels)
    size = emissions.shape[1]
    likely = np.exp((emissions - emissions.max(2, keepdims=True)).astype(np.float64)) + _TINY
    # Backward is forward from the other end: both go in one loop, each sequence from its own end.
    turned = (lengths[:, None] - 1 - np.arange(size)).clip(0)
    rows = np.arange(len(likely))[:, None]
    seen = np.ascontiguousarray(
        np.stack([likely, likely[rows, turned]]).swapaxes(1, 2).swapaxes(0, 1)
    )
    forward = np.exp((transitions + rules).astype(np.float64))
    steps = np.stack([forward, forward.T])
    ends = np.exp(np.stack([begin, end]).astype(np.float64))
    reached = np.empty_like(seen)  # words × directions × sequences × labels
    reached[0] = seen[0] * ends[:, None]
    for i in range(1, size):
        np.matmul(reached[i - 1], steps, out=reached[i])
        reached[i] *= seen[i]
        if i % _SCALED == 0:
            reached[i] /= reached[i].sum(2, keepdims=True)
    onward = reached[:, 0].swapaxes(0, 1)
    back = reached[:, 1].swapaxes(0, 1)[rows, turned]
    onward = onward / onward.sum(2, keepdims=True).clip(_TINY)
    back = back / back.sum(2, keepdims=True).clip(_TINY)
    both = onward * back / likely
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
