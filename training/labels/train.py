"""Trains the classifiers of service.nlp.labels and writes them as one file.

Multinomial logistic regression with a quadratic penalty for each task; features that occur once
are left out. Judged on gold files with the gold's own spans.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from service.nlp import attribution, onnx_network, pipeline
from service.nlp.attribution_model import pooled
from service.nlp.extensions import AttributionData
from service.nlp.label_features import Features, features, quoted_regions
from service.nlp.labels import TASKS, Labels, load
from service.nlp.word_features import words_of
from service.text import prepare
from training.attribution.examples import to_words
from training.attribution.markup import Attribution
from training.labels.data import HERE, Labelled, Text, annotated, gold, written

_LEAST = 2
_STRENGTH = {"stance": 0.25, "commitment": 0.5, "act": 0.5}
_STATES = 0.15  # of the deviation of a word's feature: there are 768, and all speak at once
_MOST_CHARACTERS = 1_000_000
_OURS = [name for name in pipeline.COMPONENTS if name not in ("quotation_marks", "person_names")]


@dataclass(frozen=True, slots=True)
class Case:
    """The features of a statement, the encoder's states of it, and its labels."""

    features: Features
    labels: Labelled
    states: bytes

    def label(self, task: str) -> str | None:
        """Give the label for a task."""
        found: str | None = getattr(self.labels, task)
        return found


def main() -> None:
    """Train on all annotation, write the file, judge it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="converted corpora of the base")
    parser.add_argument("--gold", type=Path, required=True, help="polnear_train.jsonl of the gold")
    parser.add_argument("--judge", type=Path, nargs="*", default=[])
    parser.add_argument("--version", required=True)
    parser.add_argument("--output", type=Path, required=True, help="labels.npz")
    options = parser.parse_args()
    nlp = pipeline.load(learned=False, labelled=False)
    texts = [*annotated(options.corpora, options.base, nlp.vocab), *gold(options.gold)]
    for path in sorted((HERE / "written").glob("*.txt")):
        texts += written(path)
    cases = analyse(nlp, texts)
    print(f"{len(cases)} statements of {len(texts)} texts")
    train(cases, options.version, options.output)
    model = Labels(load(options.output))
    for path in options.judge:
        print(path.stem, judge(model, analyse(nlp, gold(path))))


def analyse(nlp: Language, texts: Iterable[Text]) -> list[Case]:
    """Parse texts and take the features of their statements."""
    listed = list(texts)
    prepared = (prepare(text.text, max_chars=_MOST_CHARACTERS) for text in listed)
    with nlp.select_pipes(disable=[name for name in _OURS if name in nlp.pipe_names]):
        docs = list(nlp.pipe(pipeline.make_doc(nlp, one) for one in prepared))
    encoder = onnx_network.load(attribution.shipped(), threads=2).model
    cases = []
    for text, doc in zip(listed, docs, strict=True):
        quoted = quoted_regions(doc)
        words = words_of(doc)
        states = encoder.states(words)
        for one in text.statements:
            link = to_words(words, spans_of(one.attribution))
            own = pooled(states, link.cue, link.content) if link is not None else b""
            cases.append(Case(features(doc, one.attribution, quoted), one, own))
    return cases


def spans_of(data: AttributionData) -> Attribution:
    """Give the spans of a statement as the attribution training keeps them."""
    return Attribution(
        source=[data["source"]] if data["source"] else [],
        cue=[data["cue"]] if data["cue"] else [],
        content=data["content"],
    )


def train(cases: Sequence[Case], version: str, output: Path) -> None:
    """Fit all tasks and write features, classes, weights and constants."""
    counts = Counter(name for case in cases for name in case.features)
    names = sorted(name for name, count in counts.items() if count >= _LEAST)
    place = {name: row for row, name in enumerate(names)}
    arrays: dict[str, Any] = {
        "version": np.array(version),
        "features": np.frombuffer("\n".join(names).encode("utf-8"), np.uint8),
    }
    for kind in ("states", "plain"):
        for task in TASKS:
            judged = [c for c in cases if c.label(task) and (c.states or kind == "plain")]
            arrays |= _fit(f"{kind}_{task}", judged, task, place, with_states=kind == "states")
    output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(output, **arrays)
    print(f"{output}: {len(names)} features, {output.stat().st_size / 1e6:.2f} MB")


def _fit(
    name: str, cases: Sequence[Case], task: str, place: dict[str, int], *, with_states: bool
) -> dict[str, Any]:
    """Fit one classifier and give its arrays; states are scaled before and the scale put back."""
    table = matrix([case.features for case in cases], place)
    dense = np.zeros((len(cases), 0), np.float32)
    if with_states:
        dense = np.stack([np.frombuffer(c.states, np.float16) for c in cases]).astype(np.float32)
    middle = dense.mean(0)
    scale = _STATES / (dense.std(0) + 1e-6)
    whole = hstack([table, csr_matrix((dense - middle) * scale)]).tocsr()
    model = LogisticRegression(C=_STRENGTH[task], max_iter=1000)
    model.fit(whole, [case.label(task) for case in cases])
    weights, states = model.coef_.T[: len(place)], model.coef_.T[len(place) :] * scale[:, None]
    return {
        f"{name}_classes": np.array(model.classes_, np.str_),
        f"{name}_weights": weights.astype(np.float16),
        f"{name}_constants": (model.intercept_ - middle @ states).astype(np.float32),
        f"{name}_states": states.astype(np.float32),
    }


def matrix(rows: Sequence[Features], place: dict[str, int]) -> csr_matrix:
    """Give features as a sparse table: statements × known features."""
    known = [[(place[n], v) for n, v in row.items() if n in place] for row in rows]
    ends = np.cumsum([0, *(len(row) for row in known)])
    columns = [column for row in known for column, _ in row]
    values = [value for row in known for _, value in row]
    return csr_matrix((values, columns, ends), shape=(len(rows), len(place)))


def judge(model: Labels, cases: Sequence[Case]) -> str:
    """Give accuracy and macro-F1 of each task."""
    shown = []
    for task in TASKS:
        pairs = [
            (label, model.classify(case.features, case.states)[task][0])
            for case in cases
            if (label := case.label(task))
        ]
        right = sum(a == b for a, b in pairs) / len(pairs)
        shown.append(f"{task} accuracy {right:.3f} macro-F1 {macro_f1(pairs):.3f}")
    return "; ".join(shown)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the mean F1 of the labels that gold has at least ten times, or of all."""
    counts = Counter(gold_label for gold_label, _ in pairs)
    judged = [label for label, count in counts.items() if count >= 10] or list(counts)
    found = Counter(label for _, label in pairs)
    right = Counter(a for a, b in pairs if a == b)
    return sum(2 * right[x] / (counts[x] + found[x]) for x in judged) / len(judged)


if __name__ == "__main__":
    main()
