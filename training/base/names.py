"""Names nobody has seen, for training: a recogniser must also go by the context.

A network with an embedding per word learns the names of its corpus by heart. In a share of the
texts the words of names are respelt, each word the same way throughout its text, so that
neither hashed forms nor vectors know them (a form of word dropout, cf. Dai and Adel 2020, "An
Analysis of Simple Data Augmentation for Named Entity Recognition").
"""

from __future__ import annotations

import random

from spacy.tokens import Doc

RESPELT = frozenset({"PERSON", "ORG", "GPE"})
_CLASSES = ("aeiou", "bdgptk", "lmnr", "fhsvz", "cjqwxy")


def respell_names(doc: Doc, words: list[str], rng: random.Random) -> list[str]:
    """``words`` with the capitalised words of about half of the names respelt."""
    respelt: dict[str, str] = {}
    changed = list(words)
    for entity in doc.ents:
        if entity.label_ not in RESPELT or rng.random() < 0.4:
            continue
        for token in entity:
            word = words[token.i]
            if word[:1].isupper() and word[1:].islower() and len(word) > 2:
                changed[token.i] = respelt.setdefault(word, respell(word, rng))
    return changed


def respell(word: str, rng: random.Random) -> str:
    """Exchange about half of the letters for others of their kind, keeping case and length."""
    letters = []
    for letter in word:
        kind = next((kind for kind in _CLASSES if letter.lower() in kind), "")
        if kind and rng.random() < 0.5:
            new = rng.choice(kind)
            letter = new.upper() if letter.isupper() else new
        letters.append(letter)
    return "".join(letters)
