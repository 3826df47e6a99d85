"""Labelled statements as the network reads them, kept in two files: rows, and states of words."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from service.nlp.label_input import CONTENT


@dataclass(frozen=True, slots=True)
class Case:
    """A statement. text: number of its text; words, roles, states: of each word.

    labels: by task, None where not judged. stretch: first and last place of the target's words.
    """

    part: str
    text: int
    words: list[str]
    roles: NDArray[np.int64]
    states: NDArray[np.float16]
    labels: dict[str, str | None]
    target: str | None
    stretch: tuple[int, int] | None

    def content(self) -> list[bool]:
        """Say of each word whether it belongs to the content."""
        return [bool(role == CONTENT) for role in self.roles]


def write(path: Path, cases: Sequence[Case]) -> None:
    """Write path.jsonl.gz and path.npy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path.with_suffix(".jsonl.gz"), "wb", compresslevel=3) as file:
        for case in cases:
            row = [case.part, case.text, case.words, case.roles.tolist(), case.labels]
            file.write(orjson.dumps([*row, case.target, case.stretch]) + b"\n")
    np.save(path.with_suffix(".npy"), np.concatenate([case.states for case in cases]))


def read(path: Path) -> list[Case]:
    """Read what `write` has written."""
    states = np.load(path.with_suffix(".npy"), mmap_mode="r")
    cases = []
    start = 0
    with gzip.open(path.with_suffix(".jsonl.gz"), "rb") as file:
        for line in file:
            part, text, words, roles, labels, target, stretch = orjson.loads(line)
            end = start + len(words)
            own = np.array(states[start:end])
            span = None if stretch is None else (stretch[0], stretch[1])
            codes = np.array(roles, np.int64)
            cases.append(Case(part, text, words, codes, own, labels, target, span))
            start = end
    return cases


def with_target(cases: Iterable[Case]) -> list[Case]:
    """Give those whose target stands in the content."""
    return [case for case in cases if case.stretch is not None]
