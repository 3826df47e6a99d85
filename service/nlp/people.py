"""Pipeline component: the people of an article, each with all names and titles it gives them.

Sieves after Lee et al. 2013 (Stanford's deterministic coreference): full names first, then partial
names, each step only where the answer is unambiguous.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from service.nlp import names
from service.nlp.extensions import PersonData, text_of
from service.nlp.given_names import GivenNames
from service.nlp.headlines import in_headline
from service.nlp.lexicons import Lexicons
from service.nlp.namesakes import Namesakes, by_prominence
from service.nlp.person_mentions import PersonMentions
from service.nlp.person_titles import PersonTitles
from service.nlp.roster import Roster


@Language.factory(
    "people",
    requires=["doc._.attributions", "doc.ents", "token.dep", "token.head"],
    assigns=["doc._.people"],
    default_config={},
)
def make_people(nlp: Language, name: str) -> "People":
    """Build the component (spaCy factory)."""
    return People()


class People:
    """Groups the mentions of persons by name and collects their titles."""

    def __init__(self) -> None:
        self.lexicons = Lexicons()
        self._titles = PersonTitles(self.lexicons)
        self._mentions = PersonMentions(self.lexicons, self._titles)
        self._namesakes = Namesakes(self.lexicons, self._titles)

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.people and return the Doc."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def set_annotations(self, doc: Doc, people: list[PersonData]) -> None:
        """Put the people on the Doc."""
        doc._.people = people

    def predict(self, doc: Doc) -> list[PersonData]:
        """Give the people named in the Doc, in order of first mention."""
        given = GivenNames(f"{text_of(doc)}\n{doc._.aside or ''}", self.lexicons)
        mentions = self._mentions.find(doc, given)
        sized = [(ent, name, len(names.words(name))) for ent, name in mentions]
        roster = Roster()
        for ent, name, size in sorted(sized, key=lambda mention: -mention[2]):
            if size >= 2:
                self._note(ent, roster.with_full_name(name), roster)
        roster.settle_spelling()
        self._add_of_other_gender(sized, roster)
        for ent, name, size in sized:
            if size == 1:
                self._add_partial(ent, name, roster)
        self._add_untagged(doc, roster)
        _complete(roster.people, given, doc)
        for person in roster.people:
            person["mentions"] = sorted(set(person["mentions"]))
            person["gender"] = self._namesakes.gender(person)
        return sorted(roster.people, key=lambda p: p["mentions"][0])

    def _note(self, ent: Span, person: PersonData, roster: Roster) -> None:
        self._titles.note(ent, person)
        roster.met(person, ent.start_char)

    def _add_of_other_gender(self, sized: list[tuple[Span, str, int]], roster: Roster) -> None:
        """Add "Mr. Brandt" where the only Brandt with a full name is "Oda", a woman."""
        for ent, name, size in sized:
            if size != 1 or not (gender := self._namesakes.told_gender(ent)):
                continue
            fitting = roster.fitting(name)
            if len(fitting) == 1 and self._namesakes.gender(fitting[0]) not in ("", gender):
                roster.with_one_word(name)

    def _add_partial(self, ent: Span, name: str, roster: Roster) -> None:
        """Add a mention by one word to who is meant; one that two people share stays without."""
        name = _hyphenated(ent, roster) or name
        fitting = roster.fitting(name)
        if len(fitting) > 1:
            fitting = self._namesakes.choose(ent, fitting, roster)
        fitting = fitting or roster.misspelt(names.words(name)[0])
        if len(fitting) < 2:
            person = fitting[0] if fitting else roster.with_one_word(name)
            self._note(ent, person, roster)

    def _add_untagged(self, doc: Doc, roster: Roster) -> None:
        """Surnames of people known by now that were taken for something else, or for nothing."""
        seen = {at for person in roster.people for at in person["mentions"]}
        covered = {i for start, end in seen for i in range(start, end)}
        for token in doc:
            if not token.text[:1].isupper() or token.idx in covered:
                continue
            if len(names.words(token.text)) != 1:
                continue
            bearers = roster.surnamed(token.lower_)
            if len(bearers) > 1:
                bearers = by_prominence(bearers)
            if len(bearers) == 1 and self._can_be_surname(token):
                self._note(doc[token.i : token.i + 1], bearers[0], roster)

    def _can_be_surname(self, token: Token) -> bool:
        """Say whether what is no person to the recogniser can be one: no place, no part of one."""
        if token.pos_ not in ("PROPN", "NOUN", "ADJ") or token.ent_type_ in ("LOC", "FAC"):
            return False
        if self.lexicons.places.government(token.text):
            return False
        titled = token.i > 0 and self.lexicons.titles.is_role(token.nbor(-1).lower_)
        other = token.ent_type_ and token.ent_type_ != "PERSON"
        return bool(titled or not other or not _in_longer_entity(token))


def _complete(people: list[PersonData], given: GivenNames, doc: Doc) -> None:
    """Take a given name from where no person was recognised: a tag line, "Ann Lee's office"."""
    cut = _longer_entities(doc)
    whole_names = [p["name"] for p in people if len(names.words(p["name"])) > 1]
    for person in people:
        surname = person["name"]
        if whole := cut.get(names.words(surname)):
            person["name"] = whole
        if len(names.words(surname)) == 1 and surname[:1].isupper():
            before = {o.word for o in given.before(surname) if not in_headline(doc, o.start)}
            before -= {full.split(" ", 1)[0] for full in whole_names if full.endswith(surname)}
            if len(before) == 1:
                person["name"] = f"{before.pop()} {surname}"


def _longer_entities(doc: Doc) -> dict[tuple[str, ...], str]:
    """Give what was taken for a place by the two words that end it: "Maria del Mar Otero"."""
    found: dict[tuple[str, ...], str] = {}
    for ent in doc.ents:
        words = names.words(ent.text)
        if ent.label_ == "GPE" and len(words) > 2 and all(t.text[:1].isupper() for t in ent):
            found.setdefault(words[-2:], names.clean(ent.text))
    return found


def _hyphenated(ent: Span, roster: Roster) -> str:
    """Give the whole of a hyphenated given name that was cut: "Mi-ran" of Baek Mi-ran."""
    if ent.end + 1 < len(ent.doc) and ent.doc[ent.end].text == "-":
        whole = f"{ent.text}-{ent.doc[ent.end + 1].text}".lower()
        return whole if roster.with_word(whole) else ""
    return ""


def _in_longer_entity(token: Token) -> bool:
    before = token.i > 0 and token.ent_iob_ == "I"
    after = token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
    return before or after
