"""Subjects that stand for nothing, or for the clause that follows."""

from spacy.tokens import Token

_DUMMY = frozenset("be seem appear become take make rain snow turn remain".split())


_SEEMING = frozenset({"appear", "seem"})


def _is_own_verb(verb: Token) -> bool:
    """Say whether an infinitive after "it seems" tells what "it" does: "to be sailing"."""
    infinitive = verb.dep_ == "xcomp" and any(c.tag_ == "TO" for c in verb.lefts)
    return infinitive and verb.lemma_ not in ("be", "rain", "snow", "take")


def is_dummy(token: Token) -> bool:
    """ "it is clear that", "it takes time": a subject that stands for nothing, or for a clause."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_.lower() not in _DUMMY:
        return False
    rest = [c for c in verb.rights if not c.is_punct]
    if verb.lemma_.lower() in _SEEMING and any(_is_own_verb(c) for c in rest):
        return False  # "it appears to be sailing through"
    if rest and _is_new(rest[0]) and any(c.dep_ == "relcl" for c in rest[0].rights):
        return False  # "it is a port that grows"
    if any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl") for c in rest):
        return True
    return any(
        c.dep_ in ("ccomp", "xcomp", "acl")
        or (not _is_new(r) and (c.dep_ == "advcl" or _is_cleft(c)))
        for r in rest
        for c in r.rights
        if r.dep_ in ("acomp", "attr", "dobj", "prep")
    )


def _is_new(noun: Token) -> bool:
    """ "It is a port that grows": what "it" is, is told, and "it" is something told before."""
    return noun.tag_ in ("NN", "NNP") and any(c.lower_ in ("a", "an") for c in noun.lefts)


def is_explained(subject: Token) -> bool:
    """ "the fact is that it failed": what follows tells what the subject is."""
    return any(c.dep_ in ("ccomp", "xcomp") for c in subject.head.rights) and (
        subject.head.lemma_ == "be"
    )


def _is_cleft(clause: Token) -> bool:
    """ "it was Lee who left": the clause begins with its own subject."""
    first = clause.left_edge
    return clause.dep_ == "relcl" and first.lower_ in ("who", "that") and first.head == clause
