"""Which body "it" takes up: the one that spoke last, the nearest subject, else the nearest."""

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.answers import again
from service.nlp.discourse import entities_in
from service.nlp.extensions import HolderData
from service.nlp.named_bodies import named_body
from service.nlp.reading import Chars, Reading

_BACK = 200  # tokens that are looked back upon
_LATELY = 3  # sentences within which who spoke last is still in mind
_CLEAR = 3
"""The weight from which on a body is taken up before the one that spoke last."""
_BODIES = frozenset({"organisation", "government"})


def antecedent(reading: Reading, token: Token, at: Chars) -> HolderData | None:
    """Give the organisation or government that a word takes up, None where there is none.

    at: the place of the word in characters. A place counts little where it is no subject: things
    happen in it.
    """
    discourse = reading.discourse
    here = discourse.sentence_start(token.i)
    start = max(discourse.sentence_start(here - 1) if here else 0, token.i - _BACK)
    found: tuple[int, HolderData] | None = None
    spoke = _spoke_lately(reading, token)
    for entity in entities_in(token.doc[start : token.i]):
        if entity.label_ not in ("ORG", "GPE"):
            continue
        place = (entity.start_char, entity.end_char)
        body = named_body(reading, entity, entity.root, place)
        if body is None:
            continue
        subject = entity.root.dep_ in clauses.SUBJECTS
        weight = 2 * subject + (entity.start >= here)
        weight += 2 * (spoke is not None and spoke["name"] == body["name"])
        weight -= 2 * (entity.label_ == "GPE" and not subject)
        if found is None or weight >= found[0]:
            found = (weight, body)
    if spoke is not None and (found is None or found[0] < _CLEAR):
        return again(spoke, at, "pronoun", 0.6)
    if found is not None:
        return again(found[1], at, "pronoun", 0.6)
    last = discourse.last_holder("organisation", "government")
    return again(last, at, "pronoun", 0.5) if last is not None else None


def _spoke_lately(reading: Reading, token: Token) -> HolderData | None:
    """Give the body that held the last statement, not many sentences before."""
    discourse = reading.discourse
    if not discourse.holders:
        return None
    at, holder = discourse.holders[-1]
    source = token.doc.char_span(at, at + 1, alignment_mode="expand")
    if source is None or holder["kind"] not in _BODIES or holder["name"] is None:
        return None
    return (
        holder if discourse.sentence(token.i) - discourse.sentence(source.start) < _LATELY else None
    )
