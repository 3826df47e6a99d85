"""Vectors of words: how near two words are in meaning, and which are near to one.

Made from the input embeddings of MiniLM-L6 by training/wording; whole words only, others have none.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from service.wording.words import stem

Vector = NDArray[np.float32]
_NOTHING = 1e-9


@dataclass(frozen=True)
class Vectors:
    """Unit vectors by word; a word that is not there is looked up by its stem."""

    rows: dict[str, int]
    by_stem: dict[str, int]
    matrix: NDArray[np.float32]

    def of(self, word: str) -> Vector | None:
        """Give a word's vector, or that of another inflection; None where neither is known."""
        row = self.rows.get(word)
        if row is None:
            row = self.by_stem.get(stem(word))
        return None if row is None else self.matrix[row]

    def of_name(self, word: str) -> Vector:
        """Give a vector that only this word and its inflections have, as names are told apart.

        Drawn at random, but always the same: at right angles to all others, as nearly as matters.
        """
        seed = int.from_bytes(hashlib.sha256(stem(word).encode()).digest()[:8])
        drawn = np.random.default_rng(seed).standard_normal(self.matrix.shape[1])
        return np.asarray(drawn / np.linalg.norm(drawn), np.float32)

    def near(self, word: str, least: float) -> list[str]:
        """Give the words whose cosine with a word is at least so much, the word's own included."""
        vector = self.of(word)
        if vector is None:
            return []
        found = np.flatnonzero(self.matrix @ vector >= least)
        words = self._words()
        return [words[row] for row in found.tolist()]

    def _words(self) -> list[str]:
        return list(self.rows)


@cache
def shipped() -> Vectors:
    """Load the shipped vectors."""
    place = files("service.wording") / "model" / "vectors.npz"
    with as_file(place) as path, np.load(path, allow_pickle=False) as arrays:
        words = bytes(arrays["words"]).decode("ascii").split("\n")
        matrix = np.asarray(arrays["vectors"], np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + _NOTHING
    by_stem: dict[str, int] = {}
    for row, word in enumerate(words):
        by_stem.setdefault(stem(word), row)
    return Vectors({word: row for row, word in enumerate(words)}, by_stem, matrix)
