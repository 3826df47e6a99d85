"""Which words of a statement the label network reads, and in which role."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from service.nlp.extensions import BlockData, StatesData
from service.nlp.label_input import CONTENT, CONTEXT, CUE, SOURCE, StateTable
from tests.nlp.builders import attribution

NLP = spacy.blank("en")
TEXT = (
    "It rained. Mayor Brandt said the bridge, she hoped, would open. All were glad.\n\nMore rain."
)


def read(text: str) -> Doc:
    """A Doc each of whose words has its own index as its state."""
    doc = NLP(text)
    tokens = [token.i for token in doc if not token.is_space]
    values = np.array(tokens, np.float16)[:, None]
    doc._.states = StatesData(tokens=np.array(tokens, np.int32).tobytes(), values=values.tobytes())
    return doc


def test_roles_of_words() -> None:
    doc = read(TEXT)
    one = attribution(TEXT, ["the bridge", "would open"], "said", "Mayor Brandt")
    found = StateTable(doc).input(one)
    assert found is not None
    words = {
        role: [doc[t].text for t, r in zip(found.tokens, found.roles, strict=True) if r == role]
        for role in (CONTEXT, CONTENT, CUE, SOURCE)
    }
    assert words == {
        CONTENT: ["the", "bridge", "would", "open"],
        CUE: ["said"],
        SOURCE: ["Mayor", "Brandt"],
        CONTEXT: ["It", "rained", ".", ".", "All", "were", "glad", "."],
    }
    assert found.states[:, 0].tolist() == found.tokens.tolist()


def test_what_is_content_is_not_cue() -> None:
    doc = read("He said it was over, he added")
    one = attribution(doc.text, ["it was over"], "said it was over, he added")
    found = StateTable(doc).input(one)
    assert found is not None
    assert (found.roles == CONTENT).sum() == 3


def test_other_paragraphs_are_not_read() -> None:
    doc = read(TEXT)
    first, second = TEXT.split("\n\n")
    doc._.blocks = [
        BlockData(kind="paragraph", start=0, end=len(first)),
        BlockData(kind="paragraph", start=TEXT.index(second), end=len(TEXT)),
    ]
    found = StateTable(doc).input(attribution(TEXT, ["All were glad"]))
    assert found is not None
    assert "More" not in [doc[token].text for token in found.tokens.tolist()]


def test_a_long_content_is_read_in_part() -> None:
    text = "word " * 500 + "end"
    found = StateTable(read(text)).input(attribution(text, [text]))
    assert found is not None
    assert len(found.tokens) < 120


@pytest.mark.parametrize("states", [None, StatesData(tokens=b"", values=b"")])
def test_words_that_were_not_encoded_give_nothing(states: StatesData | None) -> None:
    doc = NLP(TEXT)
    doc._.states = states
    assert StateTable(doc).input(attribution(TEXT, ["the bridge"])) is None


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_stretch_of_any_text(text: str, data: st.DataObject) -> None:
    doc = read(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    one = attribution(text, [])
    found = StateTable(doc).input({**one, "content": [(start, end)]})
    if found is not None:
        assert len(found.tokens) == len(found.roles) == len(found.states)
        assert (np.diff(found.tokens) > 0).all()
