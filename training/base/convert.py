"""Step 1: corpora → ``.spacy`` files for training and judging.

``python -m training.base.convert --corpora CORPORA --work WORK``
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from training.base.docs import Rows, group
from training.base.entities import (
    gmb_nationalities,
    gmb_rows,
    read_gmb,
    read_worldwide,
    split_documents,
    worldwide_rows,
)
from training.base.silver import entity_rows_of, read_silver, syntax_rows
from training.base.treebanks import genre_docs, treebank_docs

SEED = 17
GOLD = ("gum", "ewt")
HELD_OUT = Path(__file__).with_name("held_out.txt")
"""Treebank documents kept for judging the analysis of statements: never trained on."""


def write_docs(path: Path, docs: Iterable[Doc]) -> int:
    """Write ``docs`` to a DocBin file and return how many tokens they have."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = DocBin(store_user_data=False)
    tokens = 0
    for doc in docs:
        store.add(doc)
        tokens += len(doc)
    store.to_disk(path)
    print(f"{path.name}: {len(store)} docs, {tokens} tokens")
    return tokens


def read_docs(nlp: Language, *paths: Path) -> list[Doc]:
    """All docs of some DocBin files."""
    return [doc for path in paths for doc in DocBin().from_disk(path).get_docs(nlp.vocab)]


def convert_treebanks(nlp: Language, source: Path, work: Path, leave_out: frozenset[str]) -> None:
    """Write gold trees: train, dev and test of each treebank, and GUM's news apart."""
    for name in GOLD:
        for split in ("train", "dev", "test"):
            path = source / f"{name}.{split}.conllu"
            skip = frozenset() if split == "test" else leave_out
            docs = treebank_docs(path, nlp.vocab, random.Random(SEED), skip)
            write_docs(work / f"{name}.{split}.spacy", docs)
    for split in ("dev", "test"):
        path = source / f"gum.{split}.conllu"
        docs = genre_docs(path, nlp.vocab, "news", random.Random(SEED))
        write_docs(work / f"gum_news.{split}.spacy", docs)


def convert_worldwide(nlp: Language, source: Path, work: Path) -> None:
    """Write gold entities, split by document."""
    documents = dict(read_worldwide(source))
    parts = split_documents(list(documents), SEED)
    for part in ("train", "dev", "test"):
        sentences = (
            (worldwide_rows(sentence), i == 0, False)
            for name, document in documents.items()
            if parts[name] == part
            for i, sentence in enumerate(document)
        )
        write_docs(work / f"worldwide.{part}.spacy", _docs(nlp, sentences))


def convert_gmb(nlp: Language, source: Path, work: Path, share: float) -> None:
    """Write a share of the silver entities of the Groningen Meaning Bank."""
    everything = read_gmb(source)
    nationalities = gmb_nationalities(everything)
    sentences = random.Random(SEED).sample(everything, int(share * len(everything)))
    rows = ((gmb_rows(sentence, nationalities), False, False) for sentence in sentences)
    write_docs(work / "gmb.train.spacy", _docs(nlp, rows))


def convert_silver(nlp: Language, source: Path, work: Path) -> None:
    """Write the automatic parses of news: one file of trees, one of entities."""
    parses, articles = source / "corenlp.train.jsonl.gz", source / "train.jsonl"
    entities = []
    trees = []
    for _, sentences in read_silver(parses, articles):
        for i, sentence in enumerate(sentences):
            entities.append((entity_rows_of(sentence), i == 0, sentence.new_paragraph))
        new_document = True
        for sentence in sentences:
            rows = syntax_rows(sentence, nlp.tokenizer)
            if rows is not None:
                trees.append((rows, new_document, sentence.new_paragraph))
            new_document = rows is None
    write_docs(work / "polnear_entities.train.spacy", _docs(nlp, entities))
    write_docs(work / "polnear_trees.train.spacy", _docs(nlp, trees))


def _docs(nlp: Language, sentences: Iterable[tuple[Rows, bool, bool]]) -> Iterator[Doc]:
    for rows in group(sentences, random.Random(SEED)):
        yield rows.doc(nlp.vocab)


def main() -> None:
    """Convert everything the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--gmb-share", type=float, default=0.25)
    options = parser.parse_args()
    leave_out = frozenset(HELD_OUT.read_text(encoding="utf-8").split())
    nlp = spacy.blank("en")
    corpora, work = options.corpora, options.work
    convert_treebanks(nlp, corpora / "treebank", work, leave_out)
    convert_worldwide(nlp, corpora / "ner" / "worldwide_newswire.tsv.gz", work)
    convert_gmb(nlp, corpora / "ner" / "gmb_voa.csv.gz", work, options.gmb_share)
    convert_silver(nlp, corpora / "polnear", work)


if __name__ == "__main__":
    main()
