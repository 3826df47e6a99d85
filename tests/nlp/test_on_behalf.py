"""Whom a spokesperson speaks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.on_behalf import led_body, principal

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


LED = [
    ("chief executive of the Lenne Ferry Company", "Lenne Ferry Company"),
    ("Pelta CEO", "Pelta"),
    ("former chief executive of Pelta", None),
    ("president of Aden", None),
    ("chief executive", None),
]


@pytest.mark.parametrize(("title", "expected"), LED, ids=[title for title, _ in LED])
def test_body_that_a_title_leads(title: str, expected: str | None) -> None:
    assert led_body(title) == expected
