"""Records the signs of what may be the target of each annotated statement.

Each statement is read with its own spans; candidates that share half of the annotated target's
words are right. choice_fit.py learns from it how service.nlp.target_choice weighs candidates.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import pipeline
from service.nlp.claim_reading import ClaimReading, Said
from service.nlp.labels import Labels
from service.nlp.lexicons import Lexicons
from service.nlp.target_choice import Weighed
from service.nlp.target_names import named
from service.nlp.target_search import candidates_of
from service.nlp.target_words import Asked, Candidate
from service.text import prepare
from training.labels.data import HERE, Text, annotated, gold, written
from training.labels.targets import agree

_MOST_CHARACTERS = 1_000_000
_FEWEST = 50  # candidates in which a sign must be found


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of a statement, which of them are right, and the number of its text."""

    weighed: Weighed
    right: NDArray[np.bool_]
    text: int


@dataclass(frozen=True, slots=True)
class Table:
    """What is learned from: candidates × signs, one statement after the other.

    right: of each candidate. starts: the first candidate of each statement. texts: the number of
    each statement's text.
    """

    names: list[str]
    values: NDArray[np.float32]
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    texts: NDArray[np.int64]


def main() -> None:
    """Write the table of all annotated statements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="converted corpora of the base")
    parser.add_argument("--gold", type=Path, required=True, help="polnear_train.jsonl of the gold")
    parser.add_argument("--output", type=Path, required=True, help="npz")
    options = parser.parse_args()
    nlp = pipeline.load()
    texts = [*annotated(options.corpora, options.base, nlp.vocab), *gold(options.gold)]
    for path in sorted((HERE / "written").glob("*.txt")):
        texts += written(path)
    cases = list(read(nlp, texts))
    save(options.output, tabulate(cases))
    found = sum(bool(case.right.any()) for case in cases)
    print(f"{options.output}: {len(cases)} statements, {found} with a right candidate")


def read(nlp: Language, texts: Iterable[Text]) -> Iterator[Case]:
    """Give the cases of annotated texts."""
    parsed = nlp.pipe_names[: nlp.pipe_names.index("attribution_rules")]
    lexicons = Lexicons()
    for number, text in enumerate(texts):
        with nlp.select_pipes(enable=parsed):
            doc = nlp(pipeline.make_doc(nlp, prepare(text.text, max_chars=_MOST_CHARACTERS)))
        doc._.attributions = [one.attribution for one in text.statements]
        for component in ("people", "speakers"):
            doc = nlp.get_pipe(component)(doc)
        labels = cast(Labels, nlp.get_pipe("labels"))
        yield from _cases(doc, text, labels, ClaimReading(doc, lexicons), number)


def _cases(
    doc: Doc, text: Text, labels: Labels, reading: ClaimReading, number: int
) -> Iterator[Case]:
    order, listed, weighed = candidates_of(doc, *labels.likely(doc))
    heard = [reading.heard(doc._.attributions[i], doc._.holders[i]["holder"]) for i in order]
    called: dict[tuple[int, Candidate], str] = {}
    for place, one in zip(order, weighed, strict=True):
        target = text.statements[place].target
        if not target:
            continue
        for of, candidate in one.candidates:
            if (of, candidate) not in called:
                called[of, candidate] = _called(doc, reading, listed[of], candidate, heard[of])
        right = np.array([agree(called[pair], target) for pair in one.candidates])
        yield Case(one, right, number)


def _called(doc: Doc, reading: ClaimReading, asked: Asked, candidate: Candidate, said: Said) -> str:
    first, last = (asked.places[place] for place in candidate.span)
    return named(reading, list(doc[first : last + 1]), said) or candidate.text


def tabulate(cases: Sequence[Case]) -> Table:
    """Put the cases that have a right candidate into a table."""
    cases = [case for case in cases if case.right.any()]
    rows = [signs for case in cases for signs in case.weighed.table]
    counts = Counter(name for signs in rows for name, value in signs.items() if value)
    names = sorted(name for name, count in counts.items() if count >= _FEWEST)
    place = {name: i for i, name in enumerate(names)}
    values = np.zeros((len(rows), len(names)), np.float32)
    for row, signs in enumerate(rows):
        for name, value in signs.items():
            if name in place:
                values[row, place[name]] = value
    sizes = [len(case.right) for case in cases]
    return Table(
        names,
        values,
        np.concatenate([case.right for case in cases]),
        np.concatenate([[0], np.cumsum(sizes)[:-1]]),
        np.array([case.text for case in cases]),
    )


def save(path: Path, table: Table) -> None:
    """Write a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        names=np.array(table.names),
        values=table.values,
        right=table.right,
        starts=table.starts,
        texts=table.texts,
    )


def load(path: Path) -> Table:
    """Read what `save` has written."""
    with np.load(path, allow_pickle=False) as arrays:
        return Table(
            [str(name) for name in arrays["names"]],
            *(arrays[name] for name in ("values", "right", "starts", "texts")),
        )


if __name__ == "__main__":
    main()
