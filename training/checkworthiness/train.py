"""Fits the model of service.nlp.checkworthiness: a logistic regression with a quadratic penalty.

Features that occur less than four times are left out. There is nothing random in it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from service.nlp.check_features import Features, features, tokens_of
from training.checkworthiness.convert import read, unique
from training.checkworthiness.documents import parser, sentences
from training.labels.train import matrix

LEAST = 4
STRENGTH = 0.05


def main() -> None:
    """Train on the converted corpus and write the file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, required=True, help="where convert has written")
    options.add_argument("--version", required=True)
    options.add_argument("--output", type=Path, required=True, help="checkworthiness.npz")
    given = options.parse_args()
    judged = sentences(parser(), unique(read(given.work / "train.jsonl")))
    cases = [(features(tokens_of(one.doc, one.spans)), one.worthy) for one in judged]
    fit([found for found, _ in cases], [worthy for _, worthy in cases], given.version, given.output)


def fit(found: Sequence[Features], worthy: Sequence[bool], version: str, output: Path) -> None:
    """Fit the model and write names, weights and constant."""
    counts = Counter(name for one in found for name in one)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    table: csr_matrix = matrix(found, {name: row for row, name in enumerate(names)})
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(table, worthy)
    output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        output,
        version=np.array(version),
        features=np.frombuffer("\n".join(names).encode("utf-8"), np.uint8),
        weights=model.coef_[0].astype(np.float16),
        constant=np.array(model.intercept_[0], np.float32),
    )
    print(f"{len(worthy)} sentences, {len(names)} features, {output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
