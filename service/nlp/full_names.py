"""The name by which a person can be told where the article has only "Lee" or "he".

What somebody calls another in a quotation may be a taunt, and "Miss Aden Ann Lee" a prize: such a
mention gives no name to other places of the article.
"""

from spacy.tokens import Doc

from service.nlp import names
from service.nlp.by_place import ByPlace
from service.nlp.extensions import PersonData, text_of
from service.nlp.reading import Chars
from service.nlp.rules import first_names

_LEAST = 2  # words of a full name
_TWO = 4  # words of two people's names
_OFTEN = 2  # mentions of somebody of whom the article has one word: "Pelta" is a name


class FullNames:
    """Gives the full names of one article's people, each with the place that has it."""

    def __init__(self, doc: Doc) -> None:
        self._text = text_of(doc)
        self._words = frozenset(token.text for token in doc)
        inside = [
            (q["inner_start"], q["inner_end"], None)
            for q in doc._.quotations or ()
            if q["certainty"] >= 0.3 and q["kind"] != "title"
        ]
        self._quoted = ByPlace[None](inside)
        self._known: dict[str, tuple[str, Chars] | None] = {}

    def of(self, person: PersonData) -> tuple[str, Chars] | None:
        """Give a person's full name and its place; None where only a part of it is told.

        The name that the article has in its own words, the longest of them.
        """
        name = person["name"]
        if name not in self._known:
            self._known[name] = self._found(person)
        return self._known[name]

    def _found(self, person: PersonData) -> tuple[str, Chars] | None:
        found: list[tuple[str, Chars]] = []
        for start, end in person["mentions"]:
            if self._quoted.near(start, start + 1) or self._is_prize(start):
                continue
            words = names.clean(self._text[start:end])
            inside = self._text[start:end].replace("’", "'").find(words)
            at = start + inside
            if len(names.words(words)) >= _LEAST and inside >= 0 and not _is_headline(words):
                end = at + len(words)
                found.append((self._text[at:end], (at, end)))
        if len(names.words(person["name"])) < _LEAST:
            sure = len(person["mentions"]) >= _OFTEN and not self._is_word(person["name"])
            sure = sure and person["name"].lower() not in first_names()  # "Maria": which
            return (person["name"], person["mentions"][0]) if sure else None
        whole = [one for one in found if one[0] == person["name"]]
        return max(whole or found, key=lambda one: (len(one[0]), -one[1][0]), default=None)

    def _is_word(self, name: str) -> bool:
        """Say whether the article has a name of one word as a common word too: "Then", "Harsh"."""
        return name.lower() in names.NOT_NAMES or name.lower() in self._words

    def _is_prize(self, start: int) -> bool:
        before = self._text[max(0, start - 8) : start].split()
        return bool(before) and before[-1].lower() == "miss"


def _is_headline(name: str) -> bool:
    """Say whether a name is of two people, as a headline's "Ann Lee Sues Jan Roos" read as one."""
    words = names.words(name)
    return len(words) >= _TWO and any(word in first_names() for word in words[2:])
