"""From a source mention to its holder, where the mention itself tells: names, roles, bodies.

Each function takes a head token or span and answers with HolderData or None; who "he" or "the
minister" is needs the article and is decided in service.nlp.speakers.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from service.nlp import names
from service.nlp.body_names import is_common, is_of_press
from service.nlp.discourse import entity_of
from service.nlp.extensions import EvidenceData, HolderData, PersonData
from service.nlp.heads import is_one_of_many
from service.nlp.rules import OutletLexicon, PlaceLexicon, TitleLexicon
from service.records import SpeakerKind

_ADMINISTRATIONS = frozenset(
    {"administration", "government", "cabinet", "regime", "presidency", "campaign", "camp", "team"}
)
_QUALIFYING = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG"})
_GOVERNMENTAL = frozenset({"administration", "government", "cabinet", "regime", "presidency"})


def holder(
    name: str | None,
    kind: SpeakerKind,
    *,
    score: float,
    link: str = "",
    at: tuple[int, int] | None = None,
    reason: str | None = None,
    role: str | None = None,
    also: Sequence[str] = (),
    alternatives: Sequence[tuple[str, float]] = (),
) -> HolderData:
    """Make a holder with at most one piece of evidence."""
    evidence = [EvidenceData(start=at[0], end=at[1], link=link)] if at is not None else []
    return HolderData(
        name=name,
        kind=kind,
        role=role,
        score=score,
        also=list(also),
        evidence=evidence,
        alternatives=list(alternatives),
        reason=reason,
    )


def of_person(person: PersonData, mention: tuple[int, int], link: str, score: float) -> HolderData:
    """Make the holder for a person, with the mention and the person's full name as evidence."""
    result = holder(
        person["name"],
        "person",
        score=score,
        link=link,
        at=mention,
        role=person["roles"][0] if person["roles"] else None,
    )
    first = person["mentions"][0]
    if first != mention:
        result["evidence"].append(EvidenceData(start=first[0], end=first[1], link="name"))
    return result


def of_place(span: Span, head: Token, places: PlaceLexicon) -> HolderData | None:
    """A capital or country that acts stands for its government."""
    text = names.clean(span.text)
    at = (span.start_char, span.end_char)
    if places.institution(text) is not None:  # the White House is a holder in its own name
        return holder(_without_article(text), "government", score=0.9, link="name", at=at)
    before = span.doc[head.i - 1].lower_ if head.i else ""
    with_article = f"the {head.text}" if before == "the" else head.text
    for candidate in (text, _without_article(text), with_article, head.text):
        country = places.government(candidate)
        if country is not None and _is_bare(span, head, candidate):
            link = "name" if country == candidate else "metonymy"
            return holder(country, "government", score=0.9, link=link, at=at)
    if head.ent_type_ == "GPE" and head.ent_iob_ and _is_bare(span, head, _entity_text(head)):
        return holder(names.clean(_entity_text(head)), "government", score=0.75, link="name", at=at)
    return None


def _is_bare(span: Span, head: Token, candidate: str) -> bool:
    """Say whether the mention consists of the name (no further noun that it only modifies)."""
    entity = entity_of(head)
    longer = entity is not None and entity.start < head.i == entity.end - 1
    if longer and entity is not None and entity.label_ == "ORG" and candidate == head.text:
        return False  # "Working America"
    return head.text in candidate.split() or candidate.endswith(head.text)


def _entity_text(token: Token) -> str:
    entity = entity_of(token)
    return entity.text if entity is not None else token.text


def _without_article(text: str) -> str:
    words = text.split()
    return " ".join(words[1:]) if words and words[0].lower() in ("the", "a", "an") else text


def of_body(
    span: Span,
    head: Token,
    titles: TitleLexicon,
    places: PlaceLexicon,
    outlets: OutletLexicon,
) -> HolderData | None:
    """Organisations, ministries, administrations, outlets and documents, by their head noun."""
    text = description(span, head)
    at = (span.start_char, span.end_char)
    outlet = outlets.find(_without_article(text)) or outlets.find(text)
    if outlet is not None:
        return holder(outlet, "organisation", score=0.92, link="name", at=at)
    noun = head.lemma_.lower()
    person = head.ent_type_ in ("PERSON", "")
    if person and head.i + 1 == span.end and is_of_press(span):
        return holder(_without_article(text), "organisation", score=0.7, link="name", at=at)
    if head.tag_ == "NNS" and not head.text[:1].isupper():
        return None  # "outside groups", "three unions"
    if noun in _ADMINISTRATIONS and _has_name(head):
        kind: SpeakerKind = "government" if noun in _GOVERNMENTAL else "organisation"
        return holder(_plain(text, places), kind, score=0.8, link="name", at=at)
    text = _from_capital(text, span)
    kind_of = titles.organisation_kind(noun) if not is_common(_without_article(text)) else None
    if kind_of is not None and (_has_name(head) or head.pos_ == "PROPN"):
        return holder(_plain(text, places), kind_of, score=0.85, link="name", at=at)
    if titles.is_document(noun) and not (head.ent_type_ == "ORG" and head.text[:1].isupper()):
        return None
    named = head.pos_ == "PROPN" or (head.ent_type_ == "ORG" and head.text[:1].isupper())
    if is_one_of_many(head) or is_common(_entity_text(head)):
        return None
    if head.ent_type_ in ("ORG", "FAC", "PRODUCT", "NORP", "EVENT") and named:
        kind = "group" if head.ent_type_ == "NORP" else "organisation"
        name = names.clean(_plain(_name_part(span, head), places))
        return holder(name, kind, score=0.8, link="name", at=at) if name else None
    if head.pos_ == "PROPN" and head.ent_type_ != "PERSON":
        name = names.clean(_without_article(text))
        if name[:1].isupper() and len(name.split()) >= 2 and head.ent_type_:
            return holder(name, "organisation", score=0.5, link="name", at=at)
    return None


def description(span: Span, head: Token) -> str:
    """Give the mention as a description: without clauses and what commas set off."""
    doc = span.doc
    end = span.end
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "advcl") and child.left_edge.i > head.i:
            end = min(end, child.left_edge.i)
    for token in doc[head.i + 1 : end]:
        dated = (
            token.pos_ == "ADP" and doc[token.i + 1 : end] and doc[token.i + 1].ent_type_ == "DATE"
        )
        if token.text[0] in ",–—([" or dated:
            end = token.i
            break
    return names.clean(doc[span.start : max(end, head.i + 1)].text)


def _name_part(span: Span, head: Token) -> str:
    entity = entity_of(head)
    if entity is None:
        return description(span, head)
    if len(entity) == 1 or not is_common(entity[0].text):
        return entity.text
    end = entity.end
    while end < span.end and span.doc[end].text[:1].isupper():
        end += 1
    return span.doc[entity.start + 1 : end].text


def _from_capital(text: str, span: Span) -> str:
    """Leave out the adjectives before a name: "the broader | Harbour Party"."""
    start = span.start
    while start < span.end and (span.doc[start].lower_ in ("the", "a", "an")):
        start += 1
    first = start
    while start < span.end and span.doc[start].tag_ in _QUALIFYING and span.doc[start].is_lower:
        start += 1
    if start in (first, span.end) or not span.doc[start].text[:1].isupper():
        return text
    place = text.find(span.doc[start].text)
    return text[place:] if place > 0 else text


def _has_name(head: Token) -> bool:
    """Say whether a noun is made definite by a name: "Seoul's foreign ministry"."""
    if head.pos_ == "PROPN" and any(c.pos_ == "PROPN" for c in head.children):
        return True
    before = head.doc[head.left_edge.i : head.i]
    if any(c.ent_type_ or c.pos_ == "PROPN" for c in before):
        return True
    after = [c for c in head.rights if c.dep_ == "prep" and c.i == head.i + 1]
    objects = [t for c in after for t in c.children if t.dep_ == "pobj"]
    return any(
        (t.ent_type_ or t.pos_ == "PROPN") and t.ent_type_ not in ("DATE", "TIME") for t in objects
    )


def _plain(text: str, places: PlaceLexicon) -> str:
    """Drop the article and say the country for its capital: "South Korea's foreign ministry"."""
    text = _without_article(text)
    for mark in ("'s ", "’s "):
        if mark in text:
            owner, rest = text.split(mark, 1)
            country = places.government(owner)
            return f"{country}'s {rest}" if country else text
    return text


def whole_span(doc: Doc, at: tuple[int, int]) -> Span | None:
    """Give the tokens of a stretch of characters."""
    return doc.char_span(*at, alignment_mode="expand")
