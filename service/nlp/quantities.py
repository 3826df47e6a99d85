"""Quantities of a text: numbers with their units and comparisons, and ranks."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from service.nlp import date_words, quantity_words
from service.nlp.extensions import text_of
from service.nlp.quantity_words import Amount
from service.records import Quantity

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW", "FAC"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DATES = frozenset({"iso", "month day", "month", "year", "years", "decade", "ago", "span"})
_REACH = 5
"""Words between a number and the noun that it counts ("12 newly arrived young doctors")."""
_SET_PHRASES = frozenset({"lady", "name", "place", "hand"})
_BARE = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "pobj"})


def find(doc: Doc, start: int, end: int) -> tuple[Quantity, ...]:
    """Give the quantities in the Doc's text[start:end], in text order.

    Left alone are dates, times of day, numbers in names and after them ("Boeing 757", "Article 5"),
    and "one" and "first" where they count nothing.
    """
    text = text_of(doc)
    dated = [(w.start, w.end) for w in date_words.find(text, start, end) if w.shape in _DATES]
    found = []
    for amount in quantity_words.find(text, start, end):
        if any(s < amount.end and amount.number < e for s, e in dated):
            continue
        told = _told(doc, amount, end)
        if told is not None:
            at = (told.start, told.end, text[told.start : told.end])
            found.append(
                Quantity(*at, told.kind, told.value, told.unit, told.upper, told.comparison)
            )
    return tuple(found)


def _told(doc: Doc, amount: Amount, end: int) -> Amount | None:
    """Complete a quantity with the noun that it counts; None where it counts nothing."""
    span = doc.char_span(amount.number, amount.end, alignment_mode="expand")
    if span is None or not len(span) or any(token.ent_type_ in _NAMES for token in span):
        return None
    if amount.kind in ("money", "percent", "measure", "multiple"):
        return amount
    last = span[-1]
    if amount.kind == "share" or amount.value is None:
        return _counted(amount, _after_of(last, end), end) or amount
    if amount.kind == "rank":
        return _counted(amount, _ranked(last), end)
    if span.text.lower() == "one":
        return None  # a determiner rather than a count
    noun = _nummod(list(span))
    if noun is not None:
        return _counted(amount, noun, end)
    return amount if _stands_alone(span[0], amount) else None


def _nummod(number: list[Token]) -> Token | None:
    """Give the noun after a number that the parse joins to it, or that follows it directly."""
    last = number[-1]
    for token in number:
        head = token.head
        if token.dep_ in ("nummod", "quantmod") and head.i > last.i and head.pos_ in _NOUNS:
            return head if head.i - last.i <= _REACH else None
    return None


def _ranked(number: Token) -> Token | None:
    """ "third" in "the third case", "the third of its kind" and not in "Third, we …"."""
    head = number.head
    if number.dep_ in ("amod", "nummod", "compound") and number.i < head.i <= number.i + _REACH:
        named = head.pos_ != "NOUN" or head.lemma_.lower() in _SET_PHRASES
        compound = number.doc[number.i + 1].text == "-"  # "third-party", "first-rate"
        return None if named or compound else head
    return _after_of(number, number.doc[-1].idx + len(number.doc[-1]))


def _after_of(token: Token, end: int) -> Token | None:
    """Give the noun after "of": "half of the voters", "dozens of young people"."""
    doc = token.doc
    of = token if token.lower_ == "of" else next(iter(doc[token.i + 1 : token.i + 2]), None)
    if of is None or of.lower_ != "of":
        return None
    noun = next((child for child in of.children if child.dep_ == "pobj"), None)
    near = noun is not None and noun.i - of.i <= _REACH and noun.idx + len(noun) <= end
    return noun if near and noun is not None and noun.pos_ in _NOUNS else None


def _counted(amount: Amount, noun: Token | None, end: int) -> Amount | None:
    if noun is None or noun.idx + len(noun) > end:
        return None
    if amount.kind == "count" and noun.ent_type_ in _NAMES:
        return None
    if any(token.is_punct and token.text not in "-–'’" for token in _between(amount, noun)):
        return None
    stop = max(amount.end, noun.idx + len(noun))
    return replace(amount, end=stop, unit=noun.lemma_.lower())


def _between(amount: Amount, noun: Token) -> Iterator[Token]:
    token = noun
    while token.i > 0 and token.nbor(-1).idx >= amount.end:
        token = token.nbor(-1)
        yield token


def _stands_alone(first: Token, amount: Amount) -> bool:
    """ "killed 15", "rose to 4.6 million": a number for what it counts, and no number of a name."""
    before = first.nbor(-1) if first.i else None
    if before is not None and (before.pos_ in _NOUNS or before.text.lower() in ("no.", "number")):
        return False
    if amount.comparison is not None and amount.comparison.startswith(("rise", "fall")):
        return True
    number = first.doc.char_span(amount.number, amount.end, alignment_mode="expand")
    large = amount.value is not None and amount.value >= 10
    return number is not None and large and number.root.dep_ in _BARE
