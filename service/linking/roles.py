"""Whether two roles can be one person's, now or one after the other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from service.linking.rules import load, words
from service.linking.spelling import plain

_LONGEST = 300  # characters of a role that are read
_PRIVATE = "private"
_MOST = 20  # roles of a speaker that are compared
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# What follows is whom or what the role is turned to, not where it belongs.
_TURNED_TO = re.compile(r"\b(?:to|for|on|against)\b.*")


class Relation(IntEnum):
    """How the roles of two mentions stand to each other."""

    DOUBTFUL = 0  # walks of life or countries that do not go together
    UNKNOWN = 1  # one of them has no role, or none that tells anything
    TOGETHER = 2  # one career can hold both
    SAME = 3  # the same office


@dataclass(frozen=True, slots=True)
class Role:
    """What a role tells."""

    words: frozenset[str]
    offices: frozenset[str]
    domains: frozenset[str]
    places: frozenset[str]


def relation(a: Iterable[str], b: Iterable[str]) -> Relation:
    """Compare the roles of two mentions; the pair that fits best decides.

    >>> relation(["Senator"], ["President"]).name, relation(["a footballer"], ["judge"]).name
    ('TOGETHER', 'DOUBTFUL')
    """
    found = [_compare(read(x), read(y)) for x in list(a)[:_MOST] for y in list(b)[:_MOST]]
    if not found:
        return Relation.UNKNOWN
    told = [one for one in found if one is not Relation.UNKNOWN]
    return max(told) if told else Relation.UNKNOWN


@lru_cache(maxsize=2048)
def read(role: str) -> Role:
    """Read what a role tells."""
    text = plain(role[:_LONGEST]).replace(".", "")
    for said, meant in _same():
        text = re.sub(rf"\b{said}\b", meant, text)
    places, text = _places(text)
    found = [w for w in _WORD.findall(text) if w not in words("roles", "passing")]
    tokens = frozenset(found)
    domains = [_domains()[word] for word in found if word in _domains()]
    told = frozenset().union(*domains)
    if _PRIVATE in told:  # "a shop owner and resident" holds no office
        told = frozenset({_PRIVATE})
    for one in domains:  # "film director": what one word leaves open, another may tell
        if told & one:
            told &= one
    return Role(tokens, tokens & words("roles", "offices"), told, places)


def _compare(a: Role, b: Role) -> Relation:
    if a.places and b.places and not a.places & b.places:
        return Relation.DOUBTFUL
    if a.offices and a.offices == b.offices and a.words and b.words:
        if a.words <= b.words or b.words <= a.words:
            return _same_office(a, b)
        if a.offices & words("roles", "local") and a.words != b.words and not a.places:
            return Relation.DOUBTFUL  # mayors of two towns
    if not a.domains or not b.domains:
        return Relation.UNKNOWN
    if a.domains & b.domains or any((x, y) in _near() for x in a.domains for y in b.domains):
        return Relation.TOGETHER
    return Relation.DOUBTFUL


def _same_office(a: Role, b: Role) -> Relation:
    """Say whether an office is one that a single person holds at a time."""
    qualified = all(len(role.words) > len(role.offices) or role.places for role in (a, b))
    alone = a.offices & words("roles", "alone")
    return Relation.SAME if qualified or alone else Relation.TOGETHER


def _places(text: str) -> tuple[frozenset[str], str]:
    """Find the countries and states that a role belongs to, and leave them out of it."""
    ours = _TURNED_TO.sub("", text)
    found = set()
    pattern, meanings = _place_words()
    for match in pattern.finditer(ours):
        found.add(meanings[match.group()])
    return frozenset(found), pattern.sub(" ", text)


@cache
def _place_words() -> tuple[re.Pattern[str], dict[str, str]]:
    meanings: dict[str, str] = {}
    for country, said in load("places")["countries"].items():
        for word in said:
            meanings[plain(word).replace(".", "")] = country
    meanings |= {plain(state): state for state in load("places")["states"]}
    listed = sorted(meanings, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b"), meanings


@cache
def country_names() -> frozenset[str]:
    """Give the names of countries as they are compared."""
    return frozenset(plain(country) for country in load("places")["countries"])


@cache
def _domains() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for domain, listed in load("roles")["domains"].items():
        for word in listed.split():
            found[word] = found.get(word, frozenset()) | {domain}
    for said, meant in _same():
        if meant not in found and said in found:
            found[meant] = found[said]
    found["prime-minister"] = found["attorney-general"] = frozenset({"government"})
    return found


@cache
def _near() -> frozenset[tuple[str, str]]:
    pairs = [tuple(line.split()) for line in load("roles")["near"]]
    return frozenset((x, y) for a, b in pairs for x, y in ((a, b), (b, a)))


@cache
def _same() -> tuple[tuple[str, str], ...]:
    return tuple(load("roles")["same"].items())
