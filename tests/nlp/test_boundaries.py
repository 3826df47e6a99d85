"""Where paragraphs and lines make sentences begin."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.boundaries import ParagraphBoundaries

BLANK = spacy.blank("en")

STARTS = [
    ("no word", "", []),
    ("white space alone", "\n\n", []),
    ("one line", "It rains.", []),
    ("two lines", "Rain\nIt rains.", ["It"]),
    ("two paragraphs", "Rain today\n\nIt rains. It pours.\n\nAll is wet.", ["It", "All"]),
]


@pytest.mark.parametrize(("text", "words"), [s[1:] for s in STARTS], ids=[s[0] for s in STARTS])
def test_lines_begin_sentences_where_blocks_are_unknown(text: str, words: list[str]) -> None:
    doc = ParagraphBoundaries()(BLANK.make_doc(text))
    assert [t.text for t in doc if t.i and t.is_sent_start] == words


@given(st.text(max_size=120))
def test_the_rest_is_left_to_the_parser(text: str) -> None:
    component = ParagraphBoundaries()
    doc = component(BLANK.make_doc(text))
    marked = {t.i for t in doc if t.i and t.is_sent_start}
    assert marked == {i for i in component.predict(doc) if i}
    assert all(t.is_sent_start is None for t in doc if t.i and t.i not in marked)
