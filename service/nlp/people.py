"""Pipeline component: the people of an article, each with all names and titles it gives them.

Sieves after Lee et al. 2013 (Stanford's deterministic coreference): full names first, then partial
names, each step only where the answer is unambiguous.
"""

import re
from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from service.ids import name_key
from service.nlp import clauses, names, rules
from service.nlp.extensions import PersonData, text_of

_FAR_MORE = 3


@Language.factory(
    "people",
    requires=["doc.ents", "token.dep", "token.head"],
    assigns=["doc._.people"],
    default_config={},
)
def make_people(nlp: Language, name: str) -> "People":
    """Build the component (spaCy factory)."""
    return People()


class People:
    """Groups the mentions of persons by name and collects their titles."""

    def __init__(self) -> None:
        self.titles = rules.titles()
        self.places = rules.places()
        self.outlets = rules.outlets()
        self.first_names = rules.first_names()

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.people and return the Doc."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def set_annotations(self, doc: Doc, people: list[PersonData]) -> None:
        """Put the people on the Doc."""
        doc._.people = people

    def predict(self, doc: Doc) -> list[PersonData]:
        """Give the people named in the Doc, in order of first mention."""
        mentions = [(ent, self._bare(ent)) for ent in doc.ents if ent.label_ == "PERSON"]
        mentions = [
            (ent, name)
            for ent, name in mentions
            if names.words(name)
            and self.outlets.find(name) is None
            and not self.titles.is_role(name.lower())
        ]
        people: list[PersonData] = []
        by_word: dict[str, list[PersonData]] = defaultdict(list)
        for ent, name in mentions:
            if len(names.words(name)) >= 2:
                self._add_full(ent, name, people, by_word)
        for post in doc._.posts or ():
            start, end = post["author"]
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(names.words(text_of(doc)[start:end])) >= 2:
                self._add_full(span, text_of(doc)[start:end], people, by_word)
        for ent, name in mentions:
            if len(names.words(name)) == 1:
                self._add_partial(ent, name, people, by_word)
        self._add_untagged(doc, by_word)
        self._complete(people, doc._.aside or "")
        for person in people:
            person["mentions"] = sorted(set(person["mentions"]))
            person["gender"] = self._gender(person)
        return sorted(people, key=lambda p: p["mentions"][0])

    def _complete(self, people: list[PersonData], aside: str) -> None:
        """Take a given name from a tag line or caption where the article has the surname alone."""
        for person in people:
            surname = person["name"]
            if len(names.words(surname)) != 1 or not aside:
                continue
            pattern = rf"\b([A-Z][\w.-]+) {re.escape(surname)}\b"
            given = {g for g in re.findall(pattern, aside) if name_key(g) in self.first_names}
            if len(given) == 1:
                person["name"] = f"{given.pop()} {surname}"

    def _bare(self, ent: Span) -> str:
        """Give the name of a mention without the titles in front of it."""
        tokens = [t for t in ent.doc[self._name_start(ent) : ent.end] if not t.is_space]
        if not tokens:
            return ""
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        return names.clean(text_of(ent.doc)[start:end])

    def _name_start(self, ent: Span) -> int:
        """Give the first token of the name proper: after the last title inside the entity.

        "Security Advisor Jake Sullivan" begins at "Jake"; "Dean Smith" and "Billie Jean King" begin
        where they begin, since a given name stands first, or nothing would be left.
        """
        if name_key(ent[0].text) in self.first_names:
            return ent.start
        titles = [
            t.i + 1
            for t in ent[:-1]
            if self.titles.is_honorific(t.text) or self.titles.is_role(t.lower_)
        ]
        return max(titles, default=ent.start)

    def _add_full(
        self,
        ent: Span,
        name: str,
        people: list[PersonData],
        by_word: dict[str, list[PersonData]],
    ) -> None:
        known = next(
            (
                p
                for word in names.words(name)
                for p in by_word[word]
                if names.same_person(p["name"], name)
            ),
            None,
        )
        if known is None:
            known = PersonData(name=name, roles=[], role_words=[], gender="", mentions=[])
            people.append(known)
        elif len(names.words(name)) > len(names.words(known["name"])):
            known["name"] = name
        for word in names.words(name):
            if known not in by_word[word]:
                by_word[word].append(known)
        self._note(ent, known)

    def _add_partial(
        self,
        ent: Span,
        name: str,
        people: list[PersonData],
        by_word: dict[str, list[PersonData]],
    ) -> None:
        word = names.words(name)[0]
        rated = [(names.refers_to(name, p["name"]), p) for p in by_word[word]]
        best = max((r for r, _ in rated), default=0)
        fitting = [p for r, p in rated if r == best and r > 0]
        if len(fitting) > 1:
            fitting = _without_longer(fitting)
        if len(fitting) > 1:
            fitting = self._by_title(ent, fitting) or fitting
        if len(fitting) > 1:
            fitting = _by_prominence(fitting)
        if len(fitting) == 1:
            self._note(ent, fitting[0])
        elif not fitting:
            person = PersonData(name=name, roles=[], role_words=[], gender="", mentions=[])
            people.append(person)
            by_word[word].append(person)
            self._note(ent, person)
        # A surname that two people of the article share stays without a person.

    def _add_untagged(self, doc: Doc, by_word: dict[str, list[PersonData]]) -> None:
        """Surnames of people known by now that were taken for something else, or for nothing."""
        seen = {t for people in by_word.values() for p in people for t in p["mentions"]}
        covered = {i for start, end in seen for i in range(start, end)}
        for token in doc:
            if not token.text[:1].isupper() or token.idx in covered:
                continue
            words = names.words(token.text)
            bearers = [
                p
                for p in (by_word.get(words[0], ()) if len(words) == 1 else ())
                if token.lower_ in names.surnames(p["name"])
            ]
            bearers = _without_longer(bearers)
            if len(bearers) > 1:
                bearers = _by_prominence(bearers)
            place = self.places.government(token.text) or token.ent_type_ in ("LOC", "FAC")
            if len(bearers) == 1 and not place and token.pos_ in ("PROPN", "NOUN", "ADJ"):
                titled = token.i > 0 and self.titles.is_role(doc[token.i - 1].lower_)
                other = token.ent_type_ and token.ent_type_ != "PERSON"
                if other and _in_longer_entity(token) and not titled:
                    continue
                self._note(doc[token.i : token.i + 1], bearers[0])

    def _by_title(self, ent: Span, people: list[PersonData]) -> list[PersonData]:
        """Those who bear the title, or have the gender, that stands before the surname."""
        words = set(self._title_words(self._title_before(ent)))
        titled = [p for p in people if words & set(p["role_words"])]
        before = [*ent.doc[max(0, ent.start - 1) : ent.start], ent[0]]
        genders = {self.titles.gender(t.lower_.rstrip(".")) for t in before} - {""}
        if titled or len(genders) != 1:
            return titled
        return [p for p in people if self._gender(p) in genders]

    def _gender(self, person: PersonData) -> str:
        given = name_key(names.given_name(person["name"]))
        return person["gender"] or self.first_names.get(given, "")

    def _note(self, ent: Span, person: PersonData) -> None:
        """Record a mention, with what its noun phrase tells of title and gender."""
        person["mentions"].append((ent.start_char, ent.end_char))
        tokens = [*ent.doc[max(0, ent.start - 2) : ent.start], *ent]
        for token in tokens:
            gender = self.titles.gender(token.lower_.rstrip("."))
            if gender and not person["gender"]:
                person["gender"] = gender
        for role in (self._title_before(ent), self._apposition(ent)):
            words = self._title_words(role)
            if words and role not in person["roles"]:
                person["roles"].append(role)
            for word in words:
                if word not in person["role_words"]:
                    person["role_words"].append(word)
                if not person["gender"]:
                    person["gender"] = self.titles.gender(word)

    def _title_words(self, role: str) -> list[str]:
        words = [w.lower().strip(".,") for w in role.replace("-", " ").split()]
        found = [w for w in words if self.titles.is_role(w)]
        whole = role.lower().rsplit(" ", 1)[-1] if role else ""
        if whole not in found and self.titles.is_role(whole):
            found.append(whole)
        return found

    def _title_before(self, ent: Span) -> str:
        """Give "US National Security Advisor" of "US National Security Advisor Jake Sullivan"."""
        doc = ent.doc
        first = start = self._name_start(ent)
        while start > 0 and first - start < 10 and self._can_be_title(doc[start - 1], ent):
            start -= 1
        if self.titles.is_role(doc[first - 1].lower_):
            # "an official for President Moon": the office is what stands next to the name.
            start = max(
                [t.i + 1 for t in doc[start : first - 1] if t.lower_ in ("for", "to", "the", "of")],
                default=start,
            )
        while start < first and (
            doc[start].pos_ in ("DET", "PRON", "PUNCT", "PART", "ADP", "CCONJ")
            or (
                self.titles.is_honorific(doc[start].text)
                and not self.titles.is_role(doc[start].lower_)
            )
        ):
            start += 1
        title = doc[start:first].text.strip()
        return title if self._title_words(title) else ""

    def _can_be_title(self, token: Token, ent: Span) -> bool:
        if token.is_space or (token.is_sent_start and token.i + 1 < ent.start and token.is_punct):
            return False
        if self.titles.is_role(token.lower_):
            return True
        if token.dep_ in clauses.SUBJECTS and token.head.i > ent.end:
            return False
        return token.pos_ in ("PROPN", "NOUN", "ADJ", "PART") or token.lower_ in (
            "of",
            "for",
            "to",
            "the",
            "-",
        )

    def _apposition(self, ent: Span) -> str:
        """Give the role of "Hugh Hill, a doctor" and of "the envoy, Sung Kim"."""
        root = ent.root
        noun: Token | None = clauses.child_with(root, "appos")
        if noun is None and root.dep_ == "appos":
            noun = root.head
        if noun is None and root.dep_ in clauses.SUBJECTS and root.head.lemma_ == "be":
            noun = clauses.child_with(root.head, "attr")
        if noun is None or not self.titles.is_role(noun.lemma_.lower()):
            return ""
        tokens = [t for t in noun.subtree if t.i not in range(ent.start, ent.end)]
        tokens = [t for t in tokens if t.head == noun or t == noun or t.head.i != root.i]
        kept = [t for t in tokens if (t.i - ent.start) * (noun.i - ent.start) > 0]
        run = clauses.trim(ent.doc, kept[0].i, kept[-1].i + 1) if kept else None
        if run is None or run[1] - run[0] > 14:
            return str(noun.text)
        start, end = run
        while start < end and ent.doc[start].pos_ == "DET":
            start += 1
        return str(ent.doc[start:end].text)


def _in_longer_entity(token: Token) -> bool:
    before = token.i > 0 and token.ent_iob_ == "I"
    after = token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
    return before or after


def _without_longer(people: list[PersonData]) -> list[PersonData]:
    """Leave out names that are another's with more words: headlines run into what follows."""
    return [
        p
        for p in people
        if not any(set(names.words(q["name"])) < set(names.words(p["name"])) for q in people)
    ]


def _by_prominence(people: list[PersonData]) -> list[PersonData]:
    """The person that the article names far more often than the others of the surname."""
    ranked = sorted(people, key=lambda p: -len(p["mentions"]))
    if len(ranked[0]["mentions"]) >= _FAR_MORE * len(ranked[1]["mentions"]):
        return ranked[:1]
    return people
