"""Words by which a holder judges, feels or wishes (evaluation.json)."""

from dataclasses import dataclass
from functools import cache

from service.nlp.rules.load import RulesError, load


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """Lemmas in lower case. feelings: verbs that make an opinion of the first person's clause."""

    adjectives: frozenset[str]
    nouns: frozenset[str]
    feelings: frozenset[str]
    wishes: frozenset[str]


@cache
def evaluation() -> EvaluationWords:
    """Give the words of evaluation.json. Raises RulesError where one stands twice in a list."""
    data = load("evaluation.json")
    names = ("adjectives", "nouns", "feelings", "wishes")
    for name in names:
        if len(set(data[name])) != len(data[name]):
            raise RulesError(f"a word stands twice among the {name} of evaluation")
    return EvaluationWords(*(frozenset(data[name]) for name in names))
