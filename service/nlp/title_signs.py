"""What titles tell of who is meant by a description: "the senator", "the Ohio judge"."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from service.nlp.affiliations import affiliations
from service.nlp.extensions import PersonData, text_of
from service.nlp.mentions import Mention
from service.nlp.rules.known import Known, known_person
from service.nlp.rules.related import related_roles

_INTRODUCED = 3  # mentions in which a person is introduced
_AFTER = 40  # characters after a name that may tell more
_SAID = 12  # tokens of what is said in which somebody is described
_FEW = 2
_OF_AGES = frozenset({"year", "old", "year-old"})
_BESIDE = re.compile(r" ?(?:of|\(|, an? |, the |, )[\w .-]*")
_IN_FRONT = re.compile(r"(?:\b[A-Z][\w.-]* )+$")
"""Capitalised words before a name: "Democratic Sen."."""
_WORD = re.compile(r"\w+")
_CLASSES = {
    "candidate": frozenset("candidate nominee contender frontrunner front-runner hopeful".split()),
    "tycoon": frozenset("mogul businessman billionaire magnate tycoon developer".split()),
    "person": frozenset("man woman boy girl guy lady gentleman person".split()),
    "office": frozenset("senator governor president congressman mayor minister secretary".split()),
    "judge": frozenset("judge justice lawyer attorney prosecutor".split()),
}
"""Nouns that are used alike to take somebody up."""


def titles(
    mention: Mention, doc: Doc, person: PersonData, bearers: int, prominence: float
) -> dict[str, float]:
    """Give the signs of a person's titles for a description.

    bearers: how many of the candidates can be called so. prominence: how often the person is
    named, as a share of who is named most.
    """
    words = role_words(person) | beside(doc, person)
    exact = mention.role in person["role_words"]
    fits = exact or bears(person, mention.role)
    known = known_person(person["name"])
    called = known is not None and _can_be_called(known, mention.role)
    kind = class_of(mention.role)
    return {
        "known by the title": float(called),
        f"{kind}: known by the title": float(called),
        "known by its words": float(len(known.words & mention.modifiers) if known else 0),
        f"{kind}: known by another": float(known is not None and not called and not fits),
        "bears the title": float(exact),
        "bears a like title": float(fits and not exact),
        "alone bears it": float(fits and bearers == 1),
        "another bears it": float(not fits and bearers > 0),
        "has no title": float(not person["roles"]),
        "shares words": float(len(words & mention.modifiers)),
        "shares none": float(bool(mention.modifiers) and not words & mention.modifiers),
        f"{class_of(mention.role)}: alone": float(bearers < _FEW),
        f"{class_of(mention.role)}: bears": float(fits),
        f"{class_of(mention.role)}: prominence": prominence,
        "indefinite": float(not mention.definite),
        "in a headline": float(mention.headline and fits),
    }


def bears(person: PersonData, role: str) -> bool:
    """Say whether a person bears a title, or one that can name the same office."""
    if not role:
        return False
    return role in person["role_words"] or bool(
        related_roles().get(role, frozenset()) & set(person["role_words"])
    )


def is_known_as(person: PersonData, role: str) -> bool:
    """Say whether a noun names an office that a person is known to hold or have held."""
    known = known_person(person["name"])
    return known is not None and _can_be_called(known, role)


def _can_be_called(known: Known, role: str) -> bool:
    """Say whether a noun names an office of a known person, or one like it."""
    return bool(role) and bool(({role} | related_roles().get(role, frozenset())) & known.words)


def class_of(role: str) -> str:
    """Give the kind of a description by its noun: "candidate", "tycoon", "person" or "role"."""
    return next((name for name, words in _CLASSES.items() if role in words), "role")


def role_words(person: PersonData) -> set[str]:
    """Give the words of a person's titles in lower case; "GOP" is Republican."""
    words = {w for role in person["roles"] for w in role.lower().replace("-", " ").split()}
    return words | {"republican"} if "gop" in words else words


def belongs(doc: Doc, person: PersonData) -> set[str]:
    """Give the parties and countries to which a person's titles, and the words beside, tie one."""
    known = known_person(person["name"])
    told = [*person["roles"], *_beside(doc, person), *(known.titles if known else ())]
    for start, _ in person["mentions"][:_INTRODUCED]:
        before = _IN_FRONT.search(text_of(doc)[max(0, start - _AFTER) : start])
        told += [before[0]] if before is not None else []
    return affiliations(" ; ".join(told))


def beside(doc: Doc, person: PersonData) -> set[str]:
    """Give the words right after a person's first names: "of Vermont", "(R-Ohio)"."""
    return {word.lower() for told in _beside(doc, person) for word in _WORD.findall(told)}


def _beside(doc: Doc, person: PersonData) -> Iterator[str]:
    """Give what stands right after a person's first names."""
    for _, end in person["mentions"][:_INTRODUCED]:
        told = _BESIDE.match(text_of(doc)[end : end + _AFTER])
        if told is not None:
            yield told[0]


def described(mention: Mention, doc: Doc) -> Iterator[str]:
    """Give the nouns of "the minister" and the like in what a mention is the source of."""
    for start, end in mention.own:
        said = doc.char_span(start, end, alignment_mode="expand")
        for token in said[:_SAID] if said is not None else ():
            if token.pos_ == "NOUN" and token.i and token.nbor(-1).lower_ == "the":
                yield token.lemma_.lower()


def modifiers_of(span: Span, role: str) -> frozenset[str]:
    """Give the words of a mention that tell more than its noun, in lower case; ages do not."""
    kept: Iterable[str] = (
        t.lower_
        for t in span
        if t.pos_ in ("ADJ", "PROPN", "NOUN") and t.lower_ != role and t.lower_ not in _OF_AGES
    )
    return frozenset("republican" if word == "gop" else word for word in kept)
