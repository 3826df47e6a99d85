"""What a statement says, divided into clauses that each claim one thing.

"The plan failed and, as he said, cost a fortune" is two claims. Clauses that are joined by "or",
asked, or hang on one condition together stay together, for none of them is claimed by itself.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.clause_joints import (
    FINITE,
    SAYING,
    is_and,
    is_complete,
    is_conditional,
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
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_ASKING = frozenset({"whether", "if"})
_TAKING_UP = frozenset("it they this that these those".split())
"""Subjects that take up what the clause before says, and stay with it."""
_DEEPEST = 40  # verbs joined to each other in one sentence


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause: its verb, its subject, and its words in the order of the text, by index."""

    verb: Token
    subject: Token | None
    words: tuple[int, ...]


def propositions(doc: Doc, content: Sequence[tuple[int, int]]) -> list[Proposition]:
    """Give the clauses of a content in text order, at most MOST; none where nothing is claimed."""
    found: list[Proposition] = []
    for inside in _sentences(doc, content):
        if len(found) >= MOST:
            break
        if not _is_question(doc, inside):
            found += _of_sentence(doc, inside)
    return found[:MOST]


def undivided(doc: Doc, content: Sequence[tuple[int, int]]) -> list[Proposition]:
    """Give the sentences of a content whose parse shows no clause, though they have a tense.

    What a parser misreads is still said: a noun phrase with a verb after it, as one claim each.
    """
    found: list[Proposition] = []
    for inside in _sentences(doc, content):
        words = trimmed(doc, inside)
        if not words or _is_question(doc, inside) or len(found) == MOST:
            continue
        verb = next((doc[i] for i in words[1:] if doc[i].tag_ in FINITE), None)
        first = doc[words[0]]
        if (
            verb is None
            or not _is_main(verb)
            or first.pos_ not in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM")
        ):
            continue
        before = [doc[i] for i in words if i < verb.i]
        if first.tag_ in ("WDT", "WP", "WRB") or any(t.tag_ in ("WDT", "WP") for t in before):
            continue
        if any(t.pos_ in ("PROPN", "NOUN", "PRON") for t in before):
            found.append(Proposition(verb, clauses.own_subject(verb), words))
    return found


def sentences_of(doc: Doc, content: Sequence[tuple[int, int]]) -> list[Proposition]:
    """Give the sentences of a content that hold a clause, however it is built; no questions."""
    found: list[Proposition] = []
    for inside in _sentences(doc, content):
        words = trimmed(doc, inside)
        if not words or _is_question(doc, inside) or len(found) == MOST:
            continue
        known = frozenset(words)
        for i in words:
            verb = doc[i]
            subject = _own_subject(verb, known)
            if subject is None or not _is_main(verb) or not is_finite(verb, known):
                continue
            if subject.tag_ not in ("WP", "WDT"):
                found.append(Proposition(verb, subject, words))
                break
    return found


def _is_main(verb: Token) -> bool:
    """Say whether a verb with a tense is no part of a clause that only tells of a noun."""
    head = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return head.dep_ not in ("relcl", "acl", "pcomp", "csubj")


def _sentences(doc: Doc, content: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Give the words of the content by sentence."""
    words: list[int] = []
    for start, end in content:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        for token in span:
            if token.is_sent_start and words:
                yield words
                words = []
            if not words or token.i > words[-1]:
                words.append(token.i)
    if words:
        yield words


def _is_parted(clause: Token, known: Collection[int]) -> bool:
    """Say whether a mark, a line or "and" stands before a clause; else it goes on from there."""
    i = clause.left_edge.i - 1
    while i in known and clause.doc[i].is_space:
        i -= 1
    before = clause.doc[i] if i in known else None
    return before is None or before.is_punct or before.dep_ == "cc" or before.text in ("-", "--")


def _is_question(doc: Doc, inside: Sequence[int]) -> bool:
    if any(doc[i].text.startswith("?") for i in inside):
        return True
    for token in doc[inside[-1] + 1 : inside[-1] + 4]:
        if token.text.startswith("?"):
            return True
        if not token.is_punct and not token.is_space:
            break
    return False


def _of_sentence(doc: Doc, inside: Sequence[int]) -> list[Proposition]:
    known = frozenset(inside)
    found: list[Proposition] = []
    for i in inside:
        root = doc[i]
        if root.head.i in known and root.head.i != i:
            continue
        verb = _claimed(root, known)
        if verb is None:
            continue
        if found and not _is_parted(verb, known):
            return undivided(doc, [(doc[inside[0]].idx, doc[inside[-1]].idx + 1)])
        found += _Clause(verb, known).divided()
    return sorted(found, key=lambda one: (one.verb.i, one.words))


def _claimed(root: Token, known: Collection[int]) -> Token | None:
    """Give the verb of what the topmost word of a content claims, None if it claims nothing.

    The "saying" of "…, saying that it failed" says nothing itself.
    """
    if is_clause(root, known):
        subject = _own_subject(root, known)
        if subject is not None and subject.tag_ in ("WP", "WDT"):
            return None
        if _is_inverted(root) or any(c.tag_ == "WRB" and c.dep_ == "advmod" for c in root.lefts):
            return None
        asking = any(c.dep_ == "mark" and c.lower_ in _ASKING for c in root.children)
        meant = clauses.child_with(root, "ccomp") if _is_filler(root) else None
        if meant is not None and is_clause(meant, known):
            return meant
        return None if asking else root
    if root.tag_ == "VBG" and root.lemma_.lower() in SAYING:
        inner = clauses.child_with(root, "ccomp")
        if inner is not None and inner.i in known and is_clause(inner, known):
            return inner
    return None


def _is_inverted(verb: Token) -> bool:
    """Say whether a clause asks: "why would she go", "does it matter"."""
    subject = clauses.own_subject(verb)
    helper = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), None)
    if subject is None or helper is None or helper.i > subject.i:
        return False
    before = [c for c in verb.lefts if c.i < helper.i and not c.is_punct and c.dep_ != "cc"]
    return not before or any(c.tag_ in ("WRB", "WP", "WDT") for c in before)


def _is_filler(verb: Token) -> bool:
    """ "I mean" before what is meant."""
    subject = clauses.own_subject(verb)
    return verb.lower_ == "mean" and subject is not None and subject.lower_ == "i"


def is_clause(verb: Token, known: Collection[int]) -> bool:
    """Say whether a word heads a clause with a subject and a verb that has a tense."""
    return _own_subject(verb, known) is not None and is_finite(verb, known)


def is_finite(verb: Token, known: Collection[int]) -> bool:
    """Say whether a verb, or an auxiliary of it, has a tense.

    "the bridge cracked" is often tagged as if "cracked" were a participle.
    """
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBN" and verb.dep_ == "ccomp" and not helpers:
        return any(c.dep_ == "nsubj" and c.i in known for c in verb.lefts)
    return verb.tag_ in FINITE or any(c.tag_ in FINITE and c.i in known for c in helpers)


def _own_subject(verb: Token, known: Collection[int]) -> Token | None:
    """Give the subject of a verb, or of an auxiliary of it as parsers sometimes have it."""
    near = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    return next(
        (c for one in near for c in one.children if c.dep_ in _SUBJECTS and c.i in known), None
    )


class _Clause:
    """A clause with those that are joined to it and hang on it."""

    def __init__(self, verb: Token, known: frozenset[int]) -> None:
        self._verb = verb
        self._known = known

    def divided(self) -> list[Proposition]:
        """Give its propositions, its own first."""
        subject = _own_subject(self._verb, self._known)
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
        own = _own_subject(child, self._known)
        if child.dep_ in ("ccomp", "parataxis"):
            apart = own is not None and is_clause(child, self._known) and is_set_off(verb, child)
            return (own, frozenset()) if apart else None
        if child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX"):
            return None
        if not is_and(verb, child) or is_conditional(verb) or is_subordinate(child):
            return None
        if own is not None:
            parted = (
                is_finite(child, self._known)
                and _is_parted(child, self._known)
                and not shares_passive(verb, child)
                and own.lower_ not in _TAKING_UP
            )
            return (own, frozenset()) if parted else None
        if subject is None or not is_complete(verb, child) or self._is_doubtful(verb, child):
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
        if any(t.dep_ in _SUBJECTS for t in between):
            return True
        return child.tag_ in ("VBP", "VB") and any(t.tag_ == "TO" for t in between)

    def _before(self, verb: Token) -> frozenset[int]:
        """Give the subject with what stands before it: "In May the firm …"."""
        subject = _own_subject(verb, self._known)
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
