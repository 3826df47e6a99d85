"""Whom "who", "which" and "that" take up: the name or noun that the relative clause tells of."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from service.nlp import clauses, names
from service.nlp import holders as by_mention
from service.nlp.discourse import entity_of
from service.nlp.extensions import HolderData, PersonData
from service.nlp.heads import PARTS, is_aged
from service.nlp.reading import Chars, Reading, Resolve

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_OF_PERSONS = frozenset({"who", "whom", "whose"})
_PARTS = frozenset(
    "chunk lot number majority some many most few group handful dozens hundreds thousands "
    "percent half several all both one two three".split()
)
_ANYBODY = frozenset(
    "those one someone somebody anyone anybody everyone everybody people person man men woman "
    "women child children voter voters".split()
)
_OPENING = frozenset({"DT", "PRP$"})
_JOINING = frozenset({"and", "or"})
_CLIMB = 6  # nouns between "who" and the name
_DEEPEST = 60  # verbs between a relative pronoun and its noun
_LONGEST = 16  # tokens of "the leader of the opposition in Hask"
_NEAR = 8  # tokens before "who"
_FULL = 2  # words of a full name


class Relatives:
    """Resolves the relative pronouns of one article."""

    def __init__(self, reading: Reading, resolve: Resolve) -> None:
        self._reading = reading
        self._resolve = resolve

    def holder(self, token: Token, at: Chars) -> HolderData | None:
        """ "Ann Lee, who said …": what the relative clause hangs on; None if it hangs on nothing.

        at: the place of the pronoun in characters.
        """
        verb = token.head
        for _ in range(_DEEPEST):
            if verb.dep_ in ("relcl", "acl", "ROOT") or verb.head == verb:
                break
            verb = verb.head
        if (earlier := _first_of_two(token)) is not None:
            return self.holder(earlier, (earlier.idx, earlier.idx + len(earlier)))
        if (described := self._described_name(token, at)) is not None:
            return described
        personal = token.lower_ in _OF_PERSONS
        if verb.dep_ not in ("relcl", "acl"):
            if not personal:
                return None
            person = self._person_beside(token)
            if person is not None:
                return by_mention.of_person(person, at, "relative clause", 0.7)
            return self._people_beside(token)
        if personal and (person := self._last_of_list(verb.head, token)):
            return by_mention.of_person(person, at, "relative clause", 0.8)
        if personal and (person := self._person_above(verb.head)):
            return by_mention.of_person(person, at, "relative clause", 0.85)
        if personal and (person := self._person_beside(token)):
            return by_mention.of_person(person, at, "relative clause", 0.75)
        if (body := _body_beside(verb.head)) is not None:
            return self._resolve((body.start_char, body.end_char), ())
        noun = verb.head
        if personal and not _is_share(noun) and not self._means_people(noun):
            noun = self._people_before(token) or noun
        return self._of_noun(whole(noun), token)

    def _of_noun(self, noun: Token, token: Token) -> HolderData | None:
        """Resolve the phrase of a noun as it stands before the pronoun."""
        first, last = clauses.noun_phrase(noun)
        last = min(last, token.i)
        for mark in noun.doc[first : noun.i]:
            if mark.text == "," and mark.nbor().tag_ in _OPENING:
                first = mark.i + 1  # "Instead, | the novice who …"
        start, end = clauses.char_span(token.doc, (first, last))
        return self._resolve((start, end), ()) if end <= token.idx else None

    def _described_name(self, token: Token, at: Chars) -> HolderData | None:
        """Give the name before a description: "Ann Lee, an aide to the mayor, who …".

        By the words alone, since parsers let the clause hang on any noun of the description.
        """
        inside = _description_before(token)
        if inside is None or inside.start < _FULL:
            return None
        named = token.doc[inside.start - 2]
        titles = self._reading.titles
        role = any(titles.is_role(t.lower_) or is_aged(t) for t in inside)
        if token.lower_ in _OF_PERSONS and role and inside.root.tag_ not in ("NNS", "NNPS"):
            person = self._reading.discourse.person_at(named.idx)
            if person is not None:
                return by_mention.of_person(person, at, "relative clause", 0.85)
            name = self._unknown_name(named)
            if name is not None:
                return by_mention.holder(name, "person", score=0.7, link="relative clause", at=at)
        entity = entity_of(named)
        if entity is None or entity.end != inside.start - 1:
            return None
        plural = next((t for t in inside if t.tag_ in ("NNS", "NNPS")), None)
        if plural is not None and (listed := _list_that_ends(entity)) is not None:
            found = self._resolve((listed.start_char, listed.end_char), ())
            return found if found["kind"] == "group" else None
        body = any(titles.organisation_kind(t.lemma_.lower()) for t in inside if t.tag_ == "NN")
        if token.lower_ not in _OF_PERSONS and body and entity.label_ == "ORG":
            return self._resolve((entity.start_char, entity.end_char), ())
        return None

    def _unknown_name(self, last: Token) -> str | None:
        """Give the name of two words or more that ends so and is no place, whoever knows it."""
        start = last.i
        while start > 0 and last.doc[start - 1].tag_ == "NNP":
            start -= 1
        text = names.clean(last.doc[start : last.i + 1].text)
        known = self._reading.places.government(text) or self._reading.outlets.find(text)
        titled = any(t.ent_type_ == "ORG" for t in last.doc[start : last.i + 1])
        return text if len(names.words(text)) >= _FULL and not known and not titled else None

    def _person_beside(self, token: Token) -> PersonData | None:
        """Give the person whose name ends right before "who", or before the comma there."""
        place = token.i - 1
        while place >= 0 and (
            token.doc[place].is_punct or token.doc[place].lower_ in ("and", "of")
        ):
            place -= 1
        return self._reading.discourse.person_at(token.doc[place].idx) if place >= 0 else None

    def _last_of_list(self, noun: Token, token: Token) -> PersonData | None:
        """ "Ann Lee and Bob Ray, who …" is about him, where the parser has it hang on her."""
        before = token.doc[: token.i]
        last = next((t for t in reversed(before) if not t.is_punct), None)
        if last is None or last == noun:
            return None
        top = last.head if last.dep_ == "appos" else last  # "and her friend Bob Ray, who …"
        joined = top.dep_ == "conj" and (top.head == noun or top != last)
        return self._person_beside(token) if joined else None

    def _people_beside(self, token: Token) -> HolderData | None:
        """ "leaders, who had hoped …": the people before "who", where no clause hangs on them."""
        place = token.i - 1
        while place > 0 and token.doc[place].text == ",":
            place -= 1
        noun = token.doc[place]
        titles = self._reading.titles
        people = titles.is_role(noun.lemma_.lower()) or titles.is_collective(noun.lower_)
        if place < 0 or noun.tag_ not in ("NN", "NNS", "NNPS") or not people:
            return None
        start, end = clauses.noun_phrase(noun)
        return self._resolve(clauses.char_span(token.doc, (start, min(end, token.i))), ())

    def _means_people(self, noun: Token) -> bool:
        titles = self._reading.titles
        word = noun.lemma_.lower()
        return (
            titles.is_role(word)
            or titles.is_collective(noun.lower_)
            or titles.organisation_kind(word) is not None
            or noun.lower_ in _PARTS | PARTS | _ANYBODY
            or noun.ent_type_ in ("NORP", "PERSON")
            or is_aged(noun)
        )

    def _people_before(self, token: Token) -> Token | None:
        """Give the nearest noun for people in the phrase before "who": "officials in Hask who"."""
        for noun in _back(token):
            owner = noun.dep_ in ("poss", "compound", "amod", "nummod")
            body = self._reading.titles.organisation_kind(noun.lemma_.lower()) is not None
            nominal = noun.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
            if nominal and not owner and not body and self._means_people(noun):
                return noun
        return None

    def _person_above(self, noun: Token) -> PersonData | None:
        """ "Ann Lee, an aide at the ministry, who …" is about her, wherever it hangs."""
        for _ in range(_CLIMB):
            person = self._reading.discourse.person_at(noun.idx)
            if person is not None or noun.tag_ in ("NNS", "NNPS"):
                return person
            if noun.dep_ not in ("appos", "pobj", "prep", "conj", "compound", "nmod"):
                return None
            noun = noun.head
        return None


def whole(noun: Token) -> Token:
    """Climb from "voters" to "chunk" in "a big chunk of voters who …"."""
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ == "of" and prep.head.lower_ in _PARTS:
        return prep.head
    return noun


def _back(token: Token) -> Iterator[Token]:
    """Go back from "who" through the phrase before it, as far as a verb or its sentence."""
    start = max(token.sent.start, token.i - _NEAR)
    for before in reversed(token.doc[start : token.i]):
        if before.tag_ in ("VBD", "VBZ", "VBP", "VB", "MD", ":"):
            return
        yield before


def _is_share(noun: Token) -> bool:
    """Say whether a number begins "6 in 10 voters", which are people as a whole."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    return noun.tag_ == "CD" and [t.tag_ for t in after] == ["IN", "CD"]


def _description_before(token: Token) -> Span | None:
    """Give what stands between a comma and the pronoun, if it begins as a description does."""
    end = token.i - (token.i > 0 and token.nbor(-1).text == ",")
    start = max(token.sent.start, end - _LONGEST)
    for mark in reversed(token.doc[start:end]):
        if mark.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if mark.text == "," and mark.i + 1 < end and mark.nbor().tag_ in _OPENING:
            inside = token.doc[mark.i + 1 : end]
            joined = [t for t in inside[:-1] if t.lower_ in _JOINING and t.nbor().tag_ in _OPENING]
            return None if joined else inside
    return None


def _list_that_ends(entity: Span) -> Span | None:
    """Give "Hask and Lenne" for the name that ends it, None if it is no list."""
    first = entity.root
    while first.dep_ == "conj" and first.head.ent_type_ in ("GPE", "ORG", "PERSON"):
        first = first.head
    if first == entity.root:
        return None
    whole_name = entity_of(first)
    start = whole_name.start if whole_name is not None else first.i
    return entity.doc[start : entity.end]


def _first_of_two(token: Token) -> Token | None:
    """Give the first "who" of "an envoy who had come late and who left soon"."""
    if token.i == 0 or token.nbor(-1).lower_ not in ("and", "but", "or"):
        return None
    before = token.doc[token.sent.start : token.i - 1]
    return next((t for t in reversed(before) if t.lower_ == token.lower_), None)


def _body_beside(noun: Token) -> Span | None:
    """Give the body that a noun describes: "the Mill Union, a group that …"."""
    if noun.pos_ != "NOUN" or noun.tag_ == "NNS":
        return None
    named: Token | None = noun.head if noun.dep_ == "appos" else None
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        named = clauses.own_subject(noun.head)
    if named is None or named.i >= noun.i or named.ent_type_ != "ORG":
        return None
    return entity_of(named)
