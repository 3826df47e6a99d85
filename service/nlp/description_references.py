"""Descriptions in a claim: whom or what "the minister", "the talks", "this plan" stand for."""

from collections import Counter
from functools import cached_property

from spacy.tokens import Doc, Token

from service.nlp import clauses, names
from service.nlp.clauses import char_span
from service.nlp.extensions import HolderData
from service.nlp.holder_names import HolderNames, evidence
from service.nlp.lexicons import Lexicons
from service.nlp.reference import Reference, Speaking
from service.nlp.resolution import Resolver
from service.nlp.subjects import is_explained
from service.nlp.things import ONE_OF_ITS_KIND, Things

_SURE_TITLE = 0.8
_SURE_DESCRIPTION = 0.9
"""The same, for "the Utrecht mayor" and "the billionaire businessman"."""
_ARGUMENTS = clauses.SUBJECTS | {"dobj"}
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_SOME_BODY = frozenset(
    "agency company firm group court committee ministry department party team organisation "
    "organization commission council union university school hospital bank club campaign".split()
)
_PARTY_WORDS = {
    word: party
    for party, words in {
        "Democratic": "democrat democrats democratic dnc",
        "Republican": "republican republicans gop rnc",
    }.items()
    for word in words.split()
}
_LIKE_IT = frozenset({"kind", "sort", "type", "way", "thing", "regard"})
_PLACES = frozenset("area region town county district neighborhood neighbourhood site".split())
_OF_CONTESTS = frozenset("nominee candidate winner loser finalist challenger victor".split())
"""Roles that are often still to be filled when somebody speaks of them."""
POINTING = frozenset({"this", "that", "these", "those"})


class DescriptionReferences:
    """Reads the definite descriptions of one article."""

    def __init__(
        self, doc: Doc, lexicons: Lexicons, resolver: Resolver, things: Things, names: HolderNames
    ) -> None:
        self._doc = doc
        self._titles = lexicons.titles
        self._resolver = resolver
        self._things = things
        self._names = names

    def of(self, determiner: Token, speaking: Speaking) -> Reference | None:
        """ "the minister", "the agency", "the talks", "this plan"."""
        noun = determiner.head
        if noun.lower_ in _NUMBERS and noun.i == determiner.i + 1:  # "the two"
            words = self._doc[determiner.i : noun.i + 1].text
            return Reference(determiner.i, noun.i + 1, None, unresolved=words)
        person = self._titles.is_role(noun.lemma_.lower()) and noun.tag_ == "NN"
        if person and determiner.lower_ == "the" and _is_of_a_trade(noun):
            words = self._doc[determiner.i : noun.i + 1].text
            return Reference(determiner.i, noun.i + 1, None, unresolved=words)
        if not self._things.is_bare(noun) and not (person and self._things.is_described(noun)):
            words = self._doc[determiner.i : noun.i + 1].text
            return _pointing(determiner, words) if _is_pointed_at(determiner) else None
        run = (determiner.i, noun.i + 1)
        word = noun.lemma_.lower()
        role = self._titles.is_role(word)
        if noun.tag_ == "NN" and (role or self._titles.organisation_kind(word)):
            found = self._resolver.resolve(char_span(self._doc, run))
            links = {e["link"] for e in found["evidence"]}
            sure = found["kind"] == "person" and found["score"] >= _SURE_TITLE
            ends_so = (
                found["name"] is not None
                and word in names.words(found["name"])
                and found["name"].split()[-1][:1].isupper()
            )
            sure = sure or ("short name" in links and ends_so)
            alone = not any(c.dep_ == "conj" for c in noun.children) and noun.dep_ != "conj"
            sure = sure and not _is_owned_by_open(found["name"] or "")
            # "We will support the Republican nominee", whoever that will be.
            bare = self._things.is_bare(noun)
            sure = sure and (bare or not (speaking.direct or word in _OF_CONTESTS))
            sure = sure and not (word == "party" and self._is_of_lesser_party(found["name"] or ""))
            if alone and sure and found["name"] and found["name"] != speaking.holder["name"]:
                return self._as_title(run, found)
        fuller = self._things.fuller(noun)
        if speaking.direct and determiner.lower_ != "the":
            fuller = None  # what a speaker points at, is before the speaker
        if (
            fuller is not None
            and not _is_owned_by_open(fuller[0])
            and fuller[0].lower() != self._doc[run[0] : run[1]].text.lower()
        ):
            return Reference(*run, fuller[0], source=fuller[1], link="description", name=fuller[0])
        somebody = noun.tag_ == "NN" and (role or word in _SOME_BODY)
        topic = noun.dep_ in _ARGUMENTS and not is_explained(noun)
        known = determiner.lower_ != "the" or self._things.is_known(noun)
        vague = noun.dep_ == "pobj" and noun.lemma_.lower() in _PLACES
        if known or somebody or topic or vague:
            words = self._doc[run[0] : run[1]].text
            return Reference(*run, None, unresolved=words)
        return None

    def _is_of_lesser_party(self, name: str) -> bool:
        """Say whether the article tells more of another party than of the one that was found."""
        parties: Counter[str] = Counter()
        for word, party in _PARTY_WORDS.items():
            parties[party] += self._word_counts[word]
        own = name.split(" ", maxsplit=1)[0].lower()
        mentions = parties[_PARTY_WORDS.get(own, "")] or self._word_counts[own]
        return any(count > mentions for count in parties.values())

    @cached_property
    def _word_counts(self) -> Counter[str]:
        """How often each word stands in the article."""
        return Counter(t.lower_ for t in self._doc)

    def supposed(self, determiner: Token, speaking: Speaking) -> Reference | None:
        """Give the person whom "the billionaire businessman" very likely is."""
        noun = determiner.head
        alone = not any(c.dep_ not in ("case", "punct") for c in noun.rights)
        role = noun.tag_ == "NN" and self._titles.is_role(noun.lemma_.lower())
        if determiner.lower_ != "the" or not role or not alone or speaking.direct:
            return None
        run = (determiner.i, noun.i + 1)
        found = self._resolver.resolve(char_span(self._doc, run))
        if found["kind"] != "person" or found["score"] < _SURE_DESCRIPTION or not found["name"]:
            return None
        if found["name"] == speaking.holder["name"]:
            return None
        return self._as_title(run, found)

    def _as_title(self, run: clauses.Run, found: HolderData) -> Reference:
        """Give the reference of a description to whom or what it was resolved to."""
        name = found["name"] or ""
        called, at = self._names.called(found), evidence(found)
        return Reference(*run, called, source=at, link="title", name=name)


def _is_owned_by_open(phrase: str) -> bool:
    """Say whether a phrase is of an owner who is not told: "the island's bank"."""
    first, _, owner = phrase.partition(" ")
    owner = owner.split(" ")[0]
    return first.lower() == "the" and owner.islower() and owner.endswith(("'s", "’s", "s'", "s’"))


def _pointing(determiner: Token, words: str) -> Reference:
    """Give the reference of "this science fair", that nothing resolves; only its first word."""
    return Reference(determiner.i, determiner.i + 1, None, unresolved=words)


def _is_pointed_at(determiner: Token) -> bool:
    """Say whether "this plan" takes up what is told elsewhere; "this year", "this country" do not.

    "those ships that left" tells which.
    """
    noun = determiner.head
    if determiner.lower_ not in POINTING or noun.ent_type_ in ("DATE", "TIME"):
        return determiner.lower_ in ("that", "those")
    if noun.lemma_.lower() in _LIKE_IT:
        return True  # "this kind of thing"
    if noun.lemma_.lower() in ONE_OF_ITS_KIND and noun.i == determiner.i + 1:
        return False
    return determiner.lower_ not in ("that", "those") or not is_told(noun)


def _is_of_a_trade(noun: Token) -> bool:
    """ "The former shipping magnate": somebody whom the article names, and these words do not."""
    before = [c for c in noun.lefts if c.dep_ != "det"]
    if noun.dep_ in ("compound", "nmod", "appos", "attr", "oprd"):
        return False
    plain = all(c.is_lower and c.dep_ in ("amod", "compound") for c in before)
    told = any(c.dep_ in ("prep", "relcl", "acl", "appos") for c in noun.rights)
    return plain and not told and any(c.dep_ == "compound" for c in before)


def is_told(token: Token) -> bool:
    """ "those in Aden", "that of the ports": what follows says which; not "did that in Aden"."""
    telling = ("of",) if token.lower_ in ("that", "this") else ("of", "in")
    return any(c.dep_ in ("relcl", "acl") or c.lower_ in telling for c in token.rights)
