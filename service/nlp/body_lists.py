"""Sources that name several bodies: "China and Russia", "two unions, the Mill Union and …"."""

from spacy.tokens import Span, Token

from service.nlp import holders as by_mention
from service.nlp import names
from service.nlp.discourse import entities_in, entity_of
from service.nlp.extensions import HolderData
from service.nlp.reading import Reading
from service.records import SpeakerKind

_AND = frozenset({"and", "&"})
_BEFORE = frozenset({"the", "both"})
_BETWEEN = frozenset({"the", "and", "of"})
_PAIR = 2  # tokens; bodies


def of_bodies(reading: Reading, span: Span, head: Token) -> HolderData | None:
    """Give the first of the bodies that a source names, with the others; None if it names none."""
    bodies = _instances(span, head) or _joined(span)
    if not bodies:
        return None
    called = [_called(reading, body) for body in bodies]
    kind: SpeakerKind = "group" if len(bodies) > 1 else "organisation"
    at = (bodies[0].start_char, bodies[0].end_char)
    return by_mention.holder(called[0], kind, score=0.75, link="name", at=at, also=called[1:])


def _called(reading: Reading, body: Span) -> str:
    """Give the full name of a body or country."""
    text = names.without_the(names.clean(body.text))
    country = reading.places.government(text) if body.label_ == "GPE" else None
    full = reading.bodies.fuller(text) if " " in text else reading.bodies.spelled_out(text)
    return country or reading.outlets.find(text) or full or text


def _joined(span: Span) -> list[Span]:
    """ "China, Russia and the Mill Union": nothing but names of bodies; [] if there is more."""
    parts: list[list[Token]] = [[]]
    joined = False
    for token in span:
        inside = token.ent_iob_ == "I"
        if not inside and (token.text == "," or token.lower_ in _AND):
            joined = joined or token.lower_ in _AND
            parts.append([])
        elif token.lower_ not in _BEFORE or inside or parts[-1]:
            parts[-1].append(token)
    bodies = [_body(part) for part in parts if part]
    named = [body for body in bodies if body is not None]
    return named if joined and len(named) == len(bodies) >= _PAIR else []


def _body(part: list[Token]) -> Span | None:
    """Give the name of a body that is the whole of a part."""
    entity = entity_of(part[0])
    if entity is None or entity.label_ not in ("ORG", "GPE") or entity.end != part[-1].i + 1:
        return None
    return entity if entity.start <= part[0].i else None


def _instances(span: Span, head: Token) -> list[Span]:
    """ "two unions, the Mill Union and the Dock Union"; "critics, including the Mill Union"."""
    if head.tag_ != "NNS" or head.ent_type_:
        return []
    start = head.i + 1
    while start < span.end and span.doc[start].text in (",", "—", "–", "(", ":"):
        start += 1
    if start == head.i + 1 or start >= span.end:
        return []
    if span.doc[start].lower_ in ("including", "like"):
        start += 1
    elif span.doc[start : start + 2].text.lower() == "such as":
        start += 2
    found = entities_in(span.doc[start : span.end])
    rest = [t for t in span.doc[start : span.end] if not t.ent_type_ and t.is_alpha]
    named = all(e.label_ == "ORG" or (e.label_ == "GPE" and len(e) > _PAIR) for e in found)
    return found if named and all(t.lower_ in _BETWEEN for t in rest) else []
