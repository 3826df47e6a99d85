"""What of a claim's words tells whether it is worth a check, as named features.

Names are replaced by their kind, so that nothing hangs on who is spoken of. Read in training from
whole sentences and in the service from parts of them: the head is the head of what is given.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

Features = dict[str, float]
LONGEST = 120
"""Words that are read."""
_NAMED = frozenset(
    {"PERSON", "GPE", "ORG", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
)
_LENGTHS = (5, 8, 12, 17, 25, 40)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_OF_ROOT = frozenset({"nsubj", "nsubjpass", "aux", "neg", "auxpass", "mark"})


def tokens_of(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[Token]:
    """Give the words in spans of characters, white space left out, at most LONGEST."""
    parts = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    words = [token for part in parts if part is not None for token in part if not token.is_space]
    return words[:LONGEST]


def features(tokens: Sequence[Token]) -> Features:
    """Give the features of words, each with its value."""
    lemmas = [_lemma(token) for token in tokens]
    tags = [token.tag_ for token in tokens]
    found: Features = {}
    for name in (
        *(f"lemma {lemma}" for lemma in lemmas),
        *(f"lemmas {a} {b}" for a, b in pairwise(["<", *lemmas, ">"])),
        *(f"tag {tag}" for tag in tags),
        *(f"tags {a} {b}" for a, b in pairwise(tags)),
        *(f"name {token.ent_type_}" for token in tokens if token.ent_type_),
        *_of_head(tokens),
        *_of_form(tokens, tags),
        *(f"longer than {length}" for length in _LENGTHS if len(tokens) > length),
    ):
        found[name] = 1.0
    numbers = sum(_is_number(token) for token in tokens)
    names = sum(token.ent_iob_ == "B" for token in tokens)
    found["numbers"] = min(numbers, 4) / 2
    found["a number"] = float(numbers > 0)
    found["several numbers"] = float(numbers > 1)
    found["names"] = min(names, 5) / 3
    found["length"] = math.log1p(len(tokens)) / 2
    return {name: value for name, value in found.items() if value}


def head_of(tokens: Sequence[Token]) -> Token | None:
    """Give the first word that depends on none of the others."""
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i == t.i or t.head.i not in inside), None)


def _lemma(token: Token) -> str:
    if token.ent_type_ in _NAMED:
        return token.ent_type_
    return "#" if any(c.isdigit() for c in token.text) else token.lemma_.lower()


def _is_number(token: Token) -> bool:
    return token.pos_ == "NUM" or any(c.isdigit() for c in token.text)


def _of_head(tokens: Sequence[Token]) -> Iterator[str]:
    head = head_of(tokens)
    if head is None:
        return
    inside = {token.i for token in tokens}
    yield f"head {_lemma(head)}"
    yield f"head tag {head.tag_}"
    for child in head.children:
        if child.i in inside:
            yield f"head has {child.dep_}"
            if child.dep_ in _OF_ROOT:
                yield f"head {child.dep_} {_lemma(child)}"


def _of_form(tokens: Sequence[Token], tags: Sequence[str]) -> Iterator[str]:
    if not _FINITE.intersection(tags):
        yield "no finite verb"
    if "VBD" in tags:
        yield "past"
    if "MD" in tags:
        yield "modal"
    if any(token.lower_ in _FIRST_PERSON for token in tokens):
        yield "first person"
    if any(token.ent_type_ for token in tokens):
        yield "a name"
