"""Definite phrases and surnames that a reader of one sentence cannot place: "the crane", "Roos".

They refer to what the article tells, or to what the speaker points at; a claim that stands alone
says which. What everybody knows ("the media", "the public") and what the claim itself has is told.
"""

from collections.abc import Collection, Iterable

from spacy.tokens import Token

from service.nlp.rules.known import is_known_surname
from service.nlp.rules.open_nouns import understood_nouns

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_TELLING_BEFORE = frozenset({"compound", "nmod", "poss", "nummod"})
_SUPERLATIVE = frozenset({"JJS", "RBS"})
_ONLY = frozenset("first last next only same final latest main whole entire very real".split())
_NOBODY = frozenset("god jesus christ allah fox santa".split())
"""Names of one word that are read as persons', and that everybody knows."""
_BACK = 60  # words of the claim in which the same noun or name is looked for
_JOINED = 12  # nouns of a list; more of them name enough
_TITLES = frozenset({"compound", "appos", "nmod"})


def untold_noun(noun: Token, known: Collection[int]) -> str | None:
    """Give the words of a definite noun that nothing tells more of; None for another word.

    known: the claim's words. An adjective tells something: "the digital divide".
    """
    if noun.tag_ not in ("NN", "NNS") or noun.ent_type_ or noun.dep_ in ("compound", "nmod"):
        return None
    opening = next((c for c in noun.lefts if c.lower_ in _POINTING), None)
    if opening is None or opening.i not in known:
        return None
    if noun.lemma_.lower() in understood_nouns() or _is_said_before(noun, known):
        return None
    between = list(noun.doc[opening.i + 1 : noun.i])
    before = any(c.dep_ in _TELLING_BEFORE for c in noun.lefts)
    if before or _is_one(between) or any(_describes(t) for t in between):
        return None
    if _is_told_after(noun, known):
        return None
    if noun.i + 1 in known and noun.nbor().dep_ in ("prep", "acl", "relcl"):
        return None  # parsers hang "of the port" on the verb, too
    return noun.doc[opening.i : noun.i + 1].text


def _describes(word: Token) -> bool:
    """Say whether a word before a noun tells of it, or is no part of a plain phrase: a mark."""
    return bool(word.ent_type_) or word.pos_ in ("NOUN", "ADJ") or word.is_quote


def _is_told_after(noun: Token, known: Collection[int]) -> bool:
    """Say whether what follows a noun tells of it, or of it with others: "the plan and cost of"."""
    for _ in range(_JOINED):
        rights = [c for c in noun.rights if c.i in known and not c.is_punct and c.dep_ != "cc"]
        following = next((c for c in rights if c.dep_ == "conj"), None)
        if any(c.dep_ != "conj" for c in rights):
            return True
        if following is None:
            return False
        noun = following
    return True


def _is_one(words: Iterable[Token]) -> bool:
    """ "The largest", "the only": there is but one."""
    return any(t.tag_ in _SUPERLATIVE or t.lower_ in _ONLY for t in words)


def _is_said_before(noun: Token, known: Collection[int]) -> bool:
    doc = noun.doc
    return any(
        i in known and doc[i].lemma_.lower() == noun.lemma_.lower()
        for i in range(max(0, noun.i - _BACK), noun.i)
    )


def untold_name(token: Token, known: Collection[int], speaker: str) -> str | None:
    """Give a surname that stands alone, of somebody who is not often in the news; else None.

    known: the claim's words. "Minister Roos" has an office, and a speaker's own name is told.
    """
    if token.ent_type_ != "PERSON" or token.pos_ != "PROPN" or not token.text.istitle():
        return None
    doc = token.doc
    near = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
    if any(t.ent_type_ == "PERSON" or t.pos_ == "PROPN" or t.text in ("-", "&") for t in near):
        return None
    if any(c.dep_ in _TITLES or c.ent_type_ == "ORG" for c in token.children):
        return None
    word = token.lower_
    if token.dep_ in ("compound", "nmod") or word in _NOBODY or is_known_surname(word):
        return None
    before = (i for i in range(max(0, token.i - _BACK), token.i) if i in known)
    told = word in speaker.lower().split() or any(doc[i].lower_ == word for i in before)
    return None if told else token.text
