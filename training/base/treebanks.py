"""Treebank sentences → annotated rows with CLEAR trees and Penn tags."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.base.clear import to_clear
from training.base.conllu import Sentence, read_conllu
from training.base.docs import Rows, group
from training.base.labels import fine_tag


def sentence_rows(sentence: Sentence) -> Rows:
    """The rows of one sentence; converts its tree in place.

    Proper nouns by tag are PROPN by word class too, also where a treebank analyses the parts
    of a name ("United" as a participle); their lemma is then the form.
    """
    tree = to_clear(sentence.tree)
    rows = Rows()
    for node, space in zip(tree, sentence.space_after, strict=True):
        proper = node.xpos in {"NNP", "NNPS"} and node.upos != "PROPN"
        rows.words.append(node.form)
        rows.spaces.append(space)
        rows.tags.append(fine_tag(node.xpos))
        rows.pos.append("PROPN" if proper else node.upos)
        rows.lemmas.append(node.form if proper or node.lemma == "_" else node.lemma)
        rows.heads.append(node.head)
        rows.deps.append(node.rel)
        rows.starts.append(1 if node.i == 0 else -1)
    return rows


def treebank_docs(
    path: Path,
    vocab: Vocab,
    rng: random.Random,
    leave_out: Collection[str] = (),
    most: int = 10,
) -> Iterator[Doc]:
    """Docs of up to ``most`` sentences from a CoNLL-U file, without documents ``leave_out``.

    ``doc.user_data["genre"]`` is not stored: use :func:`genre_docs` to judge by genre.
    """
    sentences = (s for s in read_conllu(path) if s.doc_id not in leave_out)
    for rows in group(_grouped(sentences), rng, most):
        yield rows.doc(vocab)


def genre_docs(path: Path, vocab: Vocab, genre: str, rng: random.Random) -> Iterator[Doc]:
    """Docs of the documents of one genre."""
    sentences = (s for s in read_conllu(path) if s.genre == genre)
    for rows in group(_grouped(sentences), rng):
        yield rows.doc(vocab)


def _grouped(sentences: Iterator[Sentence]) -> Iterator[tuple[Rows, bool, bool]]:
    for sentence in sentences:
        yield sentence_rows(sentence), sentence.new_document, sentence.new_paragraph
