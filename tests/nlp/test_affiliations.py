"""Parties and countries of people, by what titles and descriptions tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.affiliations import affiliations, conflict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the South Korean vice-minister", {"South Korea"}),
        ("the Republican senator", {"Republican"}),
        ("GOP leader", {"Republican"}),
        ("(D-Ohio)", {"Democratic"}),
        ("foreign minister of Norway", {"Norway"}),
        ("U.S. envoy to China", {"United States", "China"}),
        ("the senator", set()),
        ("", set()),
        # small letters make no country
        ("the polish on it", set()),
    ],
)
def test_affiliations(text: str, found: set[str]) -> None:
    assert affiliations(text) == found


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("the Republican senator", "Democratic senator", True),
        ("the Republican senator", "GOP senator", False),
        ("the South Korean minister", "Japanese minister", True),
        ("the New Mexico governor", "Mexican governor", False),
        # one of them may be the other
        ("the Republican senator", "senator from Norway", False),
        ("the Chinese envoy", "U.S. envoy to China", False),
        ("the senator", "Democratic senator", False),
    ],
)
def test_conflict(one: str, other: str, differ: bool) -> None:
    assert conflict(affiliations(one), affiliations(other)) == differ


@given(st.text(), st.text())
def test_nobody_conflicts_with_oneself(one: str, other: str) -> None:
    mine, theirs = affiliations(one), affiliations(other)
    assert not conflict(mine, mine)
    assert conflict(mine, theirs) == conflict(theirs, mine)
