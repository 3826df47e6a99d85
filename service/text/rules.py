"""Loads the wordings of page layout: data with examples, in `rules/*.json`.

A file holds `terms` (named pieces of patterns, written <NAME> where they are used) and `rules`.
Every rule has examples, and counterexamples where it could be mistaken; the tests run them all.
Patterns repeat only single characters or bounded groups, so that matching takes linear time.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording. where: the part of the page to which it applies, as its file explains."""

    name: str
    where: str
    pattern: str
    examples: tuple[Any, ...]
    counterexamples: tuple[str, ...]


@cache
def load(file: str) -> tuple[Rule, ...]:
    """Read `rules/<file>.json`, with the terms filled in."""
    data = json.loads((files("service.text") / "rules" / f"{file}.json").read_text("utf-8"))
    terms: dict[str, str] = {}
    for name, pattern in data["terms"].items():
        terms[name] = _filled(pattern, terms)
    return tuple(
        Rule(
            name=rule["name"],
            where=rule["where"],
            pattern=_filled(rule["pattern"], terms),
            examples=tuple(rule["examples"]),
            counterexamples=tuple(rule.get("counterexamples", ())),
        )
        for rule in data["rules"]
    )


@cache
def any_of(file: str, *where: str) -> re.Pattern[str]:
    """One compiled pattern that matches what any rule for these parts of the page matches."""
    return re.compile("|".join(f"(?:{r.pattern})" for r in load(file) if r.where in where))


def _filled(pattern: str, terms: dict[str, str]) -> str:
    for name, term in terms.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{term})")
    return pattern
