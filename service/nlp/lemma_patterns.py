"""Sequences of lemmas in a text: "make the case", "decline to comment"."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from spacy.tokens import Doc, Token

T = TypeVar("T")
_BETWEEN = frozenset({"DET", "PRON", "NUM", "ADJ", "ADV", "AUX", "PART"})
_MOST_BETWEEN = 3
_CONTRACTED_NOT = frozenset({"n't", "n’t", "not"})


class LemmaPatterns(Generic[T]):
    """Finds lemma sequences; determiners, adjectives and adverbs may stand between their words."""

    def __init__(self, patterns: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], T]]] = {}
        for pattern, value in patterns:
            words = pattern.lower().split()
            self._by_first.setdefault(words[0], []).append((words, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def matches(self, doc: Doc) -> Iterator[tuple[int, int, T]]:
        """Yield start and end (token indices) and the value of each match, longest first."""
        for token in doc:
            for words, value in self._by_first.get(_lemma(token), ()):
                end = _match(doc, token.i, words)
                if end is not None:
                    yield token.i, end, value
                    break


def _lemma(token: Token) -> str:
    return "not" if token.lower_ in _CONTRACTED_NOT else str(token.lemma_.lower())


def _match(doc: Doc, start: int, words: list[str]) -> int | None:
    position = start + 1
    for word in words[1:]:
        limit = min(position + _MOST_BETWEEN + 1, len(doc))
        found = None
        for i in range(position, limit):
            if word in (_lemma(doc[i]), doc[i].lower_):
                found = i
                break
            if doc[i].pos_ not in _BETWEEN or doc[i].is_sent_start:
                break
        if found is None:
            return None
        position = found + 1
    return position
