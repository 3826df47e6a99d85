"""Whom a spokesperson speaks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.on_behalf import principal

TITLES: list[tuple[str, str | None]] = [
    ("State Department spokesman", "State Department"),
    ("Brandt campaign spokeswoman", "Brandt campaign"),
    ("Seoul's foreign ministry spokesperson", "Seoul's foreign ministry"),
    ("the Kremlin’s spokesman", "Kremlin"),
    ("a spokesman for the Port of Ghent", "Port of Ghent"),
    ("spokeswoman for Mayor Oda Brandt", "Mayor Oda Brandt"),
    ("White House press secretary", "White House"),
    ("chief spokesman", None),
    ("a spokesman", None),
    ("presidential spokesperson", None),
    ("foreign minister", None),
    ("", None),
]


@pytest.mark.parametrize(("title", "whom"), TITLES)
def test_principals(title: str, whom: str | None) -> None:
    assert principal(title) == whom


@given(st.text(max_size=200))
def test_any_text_gives_a_part_of_itself_or_nothing(title: str) -> None:
    whom = principal(title)
    assert whom is None or all(word in title for word in whom.split())
