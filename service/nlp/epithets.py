"""Words that the recogniser takes along with a name: "Democrat Ann Lee", "Absent Hask".

What is left is decided by the other names of the article: "Absent Hask" is Hask where it also has
Peter Hask, and "Lee-Hask" are two people.
"""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from service.ids import name_key
from service.nlp import names
from service.nlp.given_names import GivenNames
from service.nlp.lexicons import Lexicons

_NAME_TAGS = frozenset({"NNP", "NNPS", "FW"})
_AGAINST = ("anti-", "pro-", "non-", "ex-")
_OPENING = frozenset("said says added adds asked continued replied responded wrote".split())
"""Verbs that open a sentence before who speaks: "Continued Hask: …"."""
_SHORTEST = 4
"""Letters of a word after which a full stop ends a sentence, and is no abbreviation."""


class KnownNames:
    """The names of an article's persons, as far as they are found by form."""

    def __init__(
        self, named: Iterable[tuple[Span, str]], given: GivenNames, lexicons: Lexicons
    ) -> None:
        self._given = given
        self._lexicons = lexicons
        self._full: set[tuple[str, ...]] = set()
        self._last: set[str] = set()
        self._first_of: dict[str, set[str]] = {}
        for _, name in named:
            words = names.words(name)
            if len(words) > 1:
                self._full.add(words)
                self._last.add(words[-1])
                self._first_of.setdefault(words[-1], set()).add(words[0])

    def is_none(self, name: str) -> bool:
        """Say whether a name is made of two people's, or is none: "Lee-Hask", "Utah Democrat"."""
        if name.lower().startswith(_AGAINST):
            return True
        words = names.words(name)
        party = words and self._lexicons.titles.is_collective(f"{words[-1]}s")
        if party and name_key(name.split(maxsplit=1)[0]) not in self._lexicons.first_names:
            return True
        if len(words) != 1:
            return False
        first, hyphen, second = words[0].partition("-")
        return bool(hyphen) and first in self._last and second in self._last

    def bare(self, ent: Span, name: str) -> str:
        """Give a name without an ordinary word in front of it.

        "Democrat Ann Lee" becomes Ann Lee, "Absent Hask" Hask where the article has a Peter Hask;
        "Laquan Hask", whose first word is none, stays as it is. Of two sentences that were run
        together, the name is in the second.
        """
        parts = name.split()
        for number, part in enumerate(parts[:-1]):
            if part.endswith(".") and len(part) > _SHORTEST and not self._is_title(part):
                return self.bare(ent, " ".join(parts[number + 1 :]))
        first, _, rest = name.partition(" ")
        token = next((t for t in ent if t.text == first), None)
        if not rest or token is None:
            return name
        if not _opens(token) and (
            name_key(first) in self._lexicons.first_names or not self._is_ordinary(token)
        ):
            return name
        words = names.words(rest)
        if len(words) > 1:
            given = name_key(rest.split()[0]) in self._lexicons.first_names
            return rest if given or words in self._full else name
        others = self._first_of.get(words[0], set()) - {names.words(first)[0]} if words else set()
        return rest if others else name

    def _is_title(self, word: str) -> bool:
        return self._lexicons.titles.is_honorific(word)

    def _is_ordinary(self, token: Token) -> bool:
        titles = self._lexicons.titles
        word = token.lower_
        return (
            (token.tag_ not in _NAME_TAGS and self._given.is_ordinary(word))
            or titles.is_role(word)
            or titles.is_collective(f"{word}s")
            or titles.is_organisation_head(word)
            or token.ent_type_ == "NORP"
        )


def _opens(token: Token) -> bool:
    return bool(token.is_sent_start) and token.lower_ in _OPENING
