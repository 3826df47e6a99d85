"""From words to attributions: cues are tagged, then each cue's source and content.

Independent of what runs the network: onnxruntime in the service, torch in training.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.nlp.cue_relations import head_word, relations
from service.nlp.encoder_input import EncoderInput, Part, divide, encoder_input
from service.nlp.tagging import (
    CUE_LABELS,
    FORBIDDEN,
    LINK_LABELS,
    Floats,
    best_paths,
    marginals,
    runs,
)
from service.nlp.word_features import Ints, Words
from service.nlp.word_pieces import WordPieces

Run = tuple[int, int]


class Encoded(NamedTuple):
    """What the encoder makes of windows: windows × words × width or labels."""

    states: Floats
    cue_scores: Floats
    role_scores: Floats


Encode = Callable[[EncoderInput], Encoded]
Link = Callable[[Floats, Floats, Ints, Ints], Floats]
"""States, role scores, cues (window, first, last, head word), relations → cues × words × labels."""


_CUE_STARTS = [i for i, label in enumerate(CUE_LABELS) if label[0] in "BS"]
_LINK_STARTS = [i for i, label in enumerate(LINK_LABELS) if label[0] in "BS"]
_MOST_CUES = 48
"""Cues of one window: twice what dense prose has; nonsense must not multiply the work."""
_CUES_TOGETHER = 96
_SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue by the words of its window (row); sign: log probability that it is one."""

    row: int
    start: int
    end: int
    sign: float


@dataclass(frozen=True, slots=True)
class Decoding:
    """How windows are cut and labellings chosen.

    core, context: word pieces. batch: word pieces that are decoded together. cue_bias, link_bias:
    what is added where a cue, or a source or content, may begin; more finds more.
    """

    core: int = 320
    context: int = 48
    batch: int = 2000
    cue_bias: float = 0.0
    link_bias: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution by words.

    signs, from which its score is made: log probabilities of the cue, of the content's borders, of
    the source, of the whole labelling; log of the content's words; whether there is no source; the
    share of the content in quotation marks; the first three as probabilities.
    """

    cue: Run
    source: tuple[Run, ...]
    content: tuple[Run, ...]
    signs: tuple[float, ...]


class AttributionModel:
    """Finds attributions in the words of texts."""

    def __init__(
        self,
        encode: Encode,
        link: Link,
        pieces: WordPieces,
        cue_transitions: Floats,
        link_transitions: Floats,
        decoding: Decoding,
    ) -> None:
        self._encode = encode
        self._link = link
        self._pieces = pieces
        self._cue_transitions = cue_transitions
        self._link_transitions = link_transitions
        self._decoding = decoding

    def predict(self, texts: Sequence[Words]) -> list[list[Found]]:
        """Find the attributions of each text, in the order of their cues."""
        how = self._decoding
        parts = [
            part
            for number, words in enumerate(texts)
            for part in divide(words, self._pieces, how.core, how.context, text=number)
        ]
        found: list[list[Found]] = [[] for _ in texts]
        for batch in _batches(parts, how.batch):
            for part, attributions in self._batch(batch):
                found[part.text] += attributions
        return [sorted(own, key=lambda a: a.cue) for own in found]

    def _batch(self, parts: Sequence[Part]) -> Iterator[tuple[Part, list[Found]]]:
        arrays, states, cue_scores, role_scores = self._encoded(parts)
        cues = self._cues(parts, arrays, cue_scores.copy())
        found: list[list[Found]] = [[] for _ in parts]
        for first in range(0, len(cues), _CUES_TOGETHER):
            chosen = cues[first : first + _CUES_TOGETHER]
            for cue, attribution in self._linked(parts, arrays, states, role_scores, chosen):
                found[cue.row].append(attribution)
        yield from zip(parts, found, strict=True)

    def _encoded(self, parts: Sequence[Part]) -> tuple[EncoderInput, Floats, Floats, Floats]:
        """Encode window by window, and put the results side by side.

        int8 scales are taken over all that is encoded at once: in company a text would come out
        a little different from when it is alone.
        """
        arrays = encoder_input(parts)
        words = arrays.firsts.shape[1]
        results: list[tuple[Floats, ...]] = []
        for part in parts:
            own = self._encode(encoder_input([part]))
            results.append(tuple(np.pad(a[0], ((0, words - part.length), (0, 0))) for a in own))
        states, cues, roles = (np.stack(column) for column in zip(*results, strict=True))
        return arrays, states, cues, roles

    def _cues(self, parts: Sequence[Part], arrays: EncoderInput, scores: Floats) -> list[_Cue]:
        """Tag cues and keep the surest of each window's core."""
        scores[:, :, _CUE_STARTS] += self._decoding.cue_bias
        paths = best_paths(scores, arrays.lengths, CUE_LABELS, self._cue_transitions)
        sure = marginals(scores, arrays.lengths, CUE_LABELS, self._cue_transitions)
        cues: list[_Cue] = []
        for row, part in enumerate(parts):
            core = range(
                part.window.core_start - part.window.start, part.window.core_end - part.window.start
            )
            own = [
                _Cue(row, start, end, float(np.log1p(-sure[row, start:end, 0].max() + _SMALLEST)))
                for _, start, end in runs(paths[row, : part.length].tolist(), CUE_LABELS)
                if start in core
            ]
            cues += sorted(own, key=lambda cue: -cue.sign)[:_MOST_CUES]
        return cues

    def _linked(
        self,
        parts: Sequence[Part],
        arrays: EncoderInput,
        states: Floats,
        role_scores: Floats,
        cues: Sequence[_Cue],
    ) -> Iterator[tuple[_Cue, Found]]:
        """Label the words of each cue's window; cues without a content are none."""
        places, related = _relations(parts, cues, role_scores.shape[1])
        scores = self._link(states, role_scores, places, related).copy()
        scores[:, :, _LINK_STARTS] += self._decoding.link_bias
        for row, cue in enumerate(cues):
            scores[row, cue.start : cue.end, 1:] = FORBIDDEN
        lengths = arrays.lengths[places[:, 0]]
        paths = best_paths(scores, lengths, LINK_LABELS, self._link_transitions)
        sure = marginals(scores, lengths, LINK_LABELS, self._link_transitions)
        for row, cue in enumerate(cues):
            path = paths[row, : parts[cue.row].length]
            labelled = runs(path.tolist(), LINK_LABELS)
            content = [(s, e) for role, s, e in labelled if role == "content"]
            if not content:
                continue
            source = [(s, e) for role, s, e in labelled if role == "source"]
            chance = np.log(sure[row, np.arange(len(path)), path].clip(_SMALLEST))
            offset = parts[cue.row].window.start
            yield (
                cue,
                Found(
                    cue=(cue.start + offset, cue.end + offset),
                    source=tuple((s + offset, e + offset) for s, e in source),
                    content=tuple((s + offset, e + offset) for s, e in content),
                    signs=_signs(parts[cue.row], cue, chance, source, content),
                ),
            )


def _signs(
    part: Part,
    cue: _Cue,
    chance: NDArray[np.float32],
    source: Sequence[Run],
    content: Sequence[Run],
) -> tuple[float, ...]:
    places = [i for start, end in content for i in range(start, end)]
    quoted = part.words.regions[part.window.start : part.window.end][places] >= 0
    borders = min(min(chance[start], chance[end - 1]) for start, end in content)
    attached = min((chance[start:end].min() for start, end in source), default=0.0)
    return (
        cue.sign,
        float(borders),
        float(attached),
        float(chance.sum()),
        float(np.log(len(places))),
        float(not source),
        float(quoted.mean()),
        float(np.exp(cue.sign)),
        float(np.exp(borders)),
        float(np.exp(attached)),
    )


def _batches(parts: Sequence[Part], size: int) -> Iterator[list[Part]]:
    """Group windows of similar length so that few of the pieces are padding."""
    group: list[Part] = []
    for part in sorted(parts, key=lambda p: p.size):
        if group and (len(group) + 1) * part.size > size:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _relations(parts: Sequence[Part], cues: Sequence[_Cue], length: int) -> tuple[Ints, Ints]:
    places, related = [], []
    for cue in cues:
        part = parts[cue.row]
        offset = part.window.start
        run = (cue.start + offset, cue.end + offset)
        places.append((cue.row, cue.start, cue.end - 1, head_word(part.words, run) - offset))
        codes = relations(part.words, run, offset, part.window.end)
        related.append(np.pad(codes, ((0, length - len(codes)), (0, 0))))
    return np.array(places, np.int64), np.array(related, np.int64)


def probabilities(
    signs: Sequence[Sequence[float]], weights: Sequence[float]
) -> NDArray[np.float64]:
    """Turn signs (statements × signs) into the chance of being right: a logistic regression.

    weights: the constant first, then one for each sign.
    """
    table = np.array(signs, np.float64).reshape(len(signs), len(weights) - 1)
    return np.asarray(1 / (1 + np.exp(-(table @ np.array(weights[1:]) + weights[0]))))
