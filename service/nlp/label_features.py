"""What of a statement tells its commitment, act and stance: words as named features.

Lemmas of cue and content, their neighbours, the content's first words, its tags, the verb that
heads it with auxiliaries, negation and subject, and marks of questions and quotation.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from service.nlp.by_place import ByPlace
from service.nlp.extensions import AttributionData, text_of

Features = dict[str, float]
_LONGEST = 60  # words of a content that are read
_FIRST = 3
_SHARE = 0.5  # what a word of the source counts: less, so that no label hangs on who speaks


def quoted_regions(doc: Doc) -> ByPlace[tuple[int, int]]:
    """Index the quotations of a Doc by place."""
    regions = ((q["start"], q["end"]) for q in doc._.quotations or ())
    return ByPlace((start, end, (start, end)) for start, end in regions)


def features(doc: Doc, attribution: AttributionData, quoted: ByPlace[tuple[int, int]]) -> Features:
    """Give the features of a statement, each with its value; quoted: quoted_regions of the Doc."""
    cue = _tokens(doc, [attribution["cue"]] if attribution["cue"] else [])
    content = _tokens(doc, attribution["content"])
    source = _tokens(doc, [attribution["source"]] if attribution["source"] else [])
    found: Features = {}
    for name in (*_of_cue(cue), *_of_content(content), *_of_root(content)):
        found[name] = 1.0
    for token in source:
        if not token.ent_type_:  # names say who, not what
            found[f"source {token.lemma_.lower()}"] = _SHARE
    found["length"] = math.log1p(len(content))
    found["no source"] = float(not source)
    start, end = attribution["content"][0][0], attribution["content"][-1][1]
    found["quoted"] = float(any(s <= start and end <= e for s, e in quoted.near(start, start + 1)))
    shown = text_of(doc)[start : end + 2]
    found["?"] = float("?" in shown)
    found["!"] = float("!" in shown)
    return {name: value for name, value in found.items() if value}


def _tokens(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[Token]:
    parts = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return [token for part in parts if part is not None for token in part if not token.is_space]


def _of_cue(cue: Sequence[Token]) -> Iterator[str]:
    lemmas = [token.lemma_.lower() for token in cue]
    yield from (f"cue {lemma}" for lemma in lemmas)
    yield from (f"cue {a} {b}" for a, b in pairwise(lemmas))
    yield "cue: " + " ".join(lemmas[:4])


def _of_content(content: Sequence[Token]) -> Iterator[str]:
    words = content[:_LONGEST]
    lemmas = [token.lemma_.lower() for token in words]
    yield from (f"says {lemma}" for lemma in lemmas)
    yield from (f"says {a} {b}" for a, b in pairwise(lemmas))
    yield from (f"word {i} {lemma}" for i, lemma in enumerate(lemmas[:_FIRST]))
    yield from (f"tag {token.tag_}" for token in words)
    if words:
        yield f"first tag {words[0].tag_}"


def _of_root(content: Sequence[Token]) -> Iterator[str]:
    inside = {token.i for token in content}
    root = next((t for t in content if t.head.i not in inside or t.head.i == t.i), None)
    if root is None:
        return
    yield f"root {root.lemma_.lower()}"
    yield f"root tag {root.tag_}"
    for child in root.children:
        if child.dep_ in ("aux", "neg", "nsubj", "nsubjpass", "mark", "auxpass"):
            yield f"root {child.dep_} {child.lemma_.lower() if not child.ent_type_ else 'NAME'}"
