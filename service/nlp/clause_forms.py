"""Whether words make a clause with a subject and a tense, and what kind of clause it is."""

from collections.abc import Collection

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.clause_joints import FINITE

_BEFORE = 8  # words in which another comma is looked for
_ENDS = ("ed", "en", "wn", "lt", "ght")  # of participles
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def is_main(verb: Token) -> bool:
    """Say whether a verb with a tense is no part of a clause that only tells of a noun."""
    head = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    of_noun = head.dep_ == "ccomp" and head.head.pos_ == "NOUN"  # "consensus that it failed"
    return not of_noun and head.dep_ not in ("relcl", "acl", "pcomp", "csubj")


def is_parted(clause: Token, known: Collection[int]) -> bool:
    """Say whether a mark, a line or "and" stands before a clause; else it goes on from there."""
    i = clause.left_edge.i - 1
    while i in known and clause.doc[i].is_space:
        i -= 1
    before = clause.doc[i] if i in known else None
    return before is None or before.is_punct or before.dep_ == "cc" or before.text in ("-", "--")


def is_inverted(verb: Token) -> bool:
    """Say whether a clause asks: "why would she go", "does it matter"."""
    subject = clauses.own_subject(verb)
    helper = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), None)
    if subject is None or helper is None or helper.i > subject.i:
        return False
    before = [c for c in verb.lefts if c.i < helper.i and not c.is_punct and c.dep_ != "cc"]
    return not before or any(c.tag_ in ("WRB", "WP", "WDT") for c in before)


def is_filler(verb: Token) -> bool:
    """ "I mean" before what is meant."""
    subject = clauses.own_subject(verb)
    return verb.lower_ == "mean" and subject is not None and subject.lower_ == "i"


def is_clause(verb: Token, known: Collection[int]) -> bool:
    """Say whether a word heads a clause with a subject and a verb that has a tense."""
    return own_subject(verb, known) is not None and is_finite(verb, known)


def is_finite(verb: Token, known: Collection[int]) -> bool:
    """Say whether a verb, or an auxiliary of it, has a tense.

    "the bridge cracked" is often tagged as if "cracked" were a participle.
    """
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBN" and verb.dep_ == "ccomp" and not helpers:
        return any(c.dep_ == "nsubj" and c.i in known for c in verb.lefts)
    return verb.tag_ in FINITE or any(c.tag_ in FINITE and c.i in known for c in helpers)


def first_of(verb: Token) -> Token:
    """Give the word of a verb's group that may have its tense: the first auxiliary, else itself."""
    return next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)


def own_subject(verb: Token, known: Collection[int]) -> Token | None:
    """Give the subject of a verb, or of an auxiliary of it as parsers sometimes have it."""
    near = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    return next(
        (c for one in near for c in one.children if c.dep_ in SUBJECTS and c.i in known), None
    )


def is_set_off_participle(subject: Token, verb: Token) -> bool:
    """Say whether a comma stands between a subject and a form like "killed", and nothing else.

    In "Captain Lee, killed in May, was a hero" it is no verb with a tense.
    """
    if subject.i > verb.i or verb.tag_ not in ("VBD", "VBN") or not verb.lower_.endswith(_ENDS):
        return False
    if any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp") for c in verb.children):
        return False
    if any(t.text == "," for t in subject.doc[max(0, subject.i - _BEFORE) : subject.i]):
        return False  # "the mayor, Ann Lee, waited": the comma ends an apposition
    between = subject.doc[subject.i + 1 : verb.i]
    return sum(t.text == "," for t in between) == 1 and all(
        t.text == "," or t.pos_ == "ADV" for t in between
    )
