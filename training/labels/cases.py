"""Labelled statements as the network reads them, kept as lines of JSON."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from service.nlp.label_input import CONTENT, Spelling, spell
from service.nlp.word_pieces import WordPieces


@dataclass(frozen=True, slots=True)
class Case:
    """A statement. text: number of its text; words, roles, named: of each word.

    named: whether a word is of a person's name. labels: by task, None where not judged. stretch:
    first and last place of the target's words. asked: the target is given, and not to be found.
    """

    part: str
    text: int
    words: list[str]
    roles: list[int]
    named: list[bool]
    labels: dict[str, str | None]
    target: str | None
    stretch: tuple[int, int] | None
    asked: bool = False

    def content(self) -> list[bool]:
        """Say of each word whether it belongs to the content."""
        return [role == CONTENT for role in self.roles]


@dataclass(frozen=True, slots=True)
class Read:
    """A case with its pieces."""

    case: Case
    spelling: Spelling

    @property
    def size(self) -> int:
        """Number of pieces."""
        return len(self.spelling.pieces)


def write(path: Path, cases: Iterable[Case]) -> None:
    """Write path.jsonl.gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path.with_suffix(".jsonl.gz"), "wb", compresslevel=3) as file:
        for case in cases:
            row = [case.part, case.text, case.words, case.roles, case.named, case.labels]
            file.write(orjson.dumps([*row, case.target, case.stretch, case.asked]) + b"\n")


def read(path: Path) -> list[Case]:
    """Read what `write` has written."""
    cases = []
    with gzip.open(path.with_suffix(".jsonl.gz"), "rb") as file:
        for line in file:
            part, text, words, roles, named, labels, target, stretch, asked = orjson.loads(line)
            span = None if stretch is None else (stretch[0], stretch[1])
            cases.append(Case(part, text, words, roles, named, labels, target, span, asked))
    return cases


def spelled(cases: Sequence[Case], pieces: WordPieces) -> list[Read]:
    """Give the cases with their pieces."""
    return [Read(one, spell(one.words, one.roles, one.named, pieces)) for one in cases]
