"""Every wording matches its own examples and none of its counterexamples."""

import re

import pytest
from _pytest.mark import ParameterSet

from service.text import dateline, furniture
from service.text.rules import Rule, load


def rules(file: str, *where: str) -> list[ParameterSet]:
    return [pytest.param(rule, id=rule.name) for rule in load(file) if rule.where in where]


@pytest.mark.parametrize("rule", rules("furniture", "line", "opener") + rules("datelines", "line"))
def test_whole_lines(rule: Rule) -> None:
    assert rule.examples
    for example in rule.examples:
        assert re.fullmatch(rule.pattern, example), example
    for example in rule.counterexamples:
        assert not re.fullmatch(rule.pattern, example), example


@pytest.mark.parametrize("rule", rules("furniture", "line", "opener") + rules("datelines", "line"))
def test_no_other_rule_matches_a_counterexample(rule: Rule) -> None:
    for line in rule.counterexamples:
        assert not furniture.is_furniture(line), line
        assert not furniture.opens_teasers(line), line
        assert not dateline.is_dateline(line), line


@pytest.mark.parametrize("rule", rules("datelines", "lead", "opening", "start"))
def test_dateline_and_what_follows_it(rule: Rule) -> None:
    where = (rule.where,)
    assert rule.examples
    for place, rest in rule.examples:
        text = place + rest
        assert dateline.length_at(text, 0, len(text), where) == len(place.rstrip()), text
    for text in rule.counterexamples:
        assert dateline.length_at(text, 0, len(text), ("start", "opening")) == 0, text


@pytest.mark.parametrize("rule", rules("furniture", "start", "end"))
def test_credits_at_the_edges(rule: Rule) -> None:
    for first, second in rule.examples:
        text = first + second
        cut = (len(first), len(text)) if rule.where == "start" else (0, len(first))
        assert furniture.edges(text, 0, len(text)) == cut, text
    for text in rule.counterexamples:
        assert furniture.edges(text, 0, len(text)) == (0, len(text)), text
