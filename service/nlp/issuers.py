"""Who speaks through a document, by grammar: "Ann Lee's letter", "a Hask/Lee poll", "by the …"."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses, names
from service.nlp.rules import OutletLexicon, TitleLexicon

_AUTHORSHIP = frozenset(
    "write conduct issue prepare author sign produce compile draft do make commission pen".split()
)
"""Verbs whose agent speaks in a document; who releases or obtains one does not."""
_WRITING = frozenset("write author pen sign draft prepare".split())
"""Those of them whose agent wrote it himself."""
_OF_ISSUER = frozenset(
    "statement opinion ruling decision order judgment judgement verdict message testimony".split()
)
"""Documents of which "of" tells the issuer, and not what they are about."""
_SKIPPED = frozenset({"ADJ", "NUM", "NOUN"})
_PLACES = frozenset({"GPE", "NORP", "LOC", "DATE", "LAW", "EVENT", "CARDINAL", "ORDINAL"})
_ISSUING = frozenset({"ORG", "PERSON", "FAC", "PRODUCT"})
_POLLSTERS = frozenset(
    "emerson gallup ipsos marist marquette monmouth pew quinnipiac rasmussen siena suffolk yougov "
    "zogby".split()
)
"""Houses whose name alone the recogniser takes for a place, or for nothing."""
_JOINT = re.compile(r" ?/ ?| and ")
_LONGEST = 8  # tokens of a name in front of the noun


@dataclass(frozen=True, slots=True)
class Issuer:
    """Where the issuer stands.

    named: whether it is a name before the noun, as in "a Lee poll". author: whether it is told
    after the noun as who wrote the document, as in "a poll by Lee".
    """

    mention: Span
    named: bool
    author: bool = False


def issuer_of(head: Token, titles: TitleLexicon) -> Issuer | None:
    """Give who issued the document that a noun stands for, None if its phrase does not tell."""
    owner = clauses.child_with(head, "poss")
    if owner is not None and owner.ent_type_ not in ("DATE", "TIME"):
        return Issuer(_phrase(owner), named=False)
    before = _name_before(head, titles)
    if before is not None:
        return Issuer(before, named=True)
    for child in head.rights:
        if child.dep_ in ("prep", "agent") and _tells(child, head):
            found = clauses.child_with(child, "pobj")
            if found is not None and found.ent_type_ not in ("DATE", "TIME"):
                return Issuer(_phrase(found), named=False, author=True)
        if child.dep_ in ("acl", "relcl", "advcl") and child.lemma_ in _AUTHORSHIP:
            agent = clauses.agent_of(child)
            if agent is not None:
                return Issuer(_phrase(agent), named=False, author=child.lemma_ in _WRITING)
    return None


def _tells(preposition: Token, document: Token) -> bool:
    word = preposition.lower_
    return word in ("by", "from") or (word == "of" and document.lemma_.lower() in _OF_ISSUER)


def _phrase(noun: Token) -> Span:
    start, end = clauses.noun_phrase(noun)
    return noun.doc[start:end]


def _name_before(head: Token, titles: TitleLexicon) -> Span | None:
    """Give the capitalised words before a document's noun: "Hask University" of "… exit poll"."""
    doc, end = head.doc, head.i
    while end > 0 and end > head.i - _LONGEST and _modifies(doc[end - 1], titles):
        end -= 1
    start = end
    while start > 0 and end - start < _LONGEST and _of_name(doc, start - 1, end):
        start -= 1
    while start < end and (doc[start].pos_ in ("DET", "PUNCT") or doc[start].text in "/-–'’"):
        start += 1
    found = doc[start:end]
    if not len(found):
        return None
    if found[-1].ent_type_ in _PLACES and found[-1].lower_ not in _POLLSTERS:
        return None
    known = any(t.ent_type_ in _ISSUING or t.lower_ in _POLLSTERS for t in found)
    return found if known or (len(found) > 1 and found[-1].pos_ == "PROPN") else None


def _modifies(token: Token, titles: TitleLexicon) -> bool:
    """Say whether a word between name and noun is ordinary: "exit" of "a Hask exit poll"."""
    return (
        token.is_lower
        and token.pos_ in _SKIPPED
        and not token.is_stop
        and not titles.is_role(token.lower_)
        and token.dep_ in ("amod", "compound", "nmod", "nummod", "nsubj")
    )


def _of_name(doc: Doc, place: int, end: int) -> bool:
    """Say whether a word belongs to the name that ends at a place further on."""
    token = doc[place]
    if token.is_space:
        return False
    if place + 1 < end:
        if token.text in ("/", "-", "–"):
            return True
        if token.lower_ in ("of", "and", "for", "the"):
            inside = token.ent_iob_ in ("B", "I") and token.ent_type_ in ("ORG", "PERSON", "FAC")
            return inside and doc[place + 1].ent_iob_ == "I"
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")


def parts_of(mention: Span, outlets: OutletLexicon) -> list[str]:
    """Divide a name into those of several bodies: "CNN/ORC", "Associated Press-GfK".

    A hyphen divides where an outlet stands before it.
    """
    text = names.without_the(names.clean(mention.text))
    found = [names.clean(part) for part in _JOINT.split(text)] if "/" in text else [text]
    before, hyphen, after = found[0].partition("-")
    if len(found) == 1 and hyphen and after[:1].isupper() and outlets.find(before) is not None:
        found = [before, after]
    return [part for part in found if part]
