"""Which phrase is a statement's target: one of its content, or that of a statement before.

The network's stretches are weighed again by a log-linear model of signs that it does not see: how
the stretch stands in its clause, what the article and its other statements are about. Of all
candidates the one is taken that agrees best with all of them, each counted by its chance (minimum
Bayes risk, as in Kumar and Byrne 2004): "the plan" wins over one long phrase that is likelier by
itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from service.nlp import target_signs
from service.nlp.rules.load import load
from service.nlp.target_signs import Signs
from service.nlp.target_topics import Topics
from service.nlp.target_words import Asked, Candidate

_ENOUGH = 0.5  # of the words shared: then two phrases name the same thing
_NEARNESS = 0.6
_CUT_OFF = 0.75  # what a stretch counts that is no whole phrase
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement's target. of: the number of the statement whose words they are."""

    of: int
    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement's candidates, each with the number of the statement whose words it is."""

    candidates: list[tuple[int, Candidate]]
    table: list[Signs]
    agreement: Floats
    """How far each candidate agrees with each, in value."""


@cache
def weights() -> Mapping[str, float]:
    """The trained weights by sign."""
    loaded: dict[str, float] = load("targets.json")["weights"]
    return loaded


def choose(weighed: Sequence[Weighed]) -> list[Chosen]:
    """Give each statement's target."""
    return [_best(one) for one in weighed]


def _best(weighed: Weighed) -> Chosen:
    by = weights()
    scores = [
        sum([by[name] * value for name, value in row.items() if value and name in by])
        for row in weighed.table
    ]
    values = weighed.agreement @ _chances(scores) * _wholeness([c for _, c in weighed.candidates])
    best = int(values.argmax())
    number, candidate = weighed.candidates[best]
    return Chosen(number, candidate, min(1.0, float(values[best]) / (1 + _NEARNESS)))


def weigh(topics: Topics, asked: Sequence[Asked]) -> list[Weighed]:
    """Give the candidates of statements, in text order, with their signs."""
    values = []
    for one in asked:
        value = agreement([c.words for c in one.candidates]) @ _chances(one.scores)
        first = int((value * _wholeness(one.candidates)).argmax())
        topics.note(one.candidates[first], float(value[first]))
        values.append(value)
    return [
        _weighed(topics, number, one, value)
        for number, (one, value) in enumerate(zip(asked, values, strict=True))
    ]


def _weighed(topics: Topics, number: int, asked: Asked, value: Floats) -> Weighed:
    candidates = [(number, candidate) for candidate in asked.candidates]
    table = []
    for candidate, score, agreed in zip(asked.candidates, asked.scores, value, strict=True):
        top = target_signs.top_of(asked, asked.stretch(candidate))
        signs = target_signs.of_stretch(asked, candidate, score, float(agreed))
        table.append({**signs, **topics.of_stretch(number, candidate, top)})
    for earlier in topics.earlier(number):
        candidates.append((earlier.number, earlier.candidate))
        table.append(topics.of_earlier(number, earlier))
    return Weighed(candidates, table, agreement([c.words for _, c in candidates]))


def agreement(phrases: Sequence[frozenset[str]]) -> Floats:
    """Give how far each phrase, by its words, agrees with each."""
    columns: dict[str, int] = {}
    for phrase in phrases:
        for word in phrase:
            columns.setdefault(word, len(columns))
    told = np.zeros((len(phrases), len(columns) + 1))
    for row, phrase in zip(told, phrases, strict=True):
        row[[columns[word] for word in phrase]] = 1
    sizes = told.sum(1)
    found = 2 * (told @ told.T) / np.maximum(1, sizes[:, None] + sizes)
    np.fill_diagonal(found, 1)
    return np.asarray((found >= _ENOUGH) + _NEARNESS * found, np.float64)


def _wholeness(candidates: Sequence[Candidate]) -> Floats:
    return np.array([1.0 if candidate.whole else _CUT_OFF for candidate in candidates])


def _chances(scores: Sequence[float]) -> Floats:
    powers = np.exp(np.array(scores) - max(scores))
    return np.asarray(powers / powers.sum(), np.float64)
