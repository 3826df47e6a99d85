"""Examples to batches of tensors: windows, word pieces, gold labels, cues to link."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from service.nlp.cue_relations import RELATIONS, head_word, relations
from service.nlp.encoder_input import Part, divide, encoder_input
from service.nlp.tagging import CUE_LABELS, LINK_LABELS
from service.nlp.windows import Window
from service.nlp.word_features import FEATURES, TAG_CODES, Ints
from service.nlp.word_pieces import WordPieces
from training.attribution.examples import Example, Link, Run

_CUE = {label: i for i, label in enumerate(CUE_LABELS)}
_LINK = {label: i for i, label in enumerate(LINK_LABELS)}
_VERBS = frozenset(code for tag, code in TAG_CODES.items() if tag.startswith("VB"))
_LEARNED_FEATURES = tuple(FEATURES.index(name) for name in ("tag", "dep", "entity"))


@dataclass(frozen=True, slots=True)
class Piece:
    """One window of an example with the links inside it."""

    example: Example
    part: Part
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows; names as in training.attribution.model.

    cue_labels, role_labels, mask: texts × words. cues: cues × 4. link_labels: cues × words.
    real: whether a cue is one of the gold's.
    """

    pieces: Tensor
    owners: Tensor
    firsts: Tensor
    features: Tensor
    mask: Tensor
    cue_labels: Tensor
    role_labels: Tensor
    cues: Tensor
    relations: Tensor
    link_labels: Tensor
    cue_words: Tensor
    real: Tensor


@dataclass(frozen=True, slots=True)
class Noise:
    """How much a batch is disturbed in training; probabilities."""

    piece: float = 0.06
    feature: float = 0.04
    window_features: float = 0.08
    wrong_cues: float = 0.3


def cut(
    example: Example, pieces: WordPieces, core: int, context: int, first: int = 0
) -> Iterator[Piece]:
    """Divide an example into windows and give each the links that lie wholly inside."""
    for part in divide(example.words, pieces, core, context, first=first):
        inside = tuple(link for link in example.links if _inside(link, part.window))
        yield Piece(example, part, inside)


def _inside(link: Link, window: Window) -> bool:
    runs = [*link.content, *link.source, *([link.cue] if link.cue else [])]
    return all(window.start <= start and end <= window.end for start, end in runs)


def grouped(parts: Sequence[Piece], size: int, rng: random.Random) -> Iterator[list[Piece]]:
    """Shuffle windows into groups of similar length with about `size` pieces."""
    order = sorted(parts, key=lambda p: p.part.size + rng.random() * 40)
    groups: list[list[Piece]] = []
    group: list[Piece] = []
    for part in order:
        if group and (len(group) + 1) * max(part.part.size, group[0].part.size) > size:
            groups.append(group)
            group = []
        group.append(part)
    groups.append(group)
    rng.shuffle(groups)
    yield from groups


def collate(parts: Sequence[Piece], mask_id: int, noise: Noise | None, rng: random.Random) -> Batch:
    """Put windows into one batch; with noise, pieces and features are hidden at random."""
    random_ = np.random.default_rng(rng.randrange(1 << 32))
    arrays = encoder_input([p.part for p in parts])
    count, words = arrays.firsts.shape
    mask = np.arange(words) < arrays.lengths[:, None]
    cue_labels = np.zeros((count, words), np.int64)
    role_labels = np.zeros((count, words), np.int64)
    cues: list[tuple[int, int, int, int]] = []
    related, link_labels, cue_words, real = [], [], [], []
    for row, part in enumerate(parts):
        start, size = part.part.window.start, part.part.length
        if noise is not None:
            used = part.part.size
            _hide(
                arrays.pieces[row, :used],
                arrays.owners[row, :used],
                arrays.features[row, :size],
                noise,
                mask_id,
                random_,
            )
        for run in (run for one in part.links for run in one.content):
            _write(role_labels[row], run, start, "content")
        for run in (run for one in part.links for run in one.source):
            _write(role_labels[row], run, start, "source")
        wrong = _wrong(part, noise, rng) if noise else []
        linked: list[tuple[Run, Link | None]] = [*_gold(part), *wrong]
        for cue, link in linked:
            if link is not None:
                _write(cue_labels[row], cue, start, "cue")
            head = head_word(part.example.words, cue)
            cues.append((row, cue[0] - start, cue[1] - 1 - start, head - start))
            codes = np.zeros((words, len(RELATIONS)), np.int64)
            codes[:size] = relations(part.example.words, cue, start, start + size)
            related.append(codes)
            labels = np.zeros(words, np.int64)
            own = np.zeros(words, np.bool_)
            own[cue[0] - start : cue[1] - start] = True
            for run in link.content if link else ():
                _write(labels, run, start, "content")
            for run in link.source if link else ():
                _write(labels, run, start, "source")
            labels[own] = 0
            link_labels.append(_mended(labels))
            cue_words.append(own)
            real.append(link is not None)
    return Batch(
        pieces=torch.from_numpy(arrays.pieces),
        owners=torch.from_numpy(arrays.owners),
        firsts=torch.from_numpy(arrays.firsts),
        features=torch.from_numpy(arrays.features),
        mask=torch.from_numpy(mask),
        cue_labels=torch.from_numpy(_mended(cue_labels, _CUE)),
        role_labels=torch.from_numpy(role_labels),
        cues=torch.tensor(cues, dtype=torch.int64).reshape(-1, 4),
        relations=torch.from_numpy(np.array(related, np.int64).reshape(-1, words, len(RELATIONS))),
        link_labels=torch.from_numpy(np.array(link_labels, np.int64).reshape(-1, words)),
        cue_words=torch.from_numpy(np.array(cue_words, np.bool_).reshape(-1, words)),
        real=torch.tensor(real, dtype=torch.bool),
    )


def _gold(part: Piece) -> list[tuple[Run, Link]]:
    return [(link.cue, link) for link in part.links if link.cue]


def _wrong(part: Piece, noise: Noise, rng: random.Random) -> list[tuple[Run, None]]:
    """Choose verbs that are no cues: what the tagger may take for one has nothing linked to it."""
    words = part.example.words
    taken = {i for link in part.example.links if link.cue for i in range(*link.cue)}
    verbs = [
        i
        for i in range(part.part.window.start, part.part.window.end)
        if i not in taken and int(words.tags[i]) in _VERBS
    ]
    count = min(len(verbs), 1 + int(noise.wrong_cues * len(part.links)))
    return [((i, i + 1), None) for i in rng.sample(verbs, count)]


def _hide(
    pieces: Ints,
    owners: Ints,
    features: Ints,
    noise: Noise,
    mask_id: int,
    random_: np.random.Generator,
) -> None:
    hidden = random_.random(len(features)) < noise.piece
    pieces[hidden[owners]] = mask_id
    for i in _LEARNED_FEATURES:
        if random_.random() < noise.window_features:
            features[:, i] = 0
        features[random_.random(len(features)) < noise.feature, i] = 0


def _write(labels: Ints, run: Run, start: int, role: str) -> None:
    first, last = run[0] - start, run[1] - 1 - start
    codes = _CUE if role == "cue" else _LINK
    if first == last:
        labels[first] = codes[f"S-{role}"]
        return
    labels[first] = codes[f"B-{role}"]
    labels[first + 1 : last] = codes[f"I-{role}"]
    labels[last] = codes[f"E-{role}"]


def _mended(labels: Ints, codes: dict[str, int] | None = None) -> Ints:
    """Make runs whole again where one was written over another or over the cue's own words."""
    names = CUE_LABELS if codes is _CUE else LINK_LABELS
    table = codes or _LINK
    rows = labels.reshape(-1, labels.shape[-1])
    for row in rows:
        roles = [names[code][2:] for code in row]
        begins = [names[code][0] in "BS" for code in row]
        start = 0
        for i, role in enumerate(roles):
            if not role:
                continue
            if i == 0 or roles[i - 1] != role or begins[i]:
                start = i
            if i + 1 == len(roles) or roles[i + 1] != role or begins[i + 1]:
                for j in range(start, i + 1):
                    place = "I" if start < j < i else ("B" if j == start else "E")
                    row[j] = table[f"{'S' if start == i else place}-{role}"]
    return labels
