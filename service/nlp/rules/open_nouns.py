"""Nouns whose definite or owned use tells too little by itself: "the decision", "her remarks"."""

from functools import cache

from service.nlp.rules.load import RulesError, load


@cache
def open_nouns() -> frozenset[str]:
    """The lemmas of such nouns. Raises RulesError where one is listed twice or has a capital."""
    return _listed("nouns")


@cache
def understood_nouns() -> frozenset[str]:
    """The lemmas of nouns that "the" leaves nothing open of: "the media". Raises as open_nouns."""
    return _listed("understood")


@cache
def understood_abbreviations() -> frozenset[str]:
    """The abbreviations that readers know, in capitals without stops: "NATO", "TV"."""
    found: list[str] = load("open_nouns.json")["abbreviations"]
    if len(set(found)) != len(found) or any(one != one.upper() for one in found):
        raise RulesError("open_nouns.json must have each abbreviation once, in capitals.")
    return frozenset(found)


def _listed(key: str) -> frozenset[str]:
    nouns: list[str] = load("open_nouns.json")[key]
    if len(set(nouns)) != len(nouns) or any(noun != noun.lower() for noun in nouns):
        raise RulesError("open_nouns.json must have each noun once, in lower case.")
    return frozenset(nouns)
