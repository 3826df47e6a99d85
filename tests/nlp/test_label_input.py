"""Which words of a statement the label network reads, in which role, and how they are spelled."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from service.nlp.extensions import BlockData
from service.nlp.label_input import (
    BEGIN,
    CONTENT,
    CONTEXT,
    CUE,
    END,
    NAMES,
    SOURCE,
    LabelReader,
    Spelling,
    spell,
)
from service.nlp.word_pieces import WordPieces
from tests.nlp.builders import attribution

NLP = spacy.blank("en")
TEXT = (
    "It rained. Mayor Brandt said the bridge, she hoped, would open. All were glad.\n\nMore rain."
)
VOCABULARY = ["[PAD]", "[UNK]", BEGIN, END, *NAMES, "the", "bridge", "said", "rain", "##ed"]
PIECES = WordPieces(VOCABULARY)


def reader(doc: Doc) -> LabelReader:
    return LabelReader(doc, PIECES)


def test_roles_of_words() -> None:
    doc = NLP(TEXT)
    one = attribution(TEXT, ["the bridge", "would open"], "said", "Mayor Brandt")
    found = reader(doc).input(one)
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
    assert [doc[t].text for t in found.tokens[found.content()]] == words[CONTENT]


def test_what_is_content_is_not_cue() -> None:
    doc = NLP("He said it was over, he added")
    one = attribution(doc.text, ["it was over"], "said it was over, he added")
    found = reader(doc).input(one)
    assert found is not None
    assert (found.roles == CONTENT).sum() == 3


def test_other_paragraphs_are_not_read() -> None:
    doc = NLP(TEXT)
    first, second = TEXT.split("\n\n")
    doc._.blocks = [
        BlockData(kind="paragraph", start=0, end=len(first)),
        BlockData(kind="paragraph", start=TEXT.index(second), end=len(TEXT)),
    ]
    found = reader(doc).input(attribution(TEXT, ["All were glad"]))
    assert found is not None
    assert "More" not in [doc[token].text for token in found.tokens.tolist()]


def test_what_is_no_running_text_gives_nothing() -> None:
    doc = NLP(TEXT)
    start = TEXT.index("More")
    doc._.blocks = [BlockData(kind="paragraph", start=start, end=len(TEXT))]
    assert reader(doc).input(attribution(TEXT, ["the bridge"])) is None


@pytest.mark.parametrize("word", ["word ", "rained-rained-rained-rained "])
def test_a_long_content_is_read_in_part(word: str) -> None:
    text = word * 500 + "end"
    found = reader(NLP(text)).input(attribution(text, [text]))
    assert found is not None
    assert len(found.tokens) < 120
    assert len(found.spelling.pieces) < 512


def pieces_of(found: Spelling) -> list[str]:
    return [VOCABULARY[piece] for piece in found.pieces]


def test_words_are_spelled_in_pieces() -> None:
    found = spell(["The", "bridge", "rained"], [SOURCE, CUE, CONTENT], [False] * 3, PIECES)
    assert pieces_of(found) == [BEGIN, "the", "bridge", "rain", "##ed", END]
    assert found.piece_roles.tolist() == [CONTEXT, SOURCE, CUE, CONTENT, CONTENT, CONTEXT]
    assert found.shapes.tolist() == [0, 2, 1, 1, 1, 0]
    assert found.firsts.tolist() == [1, 2, 3]
    assert found.roles.tolist() == [SOURCE, CUE, CONTENT]


A, B = NAMES[:2]


@pytest.mark.parametrize(
    ("words", "named", "expected"),
    [
        ("Ann Lee said the", "1100", [A, A, "said", "the"]),
        ("Lee said the Roos", "1001", [A, "said", "the", B]),
        ("Ann Lee said Lee rained", "11010", [A, A, "said", A, "rain", "##ed"]),
        ("Lee 's bridge", "110", [A, A, "bridge"]),
        ("Lee ’s said Lee", "1101", [A, A, "said", A]),
        ("'s", "1", [A]),
    ],
)
def test_names_are_hidden_person_by_person(words: str, named: str, expected: list[str]) -> None:
    given_words = words.split()
    flags = [flag == "1" for flag in named]
    found = spell(given_words, [CONTENT] * len(given_words), flags, PIECES)
    assert pieces_of(found)[1:-1] == expected
    own = found.firsts[np.flatnonzero(flags)]
    assert found.shapes[own].tolist() == [0] * sum(flags)


def test_whoever_speaks_the_network_reads_the_same() -> None:
    doc = NLP("Mayor Brandt said the bridge rained")
    other = NLP("Mayor O’Shaughnessy said the bridge rained")
    read = []
    for one in (doc, other):
        one.ents = [spacy.tokens.Span(one, 1, 2, label="PERSON")]
        found = reader(one).input(attribution(one.text, ["the bridge rained"], "said", "Mayor"))
        assert found is not None
        read.append([getattr(found.spelling, name).tolist() for name in Spelling.__slots__])
    assert read[0] == read[1]


def test_more_persons_than_signs() -> None:
    words = [word for number in range(20) for word in (f"Name{number}", "said")]
    found = spell(words, [CONTENT] * 40, [True, False] * 20, PIECES)
    assert pieces_of(found)[1:-1:2] == [NAMES[number % len(NAMES)] for number in range(20)]


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_stretch_of_any_text(text: str, data: st.DataObject) -> None:
    doc = NLP(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    one = attribution(text, [])
    found = reader(doc).input({**one, "content": [(start, end)]})
    if found is not None:
        own = found.spelling
        assert len(found.tokens) == len(found.roles) == len(own.firsts)
        assert len(own.pieces) == len(own.piece_roles) == len(own.shapes)
        assert (np.diff(found.tokens) > 0).all()
        assert (np.diff(own.firsts) > 0).all()
        assert own.firsts[-1] < len(own.pieces) - 1
