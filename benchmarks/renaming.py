"""Texts with other names of persons, to see whether labels hang on who speaks or is spoken of."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from spacy.language import Language

from service.nlp import pipeline
from service.nlp.extensions import AttributionData
from service.text import prepare
from training.labels.data import Labelled, Text

_LONGEST = 1_000_000
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Names:
    """What names are drawn from."""

    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """A stretch of a text and what takes its place."""

    start: int
    end: int
    by: str


def exchanged(nlp: Language, texts: Iterable[Text], names: Names, seed: int) -> Iterator[Text]:
    """Give texts with other names of persons, the statements' places moved along."""
    for number, text in enumerate(texts):
        swaps = swaps_of(nlp, text.text, names, random.Random(f"{seed} {number}"))
        told = [moved(one, swaps) for one in text.statements]
        yield replace(text, text=apply(text.text, swaps), statements=told)


def swaps_of(nlp: Language, text: str, names: Names, chance: random.Random) -> list[Swap]:
    """Choose another name for each person whom the base pipeline finds, word by word."""
    doc = pipeline.make_doc(nlp, prepare(text, max_chars=_LONGEST))
    for name in ("tok2vec", "ner"):
        if name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
    new: dict[str, str] = {}
    swaps = []
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        words = [token for token in entity if token.text[:1].isupper() and len(token) > 2]
        for token in words:
            first = token == words[0] and len(words) > 1
            if token.text not in new:
                new[token.text] = chance.choice(names.given if first else names.family)
            swaps.append(Swap(token.idx, token.idx + len(token), new[token.text]))
    return swaps


def apply(text: str, swaps: Sequence[Swap]) -> str:
    """Put the new names in their places.

    >>> apply("Ann Lee said", [Swap(0, 3, "Dora"), Swap(4, 7, "Mundy")])
    'Dora Mundy said'
    """
    parts, at = [], 0
    for swap in swaps:
        parts += [text[at : swap.start], swap.by]
        at = swap.end
    return "".join([*parts, text[at:]])


def shifted(place: Place, swaps: Sequence[Swap]) -> Place:
    """Move a place along with the names before and in it; one that cuts a name takes it whole."""
    start, end = place
    first = start + sum(len(s.by) - (s.end - s.start) for s in swaps if s.end <= start)
    last = end + sum(len(s.by) - (s.end - s.start) for s in swaps if s.start < end)
    return first, last


def moved(one: Labelled, swaps: Sequence[Swap]) -> Labelled:
    """Move a statement's places along."""
    told = one.attribution
    changes = {
        "content": [shifted(place, swaps) for place in told["content"]],
        "cue": None if told["cue"] is None else shifted(told["cue"], swaps),
        "source": None if told["source"] is None else shifted(told["source"], swaps),
    }
    return replace(one, attribution=cast(AttributionData, {**told, **changes}))
