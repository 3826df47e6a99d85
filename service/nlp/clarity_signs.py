"""Signs of whether a claim can be understood without its article (see clarity)."""

import math
from collections.abc import Collection, Mapping

from spacy.tokens import Doc, Token

from service.nlp import standing
from service.nlp.claim_reading import Said
from service.nlp.claim_sources import source_of
from service.nlp.claim_words import Put
from service.nlp.clause_division import Proposition

_DEMONSTRATIVES = frozenset("this that these those such".split())
_PLAIN_PRONOUNS = frozenset("who which that what it there".split())
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "xcomp"})
_COMPARED = frozenset({"JJR", "RBR"})
_TIMES = frozenset({"DATE", "TIME"})
_SOME = frozenset("a an some many any".split())
_QUOTES = frozenset('"“”')
_SOME_OF_MANY = frozenset("one another some others many several those most".split())
_OPEN_BODIES = frozenset(
    "agency company firm group court committee ministry department party team organisation "
    "organization commission board council union university school hospital bank club campaign "
    "book report survey poll study letter memo bill law meeting incident attack event project plan "
    "deal show program programme convention debate".split()
)
"""Nouns with "the" before them that each article has its own of."""
_SHARES = frozenset("percent % points vote votes delegates caucus primary".split())
_MOST = 3.0  # what a count adds at most
Signs = dict[str, float]


def signs_of(
    doc: Doc, proposition: Proposition, puts: Mapping[int, Put], said: Said, *, reported: bool
) -> Signs:
    """Give the signs of a claim. puts: what takes the place of words; reported: that it was said.

    Each is a number from 0 on; what a claim lacks has none.
    """
    words = [doc[i] for i in proposition.words]
    counts = {
        **_of_words(words, puts),
        **_of_nouns(words, proposition.words),
        **_of_clause(proposition, puts),
        **_of_statement(doc, said),
        "constant": 1.0,
        "reported": float(reported),
        "words": math.log1p(len(words)),
        "names": math.log1p(standing.count_names(words, puts)),
    }
    return {name: min(_MOST, float(value)) for name, value in counts.items() if value}


def _of_words(words: list[Token], puts: Mapping[int, Put]) -> Signs:
    """Count what points elsewhere, or tells when and how many."""
    left = [t for t in words if t.i not in puts]
    found = {
        "demonstratives": sum(t.lower_ in _DEMONSTRATIVES and t.tag_ == "DT" for t in left),
        "it": sum(t.lower_ == "it" for t in left),
        "pronouns": sum(t.pos_ == "PRON" and t.lower_ not in _PLAIN_PRONOUNS for t in left),
        "comparisons": sum(t.tag_ in _COMPARED for t in words),
        "compared with nothing": any(t.tag_ in _COMPARED for t in words)
        and not any(t.lower_ == "than" for t in words),
        "numbers": sum(t.like_num for t in words),
        "time": any(t.ent_type_ in _TIMES for t in words),
        "nouns": math.log1p(sum(t.pos_ == "NOUN" for t in words)),
        "proper nouns": math.log1p(sum(t.pos_ == "PROPN" for t in words)),
        "clauses": math.log1p(sum(t.dep_ in _CLAUSES for t in words)),
        "joined": sum(t.dep_ == "conj" for t in words),
        "mark without its other": sum(t.text in _QUOTES for t in words) % 2,
        "capitals": sum(t.text[0].isupper() for t in words) / len(words),
        "share of no place": _is_share(words),
        f"begins with {words[0].pos_}": 1,
    }
    found["the body"] = sum(_is_open_body(t, words) for t in left)
    for put in {(p.start, p.link): p for p in puts.values()}.values():
        name = f"put in by {put.link}"
        found[name] = found.get(name, 0) + 1
    return {name: float(value) for name, value in found.items()}


def _of_nouns(words: list[Token], own: Collection[int]) -> Signs:
    """Count definite nouns: with a name, with other words, or bare."""
    known = frozenset(own)
    found = {"definite, named": 0.0, "definite": 0.0, "definite, bare": 0.0}
    for article in words:
        if article.lower_ != "the" or article.head.pos_ != "NOUN":
            continue
        phrase = [t for t in article.head.subtree if t.i in known]
        found["definite, named" if any(map(_is_named, phrase)) else "definite"] += 1
        found["definite, bare"] += len(phrase) == len((article, article.head))
    return found


def _of_clause(proposition: Proposition, puts: Mapping[int, Put]) -> Signs:
    """Tell the form of the clause and of its subject."""
    verb, words = proposition.verb, proposition.words
    return {
        f"subject: {_kind(proposition.subject, puts)}": 1.0,
        f"verb as {verb.tag_}": 1.0,
        f"clause as {verb.dep_}": 1.0,
        "be": float(verb.lemma_ == "be"),
        "helper put in": float(proposition.helper is not None),
        "modal": float(any(c.tag_ == "MD" for c in verb.children)),
        "gap": float(words[-1] - words[0] >= len(words)),
    }


def _kind(subject: Token | None, puts: Mapping[int, Put]) -> str:
    if subject is None:
        return "none"
    if subject.i in puts:
        return "put in"
    if any(map(_is_named, subject.subtree)):
        return "named"
    if subject.pos_ == "PRON":
        return "pronoun"
    first = subject.left_edge.lower_
    return "definite" if first == "the" else "some" if first in _SOME else "noun"


def _of_statement(doc: Doc, said: Said) -> Signs:
    """Tell who says it, and how surely that is known."""
    span = source_of(doc, said)
    pronoun = span is not None and len(span) == 1 and span[0].pos_ == "PRON"
    cue = said.attribution["cue"]
    verb = None if cue is None else doc.char_span(*cue, alignment_mode="expand")
    passive = verb is not None and any(c.dep_ == "auxpass" for c in verb.root.children)
    some = span is not None and span[0].lower_ in _SOME_OF_MANY
    return {
        f"by {said.holder['kind']}": 1.0,
        "source is a pronoun": float(pronoun),
        "source is some of many": float(some),
        "cue is passive": float(passive),
        "sourceless": float(said.attribution["source"] is None),
        "statement's score": said.attribution["score"],
        "speaker's score": said.holder["score"],
    }


def _is_named(token: Token) -> bool:
    return bool(token.ent_type_) or token.pos_ == "PROPN"


def _is_open_body(noun: Token, words: list[Token]) -> bool:
    """ "The survey", "the organization": one of many, and no words after it tell which."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _OPEN_BODIES:
        return False
    if noun.dep_ in ("compound", "nmod") or not noun.i or noun.nbor(-1).lower_ != "the":
        return False
    told = (c for c in noun.rights if c in words)
    return not any(
        c.dep_ in ("acl", "relcl", "appos") or (c.dep_ == "prep" and c.lower_ in ("of", "for"))
        for c in told
    )


def _is_share(words: list[Token]) -> bool:
    """ "Lee won 40 percent": a count of votes, or of opinion, and no place or party that counts."""
    told = any(t.ent_type_ in ("GPE", "NORP", "EVENT") for t in words)
    return not told and any(t.lower_ in _SHARES for t in words)
