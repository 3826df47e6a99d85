"""The statements of articles that ask most, and those that ask least, to be checked.

For a person to go through: article, offsets, score, verifiable, reasons, with --show the words.
What holds no clause ("her rival") is left out, as no claim is made of it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from service.nlp import pipeline
from service.nlp.checkworthiness import assess
from service.records import CheckWorthiness, PreparedText
from service.text import prepare

_MOST_CHARACTERS = 1_000_000
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """A statement's content by its offsets, with what is thought of it."""

    article: str
    spans: Spans
    text: str
    found: CheckWorthiness


def main() -> None:
    """Print the list, a line per statement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="articles as JSON lines with id and text")
    parser.add_argument("--count", type=int, default=40, help="of each end (40)")
    parser.add_argument("--show", action="store_true", help="print the words too")
    options = parser.parse_args()
    ranked = sorted(assessed(options.gold), key=lambda one: -one.found.score)
    for one in (*ranked[: options.count], *ranked[-options.count :]):
        places = " ".join(f"{start}-{end}" for start, end in one.spans)
        reasons = ", ".join(one.found.reasons)
        checked = "yes" if one.found.verifiable else "no"
        row = [one.article, places, f"{one.found.score:.3f}", checked, reasons]
        print("\t".join([*row, " ".join(one.text.split())] if options.show else row))


def assessed(path: Path) -> Iterator[Assessed]:
    """Analyse the articles and assess each statement that holds a clause, each content once."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    nlp = pipeline.load()
    texts = [prepare(row["text"], max_chars=_MOST_CHARACTERS) for row in rows]
    for row, found in zip(rows, pipeline.run(nlp, texts, _read), strict=True):
        for spans, worth in found:
            if "no predicate" not in worth.reasons:
                text = " ".join(row["text"][start:end] for start, end in spans)
                yield Assessed(row["id"], spans, text, worth)


def _read(doc: Doc, _: PreparedText) -> list[tuple[Spans, CheckWorthiness]]:
    found: dict[Spans, CheckWorthiness] = {}
    for attribution, label in zip(doc._.attributions, doc._.labels, strict=True):
        spans = tuple((start, end) for start, end in attribution["content"])
        found[spans] = assess(doc, spans, label["act"], label["commitment"])
    return list(found.items())


if __name__ == "__main__":
    main()
