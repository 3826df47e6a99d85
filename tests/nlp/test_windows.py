"""Windows: every word in exactly one core, borders where a reader would put them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.nlp.windows import Window, windows
from service.nlp.word_features import Words
from tests.nlp.word_builders import words_from

TEXTS = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=4), max_size=5)


def words_by_size(text: list[list[int]]) -> Words:
    """Build a text from the number of words of each sentence of each paragraph."""
    return words_from("\n".join(" | ".join("w " * size for size in part) for part in text))


def ends_of(numbers: list[int]) -> set[int]:
    return {i for i in range(1, len(numbers) + 1) if numbers[i - 1 : i] != numbers[i : i + 1]}


@pytest.mark.parametrize(
    ("text", "core", "context", "expected"),
    [
        # all fits
        ("a b | c d\ne f", 6, 2, [("", "a b c d e f", "")]),
        # whole paragraphs as far as they fit
        ("a b\nc d\ne f", 4, 0, [("", "a b c d", ""), ("", "e f", "")]),
        ("a b\nc d\ne f", 5, 0, [("", "a b c d", ""), ("", "e f", "")]),
        # a long paragraph is cut between sentences, but not together with the one before
        ("a\nb | c d | e f", 3, 0, [("", "a", ""), ("", "b c d", ""), ("", "e f", "")]),
        # a long sentence anywhere
        ("a b c d e", 2, 0, [("", "a b", ""), ("", "c d", ""), ("", "e", "")]),
        # context on both sides
        (
            "a b\nc d\ne f\ng h",
            2,
            1,
            [("", "a b", "c"), ("b", "c d", "e"), ("d", "e f", "g"), ("f", "g h", "")],
        ),
        # at the ends a core takes the room of the context that is not there
        ("a b\nc d", 2, 1, [("", "a b c d", "")]),
        ("a b c\nd e f", 2, 1, [("", "a b c", "d"), ("c", "d e f", "")]),
        # a word longer than a window stands alone in its core
        ("a XXXXX b", 2, 1, [("", "a", ""), ("a", "XXXXX", "b"), ("", "b", "")]),
        ("", 4, 2, []),
    ],
)
def test_borders(text: str, core: int, context: int, expected: list[tuple[str, str, str]]) -> None:
    words = words_from(text)
    found = windows(words, [len(word) for word in words.texts], core, context)
    parts = [(w.start, w.core_start, w.core_end, w.end) for w in found]
    assert [
        tuple(" ".join(words.texts[a:b]) for a, b in pairwise(part)) for part in parts
    ] == expected


def test_a_text_can_be_cut_before_a_word() -> None:
    words = words_from("a b c d\ne f")
    assert windows(words, [1] * 6, 10, 1, first=3) == [Window(0, 0, 3, 4), Window(2, 3, 6, 6)]


@settings(deadline=None)
@given(TEXTS, st.data(), st.integers(1, 20), st.integers(0, 12))
def test_cores_cover_each_word_once_and_fit(
    text: list[list[int]], data: st.DataObject, core: int, context: int
) -> None:
    words = words_by_size(text)
    size = len(words)
    lengths = data.draw(st.lists(st.integers(1, 12), min_size=size, max_size=size))
    first = data.draw(st.integers(0, size))
    found = windows(words, lengths, core, context, first)
    assert [i for w in found for i in range(w.core_start, w.core_end)] == list(range(size))
    assert first in {0, size, *(w.core_start for w in found)}
    paragraph_ends, sentence_ends = (
        ends_of(numbers.tolist()) for numbers in (words.paragraphs, words.sentences)
    )
    for w in found:
        assert 0 <= w.start <= w.core_start < w.core_end <= w.end <= size
        # no more than fits, neither in all nor on the sides, and no less on the sides
        fits = sum(lengths[w.start : w.end]) <= core + 2 * context
        assert fits or w.core_end == w.core_start + 1
        assert sum(lengths[w.start : w.core_start]) <= context
        assert sum(lengths[w.core_end : w.end]) <= context
        assert w.start == 0 or sum(lengths[w.start - 1 : w.core_start]) > context
        assert w.end == size or sum(lengths[w.core_end : w.end + 1]) > context
        # a smaller part is cut only where no larger one ends
        inside = set(range(w.core_start + 1, w.core_end + 1))
        if w.core_end not in (first, size):
            assert w.core_end in paragraph_ends or not inside & paragraph_ends
            assert w.core_end in paragraph_ends | sentence_ends or not inside & sentence_ends
