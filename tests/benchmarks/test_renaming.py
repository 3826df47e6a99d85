"""Names are exchanged without moving anything else."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.name_swaps import NAMES
from benchmarks.renaming import Swap, apply, shifted

TEXT = "Ann Lee met Bo. “We wait,” Lee said."


def test_places_move_along() -> None:
    swaps = [Swap(0, 3, "Dora"), Swap(4, 7, "Mundy"), Swap(12, 14, "Zeno"), Swap(27, 30, "Mundy")]
    new = apply(TEXT, swaps)
    assert new == "Dora Mundy met Zeno. “We wait,” Mundy said."
    for words, expected in (
        ("Ann Lee", "Dora Mundy"),
        ("“We wait,”", "“We wait,”"),
        ("Lee said", "Mundy said"),
        ("met", "met"),
    ):
        start = TEXT.rindex(words)
        moved = shifted((start, start + len(words)), swaps)
        assert new[slice(*moved)] == expected


@given(
    st.lists(st.sampled_from(["Ann", "Lee", "met", "said", "Bo"]), min_size=1, max_size=12),
    st.data(),
)
def test_what_is_no_name_stays(words: list[str], data: st.DataObject) -> None:
    text, swaps, at = " ".join(words), [], 0
    for word in words:
        if word[0].isupper() and data.draw(st.booleans()):
            swaps.append(Swap(at, at + len(word), data.draw(st.sampled_from(NAMES.family))))
        at += len(word) + 1
    new, at = apply(text, swaps), 0
    names = {swap.start: swap.by for swap in swaps}
    for word in words:
        moved = shifted((at, at + len(word)), swaps)
        assert new[slice(*moved)] == names.get(at, word)
        at += len(word) + 1
