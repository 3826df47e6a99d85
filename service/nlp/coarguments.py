"""Whom a pronoun cannot be: who is named beside it at the same verb (binding).

In "he told Ann Lee" and "Ann Lee, whom he describes as kind", he is another than Ann Lee; in "Ann
Lee told him", too. Only "himself" would be the same one.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.discourse import Discourse

_OBJECTS = frozenset({"dobj", "iobj", "dative", "pobj"})
_RELATIVE = frozenset({"whom", "who", "that"})
_LEAVES_OPEN = frozenset({"like", "as", "than", "about", "for", "of"})
"""Prepositions after which the same one may be named: "he spoke of Lee's mill as Lee's"."""


def barred(token: Token, discourse: Discourse) -> frozenset[str]:
    """Give the names of the persons at the same verb as a pronoun that it cannot stand for."""
    if token.lower_.endswith("self") or token.dep_ not in clauses.SUBJECTS | _OBJECTS:
        return frozenset()
    subject = token.dep_ in clauses.SUBJECTS
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX"):
        return frozenset()
    others = _objects(verb) if subject else _subjects(verb)
    found = (discourse.person_at(other.idx) for other in others if other != token)
    return frozenset(person["name"] for person in found if person is not None)


def _subjects(verb: Token) -> Iterator[Token]:
    """Give the subject of a verb, if it is a name."""
    yield from (t for t in verb.lefts if t.dep_ in clauses.SUBJECTS)


def _objects(verb: Token) -> Iterator[Token]:
    """Give the objects of a verb, those after a preposition and what a clause tells of too."""
    for child in verb.children:
        if child.dep_ in _OBJECTS:
            yield child
            if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
                yield verb.head
        elif child.dep_ == "prep" and child.lower_ not in _LEAVES_OPEN:
            yield from (t for t in child.children if t.dep_ == "pobj")
        elif child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX"):
            # "he sees | Ann Lee as sharing it": the parser's subject of a clause without a verb
            yield from (
                t for t in child.lefts if t.dep_ in clauses.SUBJECTS and child.tag_ in ("VB", "VBG")
            )
