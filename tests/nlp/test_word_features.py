"""What the encoder reads of a Doc: tables of words and their codes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from service.nlp.extensions import BlockData
from service.nlp.word_features import (
    DEP_CODES,
    FEATURES,
    SIZES,
    TAG_CODES,
    Words,
    breaks,
    shape_of,
    words_of,
)
from service.records import BlockKind
from tests.nlp.builders import SHARED_SUBJECT, VOCAB, doc_from
from tests.nlp.word_builders import tokenized, words_from

# labels that our base pipeline does not know
UNUSUAL = """
Kim_ kim  PROPN NNP nsubj    1
's   's   PART  XYZ whatever 0
"""


def feature(words: Words, name: str) -> list[int]:
    codes: list[int] = words.features[:, FEATURES.index(name)].tolist()
    return codes


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", "lower"), ("in-depth", "lower"), ("5th", "lower"), ("straße", "lower"),
        ("Kim", "capital"), ("A", "capital"), ("Élan", "capital"), ("’Tis", "capital"),
        ("UN", "upper"), ("U.S.", "upper"), ("COVID-19", "upper"), ("G20", "capital"),
        ("McCain", "mixed"), ("iPhone", "mixed"), ("Lee김", "mixed"), ("Yonhap-TV", "mixed"),
        ("50", "number"), ("$2.63", "number"), ("1950-53", "number"), ("٣", "number"),
        ("“", "mark"), ("...", "mark"), ("😀", "mark"), ("\x00", "mark"), ("", "mark"),
        ("한국", "caseless"), ("北京", "caseless"), ("عمان", "caseless"),
    ],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    shapes = ("lower", "capital", "upper", "mixed", "number", "mark", "caseless")
    assert shapes[shape_of(word) - 1] == shape


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # 1 opens, 2 inside speech, 3 closes, 4 inside other marks
        ("“We go,” he said", "1 2 2 2 3 0 0"),
        ("a “sign of change” there", "0 1 4 4 4 3 0"),
        ("He said: “The ‘red line’ is real.”", "0 0 0 1 2 1 4 4 3 2 2 2 3"),
        ("no marks at all", "0 0 0 0"),
    ],
)
def test_places_among_quotation_marks(text: str, codes: str) -> None:
    assert " ".join(map(str, feature(words_of(tokenized(text)), "mark"))) == codes


def test_a_word_stands_in_one_quotation() -> None:
    doc = tokenized("“We go,” he said. “The ‘red line’ is real.”")
    words = words_of(doc)
    regions: dict[int, list[str]] = {}
    for word, region in zip(words.texts, words.regions.tolist(), strict=True):
        regions.setdefault(region, []).append(word)
    assert [" ".join(words) for words in regions.values()] == [
        "“ We go , ”",
        "he said .",
        "“ The ‘ red line ’ is real . ”",  # marks inside speech do not divide it
    ]
    assert -1 in regions


def test_a_doubtful_quotation_is_no_quotation() -> None:
    doc = tokenized("“We go,” he said")
    for quotation in doc._.quotations:
        quotation["certainty"] = 0.2
    assert feature(words_of(doc), "mark") == [0] * 7
    assert set(words_of(doc).regions.tolist()) == {-1}


def test_a_doc_without_quotations() -> None:
    doc = tokenized("“We go,” he said")
    doc._.quotations = None
    assert feature(words_of(doc), "mark") == [0] * 7


def test_sentences_and_paragraphs() -> None:
    words = words_from("It rained . | Lee left\nKim stayed | alone")
    assert words.texts == "It rained . Lee left Kim stayed alone".split()
    assert words.sentences.tolist() == [1, 1, 1, 2, 2, 3, 3, 4]
    assert words.paragraphs.tolist() == [0, 0, 0, 0, 0, 1, 1, 1]
    # 3 begins a paragraph, 2 a sentence
    assert feature(words, "place") == [3, 1, 1, 2, 1, 3, 1, 2]


def test_parse_and_tags() -> None:
    words = words_of(doc_from(SHARED_SUBJECT))
    assert [words.texts[i] for i in words.heads] == (
        "anticipated anticipated thaw anticipated anticipated anticipated"
        " resume resume resume hoped anticipated"
    ).split()
    assert words.deps[:2].tolist() == [DEP_CODES["nsubj"], DEP_CODES["ROOT"]]
    assert words.tags[:2].tolist() == [TAG_CODES["NNP"], TAG_CODES["VBD"]]
    assert words.letters.tolist() == [True] * 10 + [False]


def test_unknown_labels_and_no_labels_are_zero() -> None:
    words = words_of(doc_from(UNUSUAL))
    assert words.tags[1] == words.deps[1] == 0
    assert words.tags[0] != 0 != words.deps[0]
    bare = words_of(tokenized("Kim left"))
    assert not bare.tags.any()
    assert not bare.deps.any()
    assert not any(feature(bare, "entity"))


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("PERSON", [0, 1, 2, 2, 0]),
        ("ORG", [0, 3, 4, 4, 0]),
        ("GPE", [0, 5, 6, 6, 0]),
        ("FAC", [0, 5, 6, 6, 0]),
        ("NORP", [0, 7, 8, 8, 0]),
        ("WORK_OF_ART", [0, 9, 10, 10, 0]),
    ],
)
def test_entities_begin_and_go_on(label: str, codes: list[int]) -> None:
    doc = tokenized("said Kim Jong Un today")
    doc.set_ents([Span(doc, 1, 4, label=label)])
    assert feature(words_of(doc), "entity") == codes


@pytest.mark.parametrize(
    ("kinds", "kept", "paragraphs"),
    [
        (("headline", "dateline", "paragraph", "furniture"),
         "Talks end Lee left .", [0, 0, 1, 1, 1]),
        (("furniture", "furniture", "furniture", "furniture"), "", []),
        (("headline", "paragraph", "paragraph", "paragraph"),
         "Talks end SEOUL - Lee left . Most read", [0, 0, 1, 1, 2, 2, 2, 3, 3]),
    ],
)  # fmt: skip
def test_furniture_and_datelines_are_left_out(
    kinds: tuple[BlockKind, ...], kept: str, paragraphs: list[int]
) -> None:
    doc = tokenized("Talks end\n\nSEOUL - Lee left.\n\nMost read")
    text = doc.text
    parts = ("Talks end", "SEOUL -", "Lee left.", "Most read")
    doc._.blocks = [
        BlockData(kind=kind, start=text.index(part), end=text.index(part) + len(part))
        for kind, part in zip(kinds, parts, strict=True)
    ]
    words = words_of(doc)
    assert " ".join(words.texts) == kept
    assert words.paragraphs.tolist() == paragraphs
    assert [doc[i].text for i in words.tokens] == words.texts


def test_a_head_that_is_left_out_is_replaced_by_the_word_itself() -> None:
    doc = Doc(VOCAB, words=["Lee", "\n", "left"], heads=[2, 2, 1], deps=["nsubj", "dep", "ROOT"])
    words = words_of(doc)
    assert words.texts == ["Lee", "left"]
    assert words.heads.tolist() == [1, 1]


TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [
                *("Lee", " said", " “", "”", "'", ".", " ", "  ", "\n", "\r\n", "\x85", "\u2028"),
                *("😀", "👩‍👩‍👧", "\u202eabc\u202c", "שלום", "مرحبا"),
                *("\x00", "\x1f", "\u0301", "ﬁ", "한국"),
            ]
        )
    ).map("".join),
)  # fmt: skip


@settings(deadline=None)
@given(TEXTS)
def test_offsets_give_the_words_of_any_text(text: str) -> None:
    words = words_of(tokenized(text))
    for word, start, end in zip(words.texts, words.starts, words.ends, strict=True):
        assert text[start:end] == word
        assert word.strip()
    assert "".join(words.texts).split() == "".join(text.split()).split()
    assert words.features.shape == (len(words), len(FEATURES))
    for name in FEATURES:
        assert all(0 <= code < SIZES[name] for code in feature(words, name))
    for numbers in (words.sentences.tolist(), words.paragraphs.tolist()):
        assert numbers == sorted(numbers)
    assert all(0 <= head < len(words) for head in words.heads)


def test_a_sentence_may_begin_with_white_space() -> None:
    doc = Doc(VOCAB, words=["Go", ".", " ", "Stay"], sent_starts=[True, False, True, False])
    assert words_of(doc).sentences.tolist() == [1, 1, 2]


@given(st.lists(st.integers(0, 2)))
def test_breaks_divide_into_equal_numbers(numbers: list[int]) -> None:
    ends = breaks(np.array(numbers, np.int64))
    assert ends[0] == 0
    assert ends[-1] == len(numbers)
    for start, end in pairwise(ends):
        assert len(set(numbers[start:end])) == (1 if numbers else 0)
    assert all(numbers[i - 1] != numbers[i] for i in ends[1:-1])
