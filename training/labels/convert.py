"""Turns labelled texts into cases: the words of each statement, as the base pipeline finds them.

The first step; train.py is the second, package.py the third.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from service.nlp import attribution, pipeline
from service.nlp.claim_reading import ClaimReading
from service.nlp.label_input import LabelInput, LabelReader, is_named
from service.nlp.lexicons import Lexicons
from service.nlp.word_pieces import WordPieces
from service.text import prepare
from training.labels.cases import Case, write
from training.labels.data import HERE, Text, annotated, claims, gold, written
from training.labels.pairs import pairs
from training.labels.targets import agree, stretch

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
    write(options.output / "pairs", pairs(options.corpora / "stance", seed=0))
    print(f"{len(cases)} statements of {len(texts)} texts")


def convert(nlp: Language, texts: Iterable[Text]) -> Iterator[Case]:
    """Parse texts and give their statements."""
    listed = list(texts)
    prepared = (prepare(text.text, max_chars=_MOST_CHARACTERS) for text in listed)
    pieces = WordPieces.read(attribution.shipped() / "vocab.txt")
    with nlp.select_pipes(disable=[name for name in _OURS if name in nlp.pipe_names]):
        docs = nlp.pipe(pipeline.make_doc(nlp, one) for one in prepared)
        for number, (text, doc) in enumerate(zip(listed, docs, strict=True)):
            reader = LabelReader(doc, pieces)
            for one, meant in zip(text.statements, pronouns(nlp, doc, text), strict=True):
                given = reader.input(one.attribution)
                if given is None:
                    continue
                tokens = [doc[token] for token in given.tokens.tolist()]
                yield Case(
                    part=text.part,
                    text=number,
                    words=[token.text for token in tokens],
                    roles=given.roles.tolist(),
                    named=[is_named(token) for token in tokens],
                    labels={
                        "stance": one.stance,
                        "commitment": one.commitment,
                        "act": one.act,
                    },
                    target=one.target,
                    stretch=_stretch(tokens, given, one.target, meant) if one.target else None,
                )


def pronouns(nlp: Language, doc: Doc, text: Text) -> list[dict[int, str]]:
    """Give for each statement what the pronouns of its content stand for, by token."""
    doc._.attributions = [one.attribution for one in text.statements]
    for component in ("people", "speakers"):
        doc = nlp.get_pipe(component)(doc)
    reading = ClaimReading(doc, Lexicons())
    found: list[dict[int, str]] = [{} for _ in text.statements]
    for i in sorted(range(len(found)), key=lambda i: doc._.attributions[i]["content"][0]):
        said = reading.heard(doc._.attributions[i], doc._.holders[i]["holder"])
        for start, end in doc._.attributions[i]["content"]:
            for token in doc.char_span(start, end, alignment_mode="expand") or ():
                name = reading.names(token, said) if token.pos_ == "PRON" else None
                if name is not None and name.text is not None:
                    found[i][token.i] = name.text
    return found


def _stretch(
    tokens: Sequence[Token], given: LabelInput, target: str, meant: Mapping[int, str]
) -> tuple[int, int] | None:
    """Give the target's first and last place: its own words, else a pronoun that stands for it."""
    content = set(given.content().tolist())
    inside = [place in content for place in range(len(tokens))]
    own = stretch([token.text for token in tokens], inside, target)
    if own is not None:
        return own
    for place in sorted(content):
        name = meant.get(tokens[place].i)
        if name is not None and agree(name, target):
            return place, place
    return None


if __name__ == "__main__":
    main()
