"""Definite phrases and surnames that a reader of one sentence cannot place: "the crane", "Roos".

They refer to what the article tells, or to what the speaker points at; a claim that stands alone
says which. What everybody knows ("the media", "the public") and what the claim itself has is told.
"""

import re
from collections.abc import Collection, Iterable

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.clause_forms import first_of
from service.nlp.rules.known import is_known_surname
from service.nlp.rules.open_nouns import understood_nouns

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_TELLING_BEFORE = frozenset({"compound", "nmod", "poss", "nummod"})
_SUPERLATIVE = frozenset({"JJS", "RBS"})
_ONLY = frozenset("first last next only same final latest main whole entire very real".split())
_NOBODY = frozenset("god jesus christ allah fox santa".split())
"""Names of one word that are read as persons', and that everybody knows."""
_BODIES = frozenset(
    "embassy school board committee ministry department council authority agency university "
    "institute commission association company bank foundation assembly".split()
)
_PUBLIC = frozenset(
    "federal public national local common armed social other remaining coming".split()
)
"""Words before those that are all there are: "the federal courts"."""
_OF_CONTESTS = frozenset("caucuses primaries contests nominees candidates states delegates".split())
_JOINING = {
    verb: frozenset({"to", "with"})
    for verb in "link connect tie compare liken attribute contrast equate".split()
}
"""Verbs of what is joined to another: "link the crane to Lee"."""
_NO_THING = frozenset({"the", "whole", "entire", "right", "wrong"})
_ABBREVIATED = re.compile(r"[A-Z]{2,}s")
_BACK = 60  # words of the claim in which the same noun or name is looked for
_JOINED = 12  # nouns of a list; more of them name enough
_TITLES = frozenset({"compound", "appos", "nmod"})


def untold_noun(noun: Token, known: Collection[int]) -> str | None:
    """Give the words of a definite noun that nothing tells more of; None for another word.

    known: the claim's words. An adjective tells something: "the digital divide".
    """
    if noun.i and noun.nbor(-1).i in known and _is_misread_subject(noun):
        return noun.doc[noun.i - 1 : noun.i + 1].text
    if _is_one_of_bodies(noun):
        return noun.doc[noun.i - 1 : noun.i + 1].text
    plain = noun.tag_ in ("NN", "NNS") or _is_abbreviated_noun(noun)
    if not plain or noun.ent_type_ or noun.dep_ in ("compound", "nmod"):
        return None
    opening = next((c for c in noun.lefts if c.lower_ in _POINTING), None)
    if opening is None or opening.i not in known:
        return None
    if noun.lemma_.lower() == "thing" and noun.nbor(-1).lower_ in _NO_THING:
        return None if _is_told_after(noun, known) else noun.doc[opening.i : noun.i + 1].text
    if noun.lemma_.lower() in understood_nouns() or _is_said_before(noun, known):
        return None
    between = list(noun.doc[opening.i + 1 : noun.i])
    before = any(c.dep_ in _TELLING_BEFORE for c in noun.lefts)
    if _is_of_one_kind(noun):
        before, between = False, []
    nth = noun.dep_ in clauses.SUBJECTS and any(t.ent_type_ == "ORDINAL" for t in between)
    if nth and not _is_told_after(noun, known):
        return noun.doc[opening.i : noun.i + 1].text  # "the sixth bloc is …"
    if before or _is_one(between) or any(_describes(t) for t in between):
        return None
    if _is_told_after(noun, known):
        return None
    following = noun.nbor() if noun.i + 1 in known else noun
    if following.dep_ in ("prep", "acl", "relcl") and not _is_of_verb(following, noun):
        return None  # parsers hang "of the port" on the verb, too
    return noun.doc[opening.i : noun.i + 1].text


def untold_several(noun: Token, known: Collection[int]) -> str | None:
    """Give the words of "the lobbying firms", of whose kind there may be others; else None.

    For a noun that the article has before: "the" then takes up those of which it tells. Names tell
    which ("the Aden ports"), and "the federal courts" are all that there are.
    """
    if noun.tag_ != "NNS" or noun.ent_type_ or noun.dep_ in ("compound", "nmod"):
        return None
    opening = next((c for c in noun.lefts if c.lower_ == "the"), None)
    if opening is None or opening.i not in known or noun.lemma_.lower() in understood_nouns():
        return None
    between = list(noun.doc[opening.i + 1 : noun.i])
    named = any(t.pos_ == "PROPN" or t.ent_type_ not in ("", "NORP") for t in between)
    if not between or named or _is_one(between) or any(t.lower_ in _PUBLIC for t in between):
        return None
    if _is_told_after(noun, known) or _is_said_before(noun, known) or _is_of_all(noun):
        return None
    return noun.doc[opening.i : noun.i + 1].text


def _is_of_all(noun: Token) -> bool:
    """ "The insurance companies get rich", "the Lenne primaries", "the construction workers union".

    All of a kind, those of a contest that is told, or no phrase by itself.
    """
    general = noun.dep_ in clauses.SUBJECTS and first_of(noun.head).tag_ in ("VBP", "MD")
    following = noun.doc[noun.i + 1 : noun.i + 2]
    return general or noun.lower_ in _OF_CONTESTS or any(t.tag_ == "NN" for t in following)


def _is_one_of_bodies(noun: Token) -> bool:
    """ "The Embassy", "the Department": a kind of body, written as if it were the only one."""
    if not noun.text.istitle() or noun.lower_ not in _BODIES or not noun.i:
        return False
    following = noun.doc[noun.i + 1 : noun.i + 2]
    goes_on = any(t.text.istitle() or t.lower_ in ("of", "for") for t in following)
    return noun.nbor(-1).lower_ == "the" and not goes_on


def _is_misread_subject(noun: Token) -> bool:
    """ "The ad targets Lee": a subject that the parser takes for a part of its verb."""
    of_verb = noun.dep_ == "compound" and noun.head.tag_ in ("VBZ", "VBD", "VBP")
    return of_verb and noun.tag_ == "NN" and noun.nbor(-1).lower_ in _POINTING


def _is_abbreviated_noun(word: Token) -> bool:
    """ "The MPs": tagged as a name, and none."""
    return word.tag_ in ("NNP", "NNPS") and bool(_ABBREVIATED.fullmatch(word.text))


def _is_of_one_kind(noun: Token) -> bool:
    """ "The security agency hired a writer", "the jobless rate fell to 7 percent": which one.

    A common noun before another tells of what kind it is: enough for what is always so ("the tax
    code favours banks"), not for what happened, or was counted.
    """
    if noun.dep_ not in clauses.SUBJECTS or noun.head.pos_ not in ("VERB", "AUX"):
        return False
    before = [c for c in noun.lefts if c.dep_ in _TELLING_BEFORE]
    if not before or any(c.dep_ == "amod" or c.ent_type_ for c in noun.lefts):
        return False
    if any(c.dep_ != "compound" or c.pos_ == "PROPN" for c in before):
        return False
    past = first_of(noun.head).tag_ == "VBD"
    return past or any(t.ent_type_ == "PERCENT" for t in noun.head.subtree)


def _describes(word: Token) -> bool:
    """Say whether a word before a noun tells of it, or is no part of a plain phrase: a mark."""
    return bool(word.ent_type_) or word.pos_ in ("NOUN", "ADJ") or word.is_quote


def _is_told_after(noun: Token, known: Collection[int]) -> bool:
    """Say whether what follows a noun tells of it, or of it with others: "the plan and cost of"."""
    for _ in range(_JOINED):
        rights = [c for c in noun.rights if c.i in known and not c.is_punct and _tells(c)]
        rights = [c for c in rights if not _is_of_verb(c, noun)]
        following = next((c for c in rights if c.dep_ == "conj"), None)
        if any(c.dep_ != "conj" for c in rights):
            return True
        if following is None:
            return False
        noun = following
    return True


def _is_of_verb(part: Token, noun: Token) -> bool:
    """ "Linked the crane to Lee", "put the figure at 30": what a verb has besides its object."""
    verb = noun.head
    if noun.dep_ != "dobj" or part.dep_ != "prep":
        return False
    numbered = part.lower_ == "at" and any(c.pos_ == "NUM" for c in part.rights)
    return numbered or (part.lower_ in _JOINING.get(verb.lemma_, ()))


def _tells(part: Token) -> bool:
    """Say whether a part after a noun may tell of it: no "and", no day, not "the port 'a ruin'"."""
    if part.dep_ == "cc" or part.ent_type_ in ("DATE", "TIME"):
        return False
    first = part.left_edge
    if part.dep_ == "relcl" and first.tag_ in ("WDT", "WP") and first.nbor(-1).text == ",":
        return False  # "the group, which sells ships"
    judged = part.dep_ == "appos" and part.pos_ == "NOUN" and first.i and first.nbor(-1).text != ","
    return not judged


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
