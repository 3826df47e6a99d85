"""Names that stand for a fuller one: "Lee" and "Mr. Lee" for Ann Lee."""

from collections.abc import Collection

from spacy.tokens import Doc, Token

from service.ids import name_key
from service.nlp import holders as by_mention
from service.nlp import names
from service.nlp.discourse import Discourse
from service.nlp.extensions import PersonData
from service.nlp.full_names import FullNames
from service.nlp.lexicons import Lexicons
from service.nlp.reference import Reference

_SHORT = 2  # words of a name without middle names
_BODIES = frozenset(
    "foundation university tower hotel museum library center centre airport institute school "
    "college hospital organization organisation company group inc corp bank park stadium".split()
)
_GENDERS = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f"}


class NameReferences:
    """Reads the names of one article."""

    def __init__(
        self, doc: Doc, lexicons: Lexicons, discourse: Discourse, full_names: FullNames
    ) -> None:
        self._doc = doc
        self._full_names = full_names
        self._lexicons = lexicons
        self._discourse = discourse
        self._words = frozenset(token.text for token in doc)

    def of(self, token: Token) -> Reference | None:
        """ "Lee" and "Mr. Lee" for Ann Lee, whom the article names in full elsewhere."""
        discourse = self._discourse
        person = discourse.person_at(token.idx)
        if person is None:
            return self.bare_surname(token)
        at = next((m for m in person["mentions"] if m[0] <= token.idx < m[1]), None)
        span = None if at is None else by_mention.whole_span(self._doc, at)
        if span is None:
            return None
        full = names.words(person["name"])
        own = [t for t in span if names.words(t.text) and set(names.words(t.text)) <= set(full)]
        if not own or (own[0].i != token.i and not _is_honorific(token)):
            return None
        run = (token.i, self._end_of_name(own[-1].i + 1, full))
        known = {w for t in self._doc[run[0] : run[1]] for w in names.words(t.text)}
        part_of_name = (
            run[1] < len(self._doc)
            and self._doc[run[1]].pos_ == "PROPN"
            and (self._doc[run[1]].ent_type_ == token.ent_type_ != "PERSON" or _is_of_body(token))
        )
        if part_of_name or self._goes_on_with_noun(run[1]):
            return None
        if len(full) == 1 and self._is_given(person["name"]):
            given = self._doc[run[0] : run[1]].text
            return Reference(*run, None, name=person["name"], unresolved=given)
        whole = full[-1] in known and full[0] in known
        if len(full) < 2 or whole or self._doc[run[0] : run[1]].text == person["name"]:
            return Reference(*run, None, name=person["name"])
        if own[-1].lower_ == full[-1] and (others := self._namesakes(person, token, full[-1])):
            most_named = max(others) <= len(person["mentions"])
            words = None if most_named else self._doc[run[0] : run[1]].text
            return Reference(*run, None, name=person["name"], unresolved=words)
        return self._of_person(run, person)

    def _goes_on_with_noun(self, end: int) -> bool:
        """Say whether a common noun with a capital goes on from a name: "Roos Enterprises"."""
        if end >= len(self._doc):
            return False
        last, following = self._doc[end - 1], self._doc[end]
        compound = last.dep_ == "compound" and last.head.i >= following.i
        return compound and following.pos_ == "NOUN" and following.text.istitle()

    def _is_given(self, name: str) -> bool:
        """Say whether the article tells only the given name of somebody: "Maria"."""
        return name_key(name) in self._lexicons.first_names

    def _of_person(self, run: tuple[int, int], person: PersonData) -> Reference:
        """Give the reference of a part of a name; the article's word stays where no more is told.

        It stays too where it goes on from another name: "King Lee" is no King Ann Lee.
        """
        told = self._full_names.of(person)
        title = self._doc[max(0, run[0] - 1)].lower_.rstrip(".")
        gender = _GENDERS.get(title, "")
        if gender and person["gender"] not in ("", gender):
            return Reference(*run, None, name=person["name"])
        if told is None or self._goes_on(run[0], told[0]) or self._is_married(run, told[0]):
            return Reference(*run, None, name=person["name"])
        text, place = told
        return Reference(*run, text, source=place, link="name", name=person["name"], label="PERSON")

    def _is_married(self, run: tuple[int, int], full: str) -> bool:
        """Say whether a fuller name may be that of a wife: "Mr. Roos" is no "Ann de Roos"."""
        words = names.words(full)
        own = {w for t in self._doc[run[0] : run[1]] for w in names.words(t.text)}
        return len(words) > _SHORT and words[-2] == "de" and "de" not in own

    def _goes_on(self, start: int, full: str) -> bool:
        before = self._doc[start - 1] if start else None
        if before is None or before.is_space:
            return False
        word = before.lower_.rstrip(".")
        if word in names.words(full):
            return True
        if before.pos_ != "PROPN":
            return False
        titles = self._lexicons.titles
        titled = titles.is_role(word) or titles.is_honorific(before.text) or _is_honorific(before)
        abbreviated = before.text.endswith(".")  # "Gov.", "Sen."
        return not (titled or abbreviated)

    def _namesakes(self, person: PersonData, token: Token, surname: str) -> list[int]:
        """Give how often others are mentioned who have the surname: of a couple, of a family.

        Which of them a bare surname means is not sure; the article's word stays.
        """
        title = token.lower_.rstrip(".")
        return [
            len(other["mentions"])
            for other in self._discourse.bearers.called((surname,))
            if other["name"] != person["name"]
            and (title not in _GENDERS or other["gender"] in ("", _GENDERS[title]))
        ]

    def _end_of_name(self, end: int, full: Collection[str]) -> int:
        """Give where a name ends, whose second half the mention may lack: "Moon | Jae-in"."""
        doc = self._doc
        while end < len(doc) and not doc[end].is_space:
            joined = doc[end].text == "-" and end + 1 < len(doc)
            following = doc[end + 1] if joined else doc[end]
            if not set(names.words(following.text)) or not set(names.words(following.text)) <= {
                w for word in full for w in (word, *word.split("-"))
            }:
                break
            end = following.i + 1
        return end

    def bare_surname(self, token: Token) -> Reference | None:
        """ "Lee" where it was not recognised as a name, of the one person who is called so."""
        doc = self._doc
        around = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
        text = token.text
        if len(text) == 1 or not text.istitle() or any(t.pos_ == "PROPN" for t in around):
            return None
        if token.pos_ != "PROPN" and token.lower_ in self._words:
            return None  # "Price" at the beginning of a sentence is a price where prices are told
        if self._lexicons.places.government(text) or self._lexicons.outlets.find(text):
            return None
        found = self._discourse.bearers.called((token.lower_,))
        if len(found) != 1 or names.words(found[0]["name"])[-1] != token.lower_:
            return None
        if len(names.words(found[0]["name"])) < 2:
            return Reference(token.i, token.i + 1, None, name=found[0]["name"])
        return self._of_person((token.i, token.i + 1), found[0])


def _is_of_body(token: Token) -> bool:
    """Say whether a surname is the beginning of a body's name: "the Lee Foundation"."""
    head = token.head
    return token.dep_ == "compound" and head.pos_ == "PROPN" and head.lower_ in _BODIES


def _is_honorific(token: Token) -> bool:
    return token.lower_.rstrip(".") in _GENDERS
