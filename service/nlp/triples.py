"""Who does what to whom in a clause, whether it is denied, possible, or hangs on a condition.

As textacy's triples, and beyond them copulas, objects behind prepositions, clauses as objects, and
passives turned round: "the pact was signed by Lee" has Lee as its subject.
"""

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.clause_division import Proposition
from service.records import Modality

_MODAL: dict[str, Modality] = {
    **dict.fromkeys(("may", "might", "can", "could", "ca"), "possible"),
    **dict.fromkeys(("must", "should", "ought", "shall"), "necessary"),
    **dict.fromkeys(("will", "'ll", "’ll", "wo"), "future"),
    **dict.fromkeys(("would", "'d", "’d"), "hypothetical"),
}
_PERHAPS = frozenset("perhaps maybe possibly probably likely reportedly allegedly".split())
_NEGATIVE = frozenset({"no", "never", "neither", "nobody", "nothing", "none", "nowhere", "hardly"})
_CONDITIONS = frozenset({"if", "unless", "provided"})
_DIRECT = ("dobj", "attr", "acomp", "oprd", "dative")
_CLAUSES = ("xcomp", "ccomp")


@dataclass(frozen=True, slots=True)
class Triple:
    """The parts of a clause by the indices of their words, and what holds of it."""

    subject: frozenset[int]
    predicate: str
    object: frozenset[int]
    negated: bool
    modality: Modality | None
    condition: frozenset[int]


def triple(proposition: Proposition) -> Triple:
    """Read the parts of a clause."""
    verb, words = proposition.verb, frozenset(proposition.words)
    subject = _phrase(proposition.subject, words, verb)
    predicate, object_ = _predicate(verb, words)
    if clauses.is_passive(verb):
        agent = clauses.agent_of(verb)
        subject, object_ = _phrase(agent, words, verb), subject or object_
        predicate = _lemma(verb)
    elif proposition.subject is not None and proposition.subject.dep_ == "expl":
        subject, object_ = object_, frozenset()
    return Triple(
        subject,
        predicate,
        object_,
        _is_negated(verb, proposition.subject, words),
        _modality(verb, words),
        _condition(verb, words),
    )


def _phrase(head: Token | None, words: Collection[int], verb: Token) -> frozenset[int]:
    if head is None:
        return frozenset()
    if verb.i in {t.i for t in head.subtree}:  # the noun before "who left"
        return frozenset(t.i for t in head.subtree if t.i in words and t.i < verb.left_edge.i)
    return frozenset(t.i for t in head.subtree if t.i in words)


def _lemma(verb: Token) -> str:
    particle = clauses.child_with(verb, "prt")
    return verb.lemma_.lower() + (f" {particle.lower_}" if particle is not None else "")


def _predicate(verb: Token, words: Collection[int]) -> tuple[str, frozenset[int]]:
    lemma = _lemma(verb)
    if not verb.text.isalpha() and lemma in ("'s", "’s", "'m", "'re"):
        lemma = "be"
    rights = [c for c in verb.children if c.i in words and c.i > verb.i]
    for label in (*_DIRECT, *_CLAUSES):
        for child in rights:
            if child.dep_ == label:
                return lemma, _phrase(child, words, verb)
    for child in rights:
        if child.dep_ == "prep" and (inner := clauses.child_with(child, "pobj", "pcomp")):
            return f"{lemma} {child.lower_}", _phrase(inner, words, verb)
    return lemma, frozenset()


def _is_negated(verb: Token, subject: Token | None, words: Collection[int]) -> bool:
    near = [c for c in verb.children if c.i in words]
    if any(c.dep_ == "neg" or c.lower_ in _NEGATIVE for c in near):
        return True
    nouns = [c for c in near if c.dep_ in ("dobj", "attr", "nsubj", "nsubjpass")]
    nouns += [subject] if subject is not None else []
    return any(c.lower_ in ("no", "neither") for noun in nouns for c in noun.lefts)


def _modality(verb: Token, words: Collection[int]) -> Modality | None:
    near = [c for c in verb.children if c.i in words]
    for child in near:
        if child.dep_ == "aux" and child.lower_ in _MODAL:
            if child.lower_ in ("'d", "’d") and child.tag_ != "MD":
                continue
            return _MODAL[child.lower_]
    inner = next((c for c in near if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    if verb.lemma_ in ("have", "need") and inner is not None:
        return "necessary"
    if verb.lower_ == "going" and inner is not None:
        return "future"
    return "possible" if any(c.lower_ in _PERHAPS for c in near) else None


def _condition(verb: Token, words: Collection[int]) -> frozenset[int]:
    for child in verb.children:
        if child.dep_ == "advcl" and any(
            m.dep_ == "mark" and m.lower_ in _CONDITIONS for m in child.children
        ):
            return frozenset(t.i for t in child.subtree if t.i in words)
    return frozenset()
