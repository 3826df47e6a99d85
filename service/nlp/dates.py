"""Dates of a text, resolved against the day on which its words were written or said."""

import datetime as dt
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from service.nlp import date_words
from service.nlp.date_resolution import Period, resolve
from service.nlp.date_words import Wording
from service.nlp.extensions import text_of
from service.records import DateMention

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW", "FAC"})
_NO_DAYS = frozenset("super black good ash easter palm bloody cyber giving".split())
"""Words that make a weekday the name of a holiday or an event."""
_FUTURE = frozenset("will 'll ’ll wo shall must should may might can".split())
_PERFECT = frozenset("has have 's ’s 've ’ve".split())
_OPEN = frozenset("would could".split())
_PLANNED = frozenset("schedule set slate expect plan due bind".split())
_CLIMB = 12


def find(doc: Doc, start: int, end: int, reference: dt.date | None) -> tuple[DateMention, ...]:
    """Give the dates that are named in the Doc's text[start:end], in text order.

    reference: the day to read "yesterday" by: of the words of a quotation, when they were said.
    Without one only full dates are resolved.
    """
    return tuple(
        mention(doc, wording, reference, direction(span.root))
        for wording, span in worded(doc, start, end)
    )


def mention(doc: Doc, wording: Wording, reference: dt.date | None, way: int) -> DateMention:
    """Resolve an expression; way: -1 where it speaks of the past, 1 of the future, else 0."""
    at = (wording.start, wording.end, text_of(doc)[wording.start : wording.end])
    period = resolve(wording, reference, way)
    if isinstance(period, Period):
        return DateMention(*at, period.first, period.last, period.precision)
    return DateMention(*at, None, None, None, period)


def worded(doc: Doc, start: int, end: int) -> Iterator[tuple[Wording, Span]]:
    """Yield the expressions for dates in the Doc's text[start:end], each with its words."""
    for wording in date_words.find(text_of(doc), start, end):
        span = doc.char_span(wording.start, wording.end, alignment_mode="expand")
        if span is not None and len(span) and _is_date(wording, span):
            yield wording, span


def _is_date(wording: Wording, span: Span) -> bool:
    """Leave out names that hold a date ("Fox News Sunday", "Super Tuesday"), and counts."""
    before = span.doc[span.start - 1] if span.start else None
    if any(token.ent_type_ in _NAMES for token in span):
        return False
    if wording.shape == "weekday":
        return before is None or before.lower_ not in _NO_DAYS
    if wording.shape == "day" and span[0].is_title:
        return before is None or not before.is_alpha  # "USA Today"
    if wording.shape == "year":
        return not _counts(span[-1]) and ("lead" in wording.parts or span[-1].ent_type_ == "DATE")
    return True


def _counts(number: Token) -> bool:
    """ "2000 children", "of 2047 registered voters": a number of things, not a year."""
    if number.dep_ == "nummod" and number.i < number.head.i and number.head.tag_ == "NNS":
        return True
    of = number.i > 0 and number.nbor(-1).lower_ == "of"
    return of and number.i + 1 < len(number.doc) and number.nbor().tag_ in ("JJ", "NNS", "VBN")


def direction(token: Token) -> int:
    """Say whether the clause of a token tells of the past (-1), the future (1) or neither (0).

    "Tuesday's debate" has no tense of its own; what a noun holds in a clause of the present
    ("leads in a poll from December") has none either.
    """
    verb, inside_noun = token, False
    for _ in range(_CLIMB):
        if verb.dep_ == "poss":
            return 0
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
        inside_noun = inside_noun or verb.pos_ in ("NOUN", "PROPN")
    if verb.pos_ not in ("VERB", "AUX"):
        return 0
    tense = _tense(verb)
    return 0 if inside_noun and tense > 0 and verb.tag_ in ("VBZ", "VBP") else tense


def _tense(verb: Token) -> int:
    helping = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helping}
    if words & _FUTURE or (verb.lower_ in _FUTURE and verb.tag_ == "MD"):
        return 1
    if words & _OPEN:
        return 0
    planned = verb.lemma_.lower() in _PLANNED
    if any(child.tag_ == "VBD" for child in helping) or verb.tag_ == "VBD":
        return 0 if planned else -1
    if verb.tag_ == "VBN":
        if words & _PERFECT:
            return -1
        return 1 if planned else 0 if helping else -1
    if "to" in words or any(child.tag_ == "TO" for child in verb.children):
        return _of_plan(verb)
    return 1 if verb.tag_ in ("VBZ", "VBP") or helping else 0


def _of_plan(verb: Token) -> int:
    """What is to be done lies ahead, but for plans of the past ("agreed to meet Thursday")."""
    above = verb.head
    if above.i == verb.i or above.tag_ in ("VBZ", "VBP", "NN", "NNS"):
        return 1
    present = any(c.tag_ in ("VBZ", "VBP") for c in above.children if c.dep_ in ("aux", "auxpass"))
    return 1 if present and above.tag_ in ("VBN", "VBG") else 0
