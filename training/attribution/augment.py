"""Variants of an article as other newsrooms would print it: marks, letter case, names.

Each is a list of replacements in the text, so that annotated offsets can follow.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from spacy.tokens import Doc

from service.nlp.extensions import paragraphs, text_of
from service.nlp.marks import find_regions
from training.attribution.markup import Attribution

Edit = tuple[int, int, str]
"""Start, end, and what stands there instead."""

STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("''", "''"))
KINDS = (("marks", 5), ("single", 3), ("none", 2), ("names", 6), ("lower", 2), ("upper", 1))


def variant(doc: Doc, names: Sequence[str], rng: random.Random) -> tuple[str, list[Edit]]:
    """Choose a kind of variant for an analysed article and give the edits that make it."""
    kinds, weights = zip(*KINDS, strict=True)
    kind = rng.choices(kinds, weights)[0]
    text = text_of(doc)
    if kind == "lower":
        return kind, recased(text, str.lower)
    if kind == "upper":
        return kind, recased(text, str.upper)
    if kind == "names":
        return kind, renamed(doc, names, rng)
    style = {"marks": rng.choice(STYLES), "single": rng.choice(STYLES[2:4]), "none": ("", "")}[kind]
    return kind, remarked(text, paragraphs(doc), style)


def recased(text: str, change: Callable[[str], str]) -> list[Edit]:
    """Change the case of every letter whose other case is one character too."""
    return [
        (i, i + 1, change(c)) for i, c in enumerate(text) if change(c) != c and len(change(c)) == 1
    ]


def remarked(text: str, parts: list[tuple[int, int]], style: tuple[str, str]) -> list[Edit]:
    """Put other quotation marks, or none, around the quoted regions that are not nested."""
    edits: list[Edit] = []
    for region in find_regions(text, parts):
        if region.depth or region.certainty < 0.5:
            continue
        if region.opened and text[region.start : region.inner_start] != style[0]:
            edits.append((region.start, region.inner_start, style[0]))
        if region.closed and text[region.inner_end : region.end] != style[1]:
            edits.append((region.inner_end, region.end, style[1]))
    return edits


def renamed(doc: Doc, names: Sequence[str], rng: random.Random) -> list[Edit]:
    """Give each surname and first name of the article's people another, the same everywhere."""
    chosen: dict[str, str] = {}
    edits: list[Edit] = []
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        for token in entity:
            word = token.text
            if len(word) < 3 or not word[0].isupper() or not word.isalpha():
                continue
            new = chosen.setdefault(word.lower(), rng.choice(names))
            edits.append((token.idx, token.idx + len(word), new.upper() if word.isupper() else new))
    return edits


class Edited:
    """A text after edits, and where its offsets went."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        """Apply edits that do not overlap. Raises ValueError if they do."""
        ordered = sorted(edits)
        pieces = []
        position = 0
        for start, end, new in ordered:
            if start < position:
                raise ValueError(f"The edit at {start} overlaps the one before it.")
            pieces += [text[position:start], new]
            position = end
        self.text = "".join([*pieces, text[position:]])
        self._ends = [end for _, end, _ in ordered]
        self._starts = [start for start, _, _ in ordered]
        grown = [len(new) - (end - start) for start, end, new in ordered]
        self._shift = [0, *accumulate(grown)]

    def moved(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Give the places of spans in the new text; those that are left empty are dropped."""
        moved = [(self._start(start), self._end(end)) for start, end in spans]
        return [(start, end) for start, end in moved if start < end]

    def _start(self, offset: int) -> int:
        at = bisect_right(self._ends, offset)
        if at < len(self._starts) and self._starts[at] < offset:
            return self._starts[at] + self._shift[at]
        return offset + self._shift[at]

    def _end(self, offset: int) -> int:
        at = bisect_right(self._ends, offset)
        if at < len(self._starts) and self._starts[at] < offset:
            return self._ends[at] + self._shift[at + 1]
        return offset + self._shift[at]

    def attribution(self, old: Attribution) -> Attribution:
        """Give an attribution of the old text by the offsets of the new one."""
        return Attribution(
            source=self.moved(old["source"]),
            cue=self.moved(old["cue"]),
            content=self.moved(old["content"]),
        )
