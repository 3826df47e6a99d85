"""Nouns whose definite or owned use tells too little by itself: "the decision", "her remarks"."""

from functools import cache

from service.nlp.rules.load import RulesError, load


@cache
def open_nouns() -> frozenset[str]:
    """The lemmas of such nouns. Raises RulesError where one is listed twice or has a capital."""
    nouns: list[str] = load("open_nouns.json")["nouns"]
    if len(set(nouns)) != len(nouns) or any(noun != noun.lower() for noun in nouns):
        raise RulesError("open_nouns.json must have each noun once, in lower case.")
    return frozenset(nouns)
