"""The label network: a statement's words to its labels, its target and the words that decide.

A transformer of its own reads the statement's word pieces. For each task the words are weighed by
attention; a label's score adds up what each word says for it, so that the deciding words are those
that say most. The target is a stretch of the content, by its first and last word.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.nlp import onnx_network
from service.nlp.label_input import CONTENT, CONTEXT, CUE, PADDING, LabelInput, Spelling
from service.nlp.word_features import Ints
from service.nlp.word_pieces import WordPieces

Floats = NDArray[np.float32]
TASKS = ("stance", "commitment", "act")
FILES = ("labels.onnx", "heads.npz", "settings.json", "vocab.txt")
_TOGETHER = 8  # statements that are read at once
LONGEST_TARGET = 12
_CANDIDATES = 20
_MOST_DECIDING = 3
_LEAST_SHARE = 0.1  # of what all words together say for a label


@dataclass(frozen=True, slots=True)
class Task:
    """How one label is found.

    query: weighs the words. weights: parts × width × classes, for what attention gathers, the
    content's mean, the cue's mean, the target's mean (stance alone). temperature: divides scores,
    so that chances agree with how often they are right.
    """

    classes: tuple[str, ...]
    query: Floats
    weights: Floats
    constants: Floats
    temperature: float
    columns: Floats = field(init=False)
    """All weights side by side, width × (parts · classes), and the query as the last column."""

    def __post_init__(self) -> None:
        parts, width, classes = self.weights.shape
        flat = self.weights.transpose(1, 0, 2).reshape(width, parts * classes)
        columns = np.concatenate([flat, self.query[:, None]], axis=1)
        object.__setattr__(self, "columns", np.ascontiguousarray(columns))


@dataclass(frozen=True, slots=True)
class Judged:
    """A label with its chance, and the places of the words that decided, the weightiest first.

    weights: what each of these words has of all that speaks for the label.
    """

    label: str
    score: float
    words: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SpanScores:
    """Log chances of target stretches: (first, last) places, the likeliest first."""

    spans: tuple[tuple[int, int], ...]
    scores: tuple[float, ...]


Encode = Callable[[Mapping[str, Ints]], Floats]
"""Statements side by side (see side_by_side) to the last layer's states of their words."""


class LabelModel:
    """Runs the network and its heads."""

    def __init__(
        self,
        encode: Encode,
        tasks: Mapping[str, Task],
        heads: Mapping[str, Floats],
        pieces: WordPieces,
        version: str,
    ) -> None:
        self._encode = encode
        self._tasks = tasks
        self.pieces = pieces
        self.version = version
        # One product of matrices instead of many small ones.
        names = ("first", "last", "start", "end")
        columns = [heads[name].reshape(len(heads[name]), -1) for name in names]
        self._spans = np.ascontiguousarray(np.concatenate(columns, axis=1))
        self._cuts = (columns[0].shape[1], columns[0].shape[1] + columns[1].shape[1])

    def states(self, given: Sequence[LabelInput]) -> list[Floats]:
        """Give the last layer's states of the words of statements."""
        found: dict[int, Floats] = {}
        order = sorted(range(len(given)), key=lambda i: len(given[i].spelling.pieces))
        for first in range(0, len(order), _TOGETHER):
            group = order[first : first + _TOGETHER]
            read = self._encode(side_by_side([given[i].spelling for i in group]))
            for i, own in zip(group, read, strict=True):
                found[i] = np.asarray(own[: len(given[i].tokens)], np.float32)
        return [found[i] for i in range(len(given))]

    def targets(self, given: LabelInput, states: Floats) -> SpanScores:
        """Give the likeliest stretches of the content that the statement may be about.

        None of them goes on behind what interrupts the content: "the port," Lee said, "is shut".
        """
        content = given.roles == CONTENT
        part = np.cumsum(~content)
        first, last, single = np.split(states @ self._spans, self._cuts, axis=1)
        starts = _log_softmax(np.where(content, single[:, 0], -1e4))
        ends = first @ last.T / np.sqrt(first.shape[1]) + single[:, 1]
        places = np.arange(len(states))
        apart = places[None] - places[:, None]
        allowed = content[None] & (apart >= 0) & (apart < LONGEST_TARGET)
        allowed &= part[None] == part[:, None]
        joint = starts[:, None] + _log_softmax(np.where(allowed, ends, -1e4))
        flat = np.where(allowed & content[:, None], joint, -1e4).ravel()
        order = np.argsort(-flat, kind="stable")[:_CANDIDATES]
        order = order[flat[order] > -1e3]
        width = len(states)
        return SpanScores(
            tuple((int(k) // width, int(k) % width) for k in order),
            tuple(float(flat[k]) for k in order),
        )

    def judge(
        self, given: LabelInput, states: Floats, target: tuple[int, int] | None
    ) -> dict[str, Judged]:
        """Give the label of each task; target: first and last place of what stance is toward."""
        inside = given.roles == CONTENT
        toward = np.zeros_like(inside)
        if target is not None:
            toward[target[0] : target[1] + 1] = True
            toward &= inside
        parts = [_share(inside), _share(given.roles == CUE), _share(toward)]
        read = given.roles != CONTEXT
        found = {}
        for name, task in self._tasks.items():
            spoken = states @ task.columns
            attention = np.exp(_log_softmax(np.where(read, spoken[:, -1], -1e4)))
            weighed = np.stack([attention, *parts][: len(task.weights)])
            # words × classes: what each word says for each label
            each = spoken[:, :-1].reshape(len(states), len(weighed), -1)
            said = np.einsum("pn,npc->nc", weighed, each)
            scores = (said.sum(0) + task.constants) / task.temperature
            chances = np.exp(_log_softmax(scores))
            best = int(chances.argmax())
            words, weights = _decide(said, best)
            found[name] = Judged(task.classes[best], float(chances[best]), words, weights)
        return found


def _decide(said: Any, best: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Give the places of the words that speak most for a label and not for the others."""
    for_it = np.maximum(said[:, best] - said.mean(1), 0)
    shares = for_it / max(float(for_it.sum()), 1e-9)
    order = np.argsort(-shares, kind="stable")[:_MOST_DECIDING]
    chosen = [int(i) for i in order if shares[i] > _LEAST_SHARE]
    return tuple(chosen), tuple(float(shares[i]) for i in chosen)


def _share(chosen: NDArray[np.bool_]) -> Floats:
    return np.asarray(chosen / max(1, int(chosen.sum())), np.float32)


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def load(folder: Path) -> LabelModel:
    """Load a packaged label model. Raises PipelineUnavailable when a file is missing."""
    onnx_network.require(folder, FILES, "label model")
    settings = json.loads((folder / "settings.json").read_text("utf-8"))
    with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
        heads = {name: np.asarray(arrays[name], np.float32) for name in arrays.files}
    tasks = {
        name: Task(
            classes=tuple(settings["classes"][name]),
            query=heads[f"{name}_query"],
            weights=heads[f"{name}_weights"],
            constants=heads[f"{name}_constants"],
            temperature=float(settings["temperatures"][name]),
        )
        for name in TASKS
    }
    return LabelModel(
        _encoder(folder / "labels.onnx"),
        tasks,
        heads,
        WordPieces.read(folder / "vocab.txt"),
        str(settings["version"]),
    )


def side_by_side(given: Sequence[Spelling]) -> dict[str, Ints]:
    """Give the arrays that the network takes, statements × pieces or words.

    Shorter ones are filled up: with piece 0, role PADDING, no letter case, first piece 0.
    """
    fills = {"pieces": 0, "piece_roles": PADDING, "shapes": 0, "firsts": 0, "roles": PADDING}
    arrays = {}
    for name, fill in fills.items():
        rows: list[Ints] = [getattr(one, name) for one in given]
        arrays[name] = np.full((len(rows), max(map(len, rows))), fill, np.int64)
        for place, row in enumerate(rows):
            arrays[name][place, : len(row)] = row
    return arrays


def _encoder(path: Path) -> Encode:
    network = onnx_network.session(path, threads=1)

    def encode(arrays: Mapping[str, Ints]) -> Floats:
        found: Floats = network.run(None, dict(arrays))[0]
        return found

    return encode
