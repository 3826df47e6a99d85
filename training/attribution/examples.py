"""Training examples: the words of a text with its attributions as word indices, kept as JSON."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson

from service.nlp.word_features import FEATURES, Words
from training.attribution.markup import Attribution

Run = tuple[int, int]
"""Words: index of the first, index after the last."""

_SIGNS = frozenset({":", "-", "--", "–", "—", "―"})
_ARRAYS = ("starts", "ends", "heads", "sentences", "paragraphs", "regions", "tokens")


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution by words; cue None: nothing in the text introduces it."""

    cue: Run | None
    source: tuple[Run, ...]
    content: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its words, its attributions. part: the set that it belongs to."""

    id: str
    part: str
    words: Words
    links: tuple[Link, ...]


def to_words(words: Words, attribution: Attribution) -> Link | None:
    """Put an attribution on words: marks at the edges dropped, parts with no word between joined.

    None when its content holds no word of the running text.
    """
    source = _runs(words, attribution["source"])
    cue = _runs(words, attribution["cue"])
    content = _runs(words, attribution["content"])
    if not content:
        return None
    whole_cue = (min(s for s, _ in cue), max(e for _, e in cue)) if cue else None
    if whole_cue is None:
        whole_cue = _sign(words, attribution["cue"])
        parts = [*source, *content]
        if whole_cue is not None and any(s <= whole_cue[0] < e for s, e in parts):
            whole_cue = None  # between fragments that are one without it
    return Link(whole_cue, tuple(source), tuple(content))


def _sign(words: Words, cue: Iterable[tuple[int, int]]) -> Run | None:
    """Give the colon or dash that is a cue ("Envoy: talks near their end")."""
    for start, end in cue:
        first = int(np.searchsorted(words.ends, start, side="right"))
        last = int(np.searchsorted(words.starts, end, side="left"))
        signs = [i for i in range(first, last) if words.texts[i].strip() in _SIGNS]
        if signs:
            return signs[0], signs[0] + 1
    return None


def _runs(words: Words, spans: Iterable[tuple[int, int]]) -> list[Run]:
    runs: list[Run] = []
    for start, end in sorted(spans):
        first = int(np.searchsorted(words.ends, start, side="right"))
        last = int(np.searchsorted(words.starts, end, side="left"))
        while first < last and not words.letters[first]:
            first += 1
        while last > first and not words.letters[last - 1]:
            last -= 1
        if first == last:
            continue
        if runs and not words.letters[runs[-1][1] : first].any():
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs


def write(path: Path, examples: Iterable[Example]) -> int:
    """Write examples as gzipped JSON lines and give their number."""
    count = 0
    with gzip.open(path, "wb", compresslevel=3) as file:
        for example in examples:
            words = example.words
            row = {
                "id": example.id,
                "part": example.part,
                "texts": words.texts,
                "features": words.features.tolist(),
                "letters": words.letters.tolist(),
                **{name: getattr(words, name).tolist() for name in _ARRAYS},
                "links": [[link.cue, link.source, link.content] for link in example.links],
            }
            file.write(orjson.dumps(row) + b"\n")
            count += 1
    return count


def read(path: Path) -> Iterator[Example]:
    """Read examples that `write` has written."""
    with gzip.open(path, "rb") as file:
        for line in file:
            row = orjson.loads(line)
            words = Words(
                texts=row["texts"],
                features=np.array(row["features"], np.int64).reshape(-1, len(FEATURES)),
                letters=np.array(row["letters"], np.bool_),
                **{name: np.array(row[name], np.int64) for name in _ARRAYS},
            )
            links = tuple(
                Link(
                    None if cue is None else (cue[0], cue[1]),
                    tuple((s, e) for s, e in source),
                    tuple((s, e) for s, e in content),
                )
                for cue, source, content in row["links"]
            )
            yield Example(row["id"], row["part"], words, links)
