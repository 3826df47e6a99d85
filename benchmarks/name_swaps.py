"""Measure how many labels change when the persons of a text get other names.

usage: python -m benchmarks.name_swaps GOLD.jsonl … [--seeds N]

Every person's name that the base pipeline finds is exchanged for an invented one, the same word by
the same word throughout a text; the spans of the gold are moved along. Stance, commitment and act
are told of each statement before and after, with the gold's spans, so that nothing but the names
differs. What anybody thinks of a person must not tell where others stand.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.renaming import Names, exchanged
from service.nlp import pipeline
from service.nlp.label_input import LabelInput
from service.nlp.label_model import TASKS, LabelModel, load
from service.nlp.labels import shipped
from training.labels.cases import Case, spelled
from training.labels.convert import convert
from training.labels.data import gold

_GIVEN = (
    "Ada Bela Carlo Dora Emil Fritzi Gus Hanna Ivo Jola Kasper Leni Milo Nadia Otto Petra Quinn "
    "Rosa Silas Tilda Udo Vera Wim Xenia Yara Zeno"
).split()
_FAMILY = (
    "Abelmann Brusk Castellane Denner Eastmoor Falkrath Grumbold Hollin Ibsen Jarrow Kestel Lorne "
    "Mundy Norrick Ostrand Pellow Quade Renfield Stobart Tamsin Ullman Varga Westlake Yarrow Zoller"
).split()
NAMES = Names(tuple(_GIVEN), tuple(_FAMILY))


def main() -> None:
    """Print the share of changed labels of each set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--seeds", type=int, default=3, help="draws of names")
    options = parser.parse_args()
    nlp = pipeline.load(learned=False, labelled=False)
    model = load(shipped())
    print("| set | statements | stance | commitment | act | any |")
    print("|---" * 6 + "|")
    for path in options.gold:
        texts = list(gold(path))
        before = list(convert(nlp, texts))
        rows = []
        for seed in range(options.seeds):
            changed = list(exchanged(nlp, texts, NAMES, seed))
            rows += list(zip(before, convert(nlp, changed), strict=True))
        print(line(path.stem, model, rows, len(before)), flush=True)


def line(name: str, model: LabelModel, rows: Sequence[tuple[Case, Case]], count: int) -> str:
    """Give a row of figures: shares of the statements, each counted once for each draw."""
    changed = dict.fromkeys(TASKS, 0)
    either = 0
    for one, other in rows:
        first, second = (labels_of(model, case) for case in (one, other))
        differing = [task for task in TASKS if first[task] != second[task]]
        for task in differing:
            changed[task] += 1
        either += bool(differing)
    figures = " | ".join(f"{changed[task] / len(rows):.3f}" for task in TASKS)
    return f"| {name} | {count} | {figures} | {either / len(rows):.3f} |"


def labels_of(model: LabelModel, case: Case) -> dict[str, str]:
    """Give the label of each task."""
    (one,) = spelled([case], model.pieces)
    given = LabelInput(np.arange(len(case.words)), one.spelling)
    (states,) = model.states([given])
    found = model.targets(given, states)
    judged = model.judge(given, states, found.spans[0] if found.spans else None)
    return {task: one.label for task, one in judged.items()}


if __name__ == "__main__":
    main()
