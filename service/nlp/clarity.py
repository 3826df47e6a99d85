"""How likely a reader who has not seen the article can tell what a claim speaks of.

Rules find what surely is not told (see standing, occasions, open_phrases). Of what they pass, some
still hangs on the article: in a definite noun, a name put in for a pronoun, a clause cut out of
another. A logistic regression, on signs of these and on the claim's words, was fitted to claims
judged one by one (training/claims); where its chance is low, a claim is flagged.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.nlp import labels, onnx_network
from service.nlp.clarity_signs import Signs
from service.nlp.clause_division import Proposition
from service.nlp.word_pieces import WordPieces

FILES = ("clarity.npz", "settings.json")
_WORDS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Clarity:
    """The fitted model.

    signs: the weight of each sign. pieces: of each word piece of the vocabulary, the claim's score
    being the mean of those of its pieces. least: the chance from which on a claim is clear.
    """

    signs: Signs
    pieces: NDArray[np.float32]
    least: float
    vocabulary: WordPieces

    def chance(self, signs: Signs, text: str) -> float:
        """Give how likely a claim can be checked without the article."""
        total = sum(self.signs.get(name, 0.0) * value for name, value in signs.items())
        own = pieces_of(text, self.vocabulary)
        total += float(self.pieces[own].mean()) if own else 0.0
        return 1 / (1 + math.exp(-total))


def is_clear(proposition: Proposition, signs: Signs, text: str) -> bool:
    """Say whether enough claims like this one could be checked without the article."""
    model = shipped()
    return model.chance(signs, text) >= model.least


def pieces_of(text: str, vocabulary: WordPieces) -> Sequence[int]:
    """Give the word pieces of a claim's words, by number."""
    return [piece for word in _WORDS.findall(text) for piece in vocabulary.ids(word)]


@cache
def shipped() -> Clarity:
    """Load the packaged model."""
    return load(Path(str(files("service.nlp") / "model" / "clarity")))


def load(folder: Path) -> Clarity:
    """Load a packaged model, over the label network's vocabulary.

    Raises PipelineUnavailable when a file is missing.
    """
    onnx_network.require(folder, FILES, "model of clarity")
    settings = json.loads((folder / "settings.json").read_text("utf-8"))
    with np.load(folder / "clarity.npz", allow_pickle=False) as arrays:
        pieces = np.asarray(arrays["pieces"], np.float32)
    vocabulary = WordPieces.read(labels.shipped() / "vocab.txt")
    return Clarity(settings["signs"], pieces, float(settings["least"]), vocabulary)
