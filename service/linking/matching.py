"""How well two full names fit one person, told by the names alone."""

from enum import IntEnum
from functools import cache, lru_cache

from service.linking.names import FullName, Reading, parse
from service.linking.rules import load, words
from service.linking.spelling import distance, plain, skeleton

_SHORTEST_SKELETON = 2
_MOST_LETTERS = 3


class Fit(IntEnum):
    """How well two names fit, and what must be known besides to make them one."""

    NONE = 0  # names of different people
    CLOSE = 1  # may be one: needs the same office
    LIKELY = 2  # probably one: needs roles that go together
    VARIANT = 3  # spellings of one name
    EXACT = 4  # the same name


def fit(a: str, b: str) -> Fit:
    """Rate two names of people.

    >>> fit("Wendy Sherman", "Wendy R. Sherman").name, fit("Kim Jong Un", "Kim Jong-un").name
    ('VARIANT', 'EXACT')
    >>> fit("John A. Smith", "John B. Smith").name
    'NONE'
    """
    return _fit(a, b) if a <= b else _fit(b, a)


@lru_cache(maxsize=4096)
def _fit(a: str, b: str) -> Fit:
    x, y = parse(a), parse(b)
    if len(x.words) < 2 or len(y.words) < 2:
        return Fit.NONE
    if x.generation and y.generation and x.generation != y.generation:
        return Fit.NONE
    found = max(_reading_fit(x, y, r, s) for r in x.readings for s in y.readings)
    if x.generation != y.generation:  # father and son, or one of them told short
        return min(found, Fit.CLOSE)
    return found


def same_words(a: str, b: str) -> bool:
    """Say whether two names of bodies are the same but for case, marks and a leading article."""
    return institution_key(a) == institution_key(b)


@lru_cache(maxsize=2048)
def institution_key(name: str) -> str:
    """Reduce the name of a body to what its spellings share."""
    left = "".join(c if c.isalnum() else " " for c in plain(name.replace("&", " and "))).split()
    return " ".join(left[1:] if len(left) > 1 and left[0] == "the" else left)


def _reading_fit(x: FullName, y: FullName, r: Reading, s: Reading) -> Fit:
    if r.family_first != s.family_first:
        return _other_order(x, y, r, s)
    if r.family == s.family:
        if "".join(r.given) == "".join(s.given):
            return Fit.EXACT
        if r.family_first:
            return Fit.CLOSE if _sound_alike(r.given, s.given) else Fit.NONE
        return max(_given_fit(r.given, s.given), _nickname_fit(x, y, r, s))
    if not r.family_first and (longer := _second_surname(x.words, y.words)):
        return longer
    if r.given and s.given and _alike(r.family, s.family):
        same = "".join(r.given) == "".join(s.given)
        return Fit.CLOSE if same or _sound_alike(r.given, s.given) else Fit.NONE
    return Fit.NONE


def _other_order(x: FullName, y: FullName, r: Reading, s: Reading) -> Fit:
    if r.family != s.family or "".join(r.given) != "".join(s.given):
        return Fit.NONE
    hungarian = words("names", "hungarian_given")
    told = len(r.given) > 1 or x.hyphenated or y.hyphenated or r.given[0] in hungarian
    return Fit.VARIANT if told else Fit.LIKELY


def _given_fit(a: tuple[str, ...], b: tuple[str, ...]) -> Fit:
    """Rate given names before one surname."""
    if not a or not b:
        return Fit.NONE
    if a[0] == b[0]:
        return _middle_fit(a[1:], b[1:])
    for one, other in ((a, b), (b, a)):
        if len(one) > 1 and len(one[0]) == 1 and one[1:] == other:
            return Fit.VARIANT  # J. Robert Oppenheimer, Robert Oppenheimer
        if len(one[0]) == 1 and _initials_fit(one, other):
            return Fit.CLOSE
        if one[1:] == other:
            return Fit.CLOSE  # Recep Tayyip Erdogan, Tayyip Erdogan
    if b[0] in short_forms(a[0]) and _middle_fit(a[1:], b[1:]) > Fit.NONE:
        return Fit.CLOSE
    return Fit.CLOSE if _sound_alike(a, b) else Fit.NONE


def _initials_fit(initials: tuple[str, ...], given: tuple[str, ...]) -> bool:
    return all(g.startswith(i) or i == g for i, g in zip(initials, given, strict=False))


def _middle_fit(a: tuple[str, ...], b: tuple[str, ...]) -> Fit:
    if a == b:
        return Fit.EXACT
    shorter, longer = sorted((a, b), key=len)
    if not shorter:
        if all(len(word) == 1 for word in longer):
            return Fit.VARIANT
        # "José García López" is José García, and José López another one.
        iberian = any(word in words("names", "iberian") for word in longer)
        return Fit.CLOSE if iberian else Fit.LIKELY
    if all(x == y or _initial(x, y) for x, y in zip(shorter, longer, strict=False)):
        return Fit.VARIANT if len(shorter) == len(longer) else Fit.LIKELY
    return Fit.NONE


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _nickname_fit(x: FullName, y: FullName, r: Reading, s: Reading) -> Fit:
    called = (x.nicknames and s.given and s.given[0] in x.nicknames) or (
        y.nicknames and r.given and r.given[0] in y.nicknames
    )
    return Fit.VARIANT if called else Fit.NONE


def _second_surname(a: tuple[str, ...], b: tuple[str, ...]) -> Fit:
    """Rate names of which one goes on after the other's end: a second surname."""
    shorter, longer = sorted((a, b), key=len)
    if len(longer) != len(shorter) + 1 or longer[:-1] != shorter:
        return Fit.NONE
    if shorter[0] in words("names", "family_first") and len(shorter) == 2:
        return Fit.NONE  # Kim Jong, Kim Jong Un
    iberian = words("names", "iberian")
    return Fit.VARIANT if shorter[-1] in iberian or longer[-1] in iberian else Fit.LIKELY


def _sound_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return bool(a) and len(a) == len(b) and all(_alike(x, y) for x, y in zip(a, b, strict=True))


def _alike(a: str, b: str) -> bool:
    """Say whether two words can be transliterations of one."""
    if a == b:
        return True
    bones = skeleton(a)
    return (
        bones == skeleton(b)
        and len(bones) >= _SHORTEST_SKELETON
        and distance(a, b, _MOST_LETTERS) <= _MOST_LETTERS
    )


def short_forms(given: str) -> frozenset[str]:
    """Give the other given names that one with this name may go by."""
    return _short_forms().get(given, frozenset())


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in load("names")["short_forms"]:
        full, *short = line.split()
        for word in short:
            found[word] = found.get(word, frozenset()) | {full}
        found[full] = found.get(full, frozenset()) | frozenset(short)
    return found
