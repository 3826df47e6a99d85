"""Which places of a page are in headlines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from service.nlp.extensions import BlockData
from service.nlp.headlines import in_headline
from service.records import BlockKind
from tests.nlp.article_builders import ENGLISH


def page(*blocks: tuple[BlockKind, str]) -> Doc:
    doc = ENGLISH("\n".join(text for _, text in blocks))
    start, found = 0, []
    for kind, text in blocks:
        found.append(BlockData(kind=kind, start=start, end=start + len(text)))
        start += len(text) + 1
    doc._.blocks = found
    return doc


@pytest.mark.parametrize(
    ("kind", "line", "headline"),
    [
        ("headline", "mill to close", True),
        ("paragraph", "The mill will close in May.", False),
        # set as a headline
        ("paragraph", "Mill On River Will Close", True),
        ("paragraph", "Mayor: Mill On The River to Close", True),
        # no more than a name
        ("paragraph", "Oda Brandt", False),
        ("paragraph", "Oda Brandt, Peter Hask and Ines Okoye met on the bridge in May.", False),
        # too long for one
        ("paragraph", "Mill Will Close " * 20, False),
    ],
)
def test_lines(kind: BlockKind, line: str, headline: bool) -> None:
    doc = page(("paragraph", "It rained on the river."), (kind, line), ("paragraph", "It snowed."))
    assert in_headline(doc, doc.text.index(line)) == headline
    assert in_headline(doc, doc.text.index(line) + len(line) - 1) == headline
    assert not in_headline(doc, 0)
    assert not in_headline(doc, len(doc.text) - 1)


def test_between_and_beyond_blocks() -> None:
    doc = page(("headline", "Mill to close"), ("headline", "Bridge to open"))
    assert not in_headline(doc, len("Mill to close"))
    assert not in_headline(doc, len(doc.text))
    assert not in_headline(ENGLISH("Mill to close"), 0)


@given(st.lists(st.sampled_from(["headline", "paragraph", "furniture"]), max_size=8), st.data())
def test_as_by_going_through_all_blocks(kinds: list[BlockKind], data: st.DataObject) -> None:
    doc = page(*((kind, "the river rose") for kind in kinds))
    offset = data.draw(st.integers(0, len(doc.text)))
    slow = [b["kind"] for b in doc._.blocks if b["start"] <= offset < b["end"]]
    assert in_headline(doc, offset) == (slow == ["headline"])
