"""Actions as nouns: "withdraw troops" as "withdrawing troops", "Lee left" as "Lee leaving"."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from service.nlp import clauses

_UNTURNED = frozenset("be have do".split())
_ACTIONS = frozenset({"VB", "VBP", "VBD", "VBZ"})
_HELPING = frozenset({"aux", "auxpass"})
_ASKING = frozenset({"WP", "WDT", "WRB", "WP$"})
_RELATIVE = frozenset({"WDT", "WP"})
_NEGATIONS = frozenset({"n't", "n’t", "not"})
_NOUN = re.compile(r".{3,}(?:ity|ism)")  # whatever a tagger says: "Solidarity with Lee"
_SHORT = re.compile(r"(?:[^aeiouy]|qu)*[aeiou][bdgklmnprt]")  # "tip", "quit", "plan"
_DOUBLED = frozenset(
    "forget begin submit commit permit admit rebel control cancel prefer refer defer occur incur "
    "deter regret omit emit transmit compel propel expel repel upset".split()
)


def as_noun(doc: Doc, tokens: Sequence[int]) -> list[str]:
    """Give the words of a stretch, a verb that begins it or that it is a clause of as a noun.

    One word for each token; "" for auxiliaries that are left out.
    """
    own = [doc[int(i)] for i in tokens]
    words = [token.text for token in own]
    first = own[0]
    if _is_action(first):
        words[0] = gerund(first.lemma_.lower())
        return words
    verb = _clause_of(own)
    if verb is None:
        return words
    changed = {child.i: "" for child in verb.children if child.dep_ in _HELPING}
    passive = clauses.child_with(verb, "auxpass")
    if passive is not None and verb.tag_ != "VBG":
        changed[passive.i] = "being"
    elif verb.tag_ in _ACTIONS or verb.tag_ == "VBN":
        changed[verb.i] = gerund(verb.lemma_.lower())
    changed |= {c.i: "not" for c in verb.children if c.lower_ in _NEGATIONS}
    return [changed.get(token.i, word) for token, word in zip(own, words, strict=True)]


def _is_action(word: Token) -> bool:
    lemma = word.lemma_.lower()
    noun = _NOUN.fullmatch(lemma) is not None
    return word.tag_ in _ACTIONS and word.is_alpha and lemma not in _UNTURNED and not noun


def _clause_of(own: Sequence[Token]) -> Token | None:
    """Give the verb that a stretch is the clause of: one top, whose subject comes before it."""
    if own[0].tag_ in _ASKING:
        return None  # "what Lee wants" is a noun already
    places = {token.i for token in own}
    tops = [token for token in own if token.head.i not in places or token.head == token]
    if len(tops) != 1 or tops[0].pos_ not in ("VERB", "AUX") or not tops[0].is_alpha:
        return None
    subject = clauses.own_subject(tops[0])
    if subject is None or subject.i not in places or subject.i > tops[0].i:
        return None
    if subject.tag_ in _RELATIVE:
        return None  # "who is late"
    return tops[0]


def gerund(verb: str) -> str:
    """Give the -ing form of an English verb.

    >>> [gerund(v) for v in ("make", "lie", "skip", "see", "withdraw", "be", "help")]
    ['making', 'lying', 'skipping', 'seeing', 'withdrawing', 'being', 'helping']
    """
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        return verb[:-1] + "ing"
    if verb in _DOUBLED or _SHORT.fullmatch(verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"
