"""Sentences with their labels, from CheckThat! 2024 (task 1, English) as it is distributed.

Sentences of dev and dev-test that stand in train too, letter case and marks aside, are left out of
train, so that no figure is made on what was learnt.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PARTS = ("train", "dev", "dev-test")
LABELS = {"Yes": True, "No": False}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and whether it is worth a check."""

    text: str
    worthy: bool


def main() -> None:
    """Write a JSON line per sentence, a file per part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of ct24.*.tsv")
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    parts = {part: list(rows(options.corpus / f"ct24.{part}.tsv")) for part in PARTS}
    held = {key(one.text) for part in PARTS[1:] for one in parts[part]}
    parts["train"] = [one for one in parts["train"] if key(one.text) not in held]
    for part, sentences in parts.items():
        lines = [json.dumps({"text": one.text, "worthy": one.worthy}) for one in sentences]
        (options.work / f"{part}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{part}: {len(sentences)} sentences, {sum(one.worthy for one in sentences)} worthy")


def rows(path: Path) -> Iterator[Sentence]:
    """Read a file of the corpus. Raises ValueError for a line that is not of its form."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t")
        next(lines)
        for number, line in enumerate(lines, 2):
            if len(line) != 3 or line[2] not in LABELS:
                raise ValueError(f"{path.name}, line {number}: not 'id, text, Yes or No'")
            if line[1].strip():
                yield Sentence(line[1], LABELS[line[2]])


def read(path: Path) -> list[Sentence]:
    """Read what convert has written."""
    return [Sentence(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def key(text: str) -> str:
    """Reduce a sentence to what makes it the same as another."""
    return " ".join(re.findall(r"\w+", text.lower()))


def unique(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Leave out repeated sentences."""
    return list({key(one.text): one for one in sentences}.values())


if __name__ == "__main__":
    main()
