"""Entity corpora → annotated rows with OntoNotes types."""

from __future__ import annotations

import collections
import csv
import gzip
import random
from collections.abc import Iterator
from pathlib import Path

from training.base.docs import Rows
from training.base.entity_types import is_title, miscellaneous_type, place_type
from training.base.numerals import numeric_spans, vague_dates
from training.base.spacing import spaces_after

Tagged = list[tuple[str, str]]
"""A sentence as (word, IOB tag) pairs in the corpus's own types."""

WORLDWIDE = {
    "Person": "PERSON",
    "Organization": "ORG",
    "NORP": "NORP",
    "Facility": "FAC",
    "Product": "PRODUCT",
    "Date": "DATE",
    "Money": "MONEY",
}
_QUOTES = {'"', "'", "“", "‘", "``"}


def read_worldwide(path: Path) -> Iterator[tuple[str, list[Tagged]]]:
    """Documents of the Worldwide newswire corpus as (id, sentences), outer entities."""
    name = ""
    sentences: list[Tagged] = []
    sentence: Tagged = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if line.startswith("# doc ="):
                if sentence:
                    sentences.append(sentence)
                if sentences:
                    yield name, sentences
                name, sentences, sentence = line.split("=")[1].strip(), [], []
            elif len(fields) >= 2 and fields[0].strip():
                sentence.append((fields[0], fields[1]))
            elif sentence:
                sentences.append(sentence)
                sentence = []
    if sentence:
        sentences.append(sentence)
    if sentences:
        yield name, sentences


def split_documents(names: list[str], seed: int) -> dict[str, str]:
    """Each document's part: a tenth "test", a twentieth "dev", the rest "train"."""
    order = sorted(names)
    random.Random(seed).shuffle(order)
    tenth, twentieth = len(order) // 10, len(order) // 20
    parts = ["test"] * tenth + ["dev"] * twentieth
    parts += ["train"] * (len(order) - len(parts))
    return dict(zip(order, parts, strict=True))


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """Half-open spans (start, end, type) of an IOB2 sequence; a stray I- opens a span."""
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        prefix, _, kind = tag.partition("-")
        if prefix == "I" and spans and spans[-1][1] == i and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], i + 1, kind)
        else:
            spans.append((i, i + 1, kind))
    return spans


def worldwide_rows(sentence: Tagged) -> Rows:
    """Rows of a Worldwide sentence."""
    words = [word for word, _ in sentence]
    spans = []
    for start, end, kind in spans_of([tag for _, tag in sentence]):
        text = " ".join(words[start:end])
        quoted = start > 0 and words[start - 1] in _QUOTES
        if kind == "Location":
            new: str | None = place_type(text)
        elif kind == "Misc":
            new = miscellaneous_type(text, quoted)
        else:
            new = WORLDWIDE[kind]
        spans.append((start, end, new or "-"))
    taken = {i for start, end, _ in spans for i in range(start, end)}
    for start, end in vague_dates(words):
        spans += [(i, i + 1, "-") for i in range(start, end) if i not in taken]
    return entity_rows(words, spans)


def entity_rows(
    words: list[str], spans: list[tuple[int, int, str]], spaces: list[bool] | None = None
) -> Rows:
    """Rows with ``spans`` (type "-" for unknown) and numeric expressions outside them."""
    ents = ["O"] * len(words)
    for start, end, kind in spans:
        ents[start] = "-" if kind == "-" else f"B-{kind}"
        for i in range(start + 1, end):
            ents[i] = "-" if kind == "-" else f"I-{kind}"
    for start, end, kind in numeric_spans(words):
        while start < end and ents[start] != "O":
            start += 1
        if start == end or any(tag != "O" for tag in ents[start:end]):
            continue
        ents[start] = "-" if kind == "-" else f"B-{kind}"
        for i in range(start + 1, end):
            ents[i] = "-" if kind == "-" else f"I-{kind}"
    count = len(words)
    return Rows(
        words=list(words),
        spaces=spaces or spaces_after(words),
        tags=[""] * count,
        pos=[""] * count,
        lemmas=[""] * count,
        heads=list(range(count)),
        deps=[""] * count,
        starts=[1] + [-1] * (count - 1),
        ents=ents,
    )


def read_gmb(path: Path) -> list[Tagged]:
    """Sentences of the Groningen Meaning Bank extract."""
    sentences: list[Tagged] = []
    with gzip.open(path, "rt", encoding="latin-1", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for number, word, *_, tag in reader:
            if number:
                sentences.append([])
            if word.strip():
                sentences[-1].append((word.strip(), tag))
    return [sentence for sentence in sentences if sentence]


def gmb_nationalities(sentences: list[Tagged]) -> frozenset[str]:
    """Names the corpus calls ``gpe`` more often than ``geo``: nationalities, mostly."""
    counts: collections.Counter[str] = collections.Counter()
    for sentence in sentences:
        words = [word for word, _ in sentence]
        for start, end, kind in spans_of([tag for _, tag in sentence]):
            if kind in {"gpe", "geo"}:
                counts[" ".join(words[start:end])] += 1 if kind == "gpe" else -1
    return frozenset(name for name, balance in counts.items() if balance > 0)


def gmb_rows(sentence: Tagged, nationalities: frozenset[str]) -> Rows:
    """Rows of a Groningen Meaning Bank sentence: titles leave persons, ``art`` is unknown."""
    words = [word for word, _ in sentence]
    spans = []
    for start, end, kind in spans_of([tag for _, tag in sentence]):
        text = " ".join(words[start:end])
        if kind == "per":
            while start < end - 1 and is_title(words[start]):
                start += 1
            new = "-" if is_title(words[start]) else "PERSON"
        elif kind in {"geo", "gpe"}:
            new = "NORP" if text in nationalities else place_type(text)
        else:
            new = {"org": "ORG", "tim": "DATE", "eve": "EVENT"}.get(kind, "-")
        if new == "DATE" and any(word[:1].isdigit() and ":" in word for word in words[start:end]):
            new = "TIME"
        spans.append((start, end, new))
    return entity_rows(words, spans)
