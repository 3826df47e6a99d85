"""Role nouns that can name one office: "the envoy" for an ambassador."""

from collections.abc import Mapping
from functools import cache

from service.nlp.rules.load import RulesError, load


@cache
def related_roles() -> Mapping[str, frozenset[str]]:
    """Map each role noun to the others of its groups (related_roles.json)."""
    result: dict[str, set[str]] = {}
    for group in load("related_roles.json")["groups"]:
        if len(set(group)) != len(group):
            raise RulesError(f"the group {group} of related roles names a word twice")
        for word in group:
            result.setdefault(word, set()).update(set(group) - {word})
    return {word: frozenset(others) for word, others in result.items()}
