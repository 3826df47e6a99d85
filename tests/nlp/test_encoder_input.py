"""Windows side by side: each word keeps its own pieces and features."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.nlp.encoder_input import Part, divide, encoder_input
from service.nlp.windows import Window
from service.nlp.word_pieces import WordPieces
from tests.nlp.word_builders import words_from

VOCABULARY = "[PAD] [UNK] lee said it rain ##s ##ed .".split()
PIECES = WordPieces(VOCABULARY)
TEXTS = st.lists(st.sampled_from("Lee said it rained rains . | \n ??".split(" ")), min_size=1).map(
    " ".join
)


def test_a_table_of_two_windows() -> None:
    long, short = (
        divide(words_from(text), PIECES, 20, 5)[0] for text in ("Lee said it rains .", "it rained")
    )
    arrays = encoder_input([long, short])
    names = [" ".join(VOCABULARY[i] for i in row) for row in arrays.pieces]
    assert names == ["lee said it rain ##s .", "it rain ##ed [PAD] [PAD] [PAD]"]
    assert arrays.owners.tolist() == [[0, 1, 2, 3, 3, 4], [0, 1, 1, 0, 0, 0]]
    assert arrays.firsts.tolist() == [[0, 1, 2, 3, 5], [0, 1, 0, 0, 0]]
    assert arrays.lengths.tolist() == [5, 2]
    assert arrays.features[0].tolist() == long.words.features.tolist()
    assert arrays.features[1].tolist() == [*short.words.features.tolist(), *[[0] * 6] * 3]


def test_a_text_is_divided_by_its_pieces() -> None:
    words = words_from("Lee rains | it rained .")
    parts = divide(words, PIECES, 1, 2, text=7)
    assert [part.window for part in parts] == [
        Window(0, 0, 2, 3),
        Window(1, 2, 3, 4),
        Window(2, 3, 5, 5),
    ]
    assert [part.text for part in parts] == [7, 7, 7]
    assert [(part.length, part.size) for part in parts] == [(3, 4), (3, 5), (3, 4)]
    assert divide(words, PIECES, 20, 2, first=1)[0].window == Window(0, 0, 1, 2)


def test_a_text_without_words_has_no_windows() -> None:
    assert divide(words_from(""), PIECES, 10, 2) == []
    with pytest.raises(ValueError, match="empty"):
        encoder_input([])


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(1, 12), st.integers(0, 6))
def test_each_word_keeps_its_own(texts: list[str], core: int, context: int) -> None:
    parts: list[Part] = [
        part
        for number, text in enumerate(texts)
        for part in divide(words_from(text), PIECES, core, context, text=number)
    ]
    if not parts:
        return
    arrays = encoder_input(parts)
    for row, part in enumerate(parts):
        texts_of = part.words.texts[part.window.start : part.window.end]
        assert part.ids == [PIECES.ids(word) for word in texts_of]
        assert arrays.lengths[row] == part.length == len(texts_of)
        own, owners = arrays.pieces[row, : part.size], arrays.owners[row, : part.size]
        for i, ids in enumerate(part.ids):
            assert own[owners == i].tolist() == list(ids)
            assert owners.tolist().index(i) == arrays.firsts[row, i]
            assert np.array_equal(
                arrays.features[row, i], part.words.features[part.window.start + i]
            )
        for past in (
            arrays.pieces[row, part.size :],
            arrays.owners[row, part.size :],
            arrays.firsts[row, part.length :],
            arrays.features[row, part.length :],
        ):
            assert not past.any()
