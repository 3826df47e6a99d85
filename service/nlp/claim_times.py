"""When it was, where the sentence tells it beside a claim: "In 2014, he said, the plan failed".

A reader of the claim alone would ask when; the words are the article's, and keep their place.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from service.nlp.clause_division import Proposition
from service.nlp.clause_forms import own_subject
from service.nlp.extensions import AttributionData

_TIMES = ("DATE", "TIME")
_AT = frozenset("in on by during at until since".split())
_LONGEST = 14  # words of "in an interview with the Aden Courier in May"
_SHORTEST = 2  # "Today,"
_PLAIN = 8  # words of "on the morning of May 5, 2014"
_RELATIVE = frozenset({"later", "earlier", "before", "after"})
_POINTING = frozenset("this that these those such".split())


def with_time(
    proposition: Proposition, attribution: AttributionData, *, reported: bool
) -> Proposition:
    """Give a clause with when it was, if its verb has a time beside the clause.

    reported: the clause is that of the source and its cue. Else a time is of what is said only
    where it opens the sentence and a comma parts it from whoever says so: "Lee said on Monday the
    port closed" does not tell which of the two was on Monday.
    """
    verb = proposition.verb
    known = frozenset(proposition.words)
    if any(verb.doc[i].ent_type_ in _TIMES for i in known):
        return proposition
    for child in verb.children:
        words = _time(child, known)
        if words and (
            _is_of_report(words, verb, known)
            if reported
            else _opens(words, verb, known, attribution)
        ):
            return replace(proposition, words=tuple(sorted((*known, *_with_comma(words, known)))))
    opening = _opening(verb, min(known)) if reported else []
    return replace(proposition, words=(*opening, *proposition.words)) if opening else proposition


def _opening(verb: Token, first: int) -> list[int]:
    """Give the plain time that opens a sentence right before a clause, wherever it is hung.

    "On Monday, Lee …": such a time has nothing else to tell of.
    """
    doc = verb.doc
    if first < _SHORTEST or doc[first - 1].text != ",":
        return []
    start = first - 1
    while start and first - start < _PLAIN and doc[start - 1].ent_type_ in _TIMES:
        start -= 1
    if doc[first - 2].lower_ in _RELATIVE:
        return []
    if start and doc[start - 1].lower_ in _AT:
        start -= 1
    words = range(start, first)
    opens = start == 0 or doc[start].is_sent_start or doc[start - 1].is_space
    return list(words) if opens and len(words) >= _SHORTEST else []


def _time(child: Token, known: frozenset[int]) -> list[Token]:
    """Give the words of a time that a verb has outside its clause; none if it is no plain one."""
    timed = child.dep_ == "prep" and child.lower_ in _AT
    bare = child.dep_ in ("npadvmod", "advmod") and child.ent_type_ in _TIMES
    words = [t for t in child.subtree if not t.is_space]
    while words and words[-1].is_punct:
        words.pop()
    if not (timed or bare) or not words or len(words) > _LONGEST:
        return []
    if any(b.i != a.i + 1 for a, b in pairwise(words)) or any(t.i in known for t in words):
        return []
    if words[-1].lower_ in _RELATIVE:
        return []
    if not any(t.ent_type_ in _TIMES for t in words) or any(_is_open(t) for t in words):
        return []
    return words


def _is_open(token: Token) -> bool:
    """Say whether a word of a time needs the rest of the article, or is of another clause."""
    if token.tag_ in ("PRP", "PRP$", "WDT", "WP", "WRB") or token.is_punct:
        return token.text not in ("-", ".", "'")
    dated = token.ent_type_ in _TIMES
    return (token.lower_ in _POINTING and not dated) or token.pos_ in ("VERB", "AUX")


def _is_of_report(words: Sequence[Token], verb: Token, known: frozenset[int]) -> bool:
    """Say whether a time stands before the verb of the report, in its own sentence."""
    return words[0].sent == verb.sent and words[-1].i < max(known)


def _opens(
    words: Sequence[Token], verb: Token, known: frozenset[int], attribution: AttributionData
) -> bool:
    """Say whether a time opens a sentence whose clause comes after whoever says it."""
    subject = own_subject(verb, known)
    first = min(known)
    source = attribution["source"] or attribution["cue"]
    if subject is None or not words[0].is_sent_start or words[-1].i > subject.i:
        return False
    if source is None or not words[-1].idx < source[0] < verb.doc[first].idx:
        return words[-1].i + 1 == first or verb.doc[words[-1].i + 1].text == ","
    return verb.doc[first - 1].text == "," and verb.doc[words[-1].i + 1].text == ","


def _with_comma(words: Sequence[Token], known: frozenset[int]) -> list[int]:
    """Give the indices of the words, with the comma that parts them from the clause."""
    last = words[-1].i
    comma = last + 2 in known and words[-1].nbor().text == ","
    return [*(t.i for t in words), *([last + 1] if comma else [])]
