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
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from service.nlp import pipeline
from service.nlp.label_features import Features, features, quoted_regions
from service.nlp.labels import TASKS, Labels, load
from service.text import prepare
from training.labels.data import HERE, Labelled, Text, annotated, gold, written

_LEAST = 2
_STRENGTH = {"stance": 0.5, "commitment": 1.0, "act": 1.0}
_MOST_CHARACTERS = 1_000_000
_OURS = [name for name in pipeline.COMPONENTS if name not in ("quotation_marks", "person_names")]


@dataclass(frozen=True, slots=True)
class Case:
    """The features of a statement and its labels."""

    features: Features
    labels: Labelled

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
    cases = []
    for text, doc in zip(listed, docs, strict=True):
        quoted = quoted_regions(doc)
        cases += [Case(features(doc, one.attribution, quoted), one) for one in text.statements]
    return cases


def train(cases: Sequence[Case], version: str, output: Path) -> None:
    """Fit all tasks and write features, classes, weights and constants."""
    counts = Counter(name for case in cases for name in case.features)
    names = sorted(name for name, count in counts.items() if count >= _LEAST)
    place = {name: row for row, name in enumerate(names)}
    arrays: dict[str, Any] = {
        "version": np.array(version),
        "features": np.frombuffer("\n".join(names).encode("utf-8"), np.uint8),
    }
    for task in TASKS:
        judged = [case for case in cases if case.label(task)]
        table = matrix([case.features for case in judged], place)
        model = LogisticRegression(C=_STRENGTH[task], max_iter=1000)
        model.fit(table, [case.label(task) for case in judged])
        arrays[f"{task}_classes"] = np.array(model.classes_, np.str_)
        arrays[f"{task}_weights"] = model.coef_.T.astype(np.float16)
        arrays[f"{task}_constants"] = model.intercept_.astype(np.float32)
    output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(output, **arrays)
    print(f"{output}: {len(names)} features, {output.stat().st_size / 1e6:.2f} MB")


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
            (label, model.classify(case.features)[task][0])
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
