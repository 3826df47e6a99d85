"""Pipeline component: the people of an article, each with all names and titles it gives them.

Sieves after Lee et al. 2013 (Stanford's deterministic coreference): full names first, then partial
names, each step only where the answer is unambiguous.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from service.ids import name_key
from service.nlp import clauses, names, rules
from service.nlp.extensions import PersonData, text_of
from service.nlp.named_sources import in_headline, trailing_name

_FAR_MORE = 3
_ROLE_OF = {
    "Sen": "senator",
    "Gov": "governor",
    "Rep": "congressman",
    "Pres": "president",
    "Gen": "general",
    "Prof": "professor",
    "Dr": "doctor",
    "Rev": "reverend",
    "Amb": "ambassador",
    "Lt": "officer",
    "Sgt": "sergeant",
    "Col": "colonel",
    "Capt": "captain",
    "Judge": "judge",
    "Justice": "justice",
    "Senator": "senator",
}
"""Roles that a title in front of a name gives its bearer."""
_BREAK = re.compile(r"[\"“”:;()|/]+")
_SHORTEST_GIVEN = 2  # letters
_CLOSE = 300  # characters within which a name is still in mind
_TOGETHER = 100  # characters between names that are introduced at once
_MISSPELT = 5  # letters of the shortest surname that is known with a slip


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
        mentions = self._mentions(doc)
        people: list[PersonData] = []
        by_word: dict[str, list[PersonData]] = defaultdict(list)
        full = [(ent, name) for ent, name in mentions if len(names.words(name)) >= 2]
        spelt: dict[int, Counter[str]] = defaultdict(Counter)
        for ent, name in sorted(full, key=lambda mention: -len(names.words(mention[1]))):
            spelt[id(self._add_full(ent, name, people, by_word))][name] += 1
        for person in people:
            person["name"] = _usual(person["name"], spelt[id(person)])
        for ent, name in mentions:
            if len(names.words(name)) == 1:
                self._add_partial(ent, name, people, by_word)
        self._add_untagged(doc, by_word)
        self._complete(people, doc)
        for person in people:
            person["mentions"] = sorted(set(person["mentions"]))
            person["gender"] = self._gender(person)
        return sorted(people, key=lambda p: p["mentions"][0])

    def _mentions(self, doc: Doc) -> list[tuple[Span, str]]:
        """Give the recognised persons, those who sign posts and those who speak, with names."""
        found = [(ent, self._bare(ent)) for ent in doc.ents if ent.label_ == "PERSON"]
        for post in doc._.posts or ():
            start, end = post["author"]
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(names.words(text_of(doc)[start:end])) >= 2:
                found.append((span, text_of(doc)[start:end]))
        found = self._with_sources(doc, found)
        found = [
            (ent, name)
            for ent, name in found
            if names.words(name)
            and self.outlets.find(name) is None
            and not self.titles.is_role(name.lower())
        ]
        counts = Counter(name for _, name in found)
        return [(ent, self._without_headline_words(ent, name, counts)) for ent, name in found]

    def _with_sources(self, doc: Doc, found: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
        """Add the names of those who speak, in place of what is recognised of them in part."""
        for attribution in doc._.attributions or ():
            if attribution["source"] is None:
                continue
            start, end = attribution["source"]
            span = doc.char_span(start, end, alignment_mode="expand")
            name = span and (
                trailing_name(span, self.titles, self.places, self.outlets) or self._lone(span)
            )
            if name and not any(e.start <= name.start and name.end <= e.end for e, _ in found):
                found = [(e, n) for e, n in found if not name.start <= e.start < name.end]
                found.append((name, names.clean(name.text)))
        return found

    def _lone(self, span: Span) -> Span | None:
        """Give a source of one capitalised word that the text has after a given name elsewhere."""
        word = span[0]
        if len(span) != 1 or not word.text[:1].isupper() or word.text.isupper() or word.is_stop:
            return None
        if self.places.government(word.text) or self.outlets.find(word.text):
            return None
        if self.titles.is_role(word.lower_) or self.titles.is_collective(word.lower_):
            return None
        text = text_of(span.doc)
        given = re.findall(rf"\b([A-Z][\w.-]+) {re.escape(word.text)}\b", text)
        return span if any(self._is_given(g, text) for g in given) else None

    def _without_headline_words(self, ent: Span, name: str, counts: Counter[str]) -> str:
        """Cut "Mike Pence Calls" and "Derelict Obama" of headlines to what the article says."""
        first, _, rest = name.partition(" ")
        shorter = name.rsplit(" ", 1)[0]
        if len(names.words(shorter)) >= 2 and counts[shorter]:
            return (
                shorter
                if in_headline(ent.doc, ent.start_char) or counts[name] < counts[shorter]
                else name
            )
        given = name_key(first) in self.first_names or names.is_surname_first(first.lower())
        if (
            in_headline(ent.doc, ent.start_char)
            and counts[rest] > 1
            and counts[name] == 1
            and not given
        ):
            return rest
        return name

    def _complete(self, people: list[PersonData], doc: Doc) -> None:
        """Take a given name from where no person was recognised: a tag line, "Ann Lee's office"."""
        text = f"{text_of(doc)}\n{doc._.aside or ''}"
        for person in people:
            surname = person["name"]
            if len(names.words(surname)) != 1 or not surname[:1].isupper():
                continue
            pattern = rf"\b([A-Z][\w.-]+) (?:[A-Z]\. )?{re.escape(surname)}\b"
            given = {
                match[1]
                for match in re.finditer(pattern, text)
                if self._is_given(match[1], text) and not in_headline(doc, match.start())
            }
            if len(given) == 1:
                person["name"] = f"{given.pop()} {surname}"

    def _is_given(self, word: str, text: str) -> bool:
        """Say whether a capitalised word before a surname is a given name, known or unheard of."""
        plain = word.lower()
        if self.titles.is_honorific(word) or self.titles.is_role(plain):
            return False
        if name_key(word) in self.first_names:
            return True
        ordinary = self.titles.is_collective(plain) or self.titles.is_document(plain)
        return (
            len(word) > _SHORTEST_GIVEN
            and not ordinary
            and self.places.government(word) is None
            and plain not in names.NOT_NAMES
            and re.search(rf"\b{re.escape(plain)}\b", text) is None
        )

    def _bare(self, ent: Span) -> str:
        """Give the name of a mention without the titles in front of it."""
        tokens = [t for t in ent.doc[self._name_start(ent) : ent.end] if not t.is_space]
        if not tokens:
            return ""
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        name = names.clean(text_of(ent.doc)[start:end])
        return names.clean(_BREAK.split(name)[-1])  # what a missing space ran together

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
    ) -> PersonData:
        alike = [p for word in names.words(name) for p in by_word[word]]
        known = next((p for p in alike if names.same_person(p["name"], name)), None)
        if known is None:  # "Wasserman Schultz" for Debbie Wasserman Schultz
            ends = {p["name"]: p for p in alike if names.ends_with(p["name"], name)}
            known = next(iter(ends.values())) if len(ends) == 1 else None
        if known is None:
            known = PersonData(name=name, roles=[], role_words=[], gender="", mentions=[])
            people.append(known)
        elif len(names.words(name)) > len(names.words(known["name"])):
            known["name"] = name
        for word in names.words(name):
            if known not in by_word[word]:
                by_word[word].append(known)
        self._note(ent, known)
        return known

    def _add_partial(
        self,
        ent: Span,
        name: str,
        people: list[PersonData],
        by_word: dict[str, list[PersonData]],
    ) -> None:
        word = names.words(name)[0]
        if longer := _hyphened(ent, by_word):
            word, name = longer, longer
        rated = [(names.refers_to(name, p["name"]), p) for p in by_word[word]]
        best = max((r for r, _ in rated), default=0)
        fitting = [p for r, p in rated if r == best and r > 0]
        if len(fitting) > 1:
            fitting = _without_longer(fitting)
        if len(fitting) > 1:
            fitting = self._by_title(ent, fitting) or fitting
        if len(fitting) > 1:
            fitting = _by_prominence(fitting)
        if len(fitting) > 1:
            fitting = _by_order(ent, fitting)
        if not fitting:
            fitting = _misspelt(word, people)
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
        given = name_key(names.given_name(person["name"]) or person["name"])
        return person["gender"] or self.first_names.get(given, "")

    def _note(self, ent: Span, person: PersonData) -> None:
        """Record a mention, with what its noun phrase tells of title and gender."""
        person["mentions"].append((ent.start_char, ent.end_char))
        tokens = [*ent.doc[max(0, ent.start - 2) : ent.start], *ent]
        for token in tokens:
            if (role := _ROLE_OF.get(token.text.rstrip("."))) and role not in person["role_words"]:
                person["role_words"].append(role)
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


def _by_order(ent: Span, people: list[PersonData]) -> list[PersonData]:
    """The bearer of a surname who was named first: newspapers call the others by given name too.

    Not so where another one was named just before.
    """
    before = {
        id(p): [start for start, _ in p["mentions"] if start < ent.start_char] for p in people
    }
    first = min(people, key=lambda p: min(before[id(p)], default=len(text_of(ent.doc))))
    if not before[id(first)]:
        return people
    latest = max(before[id(first)])
    for person in people:
        close = [s for s in before[id(person)] if s > latest and ent.start_char - s < _CLOSE]
        if person is not first and close:
            return people
        if person is not first and before[id(person)]:
            gap = min(before[id(person)]) - min(before[id(first)])
            if gap < _TOGETHER:
                return people
    return [first]


def _hyphened(ent: Span, by_word: Mapping[str, list[PersonData]]) -> str:
    """Give the whole of a hyphened given name that was cut: "Mi-ran" of Baek Mi-ran."""
    if ent.end + 1 < len(ent.doc) and ent.doc[ent.end].text == "-":
        whole = f"{ent.text}-{ent.doc[ent.end + 1].text}".lower()
        return whole if by_word.get(whole) else ""
    return ""


def _usual(name: str, spelt: Counter[str]) -> str:
    """Give the commonest of the spellings that have as many words as the fullest name."""
    size = len(names.words(name))
    return max((n for n in spelt if len(names.words(n)) == size), key=lambda n: spelt[n])


def _misspelt(word: str, people: list[PersonData]) -> list[PersonData]:
    """The people whose surname differs from a word by one slip of the pen."""
    if len(word) < _MISSPELT:
        return []
    return [
        p
        for p in people
        if len(names.words(p["name"])) > 1
        and any(names.differ_by_one(word, surname) for surname in names.surnames(p["name"]))
    ]


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
