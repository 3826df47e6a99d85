"""Sentences → spaCy Docs that read like pieces of articles."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

PARAGRAPH_BREAK = "\n\n"


@dataclass
class Rows:
    """Token annotation of one text, one entry per token in each list.

    ``heads`` are positions in this text; ``tags``, ``pos``, ``deps`` and ``lemmas`` hold ""
    where there is no annotation, ``starts`` 1, -1 or 0 (unknown), ``ents`` IOB strings
    (``"-"`` for missing), empty when the text has no entity annotation at all.
    """

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)

    def extend(self, sentence: Rows) -> None:
        """Append the rows of a sentence; its heads are moved along."""
        offset = len(self.words)
        self.words += sentence.words
        self.spaces += sentence.spaces
        self.tags += sentence.tags
        self.pos += sentence.pos
        self.lemmas += sentence.lemmas
        self.heads += [head + offset for head in sentence.heads]
        self.deps += sentence.deps
        self.starts += sentence.starts
        self.ents += sentence.ents

    def white_space(self, text: str) -> None:
        """Append a white-space token, hung on the token before it as spaCy does."""
        if not self.words:
            raise ValueError("a text does not begin with white space")
        self.spaces[-1] = False
        self.extend(
            Rows(
                words=[text],
                spaces=[False],
                tags=["_SP"],
                pos=["SPACE"],
                lemmas=[text],
                heads=[-1],
                deps=["dep"],
                starts=[-1],
                ents=["O"] if self.ents else [],
            )
        )

    def doc(self, vocab: Vocab) -> Doc:
        """The annotated Doc."""
        parsed = any(self.deps)
        tagged = any(self.tags)
        return Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            tags=self.tags if tagged else None,
            pos=self.pos if tagged else None,
            lemmas=self.lemmas if any(self.lemmas) else None,
            heads=self.heads if parsed else None,
            deps=self.deps if parsed else None,
            sent_starts=None if parsed else list(self.starts),
            ents=[tag.strip("-") for tag in self.ents] or None,
        )


def group(
    sentences: Iterable[tuple[Rows, bool, bool]],
    rng: random.Random,
    most: int = 10,
) -> Iterator[Rows]:
    """Join consecutive sentences into texts of 1 to ``most`` sentences.

    ``sentences`` are (rows, opens a document, opens a paragraph). A text never spans two
    documents; paragraphs are divided by an empty line.
    """
    text = Rows()
    count, limit = 0, rng.randint(1, most)
    for rows, new_document, new_paragraph in sentences:
        if count and (new_document or count >= limit):
            yield text
            text, count, limit = Rows(), 0, rng.randint(1, most)
        if count and new_paragraph:
            text.white_space(PARAGRAPH_BREAK)
        text.extend(rows)
        count += 1
    if count:
        yield text


def entity_spans(doc: Doc) -> list[Span]:
    """The entities of ``doc``, none when entities were not annotated."""
    return list(doc.ents) if doc.has_annotation("ENT_IOB") else []
