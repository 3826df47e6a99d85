"""Pronouns in a claim: whom or what "he", "they" and "it" stand for, where that is sure."""

from collections.abc import Collection

from spacy.tokens import Doc, Token

from service.nlp import clauses, mentions
from service.nlp.extensions import PersonData
from service.nlp.holder_names import HolderNames, is_possessive
from service.nlp.reference import Reference, Speaking, full_mention, unknown
from service.nlp.resolution import Resolver
from service.nlp.subjects import is_dummy
from service.nlp.things import Things

_SURE = 0.7
"""The chance from which on a person takes the place of a pronoun in a claim."""
_LIKELY = 0.5
"""The chance from which on somebody else than a source without a name may be meant."""
_SURE_ALONE = 0.45
"""The same, for the only person whom the speaker has named."""
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})


class PronounReferences:
    """Reads the pronouns of the third person in one article."""

    def __init__(self, doc: Doc, resolver: Resolver, things: Things, names: HolderNames) -> None:
        self._doc = doc
        self._resolver = resolver
        self._things = things
        self._names = names

    def of(self, token: Token, speaking: Speaking) -> Reference | None:
        """Give the reference of a pronoun; None for another word, and where the claim has it."""
        word = token.lower_
        if word in mentions.PRONOUNS:
            return self._person(token, speaking)
        if word in THEY:
            return self._they(token, speaking)
        return self._it(token, speaking) if word in IT else None

    def _person(self, token: Token, speaking: Speaking) -> Reference | None:
        holder = speaking.holder
        ranked = self._resolver.rank_pronoun(
            token, speaking.content, besides=holder["name"] if speaking.direct else None
        )
        person = ranked.person
        if not speaking.direct and holder["kind"] == "unnamed" and self._names.is_somebody(holder):
            doubtful = person is not None and ranked.score >= _LIKELY
            return unknown(token) if doubtful else self._names.as_holder(token, holder, "pronoun")
        untold = holder["name"] is None  # who speaks tells most of whom they speak
        if person is None or untold or self._is_another(person, token):
            return unknown(token)
        least = _SURE_ALONE if self._is_alone(person, token, speaking) else _SURE
        if ranked.score < least:
            return unknown(token)
        return Reference(
            token.i,
            token.i + 1,
            person["name"],
            source=full_mention(person),
            link="pronoun",
            name=person["name"],
            possessive=is_possessive(token),
            taken_up=True,
            label="PERSON",
            gender=mentions.gender_of(token.lower_),
        )

    def _is_another(self, person: PersonData, token: Token) -> bool:
        """Say whether the sentence names others before a pronoun, but not this person."""
        discourse = self._resolver.discourse
        start = self._doc[discourse.sentence_start(token.i)].idx
        named = [m[2] for m in discourse.within(start, token.idx)]
        gender = mentions.gender_of(token.lower_)
        others = [p for p in named if not p["gender"] or p["gender"] == gender]
        return bool(others) and not any(p["name"] == person["name"] for p in named)

    def _is_alone(self, person: PersonData, token: Token, speaking: Speaking) -> bool:
        """Say whether the same words name this one person before a pronoun, and nobody else."""
        around = [c for c in speaking.content if c[0] <= token.idx < c[1]]
        discourse = self._resolver.discourse
        named = [m[2]["name"] for s, _ in around for m in discourse.within(s, token.idx)]
        return bool(named) and set(named) == {person["name"]}

    def _they(self, token: Token, speaking: Speaking) -> Reference | None:
        holder = speaking.holder
        if (
            not speaking.direct
            and token.dep_ in ("nsubj", "nsubjpass")
            and not self._has_rival(token, speaking, ("NNS", "NNPS"))
            and self._names.is_many(holder)
        ):
            return self._names.as_holder(token, holder, "pronoun")
        return self._thing(token, speaking)

    def _has_rival(self, token: Token, speaking: Speaking, tags: Collection[str]) -> bool:
        """Say whether the claim has a noun before a pronoun that it may take up."""
        return any(
            i < token.i and self._doc[i].tag_ in tags and self._doc[i].dep_ in clauses.SUBJECTS
            for i in speaking.words
        )

    def _thing(self, token: Token, speaking: Speaking) -> Reference | None:
        """Give what "it" or "they" takes up, where just one thing can be meant.

        None: the claim itself has it.
        """
        noun = self._things.only(token, speaking.content)
        if noun is not None and noun.head in (token.head, token.head.head):
            return unknown(token)  # two parts of one verb are two things
        if noun is not None and noun.i in speaking.words:
            return None
        found = None if noun is None else self._things.phrase(noun)
        if found is None:
            return unknown(token)
        text, source = found
        return Reference(
            token.i,
            token.i + 1,
            text,
            source=source,
            link="pronoun",
            name=text,
            possessive=is_possessive(token),
            taken_up=True,
        )

    def _it(self, token: Token, speaking: Speaking) -> Reference | None:
        if token.dep_ == "expl" or is_dummy(token):
            return None
        holder = speaking.holder
        bodies = ("organisation", "government")
        if (
            not speaking.direct
            and holder["kind"] in bodies
            and token.dep_ == "nsubj"
            and token.head.lemma_ != "be"
            and not self._has_rival(token, speaking, ("NN", "NNP"))
            and token.i - self._resolver.discourse.sentence_start(token.i) < 30
        ):
            return self._names.as_holder(token, holder, "pronoun")
        return self._thing(token, speaking)
