"""Parsed texts whose words are judged: sentences of the corpus, statements of annotated news."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import pipeline
from service.records import PreparedText
from service.text import prepare
from training.checkworthiness.convert import Sentence

ANNOTATED = Path(__file__).parent / "annotated.jsonl"
_MOST_CHARACTERS = 1_000_000
_OURS = [name for name in pipeline.COMPONENTS if name not in ("quotation_marks", "person_names")]
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Judged:
    """Words of a Doc by their spans of characters, and whether they are worth a check."""

    doc: Doc
    spans: Sequence[tuple[int, int]]
    worthy: bool


def parser() -> Language:
    """Load the base pipeline."""
    nlp = pipeline.load(learned=False, labelled=False)
    for name in _OURS:
        if name in nlp.pipe_names:
            nlp.disable_pipe(name)
    return nlp


def sentences(nlp: Language, listed: Iterable[Sentence]) -> Iterator[Judged]:
    """Parse sentences, each a text of its own."""
    kept = list(listed)
    for one, doc in zip(kept, _docs(nlp, [one.text for one in kept]), strict=True):
        yield Judged(doc, [(0, len(doc.text))], one.worthy)


def news(nlp: Language, corpora: Path) -> Iterator[Judged]:
    """Parse the PolNeAR train articles that annotated.jsonl speaks of, and give its contents."""
    rows = [json.loads(line) for line in ANNOTATED.read_text("utf-8").splitlines()]
    wanted = {row["id"] for row in rows}
    lines = (corpora / "polnear" / "train.jsonl").read_text("utf-8").splitlines()
    texts = {one["id"]: one["text"] for one in map(json.loads, lines) if one["id"] in wanted}
    docs = dict(zip(texts, _docs(nlp, list(texts.values())), strict=True))
    for row in rows:
        yield Judged(docs[row["id"]], [(s, e) for s, e in row["content"]], row["worthy"])


def _docs(nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
    made = (pipeline.make_doc(nlp, _prepared(text)) for text in texts)
    return iter(nlp.pipe(made, batch_size=_BATCH))


def _prepared(text: str) -> PreparedText:
    """A sentence of marks alone is not a text for the service, but is one of the corpus."""
    if any(character.isalpha() for character in text):
        return prepare(text, max_chars=_MOST_CHARACTERS)
    return PreparedText(text, text, ())
