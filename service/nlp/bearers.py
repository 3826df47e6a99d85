"""Who of an article's people can be meant by a bare name: "Jordan", "Wasserman Schultz"."""

from collections import defaultdict
from collections.abc import Sequence

from service.nlp import names
from service.nlp.extensions import PersonData
from service.nlp.slips import Slips

MOST = 20
"""People that are kept under one word: no article has as many, and a hostile text no more."""
_LONGEST_END = 9  # words


class Bearers:
    """The people of an article by the words that can stand for them."""

    def __init__(self, people: Sequence[PersonData]) -> None:
        self._by_surname: dict[str, list[PersonData]] = defaultdict(list)
        self._by_given: dict[str, list[PersonData]] = defaultdict(list)
        self._by_end: dict[tuple[str, ...], list[PersonData]] = defaultdict(list)
        self._alone: dict[tuple[str, ...], list[PersonData]] = defaultdict(list)
        for person in people:
            name = person["name"]
            words = names.words(name)
            if len(words) < 2:
                _put(self._alone[words], person)
                continue
            for surname in names.surnames(name):
                _put(self._by_surname[surname], person)
            _put(self._by_given[names.given_name(name)], person)
            for length in range(2, min(len(words) - 1, _LONGEST_END) + 1):
                _put(self._by_end[words[-length:]], person)
        self._slips = Slips(self._by_surname)

    def called(self, words: tuple[str, ...]) -> list[PersonData]:
        """Give the people whom a name of one or more words can mean, none recognised in it.

        A surname counts before a given name: "Jordan" is Jim Jordan, though the recogniser saw a
        country. A slip counts where just one person is meant by it.
        """
        if not words:
            return []
        if len(words) > 1:
            return list(self._by_end.get(words, ()))
        if found := self._by_surname.get(words[0]):
            return list(found)
        given = self._by_given.get(words[0], ())
        alone = self._alone.get(words, ())
        if alone or len(given) == 1:
            return list(alone or given)
        misspelt = [p for word in self._slips.near(words[0]) for p in self._by_surname[word]]
        return misspelt if len(misspelt) == 1 else []


def _put(found: list[PersonData], person: PersonData) -> None:
    if len(found) < MOST:
        found.append(person)
