"""How well a target fits a topic: by words in common and by the nearness of the others.

Three signs, weighed into a chance: the cosine of the two phrases' mean word vectors; the share of
the phrasing's words that the target has; how near the target comes to those that it has not.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from service.wording import rules, vectors
from service.wording.directions import opposite
from service.wording.words import stem, words

BELONGS = 0.5
"""The score from which on a target counts to a topic unless an editor says otherwise."""
SHOWN = 0.25
"""The score from which on a target is listed for editors."""
_MOST_WORDS = 12
_NEAR = 0.45  # of words by which a target is looked up
_ALIKE = 0.8  # of words of which one is the beginning of the other
_LEAST_BEGINNING = 5  # letters
_NOT_QUITE = 0.999  # the nearest that another word comes


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a target's belonging to a phrasing, each 0 to 1."""

    mean: float
    exact: float
    rest: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The best fit of a target with a topic: score, the phrasing, whether it is for its end."""

    score: float
    phrasing: str
    opposite: bool


def fit(phrasings: Sequence[str], target: str) -> Fit:
    """Rate a target by the phrasing that it fits best. Raises ValueError without phrasings."""
    score, _, phrasing = max(
        (chance(signs(phrasing, target)), -at, phrasing) for at, phrasing in enumerate(phrasings)
    )
    return Fit(round(score, 3), phrasing, opposite(phrasing, target))


def chance(found: Signs) -> float:
    """Weigh signs into the chance that the target belongs to the topic."""
    weights = rules.load("topics")["weights"]
    total = weights["constant"] + sum(
        weights[name] * getattr(found, name) for name in ("mean", "exact", "rest")
    )
    return 1 / (1 + math.exp(-total))


def signs(phrasing: str, target: str) -> Signs:
    """Compare a phrasing with a target."""
    wanted, has = _told(phrasing), _told(target)
    if not wanted or not has:
        return Signs(0.0, 0.0, 0.0)
    named = _names(phrasing)
    nearest = [max(nearness(word, other, word in named) for other in has) for word in wanted]
    weights = [weight(word) for word in wanted]
    missing = [(w, near) for w, near in zip(weights, nearest, strict=True) if near < 1]
    return Signs(
        mean=_cosine(wanted, has, frozenset(map(stem, named))),
        exact=sum(w for w, n in zip(weights, nearest, strict=True) if n == 1) / sum(weights),
        rest=sum(w * n for w, n in missing) / sum(w for w, _ in missing) if missing else 1.0,
    )


@lru_cache(maxsize=20_000)
def nearness(one: str, other: str, named: bool = False) -> float:
    """Say how near two words are in meaning: 1 for inflections of one word, 0 for unknown ones.

    named: the first is a name, to which nothing comes near but itself.
    """
    if stem(one) == stem(other):
        return 1.0
    if named:
        return 0.0
    short, long = sorted((one, other), key=len)
    begins = len(short) >= _LEAST_BEGINNING and long.startswith(short)
    known = vectors.shipped()
    x, y = known.of(one), known.of(other)
    by_vector = 0.0 if x is None or y is None else max(0.0, float(x @ y))
    return min(max(by_vector, _ALIKE if begins else 0.0), _NOT_QUITE)


@lru_cache(maxsize=2_000)
def lookup_stems(phrasing: str) -> frozenset[str]:
    """Give the stems that a target of a phrasing may be found by: its words and those near them.

    Generic words are passed over where the phrasing has others.
    """
    told, named = _told(phrasing), _names(phrasing)
    chosen = [word for word in told if weight(word) == 1] or told
    near = (vectors.shipped().near(word, _NEAR) for word in chosen if word not in named)
    return frozenset([*map(stem, told), *(stem(word) for some in near for word in some)])


def weight(word: str) -> float:
    """Give how much a word tells of a topic."""
    generic = word in rules.words("topics", "generic")
    return float(rules.load("topics")["generic_weight"]) if generic else 1.0


@lru_cache(maxsize=8192)
def _told(phrase: str) -> tuple[str, ...]:
    found = words(phrase, 60)
    function = rules.words("words", "function")
    return tuple([word for word in found if word not in function] or found)[:_MOST_WORDS]


@lru_cache(maxsize=2_000)
def _names(phrasing: str) -> frozenset[str]:
    """Give the words of a phrasing that are names by their capitals.

    A single word tells nothing by its capital, nor does the first where the next has none.
    """
    parts = phrasing.split()
    capitals = [part for part in parts if part[:1].isupper()]
    if len(parts) < 2 or (capitals == parts[:1]):
        return frozenset()
    return frozenset(word for part in capitals for word in words(part, 12))


def _cosine(one: Iterable[str], other: Iterable[str], named: frozenset[str]) -> float:
    return max(0.0, float(_mean(one, named) @ _mean(other, named)))


def _mean(told: Iterable[str], named: frozenset[str]) -> vectors.Vector:
    total: vectors.Vector = np.sum([weight(word) * _vector(word, named) for word in told], axis=0)
    length = float(np.linalg.norm(total))
    return total / length if length else total


@lru_cache(maxsize=8192)
def _vector(word: str, named: frozenset[str]) -> vectors.Vector:
    known = vectors.shipped()
    vector = None if stem(word) in named else known.of(word)
    return known.of_name(word) if vector is None else vector
