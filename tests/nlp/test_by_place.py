"""Things found by where they are: the same as going through all of them."""

from hypothesis import given
from hypothesis import strategies as st

from service.nlp.by_place import ByPlace

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(SPANS), SPANS)
def test_near_gives_all_that_share_characters(
    spans: list[tuple[int, int]], at: tuple[int, int]
) -> None:
    found = ByPlace((*span, span) for span in spans).near(*at)
    assert found == sorted(s for s in spans if s[0] < at[1] and s[1] > at[0])
