"""Pipeline component: stance with its target, commitment and act of each statement.

Three log-linear classifiers over the features of service.nlp.label_features; the target comes from
the parse. Labels and settled cases are those of the annotation guidelines; how the classifiers were
trained is in training/labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from service.nlp.extensions import LabelData
from service.nlp.label_features import Features, features, quoted_regions
from service.nlp.targets import target

TASKS = ("stance", "commitment", "act")


@Language.factory(
    "labels",
    requires=["doc._.attributions", "token.dep", "token.tag", "token.lemma"],
    assigns=["doc._.labels"],
    default_config={},
)
def make_labels(nlp: Language, name: str) -> "Labels":
    """Build the component (spaCy factory)."""
    return Labels(shipped())


@dataclass(frozen=True, slots=True)
class Classifier:
    """Classes with a weight for each feature: features × classes, and a constant for each class."""

    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    constants: NDArray[np.float32]

    def chances(self, rows: NDArray[np.int64], values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the chance of each class for the features in certain rows with certain values."""
        scores = values @ self.weights[rows] + self.constants
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), np.float32)


@dataclass(frozen=True, slots=True)
class Model:
    """Classifiers by task, and the row of each feature in their weights."""

    version: str
    place: Mapping[str, int]
    classifiers: Mapping[str, Classifier]


class Labels:
    """Labels the statements of a Doc."""

    def __init__(self, model: "Model") -> None:
        self.version = model.version
        self._place, self._classifiers = model.place, model.classifiers

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.labels and return the Doc."""
        doc._.labels = self.predict(doc)
        return doc

    def predict(self, doc: Doc) -> list[LabelData]:
        """Give the labels of each of doc._.attributions, in the same order."""
        found = []
        quoted = quoted_regions(doc)
        for attribution in doc._.attributions or []:
            best = self.classify(features(doc, attribution, quoted))
            found.append(
                cast(
                    LabelData,
                    {
                        "stance": best["stance"][0],
                        "stance_score": round(best["stance"][1], 3),
                        "target": target(doc, attribution["content"]),
                        "commitment": best["commitment"][0],
                        "act": best["act"][0],
                    },
                )
            )
        return found

    def classify(self, found: Features) -> dict[str, tuple[str, float]]:
        """Give for each task the likeliest class and its chance; unknown features do not count."""
        known = [(self._place[name], value) for name, value in found.items() if name in self._place]
        rows = np.array([row for row, _ in known], np.int64)
        values = np.array([value for _, value in known], np.float32)
        result = {}
        for task, classifier in self._classifiers.items():
            chances = classifier.chances(rows, values)
            best = int(chances.argmax())
            result[task] = (classifier.classes[best], float(chances[best]))
        return result


@cache
def shipped() -> Model:
    """Load the shipped classifiers."""
    return load(Path(str(files("service.nlp") / "model" / "labels" / "labels.npz")))


def load(path: Path) -> Model:
    """Load classifiers that training/labels has written."""
    with np.load(path, allow_pickle=False) as arrays:
        names = bytes(arrays["features"]).decode("utf-8").split("\n")
        classifiers = {
            task: Classifier(
                tuple(str(name) for name in arrays[f"{task}_classes"]),
                _floats(arrays[f"{task}_weights"]),
                _floats(arrays[f"{task}_constants"]),
            )
            for task in TASKS
        }
        version = str(arrays["version"])
    return Model(version, {name: row for row, name in enumerate(names)}, classifiers)


def _floats(array: Any) -> NDArray[np.float32]:
    return np.asarray(array, np.float32)
