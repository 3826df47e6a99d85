"""Turns labelled texts into cases: parsed, encoded by the shipped attribution model.

The first step; train.py is the second, package.py the third.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from service.nlp import attribution, onnx_network, pipeline
from service.nlp.attribution import states
from service.nlp.label_input import StateTable
from service.nlp.word_features import words_of
from service.text import prepare
from training.labels.cases import Case, write
from training.labels.data import HERE, Text, annotated, claims, gold, written
from training.labels.targets import stretch

_MOST_CHARACTERS = 1_000_000
_OURS = [name for name in pipeline.COMPONENTS if name not in ("quotation_marks", "person_names")]


def main() -> None:
    """Write the training cases, or those of gold files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="converted corpora of the base")
    parser.add_argument("--gold", type=Path, required=True, help="polnear_train.jsonl of the gold")
    parser.add_argument("--judge", type=Path, nargs="*", default=[])
    parser.add_argument("--output", type=Path, required=True, help="folder")
    options = parser.parse_args()
    nlp = pipeline.load(learned=False, labelled=False)
    for path in options.judge:
        write(options.output / path.stem, list(convert(nlp, gold(path))))
    texts = [*annotated(options.corpora, options.base, nlp.vocab), *gold(options.gold)]
    for path in sorted((HERE / "written").glob("*.txt")):
        texts += written(path)
    texts += claims(options.corpora / "stance" / "ibm_claim_stance.csv")
    cases = list(convert(nlp, texts))
    write(options.output / "train", cases)
    print(f"{len(cases)} statements of {len(texts)} texts")


def convert(nlp: Language, texts: Iterable[Text]) -> Iterator[Case]:
    """Parse texts, encode them and give their statements."""
    listed = list(texts)
    prepared = (prepare(text.text, max_chars=_MOST_CHARACTERS) for text in listed)
    encoder = onnx_network.load(attribution.shipped(), threads=2).model
    with nlp.select_pipes(disable=[name for name in _OURS if name in nlp.pipe_names]):
        docs = nlp.pipe(pipeline.make_doc(nlp, one) for one in prepared)
        for number, (text, doc) in enumerate(zip(listed, docs, strict=True)):
            words = words_of(doc)
            (doc._.states,) = states([words], encoder.read([words]))
            table = StateTable(doc)
            for one in text.statements:
                given = table.input(one.attribution)
                if given is None:
                    continue
                said = [doc[token].text for token in given.tokens.tolist()]
                inside = [False] * len(said)
                for place in given.content().tolist():
                    inside[place] = True
                yield Case(
                    part=text.part,
                    text=number,
                    words=said,
                    roles=given.roles,
                    states=given.states,
                    labels={
                        "stance": one.stance,
                        "commitment": one.commitment,
                        "act": one.act,
                    },
                    target=one.target,
                    stretch=stretch(said, inside, one.target) if one.target else None,
                )


if __name__ == "__main__":
    main()
