"""The packaged model on gold by publisher, type and length, and on altered texts.

Prints the tables of the model card. Altered: lower case, upper case, the other kind of quotation
marks, no quotation marks; offsets follow the changes.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from spacy.language import Language

from benchmarks import score
from benchmarks.evaluate import LONGEST, Row, ours, predict
from service.nlp import pipeline
from service.nlp.extensions import paragraphs
from service.text import prepare
from training.attribution.augment import Edit, Edited, recased, remarked
from training.attribution.markup import ROLES

LENGTHS = ((1, 5), (6, 10), (11, 20), (21, 40), (41, 10_000))


def main() -> None:
    """Measure one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", type=Path, help="folder of another model than the packaged one")
    options = parser.parse_args()
    nlp = pipeline.load(model=options.model)
    rows = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    predictions, _ = predict(nlp, ours, rows)
    print(_HEAD)
    print(_line("all", rows, predictions))
    publishers: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        publishers[row.get("publisher") or row.get("outlet") or "–"].append(row)
    for publisher, own in sorted(publishers.items()):
        print(_line(publisher, own, predictions))
    print("\n| gold statements | found | of |\n|---|---|---|")
    for name, (right, count) in by_kind(rows, predictions).items():
        print(f"| {name} | {right / count:.3f} | {count} |")
    print(f"\n{_HEAD}")
    for name, change in VARIANTS.items():
        changed = [altered(nlp, row, change) for row in rows]
        print(_line(name, changed, predict(nlp, ours, changed)[0]), flush=True)


_HEAD = (
    "| articles | statements F1 | attributed F1 | exact source / cue / content F1 "
    "| content words F1 | direct recall |\n|---|---|---|---|---|---|"
)


def _line(name: str, rows: Sequence[Row], predictions: dict[str, Row]) -> str:
    result, _ = score.score(rows, predictions)
    exact = " / ".join(f"{result['exact'][role]['f1']:.3f}" for role in ROLES)
    direct = result["direct_recall"]
    return (
        f"| {name} ({len(rows)}) | {result['statements']['f1']:.3f} "
        f"| {result['attributed']['f1']:.3f} | {exact} | {result['words']['content']['f1']:.3f} "
        f"| {'–' if direct is None else f'{direct:.3f}'} |"
    )


def by_kind(rows: Sequence[Row], predictions: dict[str, Row]) -> dict[str, tuple[int, int]]:
    """Count the gold statements found with their source, by type and by words of content."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        gold = [g for g in score.gold_records(row) if not g.get("optional")]
        found = [
            p
            for p in score.pred_records(predictions[row["id"]], row["text"], defaultdict(int))
            if p["content"]
        ]
        for one in gold:
            right = any(_same(one, other) for other in found)
            size = len(one["content"])
            length = next(f"{a}–{b} words" for a, b in LENGTHS if a <= size <= b) if size else "–"
            kind = one.get("type") or ("quoted" if one.get("quoted") else "not quoted")
            for name in (kind, length):
                counts[name][0] += right
                counts[name][1] += 1
    return {name: (right, count) for name, (right, count) in sorted(counts.items())}


def _same(gold: Row, found: Row) -> bool:
    shared = len(gold["content"] & found["content"])
    close = shared * 2 >= len(gold["content"] | found["content"]) > 0
    sources = bool(gold["source"] & found["source"]) or not (gold["source"] or found["source"])
    return close and sources


Change = Callable[[str, list[tuple[int, int]]], list[Edit]]


def _straight(text: str, parts: list[tuple[int, int]]) -> list[Edit]:
    return [(i, i + 1, '"') for i, c in enumerate(text) if c in "“”"]


def _curly(text: str, parts: list[tuple[int, int]]) -> list[Edit]:
    return [edit for edit in remarked(text, parts, ("“", "”")) if text[edit[0]] in "\"'"]


VARIANTS: dict[str, Change] = {
    "lower case": lambda text, parts: recased(text, str.lower),
    "upper case": lambda text, parts: recased(text, str.upper),
    "straight marks": _straight,
    "curly marks": _curly,
    "no marks": lambda text, parts: remarked(text, parts, ("", "")),
}


def altered(nlp: Language, row: Row, change: Change) -> Row:
    """Give a row with its text changed and its gold spans moved along."""
    text = row["text"]
    doc = pipeline.make_doc(nlp, prepare(text, max_chars=LONGEST))
    edited = Edited(text, change(text, paragraphs(doc)))
    moved: Row = json.loads(json.dumps(row))
    moved["text"] = edited.text
    plain = "statements" in moved
    for one in moved["statements"] if plain else moved["annotations"][0]["attributions"]:
        for role in ROLES:
            spans = one.get(role) or []
            single = bool(spans) and isinstance(spans[0], int)
            found = edited.moved([tuple(spans)] if single else [tuple(s) for s in spans])
            one[role] = (list(found[0]) if found else None) if single else [list(s) for s in found]
    return moved


if __name__ == "__main__":
    main()
