"""Measure who the speakers are, with the spans of the gold given: apart from extraction.

usage: python -m benchmarks.speakers GOLD.jsonl … [--errors N] [--pipeline NAME]

"named elsewhere": persons whose name the words of the source do not hold ("he", "the Minister").
"nobody": direct quotations of a named person that were resolved to nobody.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks import score
from service.nlp import pipeline
from service.nlp.extensions import HolderData
from service.text import prepare
from training.gold import attribution, spans

LONGEST = 1_000_000
_AFTER = ["attribution_rules", "people", "speakers", "nesting"]
Row = dict[str, Any]
HEAD = "| set | accuracy | named elsewhere | nobody | by kind |"


@dataclass(slots=True)
class Count:
    """How many of how many."""

    right: int = 0
    all: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.all += 1

    def __str__(self) -> str:
        share = f"{self.right / self.all:.3f}" if self.all else "–"
        return f"{share} of {self.all}"


@dataclass(slots=True)
class Figures:
    """Counts over one set."""

    all: Count = field(default_factory=Count)
    elsewhere: Count = field(default_factory=Count)
    nobody: Count = field(default_factory=Count)
    kinds: dict[str, Count] = field(default_factory=dict)
    missed: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, row: Row, statement: Row, holder: HolderData) -> None:
        """Judge the holder of one statement."""
        speaker = statement["speaker"]
        right = score.same_name(holder["name"], speaker)
        self.all.add(right)
        self.kinds.setdefault(speaker["kind"], Count()).add(right)
        source = " ".join(row["text"][s:e] for s, e in sorted(spans(statement["source"])))
        surname = score.norm(speaker["name"])[-1:]
        if speaker["kind"] == "person":
            if surname and surname[0] not in score.norm(source):
                self.elsewhere.add(right)
            if statement["type"] == "direct":
                self.nobody.add(holder["name"] is None)
        if not right:
            name = holder["name"] or f"nobody: {holder['reason']}"
            self.missed.append((row["id"], speaker["kind"], speaker["name"], source, name))


def main() -> None:
    """Print a table of figures, and with --errors what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--pipeline", default=pipeline.OURS)
    arguments = parser.parse_args()
    nlp = pipeline.load(arguments.pipeline, learned=False, labelled=False)
    print(HEAD)
    print("|---" * HEAD.count(" |") + "|")
    for path in arguments.gold:
        rows = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
        figures = measure(nlp, rows)
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(figures.kinds.items()))
        print(
            f"| {path.stem} | {figures.all} | {figures.elsewhere} | {figures.nobody} | {kinds} |",
            flush=True,
        )
        for error in figures.missed[: arguments.errors]:
            print(*error, sep=" | ", file=sys.stderr)


def measure(nlp: Language, rows: list[Row]) -> Figures:
    """Resolve the gold statements of all rows and judge their holders."""
    figures = Figures()
    for row, doc in zip(rows, _analysed(nlp, rows), strict=True):
        doc._.attributions = [
            attribution(one["content"], one["cue"], one["source"]) for one in row["statements"]
        ]
        doc = nlp.get_pipe("speakers")(nlp.get_pipe("people")(doc))
        for statement, link in zip(row["statements"], doc._.holders, strict=True):
            judged = statement["speaker"] and statement["speaker"]["name"]
            if judged and not statement.get("optional"):
                figures.add(row, statement, link["holder"])
    return figures


def _analysed(nlp: Language, rows: list[Row]) -> Iterator[Doc]:
    texts = (prepare(row["text"], max_chars=LONGEST) for row in rows)
    with nlp.select_pipes(disable=_AFTER):
        yield from nlp.pipe(pipeline.make_doc(nlp, text) for text in texts)


if __name__ == "__main__":
    main()
