"""Words per second of the base pipeline on one core, beside a blank tokenizer, in one run.

``python -m benchmarks.base_speed TEXTFILE [TEXTFILE …]``: each file is one document. The ratio
compares across machines, words per second do not.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy
from spacy.language import Language

MODEL = Path(__file__).parents[1] / "service" / "nlp" / "model" / "base"


def words_per_second(nlp: Language, texts: list[str], rounds: int) -> float:
    """The best of ``rounds`` runs over ``texts``, after one to warm up."""
    words = sum(len(doc) for doc in nlp.pipe(texts))
    best = 0.0
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in nlp.pipe(texts):
            pass
        best = max(best, words / (time.perf_counter() - start))
    return best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--pipeline", type=Path, default=MODEL)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in options.texts]
    start = time.perf_counter()
    base = spacy.load(options.pipeline)
    loaded = time.perf_counter() - start
    full = words_per_second(base, texts, options.rounds)
    blank = words_per_second(spacy.blank("en"), texts, options.rounds)
    print(f"load {loaded:.2f} s")
    print(f"base pipeline {full:,.0f} words/s")
    print(f"blank tokenizer {blank:,.0f} words/s")
    print(f"ratio {full / blank:.4f}")


if __name__ == "__main__":
    main()
