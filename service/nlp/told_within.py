"""Definite phrases that tell which is meant, by what the claim names or by who makes it.

"Aden lost the port, and the city sued": the city is Aden. "Lee won the nomination": that of Lee's
party. "This country" of a known speaker is the speaker's.
"""

from bisect import bisect_left
from collections.abc import Mapping

from spacy.tokens import Token

from service.nlp.claim_words import Put
from service.nlp.clause_division import Proposition

_WINDOW = 60  # words of the claim in which a name is looked for
_PLACES = frozenset(
    "country nation state city town province kingdom island government capital parliament "
    "border coast".split()
)
_OWN = frozenset({"country", "nation", "government", "border"})
_BODIES = frozenset(
    "company firm group party agency network organization organisation team court department bank "
    "club newspaper magazine committee board commission panel union university".split()
)
_RACES = frozenset(
    "nomination nominee presidency primary convention election race campaign ballot candidacy "
    "caucus ticket".split()
)
_POINTING = frozenset({"the", "this", "that"})


def is_told(
    word: Token, proposition: Proposition, puts: Mapping[int, Put], *, countryman: bool
) -> bool:
    """Say whether the phrase that begins with a word, or ends with it, tells which is meant.

    puts: what takes the place of words of the claim. countryman: whether the word is that of a
    person by name, whose country it then is.
    """
    noun = word.head if word.dep_ == "det" else word
    lemma = noun.lemma_.lower()
    opening = next((c for c in noun.lefts if c.lower_ in _POINTING), None)
    if noun.tag_ not in ("NN", "NNS") or opening is None:
        return False
    if lemma in _PLACES:
        places = _named(noun, proposition, puts, "GPE")
        own = countryman and not places and lemma in _OWN
        return own or len(places) == 1
    if lemma in _BODIES:
        return len(_named(noun, proposition, puts, "ORG")) == 1
    if lemma in _RACES and opening.lower_ == "the" and noun.tag_ == "NN":
        return noun != proposition.subject and _is_of_person(proposition, puts)
    return False


def _named(
    noun: Token, proposition: Proposition, puts: Mapping[int, Put], label: str
) -> frozenset[str]:
    """Give the names of one kind that a claim has before a noun."""
    doc = noun.doc
    before = proposition.words[: bisect_left(proposition.words, noun.i)][-_WINDOW:]
    texts = {puts[i].text for i in before if i in puts and puts[i].label == label}
    texts |= {
        doc[i].text
        for i in before
        if doc[i].ent_type_ == label and doc[i].ent_iob_ == "B" and not _is_of_title(doc[i])
    }
    return frozenset(texts)


def _is_of_title(token: Token) -> bool:
    """ "Lenne mayor Ann Lee": a place that only tells who somebody is."""
    return (
        token.dep_ in ("compound", "nmod", "amod")
        and token.head.pos_ in ("NOUN", "PROPN")
        and (token.head.dep_ in ("compound", "nmod") or token.head.ent_type_ == "PERSON")
    )


def _is_of_person(proposition: Proposition, puts: Mapping[int, Put]) -> bool:
    """Say whether a person by name is the subject of a claim: whose race or party is told."""
    subject = proposition.subject
    if subject is None:
        return False
    first = subject.left_edge.i
    put = any(puts[i].label == "PERSON" for i in range(first, subject.i + 1) if i in puts)
    return put or subject.ent_type_ == "PERSON"
