"""Annotations kept apart from the texts they belong to, which may not be copied here.

A row names a text by a fingerprint and gives its attributions by offsets; the text is found again
in the corpora as training.base converts them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from spacy.tokens import DocBin
from spacy.vocab import Vocab

from training.attribution import markup
from training.attribution.markup import ROLES, Attribution

_CORPORA = ("worldwide.train", "gmb.train")


def fingerprint(text: str) -> str:
    """Name a text by what it says, without keeping it."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


def texts(base: Path, vocab: Vocab) -> dict[str, str]:
    """Give the texts, and their single sentences, of the converted corpora by fingerprint."""
    pool: dict[str, str] = {}
    for name in _CORPORA:
        for doc in DocBin().from_disk(base / f"{name}.spacy").get_docs(vocab):
            for text in [doc.text, *(sentence.text for sentence in doc.sents)]:
                pool[fingerprint(text)] = text.strip()
    return pool


def read(path: Path, pool: Mapping[str, str]) -> Iterator[tuple[str, str, list[Attribution]]]:
    """Give name, text and attributions of each row.

    Raises KeyError when the pool lacks a text.
    """
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        attributions = [Attribution(source=s, cue=q, content=c) for s, q, c in row["attributions"]]
        yield row["text"], pool[row["text"]], attributions


def main() -> None:
    """Turn texts marked in place into rows without text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("marked", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    rows = []
    for path in options.marked:
        for _, marked in markup.texts(path.read_text("utf-8")):
            text, found = markup.read(marked.strip())
            attributions = [[one[role] for role in ROLES] for one in found]
            rows.append(json.dumps({"text": fingerprint(text), "attributions": attributions}))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join(sorted(set(rows))) + "\n", "utf-8")
    print(f"{options.output}: {len(set(rows))} texts")


if __name__ == "__main__":
    main()
