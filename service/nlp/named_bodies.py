"""Sources that name a body or a place: "the Justice Department", "Seoul", "the authorities"."""

from spacy.tokens import Span, Token

from service.nlp import clauses, names
from service.nlp import holders as by_mention
from service.nlp.body_names import is_common
from service.nlp.descriptions import description
from service.nlp.discourse import entity_of
from service.nlp.extensions import HolderData
from service.nlp.named_sources import segments
from service.nlp.possessors import possessor_of
from service.nlp.reading import Chars, Reading

_INSIDE = frozenset({"of", "for", "the", "and", "&"})
_FINDINGS = frozenset("poll polls survey study studies report".split())
_AUTHORITIES = frozenset({"authorities", "government"})


def named_body(reading: Reading, span: Span, head: Token, at: Chars) -> HolderData | None:
    """Give the body or government that a mention names, by the longest form in the article."""
    opening = reading.titles.is_outlet_noun(head.lower_) or head.lower_ in _FINDINGS
    if len(span) == 1 and head.is_sent_start and opening:
        return None  # "Newspaper: …" of a headline
    letters = head.text.replace(".", "")
    spelled_out = _spelled_out(reading, head.text)
    if spelled_out and len(letters) > 1 and reading.places.government(head.text) is None:
        return by_mention.holder(spelled_out, "organisation", score=0.85, link="name", at=at)
    if (whole := _letters_before(reading, segments(span)[0], head)) is not None:
        return by_mention.holder(whole, "organisation", score=0.8, link="name", at=at)
    if (beside := _named_beside(span, head, reading)) is not None:
        return named_body(reading, beside, beside.root, at)
    if head.lower_ in _AUTHORITIES and (country := country_before(reading, head)):
        return by_mention.holder(country, "government", score=0.85, link="name", at=at)
    found = by_mention.of_place(span, head, reading.places) or by_mention.of_body(
        span, head, reading.titles, reading.places, reading.outlets
    )
    if found is None or possessor_of(span, head, reading.discourse) is not None:
        return None
    if head.ent_type_ == "NORP" and head.tag_ in ("NNPS", "NNS"):
        text = description(span, head, reading.titles)
        return by_mention.holder(text, "group", score=0.8, link="name", at=at)
    name = found["name"] or ""
    spelled_out = _spelled_out(reading, name)
    if spelled_out is None and found["kind"] != "group" and head.text[:1].isupper():
        spelled_out = _fuller(reading, span, name)
    if spelled_out:
        found["name"] = spelled_out
    return found


def _named_beside(span: Span, head: Token, reading: Reading) -> Span | None:
    """Give the name that follows the description of one body: "the union — the Dock Workers —".

    "officials of a union, the Dock Workers" are no body, and who speaks is not named.
    """
    core, *rest = segments(span)
    if (named := _after_common(core)) is not None:
        return named
    noun = head.lemma_.lower()
    bodily = (
        reading.titles.organisation_kind(noun)
        or reading.titles.is_outlet_noun(noun)
        or not _means_people(reading, head)
    )
    if bodily and head.pos_ == "NOUN" and head.is_lower and core.start <= head.i:
        name = span.doc[head.i + 1 : core.end]
        outlet = reading.titles.is_outlet_noun(noun) and len(name) == 1
        capitals = len(name) > 0 and all(t.text[:1].isupper() for t in name)
        if outlet or (capitals and name[0].ent_type_ in ("ORG", "PRODUCT", "WORK_OF_ART", "")):
            return name
    plain = not head.ent_type_ or is_common(head.text)
    described = head.pos_ == "NOUN" and plain and core.start <= head.i
    if not rest or not described or not bodily:
        return None
    beside = rest[0]
    start = beside.start + (beside[0].lower_ == "the")
    entity = entity_of(span.doc[start]) if start < beside.end else None
    if entity is None or entity.label_ != "ORG" or entity.end < beside.end:
        return None
    return span.doc[start : beside.end]


def _letters_before(reading: Reading, core: Span, head: Token) -> str | None:
    """Give the words of the letters in "the MVF party", where the article has them."""
    before = head.doc[head.i - 1] if head.i > core.start else None
    body = reading.titles.organisation_kind(head.lemma_.lower()) is not None
    if before is None or not body or not head.is_lower or head != core[-1]:
        return None
    first = before.i == core.start or (core[0].pos_ == "DET" and before.i == core.start + 1)
    return _spelled_out(reading, before.text) if first and len(before) > 1 else None


def _after_common(core: Span) -> Span | None:
    """Give "Open Rivers" of "the super PAC Open Rivers"."""
    noun = next((t for t in core if is_common(t.text)), None)
    name = core.doc[noun.i + 1 : core.end] if noun is not None else core[:0]
    capitals = all(t.text[:1].isupper() or t.lower_ in _INSIDE for t in name)
    return name if len(name) and capitals and name[0].text[:1].isupper() else None


def _means_people(reading: Reading, head: Token) -> bool:
    """Say whether a noun is one of people or documents, who are not called as what follows."""
    noun = head.lemma_.lower()
    titles = reading.titles
    known = titles.is_role(noun) or titles.is_collective(head.lower_) or titles.is_document(noun)
    return known or head.tag_ != "NN"


def _spelled_out(reading: Reading, name: str) -> str | None:
    """Give the article's words for a name that is an abbreviation."""
    letters = name.replace(".", "")
    if not letters.isupper():
        return None
    found = reading.discourse.acronyms.get(letters) or reading.bodies.spelled_out(letters)
    return reading.bodies.fuller(found) if found else None


def _fuller(reading: Reading, span: Span, name: str) -> str | None:
    """Give the article's longer form of a body's name as the mention has it."""
    if reading.places.government(name) is not None:
        return None
    written = names.without_the(names.clean(segments(span)[0].text))
    for form in (written, name):
        if (longer := reading.bodies.fuller(form)) != form:
            return longer
    return None


def country_before(reading: Reading, head: Token) -> str | None:
    """Give the country of "the Azerbaijani authorities" and "the government of Peru"."""
    named = [t for t in head.lefts if t.dep_ in ("amod", "compound", "nmod", "poss")]
    after = clauses.child_with(head, "prep")
    if not named and after is not None and after.lower_ == "of":
        named = [t for t in after.children if t.dep_ == "pobj"]
    if len(named) != 1:
        return None
    entity = entity_of(named[0])
    name = entity.text if entity is not None else named[0].text
    return reading.places.government(name) or reading.places.demonym(name)
