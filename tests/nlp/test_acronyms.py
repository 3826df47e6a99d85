"""Abbreviations that a text explains in brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.acronyms import explained


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Harbour Valley Forum (HVF) met", [("HVF", "Harbour Valley Forum")]),
        ("the Bank of Lenne (BL) met", [("BL", "Bank of Lenne")]),
        ("deputies of Movimento 7 Venti (M7V)", [("M7V", "Movimento 7 Venti")]),
        (
            "the Mill Union (MU) and the Dock Union (DU)",
            [("MU", "Mill Union"), ("DU", "Dock Union")],
        ),
        # other words before, other letters, another line, no capitals
        ("the Mill Union met (MU)", []),
        ("the Mill Union (MX)", []),
        ("the Mill Union\n(MU)", []),
        ("the mill union (MU)", []),
        ("the Mill Union (mu)", []),
        ("(MU)", []),
        ("", []),
    ],
)
def test_explained(text: str, found: list[tuple[str, str]]) -> None:
    assert list(explained(text)) == found


@given(st.text(alphabet="AB ab()\n7-", max_size=60))
def test_the_words_stand_before_the_bracket(text: str) -> None:
    for letters, name in explained(text):
        assert text[: text.rindex(f"({letters})")].rstrip().count(name) > 0
        assert name[0] == letters[0]
