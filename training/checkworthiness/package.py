"""A trained model into the package, if it is small and good enough on dev.

Exits with an error where it is not.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from sklearn.metrics import average_precision_score

from service.nlp.checkworthiness import assess, load
from training.checkworthiness.convert import read
from training.checkworthiness.documents import parser, sentences

MOST_BYTES = 2_000_000
LEAST_PRECISION = 0.90


def main() -> None:
    """Judge on dev, then copy."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True, help="where convert has written")
    options.add_argument("--output", type=Path, required=True, help="folder in the package")
    given = options.parse_args()
    model = load(given.model)
    judged = list(sentences(parser(), read(given.work / "dev.jsonl")))
    scores = [assess(one.doc, one.spans, model=model).score for one in judged]
    precision = average_precision_score([one.worthy for one in judged], scores)
    size = given.model.stat().st_size
    if precision < LEAST_PRECISION or size > MOST_BYTES:
        sys.exit(f"not packaged: average precision on dev {precision:.3f}, {size} bytes")
    given.output.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(given.model, given.output / "checkworthiness.npz")
    print(f"packaged: average precision on dev {precision:.3f}, {size} bytes")


if __name__ == "__main__":
    main()
