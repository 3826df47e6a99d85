"""Which of several people of an article a name of one word means, as their mentions are gathered.

Sieves, the surest first: title or gender in front of it, who is named far more often, who was named
first. Where none decides, the mention stays without a person.
"""

from spacy.tokens import Span

from service.ids import name_key
from service.nlp import names
from service.nlp.extensions import PersonData, text_of
from service.nlp.lexicons import Lexicons
from service.nlp.person_titles import PersonTitles
from service.nlp.roster import Roster
from service.nlp.rules.known import known_person

_FAR_MORE = 3
_CLOSE = 300  # characters within which a name is still in mind
_TOGETHER = 100  # characters between names that are introduced at once


class Namesakes:
    """Chooses among the bearers of one name."""

    def __init__(self, lexicons: Lexicons, titles: PersonTitles) -> None:
        self._titles = lexicons.titles
        self._first_names = lexicons.first_names
        self._person_titles = titles

    def choose(self, ent: Span, people: list[PersonData], roster: Roster) -> list[PersonData]:
        """Give those of several people whom a mention can mean: one, where that is clear."""
        found = self._by_title(ent, people) or people
        if len(found) > 1:
            found = by_prominence(found)
        return _by_order(ent, found, roster) if len(found) > 1 else found

    def _by_title(self, ent: Span, people: list[PersonData]) -> list[PersonData]:
        """Those who bear the title, or have the gender, that stands before the surname."""
        words = set(self._person_titles.nouns(self._person_titles.before(ent)))
        titled = [p for p in people if words & set(p["role_words"])]
        gender = self.told_gender(ent)
        if titled or not gender:
            return titled
        return [p for p in people if self.gender(p) == gender]

    def told_gender(self, ent: Span) -> str:
        """Give the gender of "Mr." or "Ms." before a name, or at its beginning; '' without one."""
        before = [*ent.doc[max(0, ent.start - 1) : ent.start], ent[0]]
        genders = {self._titles.gender(t.lower_.rstrip(".")) for t in before} - {""}
        return genders.pop() if len(genders) == 1 else ""

    def gender(self, person: PersonData) -> str:
        """Give a person's gender by titles, the given name, or as known; '' if nothing tells."""
        given = name_key(names.given_name(person["name"]) or person["name"])
        known = known_person(person["name"])
        told = person["gender"] or self._first_names.get(given, "")
        return told or (known.gender if known is not None else "")


def by_prominence(people: list[PersonData]) -> list[PersonData]:
    """The person that the article names far more often than the others of the surname."""
    ranked = sorted(people, key=lambda p: -len(p["mentions"]))
    if len(ranked[0]["mentions"]) >= _FAR_MORE * len(ranked[1]["mentions"]):
        return ranked[:1]
    return people


def _by_order(ent: Span, people: list[PersonData], roster: Roster) -> list[PersonData]:
    """The bearer of a surname who was named first: newspapers call the others by given name too.

    Not so where another one was named just before, or both were introduced at once.
    """
    here = ent.start_char
    met = {id(p): roster.first_and_last(p, here) for p in people}

    def since(person: PersonData) -> int:
        places = met[id(person)]
        return places[0] if places is not None else len(text_of(ent.doc))

    leader = min(people, key=since)
    lead = met[id(leader)]
    if lead is None:
        return people
    for person in people:
        places = met[id(person)]
        if person is leader or places is None:
            continue
        first, last = places
        if (last > lead[1] and here - last < _CLOSE) or first - lead[0] < _TOGETHER:
            return people
    return [leader]
