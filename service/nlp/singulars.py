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
_SOON = 2  # the same of a text
_CLEAR = 3
"""The weight from which on a body is taken up before the one that spoke last."""
_BODIES = frozenset({"organisation", "government", "document"})
_TEXTS = frozenset(
    "letter email e-mail memo editorial statement note message report sign petition post tweet "
    "headline notice release brief filing complaint lawsuit resolution article ad document card "
    "banner plaque invitation transcript".split()
)
_OF_TEXTS = frozenset({"read"})
"""What texts do, and bodies do not: "it reads"."""


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
    last = _acting_since(reading, token) or discourse.last_holder("organisation", "government")
    return again(last, at, "pronoun", 0.5) if last is not None else None


def document_before(reading: Reading, token: Token) -> Token | None:
    """Give the noun of the text that "it" of "it reads" takes up: the last one that is named."""
    if token.dep_ not in clauses.SUBJECTS or token.head.lemma_ not in _OF_TEXTS:
        return None
    discourse = reading.discourse
    for noun in reversed(token.doc[max(0, token.i - _BACK) : token.i]):
        if discourse.sentence(token.i) - discourse.sentence(noun.i) > _LATELY:
            return None
        quoted = discourse.speech.near(noun.idx, noun.idx + 1)
        if noun.lower_ in _TEXTS and noun.tag_ == "NN" and not quoted and noun.dep_ != "compound":
            return noun
    return None


def _acting_since(reading: Reading, token: Token) -> HolderData | None:
    """Give the nearest organisation that does something since one spoke last, not long before."""
    spoke = [
        at
        for at, holder in reading.discourse.holders
        if holder["kind"] in ("organisation", "government") and holder["name"]
    ]
    near = token.doc[max(0, token.i - _BACK) : token.i]
    for entity in reversed(entities_in(near)):
        if spoke and entity.start_char <= spoke[-1]:
            return None
        acts = entity.label_ == "ORG" and entity.root.dep_ in clauses.SUBJECTS
        quoted = reading.discourse.speech.near(entity.start_char, entity.end_char)
        if not acts or quoted or reading.discourse.person_at(entity.end_char - 1) is not None:
            continue
        place = (entity.start_char, entity.end_char)
        body = named_body(reading, entity, entity.root, place)
        if body is not None and not _is_met(token, entity.text):
            return body
    return None


def _is_met(token: Token, name: str) -> bool:
    """Say whether the clause of "it" goes on to name a body, which is then another one."""
    return any(t.text in name.split() and t.ent_type_ for t in token.head.subtree if t.i > token.i)


def _spoke_lately(reading: Reading, token: Token) -> HolderData | None:
    """Give the body that held the last statement, not many sentences before."""
    discourse = reading.discourse
    if not discourse.holders:
        return None
    at, holder = discourse.holders[-1]
    source = token.doc.char_span(at, at + 1, alignment_mode="expand")
    written = any(place["link"] == "document" for place in holder["evidence"][:1])
    if source is None or holder["name"] is None:
        return None
    if holder["kind"] not in _BODIES and not written:
        return None
    most = _SOON if holder["kind"] == "document" else _LATELY
    apart = discourse.sentence(token.i) - discourse.sentence(source.start)
    return holder if apart < most else None
