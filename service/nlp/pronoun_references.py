"""Pronouns in a claim: whom or what "he", "they" and "it" stand for, where that is sure."""

from collections.abc import Collection

from spacy.tokens import Doc, Token

from service.nlp import clauses, mentions
from service.nlp.extensions import PersonData
from service.nlp.full_names import FullNames
from service.nlp.holder_names import HolderNames, is_possessive
from service.nlp.reading import Chars
from service.nlp.reference import Reference, Speaking, unknown
from service.nlp.resolution import Resolver
from service.nlp.source_owners import owner_of_source
from service.nlp.subjects import is_dummy
from service.nlp.things import Things

_SURE_OF_SEVERAL = 0.9
"""The same, where the sentence names another whom the pronoun could be."""
_SURE_FROM_AFAR = 0.85
"""The same, for a person whom only sentences before name."""
_SURE = 0.7
"""The chance from which on a person takes the place of a pronoun in a claim."""
_LIKELY = 0.5
"""The chance from which on somebody else than a source without a name may be meant."""
_SURE_ALONE = 0.6
"""The same, for the only person whom the speaker has named."""
_EFFECTS = frozenset(
    "be cost become mean cause lead create boost raise reduce increase lower depress encourage "
    "discourage violate apply affect happen work take need require result remain seem appear look "
    "help hurt benefit save allow prevent undermine threaten represent reflect show prove".split()
)
"""What plans and events do more often than the body that speaks of them: "it would cost"."""
_MEN = frozenset(
    "man boy guy fellow gentleman father dad son brother husband uncle grandfather nephew".split()
)
_WOMEN = frozenset("woman girl lady mother mom daughter sister wife aunt grandmother niece".split())
_HELPING = frozenset("help let make see watch hear".split())
_ESTIMATING = frozenset("estimate calculate project forecast predict find conclude show".split())
_WINDOW = 60  # words before a pronoun
_LOOKED_AT = 12  # mentions of persons before a pronoun
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})


class PronounReferences:
    """Reads the pronouns of the third person in one article."""

    def __init__(
        self,
        doc: Doc,
        resolver: Resolver,
        things: Things,
        holders: HolderNames,
        full_names: FullNames,
    ) -> None:
        self._doc = doc
        self._resolver = resolver
        self._things = things
        self._names = holders
        self._full_names = full_names

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
        if _is_object(token):
            return unknown(token)
        ranked = self._resolver.rank_pronoun(
            token, speaking.content, besides=holder["name"] if speaking.direct else None
        )
        person = ranked.person
        if not speaking.direct and holder["kind"] == "unnamed" and self._names.is_somebody(holder):
            doubtful = person is not None and ranked.score >= _LIKELY
            return unknown(token) if doubtful else self._names.as_holder(token, holder, "pronoun")
        untold = holder["name"] is None  # who speaks tells most of whom they speak
        owner = owner_of_source(self._resolver.discourse, self._names, token, speaking)
        if owner is not None:
            return self._named(token, owner, self._full_names.of(owner))
        if person is None or untold or self._is_another(person, token):
            return unknown(token)
        if self._is_of_no_gender(person, token):
            return unknown(token)
        alone = self._is_alone(person, token, speaking) or self._is_speaker(person, token, speaking)
        least = _SURE_ALONE if alone else self._least(person, token)
        if ranked.score < least or self._is_doubtful(person, ranked.score, token, speaking):
            return unknown(token)
        return self._named(token, person, self._full_names.of(person))

    def _named(self, token: Token, person: PersonData, told: tuple[str, Chars] | None) -> Reference:
        """Give the reference to a person; unknown where the article has only a part of the name."""
        if told is None or self._is_body(told[1]):
            return unknown(token)
        return Reference(
            token.i,
            token.i + 1,
            told[0],
            source=told[1],
            link="pronoun",
            name=person["name"],
            possessive=is_possessive(token),
            taken_up=True,
            label="PERSON",
            gender=mentions.gender_of(token.lower_),
        )

    def _is_body(self, place: Chars) -> bool:
        """Say whether a full name is that of an organisation, which "she" is not."""
        span = self._doc.char_span(*place, alignment_mode="expand")
        return span is not None and bool(len(span)) and span.root.ent_type_ == "ORG"

    def _is_speaker(self, person: PersonData, token: Token, speaking: Speaking) -> bool:
        """Say whether a person is the source, who is named before the pronoun in its sentence."""
        source = speaking.source
        start = self._doc[self._resolver.discourse.sentence_start(token.i)].idx
        return (
            not speaking.direct
            and person["name"] == speaking.holder["name"]
            and source is not None
            and start <= source[0] < token.idx
        )

    def _is_another(self, person: PersonData, token: Token) -> bool:
        """Say whether the sentence names others before a pronoun, but not this person."""
        discourse = self._resolver.discourse
        start = self._doc[discourse.sentence_start(token.i)].idx
        named = [m[2] for m in discourse.within(start, token.idx)]
        gender = mentions.gender_of(token.lower_)
        others = [p for p in named if not p["gender"] or p["gender"] == gender]
        return bool(others) and not any(p["name"] == person["name"] for p in named)

    def _is_doubtful(
        self, person: PersonData, score: float, token: Token, speaking: Speaking
    ) -> bool:
        """Say whether another may be meant: named in the sentence too, or spoken of by the source.

        In "Lee said he left", "he" is Lee; in "he left, Lee said" and "the fair, Lee said, helped
        him" it may be the one of whom the article speaks.
        """
        discourse = self._resolver.discourse
        first = discourse.sentence_start(token.i)
        start = self._doc[first].idx
        gender = mentions.gender_of(token.lower_)

        def others(begin: int, end: int) -> bool:
            named = (m[2] for m in discourse.within(begin, end))
            return any(p["name"] != person["name"] and p["gender"] in ("", gender) for p in named)

        if speaking.direct or person["name"] != speaking.holder["name"]:
            if self._is_described_since(person, token):
                return True
            rivals = others(start, token.idx) or self._describes(first, token, person)
            return (score < _SURE_OF_SEVERAL and rivals) or not self._is_latest(
                person, token, speaking
            )
        source = speaking.source
        if source is None or not start <= source[0] < token.idx:
            return True
        opened = any(start <= c[0] < source[0] for c in speaking.content)
        if others(start if opened else source[0], token.idx):
            return True
        if token.dep_ in clauses.SUBJECTS or not first:
            return False
        if is_possessive(token):
            return self._describes(first, token, person)
        return not self._is_latest(person, token, speaking)

    def _is_latest(self, person: PersonData, token: Token, speaking: Speaking) -> bool:
        """Say whether the two sentences before speak of nobody else whom the pronoun could be.

        Who speaks does not count: nobody says "he" of himself.
        """
        discourse = self._resolver.discourse
        here = discourse.sentence(token.i)
        gender = mentions.gender_of(token.lower_)
        speaker = speaking.holder["name"] if speaking.direct else None
        lately = (
            point.person
            for point in discourse.points_before(token.idx, _LOOKED_AT)
            if here - discourse.sentence(point.token.i) in (1, 2)
        )
        return not any(
            p["name"] not in (person["name"], speaker) and p["gender"] in ("", gender)
            for p in lately
        )

    def _describes(self, first: int, token: Token, person: PersonData) -> bool:
        """Say whether "the president" stands before a pronoun, who may be another person."""
        before = self._doc[max(first, token.i - _WINDOW) : token.i]
        return self._names.describes(before, person["role_words"])

    def _is_of_no_gender(self, person: PersonData, token: Token) -> bool:
        """Say whether nothing tells that somebody is "she", whom no sentence close by names."""
        if person["gender"]:
            return False
        here = self._resolver.discourse.sentence(token.i)
        points = self._resolver.discourse.points_before(token.idx, _LOOKED_AT)
        own = (point.token.i for point in points if point.person["name"] == person["name"])
        return not any(here - self._resolver.discourse.sentence(i) <= 1 for i in own)

    def _is_described_since(self, person: PersonData, token: Token) -> bool:
        """Say whether a man or woman without a name was told of after a person: "a fellow came".

        In the sentence of the pronoun and the one before; "Lee's wife" and "a woman" are "she".
        """
        discourse = self._resolver.discourse
        wanted = _WOMEN if mentions.gender_of(token.lower_) == "f" else _MEN
        here = discourse.sentence(token.i)
        for other in reversed(self._doc[max(0, token.i - 2 * _WINDOW) : token.i]):
            if here - discourse.sentence(other.i) > 1:
                return False
            named = discourse.person_at(other.idx)
            if named is not None and named["name"] == person["name"]:
                return False
            if other.tag_ == "NN" and other.lemma_.lower() in wanted and named is None:
                if other.dep_ in ("appos", "attr", "compound", "nmod"):
                    return False
                at = clauses.char_span(self._doc, clauses.noun_phrase(other))
                return self._resolver.resolve(at)["name"] != person["name"]
        return False

    def _least(self, person: PersonData, token: Token) -> float:
        """Give the least chance for a person: a lower one where the sentence names them before."""
        discourse = self._resolver.discourse
        start = self._doc[discourse.sentence_start(token.i)].idx
        named = any(m[2]["name"] == person["name"] for m in discourse.within(start, token.idx))
        return _SURE if named else _SURE_FROM_AFAR

    def likeliest(self, token: Token, speaking: Speaking) -> str | None:
        """Give who a pronoun most likely is, sure or not; None for another word."""
        if token.lower_ not in mentions.PRONOUNS:
            return None
        ranked = self._resolver.rank_pronoun(token, speaking.content, None)
        return None if ranked.person is None else ranked.person["name"]

    def supposed(self, token: Token, speaking: Speaking) -> Reference | None:
        """Give who "he" or "her" very likely is, where a claim would leave the pronoun."""
        besides = speaking.holder["name"] if speaking.direct else None
        ranked = self._resolver.rank_pronoun(token, speaking.content, besides)
        person = ranked.person
        if person is None or ranked.score < _SURE_FROM_AFAR or not person["mentions"]:
            return None
        told = self._full_names.of(person) or (person["name"], person["mentions"][0])
        return self._named(token, person, told)

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
            and not self._has_plural(token, speaking)
            and self._names.is_many(holder)
        ):
            return self._names.as_holder(token, holder, "pronoun")
        return self._thing(token, speaking)

    def _has_plural(self, token: Token, speaking: Speaking) -> bool:
        """Say whether several things stand between source and "they": "saw bills, saying they"."""
        source = speaking.source
        if source is None or source[0] > token.idx:
            return True
        near = self._doc[max(0, token.i - _WINDOW) : token.i]
        return any(t.idx >= source[1] and t.tag_ in ("NNS", "NNPS") for t in near)

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
            and token.head.lemma_.lower() not in _EFFECTS
            and speaking.cue not in _ESTIMATING
            and not self._has_rival(token, speaking, ("NN", "NNP"))
            and token.i - self._resolver.discourse.sentence_start(token.i) < 30
        ):
            return self._names.as_holder(token, holder, "pronoun")
        return self._thing(token, speaking)


def _is_object(pronoun: Token) -> bool:
    """ "Helped her defeat Roos": read as "her defeat" by parsers."""
    before = pronoun.doc[pronoun.i - 1] if pronoun.i else None
    owner = pronoun.lower_ == "her" and pronoun.dep_ == "poss"
    return owner and before is not None and before.lemma_ in _HELPING
