"""Measure how many labels change when the persons of a text get other names.

usage: python -m benchmarks.name_swaps GOLD.jsonl … [--seeds N]

Every person's name that the base pipeline finds is exchanged for an invented one, the same word by
the same word throughout a text; the spans of the gold are moved along. Stance, commitment and act
are told of each statement before and after, with the gold's spans, so that nothing but the names
differs. What anybody thinks of a person must not tell where others stand.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from spacy.language import Language

from service.nlp import pipeline
from service.nlp.extensions import AttributionData
from service.nlp.labels import TASKS, Labels, shipped
from service.text import prepare
from training.labels.data import Labelled, Text, gold
from training.labels.train import Case, analyse

GIVEN = (
    "Ada Bela Carlo Dora Emil Fritzi Gus Hanna Ivo Jola Kasper Leni Milo Nadia Otto Petra Quinn "
    "Rosa Silas Tilda Udo Vera Wim Xenia Yara Zeno"
).split()
FAMILY = (
    "Abelmann Brusk Castellane Denner Eastmoor Falkrath Grumbold Hollin Ibsen Jarrow Kestel Lorne "
    "Mundy Norrick Ostrand Pellow Quade Renfield Stobart Tamsin Ullman Varga Westlake Yarrow Zoller"
).split()
_LONGEST = 1_000_000
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Swap:
    """A stretch of a text and what takes its place."""

    start: int
    end: int
    by: str


def main() -> None:
    """Print the share of changed labels of each set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--seeds", type=int, default=3, help="draws of names")
    options = parser.parse_args()
    nlp = pipeline.load(learned=False, labelled=False)
    labels = Labels(shipped())
    print("| set | statements | stance | commitment | act | any |")
    print("|---" * 6 + "|")
    for path in options.gold:
        texts = list(gold(path))
        before = analyse(nlp, texts)
        rows = []
        for seed in range(options.seeds):
            changed = list(exchanged(nlp, texts, seed))
            rows += list(zip(before, analyse(nlp, changed), strict=True))
        print(line(path.stem, labels, rows, len(before)), flush=True)


def line(name: str, labels: Labels, rows: Sequence[tuple[Case, Case]], count: int) -> str:
    """Give a row of figures: shares of the statements, each counted once for each draw."""
    changed = dict.fromkeys(TASKS, 0)
    either = 0
    for one, other in rows:
        first, second = (labels.classify(case.features, case.states) for case in (one, other))
        differing = [task for task in TASKS if first[task][0] != second[task][0]]
        for task in differing:
            changed[task] += 1
        either += bool(differing)
    figures = " | ".join(f"{changed[task] / len(rows):.3f}" for task in TASKS)
    return f"| {name} | {count} | {figures} | {either / len(rows):.3f} |"


def exchanged(nlp: Language, texts: Iterable[Text], seed: int) -> Iterable[Text]:
    """Give texts with other names of persons, the statements' places moved along."""
    for number, text in enumerate(texts):
        swaps = swaps_of(nlp, text.text, random.Random(f"{seed} {number}"))
        told = [moved(one, swaps) for one in text.statements]
        yield replace(text, text=apply(text.text, swaps), statements=told)


def swaps_of(nlp: Language, text: str, chance: random.Random) -> list[Swap]:
    """Choose another name for each person whom the base pipeline finds, word by word."""
    doc = pipeline.make_doc(nlp, prepare(text, max_chars=_LONGEST))
    for name in ("tok2vec", "ner"):
        if name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
    new: dict[str, str] = {}
    swaps = []
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        words = [token for token in entity if token.text[:1].isupper() and len(token) > 2]
        for token in words:
            first = token == words[0] and len(words) > 1
            if token.text not in new:
                new[token.text] = chance.choice(GIVEN if first else FAMILY)
            swaps.append(Swap(token.idx, token.idx + len(token), new[token.text]))
    return swaps


def apply(text: str, swaps: Sequence[Swap]) -> str:
    """Put the new names in their places.

    >>> apply("Ann Lee said", [Swap(0, 3, "Dora"), Swap(4, 7, "Mundy")])
    'Dora Mundy said'
    """
    parts, at = [], 0
    for swap in swaps:
        parts += [text[at : swap.start], swap.by]
        at = swap.end
    return "".join([*parts, text[at:]])


def shifted(place: Place, swaps: Sequence[Swap]) -> Place:
    """Move a place along with the names before and in it; one that cuts a name takes it whole."""
    start, end = place
    first = start + sum(len(s.by) - (s.end - s.start) for s in swaps if s.end <= start)
    last = end + sum(len(s.by) - (s.end - s.start) for s in swaps if s.start < end)
    return first, last


def moved(one: Labelled, swaps: Sequence[Swap]) -> Labelled:
    """Move a statement's places along."""
    told = one.attribution
    changes = {
        "content": [shifted(place, swaps) for place in told["content"]],
        "cue": None if told["cue"] is None else shifted(told["cue"], swaps),
        "source": None if told["source"] is None else shifted(told["source"], swaps),
    }
    return replace(one, attribution=cast(AttributionData, {**told, **changes}))


if __name__ == "__main__":
    main()
