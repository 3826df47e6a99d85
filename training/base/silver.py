"""Automatic parses of news articles (Stanford CoreNLP, UD version 1) → annotated rows."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokenizer import Tokenizer

from training.base.clear import to_clear
from training.base.docs import Rows
from training.base.entities import entity_rows, spans_of
from training.base.entity_types import place_type
from training.base.labels import fine_tag
from training.base.tags import universal
from training.base.tree import Node, Tree

ENTITIES = {
    "PERSON": "PERSON",
    "ORGANIZATION": "ORG",
    "DATE": "DATE",
    "DURATION": "DATE",
    "SET": "DATE",
    "TIME": "TIME",
    "MONEY": "MONEY",
    "PERCENT": "PERCENT",
    "ORDINAL": "ORDINAL",
}


@dataclass(frozen=True)
class SilverSentence:
    """A parsed sentence: UD v1 tree, spaces, entity tags, whether a paragraph opens here."""

    tree: Tree
    space_after: list[bool]
    ner: list[str]
    new_paragraph: bool


def read_silver(parses: Path, articles: Path) -> Iterator[tuple[str, list[SilverSentence]]]:
    """Yield (article id, sentences). Offsets in ``parses`` point into ``articles``' texts."""
    texts: dict[str, str] = {}
    with articles.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            texts[article["id"]] = article["text"]
    with gzip.open(parses, "rt", encoding="utf-8") as lines:
        for line in lines:
            parse = json.loads(line)
            text = texts[parse["id"]]
            sentences = []
            before = 0
            for rows in parse["sentences"]:
                sentence = _sentence(rows, text, before)
                if sentence is not None:
                    sentences.append(sentence)
                before = rows[-1][1]
            yield parse["id"], sentences


def _sentence(rows: list[list[Any]], text: str, before: int) -> SilverSentence | None:
    if sum(row[6] == 0 for row in rows) != 1:
        return None
    nodes = []
    spaces = []
    for i, (begin, end, _, lemma, tag, _, head, rel) in enumerate(rows):
        following = rows[i + 1][0] if i + 1 < len(rows) else None
        node = Node(i, text[begin:end], lemma, "", tag, i if head == 0 else head - 1, rel)
        node.upos = universal(node)
        nodes.append(node)
        gap = text[end:following] if following is not None else text[end : end + 1]
        spaces.append(bool(gap[:1].isspace()))
    if any(not node.form or node.form != node.form.strip() for node in nodes):
        return None
    if any(char.isspace() for node in nodes for char in node.form):
        return None
    return SilverSentence(
        tree=Tree(nodes),
        space_after=spaces,
        ner=[row[5] for row in rows],
        new_paragraph="\n" in text[before : rows[0][0]],
    )


def syntax_rows(sentence: SilverSentence, tokenizer: Tokenizer) -> Rows | None:
    """Rows with tags and a CLEAR tree, on the tokens of ``tokenizer``; None if no tree.

    The Penn tokens keep hyphenated words whole. Where the tokenizer divides one, the last
    part keeps the annotation and the others hang on it, without a tag. (A token without a
    head would not do: spaCy's oracle takes it for a root.) Lemmas are left out: their
    conventions are not the treebanks'; so are sentences headed by punctuation.
    """
    try:
        tree = to_clear(sentence.tree)
    except ValueError:
        return None
    if any(tree.is_root(node) and node.upos == "PUNCT" for node in tree):
        return None
    rows = Rows()
    place: list[int] = []
    pieces = [_pieces(node.form, tokenizer) for node in tree]
    total = 0
    for parts in pieces:
        total += len(parts)
        place.append(total - 1)
    for node, parts, space in zip(tree, pieces, sentence.space_after, strict=True):
        for k, part in enumerate(parts):
            last = k == len(parts) - 1
            hyphen = not last and not any(char.isalnum() for char in part)
            rows.words.append(part)
            rows.spaces.append(space if last else False)
            rows.tags.append(fine_tag(node.xpos) if last else "HYPH" if part == "-" else "")
            rows.pos.append(node.upos if last else "PUNCT" if hyphen else "")
            rows.lemmas.append("")
            rows.heads.append(place[node.head] if last else place[node.i])
            rows.deps.append(node.rel if last else "punct" if hyphen else "compound")
            rows.starts.append(1 if not rows.starts else -1)
    return rows


def entity_rows_of(sentence: SilverSentence) -> Rows:
    """Rows with OntoNotes entity types; what CoreNLP calls MISC is NORP or unknown."""
    nodes = sentence.tree.nodes
    words = [node.form for node in nodes]
    tags = [tag if tag == "O" else f"I-{tag}" for tag in sentence.ner]
    spans = []
    for start, end, kind in spans_of(tags):
        text = " ".join(words[start:end])
        if kind == "NUMBER":
            continue
        if kind == "LOCATION":
            new = place_type(text)
        elif kind == "MISC":
            people = end == start + 1 and nodes[start].xpos in {"JJ", "NNPS"}
            new = "NORP" if people else "-"
        else:
            new = ENTITIES.get(kind, "-")
        spans.append((start, end, new))
    return entity_rows(words, spans, list(sentence.space_after))


def _pieces(form: str, tokenizer: Tokenizer) -> list[str]:
    parts = [token.text for token in tokenizer(form)]
    return parts if "".join(parts) == form and parts[-1][-1:].isalnum() else [form]
