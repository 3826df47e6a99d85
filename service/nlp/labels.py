"""Pipeline component: stance with its target, commitment and act of each statement.

Three log-linear classifiers over the features of service.nlp.label_features; the target comes from
the parse. Labels and settled cases are those of the annotation guidelines; how the classifiers were
trained is in training/labels.
"""

from base64 import b64decode
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
    """Classes with a constant each, a weight for each feature, and one for each of the states.

    weights: features × classes. states: states × classes, none where the classifier reads none.
    """

    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    constants: NDArray[np.float32]
    states: NDArray[np.float32]

    def chances(
        self,
        rows: NDArray[np.int64],
        values: NDArray[np.float32],
        states: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Give the chance of each class for the features in certain rows, and for states."""
        scores = values @ self.weights[rows] + self.constants
        if len(self.states):
            scores = scores + states @ self.states
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), np.float32)


@dataclass(frozen=True, slots=True)
class Model:
    """Classifiers by task, and the row of each feature in their weights.

    classifiers: for statements with states of the encoder. plain: for those without.
    """

    version: str
    place: Mapping[str, int]
    classifiers: Mapping[str, Classifier]
    plain: Mapping[str, Classifier]


class Labels:
    """Labels the statements of a Doc."""

    def __init__(self, model: Model) -> None:
        self.version = model.version
        self._model = model

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.labels and return the Doc."""
        doc._.labels = self.predict(doc)
        return doc

    def predict(self, doc: Doc) -> list[LabelData]:
        """Give the labels of each of doc._.attributions, in the same order."""
        found = []
        quoted = quoted_regions(doc)
        for attribution in doc._.attributions or []:
            states = b64decode(attribution.get("states", ""))
            best = self.classify(features(doc, attribution, quoted), states)
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

    def classify(self, found: Features, states: bytes = b"") -> dict[str, tuple[str, float]]:
        """Give for each task the likeliest class and its chance; unknown features do not count.

        states: as attribution_model.pooled gives them, empty where there are none.
        """
        place = self._model.place
        known = [(place[name], value) for name, value in found.items() if name in place]
        vector = np.frombuffer(states, np.float16).astype(np.float32)
        classifiers = self._model.classifiers if len(vector) else self._model.plain
        rows = np.array([row for row, _ in known], np.int64)
        values = np.array([value for _, value in known], np.float32)
        result = {}
        for task, classifier in classifiers.items():
            chances = classifier.chances(rows, values, vector)
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
        both = [
            {task: _classifier(arrays, f"{kind}_{task}") for task in TASKS}
            for kind in ("states", "plain")
        ]
        version = str(arrays["version"])
    place = {name: row for row, name in enumerate(names)}
    return Model(version, place, classifiers=both[0], plain=both[1])


def _classifier(arrays: Mapping[str, Any], name: str) -> Classifier:
    return Classifier(
        classes=tuple(str(label) for label in arrays[f"{name}_classes"]),
        weights=np.asarray(arrays[f"{name}_weights"], np.float32),
        constants=np.asarray(arrays[f"{name}_constants"], np.float32),
        states=np.asarray(arrays[f"{name}_states"], np.float32),
    )
