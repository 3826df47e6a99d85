""" "I" and "we" in somebody's words: the speaker by name, the speaker's side."""

from spacy.tokens import Token

from service.nlp.extensions import HolderData
from service.nlp.holder_names import SINGLE, evidence
from service.nlp.on_behalf import led_body, principal
from service.nlp.reference import Reference, unknown

SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_AGAIN = {
    "m": {"i": "he", "me": "him", "my": "his"},
    "f": {"i": "she", "me": "her", "my": "her"},
}
PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_SELVES = {"m": "himself", "f": "herself"}
_BODIES = frozenset({"organisation", "government"})
_HYPHENS = frozenset("-–‑")


_PUBLIC = frozenset(
    "country nation homeland border economy military government troop soldier constitution school "
    "veteran ally democracy infrastructure road bridge society citizen law president taxpayer "
    "police debt deficit enemy republic currency sovereignty immigration".split()
)
"""Nouns whose "our" in a person's words is their country's."""
_NATIONS = frozenset("country nation homeland border economy democracy society".split())
"""Nouns whose "our" in a body's words is its country's too."""
_URGING = frozenset({"must", "should", "ought"})
_NEEDING = frozenset({"need", "have"})
_SIDES = frozenset(
    "company team party campaign club organisation organization school firm group department "
    "agency family union church university office administration ministry side team lawyer client "
    "staff newspaper paper hospital network office committee council institute charity".split()
)
"""Nouns whose "our" in a person's words is that person's: of other things it may be everybody's."""


def first_person(
    token: Token, holder: HolderData, called: str, gender: str = ""
) -> Reference | None:
    """Give whom "I" or "we" stands for in the words of a holder.

    called: the holder's name as it stands in a sentence. gender: m, f or '' of a person. Whom "we"
    means, a person's words rarely tell: it is known of those who speak for a body, or lead it now.
    "Our country", "our border" and "we must" stay, for whoever knows who speaks knows whose.
    """
    word = token.lower_
    name = holder["name"]
    several = token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in ("all", "both")
    if word == "ourselves":
        return None  # its "we" is read, or stays
    if word.endswith("self"):
        return _reference(token, holder, _SELVES.get(gender), "")
    if (
        name is None
        or holder["kind"] == "document"
        or word in ("mine", "ours")
        or (word in PLURAL and several)
    ):
        return unknown(token)  # "we all" may be everybody
    possessive = word in ("my", "our")
    if holder["kind"] in _BODIES:
        if word in SINGULAR:
            return unknown(token)
        if possessive and token.head.lemma_.lower() in _NATIONS:
            return None
        return _reference(token, holder, called, name, possessive)
    if holder["kind"] in ("group", "unnamed") and word in PLURAL:
        one = holder["kind"] == "unnamed" and name.split(" ", 1)[0].lower() in SINGLE
        body = principal(name) if one else None
        if body is not None:
            return _reference(token, holder, body, f"side of {name}")
        if possessive or one:
            return unknown(token)  # "we" of "an official": which body is not told
        others = [called, *holder["also"]]
        text = called if len(others) == 1 else f"{', '.join(others[:-1])} and {others[-1]}"
        return _reference(token, holder, text, name, plural=True)
    if word in SINGULAR:
        return _reference(token, holder, called, name, possessive)
    if possessive and token.head.lemma_.lower() in _PUBLIC:
        return None
    if word == "we" and _is_urged(token):
        return None
    if possessive and token.head.lemma_.lower() not in _SIDES:
        return unknown(token)
    if possessive:
        return _reference(token, holder, called, name, possessive)
    title = holder["role"] or name
    side = principal(title) or led_body(title)
    return unknown(token) if side is None else _reference(token, holder, side, f"side of {name}")


def _is_urged(we: Token) -> bool:
    """ "We must", "we need to", "we have to": what everybody is told to do."""
    verb = we.head
    if we.dep_ != "nsubj":
        return False
    if any(c.dep_ == "aux" and c.lower_ in _URGING for c in verb.lefts):
        return True
    to = any(c.dep_ == "xcomp" and any(t.tag_ == "TO" for t in c.lefts) for c in verb.rights)
    return verb.tag_ == "VBP" and (
        (verb.lemma_ in _NEEDING and to) or (verb.lemma_ == "need" and verb.pos_ == "VERB")
    )


def is_first(token: Token) -> bool:
    """Say whether a word is "I" or "we" in one of their forms; "US" is none, nor "(I-Vt.)"."""
    joined = not token.whitespace_ and token.i + 1 < len(token.doc)
    if joined and token.nbor().text[0] in _HYPHENS:
        return False
    return token.lower_ in SINGULAR | PLURAL and token.text != "US"


def again(token: Token, gender: str) -> str | None:
    """Give the pronoun that takes up "I" for a second time; None where none can."""
    return _AGAIN.get(gender, {}).get(token.lower_)


def _reference(
    token: Token,
    holder: HolderData,
    text: str | None,
    name: str,
    possessive: bool = False,
    plural: bool = False,
) -> Reference:
    return Reference(
        token.i,
        token.i + 1,
        text,
        source=evidence(holder),
        link="first person",
        name=name,
        possessive=possessive,
        agrees=not plural,
        label=label_of(holder) if name == holder["name"] else "",
    )


def label_of(holder: HolderData) -> str:
    """Give the label of a holder as a named entity, '' if it is none."""
    labels = {"person": "PERSON", "organisation": "ORG", "government": "GPE"}
    return labels.get(holder["kind"], "")
