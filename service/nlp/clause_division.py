"""A clause divided into what it claims: its own verb, those joined to it, and what tells more.

"The plan failed and cost a fortune" is two propositions; "Lee, who left in May, …" is one more.
"""

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.clause_forms import (
    SUBJECTS,
    is_clause,
    is_finite,
    is_parted,
    is_set_off_participle,
    own_subject,
)
from service.nlp.clause_joints import (
    is_and,
    is_complete,
    is_conditional,
    is_marked,
    is_relative,
    is_set_off,
    is_subordinate,
    joint,
    shares_passive,
    tells_more,
)
from service.nlp.trimming import trimmed

MOST = 12
"""Claims of one statement; the rest of a long one is not divided."""
_TAKING_UP = frozenset("it they this that these those".split())
"""Subjects that take up what the clause before says, and stay with it."""
_DEEPEST = 40  # verbs joined to each other in one sentence


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause: its verb, its subject, and its words in the order of the text, by index.

    cut: whether words that belong to it may be missing, as the parse does not show where to.
    helper: a helping verb that it lacks, and the word before which that belongs: "was" calling.
    """

    verb: Token
    subject: Token | None
    words: tuple[int, ...]
    cut: bool = False
    helper: tuple[int, str] | None = None


class Clause:
    """A clause with those that are joined to it and hang on it."""

    def __init__(self, verb: Token, known: frozenset[int]) -> None:
        self._verb = verb
        self._known = known

    def divided(self) -> list[Proposition]:
        """Give its propositions, its own first."""
        subject = own_subject(self._verb, self._known)
        return self._parts(self._verb, subject, frozenset(), 0)

    def _parts(
        self, verb: Token, subject: Token | None, shared: frozenset[int], depth: int
    ) -> list[Proposition]:
        """shared: the words before the verb that belong to all verbs joined to each other."""
        own = {t.i for t in verb.subtree if t.i in self._known}
        found: list[Proposition] = []
        for child in list(verb.children):
            if child.i not in self._known or depth > _DEEPEST:
                continue
            joined = self._joined(verb, child, subject, shared)
            if joined is not None:
                own -= joint(verb, child) | {t.i for t in child.subtree}
                found += self._parts(child, *joined, depth + 1)
        for noun, clause in self._additions(own):
            cut = {t.i for t in clause.subtree}
            own -= cut
            start, end = clauses.noun_phrase(noun)
            named = {i for i in range(start, min(end, clause.left_edge.i)) if i in self._known}
            said = {i for i in cut if i in self._known and not is_relative(noun.doc[i], clause)}
            found.append(Proposition(clause, noun, trimmed(noun.doc, named | said)))
        words = trimmed(verb.doc, own | shared)
        return [Proposition(verb, subject, words), *found] if words else found

    def _joined(
        self, verb: Token, child: Token, subject: Token | None, shared: frozenset[int]
    ) -> tuple[Token | None, frozenset[int]] | None:
        """Give subject and shared words of a clause that is claimed by itself, None if it is not.

        Such are further verbs ("lost money and closed") and clauses after a semicolon.
        """
        own = own_subject(child, self._known)
        if child.dep_ in ("ccomp", "parataxis"):
            apart = own is not None and is_clause(child, self._known) and is_set_off(verb, child)
            return (own, frozenset()) if apart else None
        if child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX"):
            return None
        if not is_and(verb, child) or is_conditional(verb) or is_subordinate(child):
            return None
        if not is_marked(verb, child) or (
            subject is not None and is_set_off_participle(subject, verb) and own is None
        ):
            return None
        if own is not None:
            parted = (
                is_finite(child, self._known)
                and is_parted(child, self._known)
                and not shares_passive(verb, child)
                and own.lower_ not in _TAKING_UP
                and not _joins_names(child)
            )
            return (own, frozenset()) if parted else None
        if (
            subject is None
            or subject.dep_ == "expl"
            or not is_complete(verb, child)
            or self._is_doubtful(verb, child)
        ):
            return None
        before = self._before(verb) | shared
        if is_finite(child, self._known):
            return subject, before
        auxiliaries = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass") and c.i in self._known]
        negated = any(c.dep_ == "neg" for c in verb.children)
        if not auxiliaries or negated or child.tag_ != verb.tag_:
            return None
        return subject, before | {c.i for c in auxiliaries}

    def _is_doubtful(self, verb: Token, child: Token) -> bool:
        """Say whether another verb between may be the one that "and" joins the second to."""
        between = [t for t in verb.doc[verb.i + 1 : child.i] if t.i in self._known]
        if any(t.dep_ in SUBJECTS for t in between):
            return True
        if child.tag_ == "VBG" and any(
            t.tag_ == "VBG" and t.nbor(-1).pos_ == "ADP" for t in between
        ):
            return True  # "saying much about mending ships and selling them"
        return child.tag_ in ("VBP", "VB") and any(t.tag_ == "TO" for t in between)

    def _before(self, verb: Token) -> frozenset[int]:
        """Give the subject with what stands before it: "In May the firm …"."""
        subject = own_subject(verb, self._known)
        if subject is None:
            return frozenset()
        last = subject.right_edge.i
        return frozenset(
            t.i
            for child in verb.lefts
            if child.i <= subject.i and child.dep_ not in ("cc", "mark", "punct", "advcl", "ccomp")
            for t in child.subtree
            if t.i in self._known and t.i <= last
        )

    def _additions(self, own: Collection[int]) -> list[tuple[Token, Token]]:
        """Give nouns with the clauses that tell more of them: "Ann Lee, who left in May, …"."""
        found: list[tuple[Token, Token]] = []
        for i in sorted(own):
            clause = self._verb.doc[i]
            noun = clause.head
            if clause.dep_ != "relcl" or noun.i not in own or len(found) == MOST:
                continue
            if any(clause.i in {t.i for t in other.subtree} for _, other in found):
                continue
            if tells_more(noun, clause) and is_finite(clause, self._known):
                found.append((noun, clause))
        return found


def _joins_names(clause: Token) -> bool:
    """Say whether "and" before a clause stands between two names: "where Lee and Roos met"."""
    first = clause.left_edge
    if first.i < 2 or first.pos_ != "PROPN" or first.nbor(-1).dep_ != "cc":
        return False
    return first.nbor(-2).pos_ == "PROPN"
