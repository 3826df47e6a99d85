"""How much a claim asks to be checked, and whether it can be.

The score is a log-linear model's over the words of the claim, halved where the claim cannot be held
against evidence; how the model was trained is in training/checkworthiness.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from service.nlp.check_features import Features, features, tokens_of
from service.nlp.check_reasons import AGAINST, reasons
from service.records import Act, CheckWorthiness, Commitment

UNVERIFIABLE = 0.5
"""What a claim that cannot be checked keeps of its score."""


@dataclass(frozen=True, slots=True)
class Model:
    """The row of each feature, its weight, and the constant."""

    version: str
    place: Mapping[str, int]
    weights: NDArray[np.float32]
    constant: float

    def chance(self, found: Features) -> float:
        """Give the chance that words with these features are worth a check."""
        known = [(self.place[name], value) for name, value in found.items() if name in self.place]
        score = self.constant + sum(float(self.weights[row]) * value for row, value in known)
        return float(1 / (1 + np.exp(-score)))


def assess(
    doc: Doc,
    spans: Sequence[tuple[int, int]],
    act: Act | None = None,
    commitment: Commitment | None = None,
    model: Model | None = None,
) -> CheckWorthiness:
    """Assess a claim by its spans of characters in a parsed Doc.

    act, commitment: the labels of the statement that makes the claim, if known. model: None for the
    shipped one. Words of no letters score 0.
    """
    tokens = tokens_of(doc, spans)
    if not any(token.is_alpha for token in tokens):
        return CheckWorthiness(0.0, False, ("no predicate",))
    found = reasons(doc, spans, tokens, act, commitment)
    verifiable = not AGAINST.intersection(found)
    score = (model or shipped()).chance(features(tokens)) * (1.0 if verifiable else UNVERIFIABLE)
    return CheckWorthiness(round(score, 3), verifiable, found)


@cache
def shipped() -> Model:
    """Load the shipped model."""
    folder = Path(str(files("service.nlp") / "model" / "checkworthiness"))
    return load(folder / "checkworthiness.npz")


def load(path: Path) -> Model:
    """Load a model that training/checkworthiness has written."""
    with np.load(path, allow_pickle=False) as arrays:
        names = bytes(arrays["features"]).decode("utf-8").split("\n")
        return Model(
            version=str(arrays["version"]),
            place={name: row for row, name in enumerate(names)},
            weights=np.asarray(arrays["weights"], np.float32),
            constant=float(arrays["constant"]),
        )
