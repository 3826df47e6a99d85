"""The people of an article while their mentions are gathered, by the words of their names."""

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable

from service.ids import name_key
from service.nlp import names
from service.nlp.bearers import MOST
from service.nlp.extensions import PersonData
from service.nlp.slips import Slips

_GENERATION = re.compile(r"\b(Jr|Sr|II|III|IV)\.?$")


class Roster:
    """People in the order in which they were added."""

    def __init__(self) -> None:
        self.people: list[PersonData] = []
        self._by_word: dict[str, list[PersonData]] = defaultdict(list)
        self._by_key: dict[str, PersonData] = {}
        self._spelt: dict[int, Counter[str]] = defaultdict(Counter)
        self._starts: dict[int, list[int]] = defaultdict(list)
        self._fitting: dict[str, list[PersonData]] = {}
        self._slips: Slips | None = None
        self._by_surname: dict[str, list[PersonData]] = defaultdict(list)

    def with_full_name(self, name: str) -> PersonData:
        """Give the person of a name of two or more words, a new one if none can be meant."""
        alike = [p for word in names.words(name) for p in self._by_word.get(word, ())]
        known = next((p for p in alike if _same(p["name"], name)), None)
        if known is None:  # "Wasserman Schultz" for Debbie Wasserman Schultz
            ends = {p["name"]: p for p in alike if names.ends_with(p["name"], name)}
            known = next(iter(ends.values())) if len(ends) == 1 else None
        if known is None:  # beyond those that are kept under each word
            known = self._by_key.get(name_key(name))
        if known is None:
            known = self._new(name)
        elif len(names.words(name)) > len(names.words(known["name"])):
            known["name"] = name
        self._by_key.setdefault(name_key(name), known)
        for word in names.words(name):
            self._put(word, known)
        self._spelt[id(known)][name] += 1
        return known

    def settle_spelling(self) -> None:
        """Call each person by the commonest spelling of the fullest name."""
        for person in self.people:
            size = len(names.words(person["name"]))
            spelt = self._spelt[id(person)]
            full = [name for name in spelt if len(names.words(name)) == size]
            person["name"] = max(full, key=lambda name: spelt[name])
            for surname in names.surnames(person["name"]):
                if len(self._by_surname[surname]) < MOST:
                    self._by_surname[surname].append(person)
        self._slips = Slips(self._by_surname)
        self._fitting.clear()

    def with_word(self, word: str) -> bool:
        """Say whether somebody's name has a word."""
        return bool(self._by_word.get(word))

    def fitting(self, name: str) -> list[PersonData]:
        """Give the people whom a name of one word fits best: as surname, else as given name.

        Names that are another's with more words are left out: headlines run into what follows.
        """
        if name not in self._fitting:
            known = self._by_word.get(names.words(name)[0], ())
            rated = [(names.refers_to(name, p["name"]), p) for p in known]
            best = max((rate for rate, _ in rated), default=0)
            self._fitting[name] = _without_longer(p for r, p in rated if r == best and r > 0)
        return self._fitting[name]

    def surnamed(self, word: str) -> list[PersonData]:
        """Give the people of a surname, names that are another's with more words left out."""
        return [p for p in self.fitting(word) if word in names.surnames(p["name"])]

    def misspelt(self, word: str) -> list[PersonData]:
        """Give the people whose surname differs from a word by one slip of the pen."""
        near = self._slips.near(word) if self._slips is not None else []
        found = {id(p): p for surname in near for p in self._by_surname[surname]}
        return list(found.values())

    def with_one_word(self, name: str) -> PersonData:
        """Add a person of whom the article says one name alone."""
        person = self._new(name)
        self._put(names.words(name)[0], person)
        return person

    def met(self, person: PersonData, start: int) -> None:
        """Note that a mention of a person begins at an offset."""
        insort(self._starts[id(person)], start)

    def first_and_last(self, person: PersonData, before: int) -> tuple[int, int] | None:
        """Give where a person is first, and last, mentioned before an offset."""
        starts = self._starts[id(person)]
        end = bisect_left(starts, before)
        return (starts[0], starts[end - 1]) if end else None

    def _new(self, name: str) -> PersonData:
        person = PersonData(name=name, roles=[], role_words=[], gender="", mentions=[])
        self.people.append(person)
        return person

    def _put(self, word: str, person: PersonData) -> None:
        known = self._by_word[word]
        if len(known) < MOST and not any(person is other for other in known):
            known.append(person)
            self._fitting.clear()


def _same(a: str, b: str) -> bool:
    """Say whether two names can be one person's: not those of father and son, "Sr." and "Jr."."""
    generations = {found[1].lower() for name in (a, b) if (found := _GENERATION.search(name))}
    return len(generations) < 2 and names.same_person(a, b)


def _without_longer(found: Iterable[PersonData]) -> list[PersonData]:
    people = list(found)
    words = [set(names.words(p["name"])) for p in people]
    return [
        p for p, mine in zip(people, words, strict=True) if not any(other < mine for other in words)
    ]
