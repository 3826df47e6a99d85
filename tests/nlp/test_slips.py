"""Words one slip of the pen apart, found as a comparison of all with all finds them."""

from hypothesis import given
from hypothesis import strategies as st

from service.nlp import names
from service.nlp.slips import SHORTEST, Slips

WORDS = st.lists(st.text("abcde", min_size=1, max_size=7), max_size=12)


@given(WORDS, st.text("abcde", min_size=1, max_size=7))
def test_as_by_comparing_all(words: list[str], word: str) -> None:
    slow = {other for other in words if names.differ_by_one(word, other)}
    found = Slips(words).near(word)
    assert len(found) == len(set(found))
    assert set(found) == (slow if len(word) >= SHORTEST else set())


def test_a_mass_of_like_words_is_not_compared() -> None:
    alike = [f"brand{chr(letter)}" for letter in range(0x4E00, 0x4E00 + 2000)]
    assert 0 < len(Slips(alike).near("brandt")) < 100


def test_a_word_without_end_is_not_taken_apart() -> None:
    assert Slips(["a" * 100_000]).near("a" * 100_000 + "b") == []
