"""The given names that stand before a surname anywhere in the text, whoever recognised them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from service.ids import name_key
from service.nlp import names
from service.nlp.lexicons import Lexicons

_WORD = r"[^\W\d_a-z][\w.-]{1,30}+"  # bounded: a text may be one word
_CAPITALISED = re.compile(rf"\b({_WORD}) (?=((?:[A-Z]\.|[\"“‘'(]{_WORD}[\"”’')]) )?)")
_RUN = re.compile(r"\w+(?:['’.-]\w+)*")
_CHUNKS = re.compile(r"\w+(?:[.-]\w+)*")
_CHUNK = re.compile(r"\w+")
_SHORTEST = 2  # letters
_ABBREVIATED = 4  # letters of "Ben." and the like; longer words before a full stop end a sentence
_MOST_PARTS = 4  # of a word with hyphens


class GivenName(NamedTuple):
    """A capitalised word before another one; apart: whether "J." or a nickname is between them."""

    word: str
    start: int
    apart: bool


class GivenNames:
    """Capitalised words of a text by the word that follows them, indexed once."""

    def __init__(self, text: str, lexicons: Lexicons) -> None:
        self._text = text
        self._lexicons = lexicons
        self._known: dict[str, bool] = {}
        self._lone: dict[str, bool] = {}

    def before(self, surname: str) -> list[GivenName]:
        """Give the given names that the text has before a surname."""
        return [one for one in self._pairs.get(surname, ()) if self._is_given(one.word)]

    def any_before(self, surname: str) -> bool:
        """Say whether the text has a given name right before a surname."""
        if surname not in self._lone:
            self._lone[surname] = any(not one.apart for one in self.before(surname))
        return self._lone[surname]

    def is_ordinary(self, word: str) -> bool:
        """Say whether the text has a word in lower case too."""
        return word.lower() in self._lower

    @cached_property
    def _pairs(self) -> dict[str, list[GivenName]]:
        found: dict[str, list[GivenName]] = defaultdict(list)
        for match in _CAPITALISED.finditer(self._text):
            if not match[1][0].isupper():
                continue
            for start in {match.end(), match.end() + len(match[2] or "")}:
                one = GivenName(match[1], match.start(), start > match.end())
                for surname in _beginnings(self._text, start):
                    found[surname].append(one)
        return found

    @cached_property
    def _lower(self) -> frozenset[str]:
        """The words that the text has in lower case, and the parts of those with hyphens."""
        return frozenset(
            part
            for run in _CHUNKS.finditer(self._text)
            for part in _parts(run[0])
            if part == part.lower()
        )

    def _is_given(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._looks_given(word)
        return self._known[word]

    def _looks_given(self, word: str) -> bool:
        """Say whether a capitalised word before a surname is a given name, known or unheard of."""
        plain = word.lower()
        titles = self._lexicons.titles
        if titles.is_title(word):
            return False
        if name_key(word) in self._lexicons.first_names:
            return True
        ordinary = titles.is_collective(plain) or titles.is_document(plain)
        return (
            len(word) > _SHORTEST
            and not (word.endswith(".") and len(word) > _ABBREVIATED)
            and not ordinary
            and self._lexicons.places.government(word) is None
            and plain not in names.NOT_NAMES
            and plain not in self._lower
        )


def _beginnings(text: str, start: int) -> Iterator[str]:
    """Give the word at an offset, up to each hyphen or apostrophe: "Lee" and "Lee's"."""
    run = _RUN.match(text, start)
    if run is not None:
        for number, chunk in enumerate(_CHUNK.finditer(text, start, run.end())):
            if number == _MOST_PARTS:
                return
            yield text[start : chunk.end()]


def _parts(run: str) -> Iterator[str]:
    """Give the stretches of up to a few neighbouring parts of a word with hyphens."""
    chunks = [chunk.span() for chunk in _CHUNK.finditer(run)]
    for first, (start, _) in enumerate(chunks):
        for _, end in chunks[first : first + _MOST_PARTS]:
            yield run[start:end]
