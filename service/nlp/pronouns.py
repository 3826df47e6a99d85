"""Sources of one word that take up somebody: "he", "it", "they", "who", "I"."""

from collections.abc import Sequence

from spacy.tokens import Token

from service.nlp import clauses, mentions, plurals, singulars
from service.nlp import holders as by_mention
from service.nlp.answers import CERTAIN, again, best, nobody
from service.nlp.antecedents import Ranked
from service.nlp.by_place import ByPlace
from service.nlp.extensions import HolderData
from service.nlp.mentions import Mention, gender_of
from service.nlp.reading import Chars, Reading, Resolve
from service.nlp.relatives import RELATIVE, Relatives, whole
from service.nlp.retold import retold

_THING = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_SELF = frozenset({"i", "we", "me", "us", "my", "our"})
_TELLING = 0.9
"""The chance from which on "her" tells that the person it stands for is a woman."""
_SOON = 3
"""Sentences, and mentions of persons, after "he" in which its name may follow."""
_AHEAD = 0.5


class Pronouns:
    """Resolves the pronouns of one article in text order, each once."""

    def __init__(self, reading: Reading, resolve: Resolve) -> None:
        self._reading = reading
        self._resolve = resolve
        self._relatives = Relatives(reading, resolve)
        self._tellers = ByPlace((*place, teller) for place, teller in retold(reading.doc))
        self._ranked: dict[int, Ranked] = {}
        self._next = 0

    def read_to(self, offset: int) -> None:
        """Resolve the pronouns before an offset, so that later ones find them."""
        doc = self._reading.doc
        while self._next < len(doc) and doc[self._next].idx < offset:
            token = doc[self._next]
            self._next += 1
            if token.lower_ in mentions.PRONOUNS and token.i not in self._ranked:
                self.rank(token)

    def rank(self, token: Token, own: Sequence[Chars] = (), besides: str | None = None) -> Ranked:
        """Rank the people that "he" or "her" can be, and note the best for what comes after.

        besides: whom it cannot be, as who speaks of "her" in direct speech.
        """
        if token.i in self._ranked:
            return self._ranked[token.i]
        around = self._reading.discourse.content_around(token.idx)
        if besides is None and around is not None and around.direct:
            besides = around.holder  # who speaks of herself says "I"
        teller = self._teller(token.idx)
        besides = besides or teller
        mention = Mention(
            token.doc[token.i : token.i + 1],
            "possessive" if token.dep_ == "poss" else "pronoun",
            gender=gender_of(token.lower_),
            own=tuple(own),
            besides=besides,
        )
        ranked = self._reading.rank(mention, self._reading.discourse)
        self._ranked[token.i] = ranked
        if ranked.person is not None and ranked.score >= CERTAIN:
            self._reading.discourse.add_pronoun(token, ranked.person)
            quoted = self._reading.discourse.speech.near(token.idx, token.idx + 1)
            if ranked.score >= _TELLING and not quoted and teller is None:
                self._reading.discourse.learn_gender(ranked.person, mention.gender)
        return ranked

    def holder(self, token: Token, own: Sequence[Chars] = ()) -> HolderData | None:
        """Give whom a word takes up, None if it is no pronoun that takes something up."""
        word = token.lower_
        at = (token.idx, token.idx + len(token))
        if word in mentions.PRONOUNS:
            ranked = self.rank(token, own)
            if ranked.person is None and not ranked.others:
                ranked = self._named_after(token, own)
            return best(ranked, at, "pronoun", f"no person for '{token.text}' before it")
        found = self._relatives.holder(token, at) if word in RELATIVE else None
        if found is not None and not (word == "which" and found["kind"] == "person"):
            return found
        unknown = nobody(f"'{token.text}' is not resolved")
        if word in _THING and (noun := singulars.document_before(self._reading, token)) is not None:
            return again(self._described(noun, token), at, "pronoun", 0.6)
        if word in _THING or word in ("which", "that"):
            return singulars.antecedent(self._reading, token, at) or unknown
        if word in _MANY:
            if (noun := plurals.antecedent(self._reading, token, own)) is not None:
                found = self._holder_at(noun) or self._described(noun, token)
                several = found["kind"] != "person" or plurals.is_list(noun)
                if found["name"] is not None and several:
                    return again(found, at, "pronoun", 0.6)
            last = self._reading.discourse.last_holder(
                "group", "organisation", "unnamed", "government"
            )
            return again(last, at, "pronoun", 0.6) if last is not None else unknown
        if word in _SELF:
            return self._first_person(token, at)
        return unknown if word in RELATIVE else None

    def _teller(self, offset: int) -> str | None:
        """Give who tells the passage around an offset, and says "I" of himself too."""
        for teller in self._tellers.near(offset, offset + 1):
            person = self._reading.discourse.person_at(teller.idx)
            if person is not None:
                return str(person["name"])
        return None

    def _named_after(self, token: Token, own: Sequence[Chars]) -> Ranked:
        """Where nobody comes before "he": the first who can be meant in the next sentences.

        Not in somebody's words, who is most often the one that is named next.
        """
        discourse = self._reading.discourse
        here = discourse.sentence(token.i)
        if discourse.speech.near(token.idx, token.idx + 1):
            return Ranked(None, 0.0)
        soon = [
            point.person
            for point in discourse.points_after(token.idx, _SOON)
            if discourse.sentence(point.token.i) - here <= _SOON
            and not any(start <= point.start < end for start, end in own)
            and discourse.gender(point.person) in ("", gender_of(token.lower_))
        ]
        if not soon:
            return Ranked(None, 0.0)
        agreeing = next((person for person in soon if discourse.gender(person)), soon[0])
        return Ranked(agreeing, _AHEAD)

    def _holder_at(self, noun: Token) -> HolderData | None:
        """Give the holder of an earlier statement whose source has a noun in it."""
        for _, holder in reversed(self._reading.discourse.holders):
            place = holder["evidence"][:1]
            if place and place[0]["start"] <= noun.idx < place[0]["end"]:
                return holder
        return None

    def _described(self, noun: Token, before: Token) -> HolderData:
        start, end = clauses.noun_phrase(whole(noun))
        return self._resolve(clauses.char_span(noun.doc, (start, min(end, before.i))), ())

    def _first_person(self, token: Token, at: Chars) -> HolderData:
        """ "I" in somebody's words is that person, else the text's author."""
        around = self._reading.discourse.content_around(token.idx)
        if around is not None and around.holder is not None and around.direct:
            person = self._reading.discourse.named(around.holder)
            if person is not None:
                return by_mention.of_person(person, at, "first person", 0.85)
        name = self._reading.authors.of(token.idx)
        if name is not None:
            return by_mention.holder(name, "author", score=0.7, link="first person", at=at)
        return by_mention.holder(
            None, "author", score=0.5, link="first person", at=at, reason="the text's author"
        )
