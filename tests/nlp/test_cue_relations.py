"""How words stand to a cue: tables of sentences, each word with the name of its relation.

The codes are what packaged weights were trained with: none may change its meaning.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.nlp.cue_relations import RELATION_SIZES, RELATIONS, head_word, relations
from service.nlp.word_features import DEP_CODES, FEATURES, Words, words_of
from tests.nlp.builders import (
    ACCORDING_TO,
    CALLED_FOR,
    QUOTED_AS_SAYING,
    RENEWED_CALL,
    SHARED_SUBJECT,
    doc_from,
)
from tests.nlp.word_builders import run_of, tokenized, words_from

PARSE = (
    "unreached cue other subject ccomp xcomp object agent prep advcl relcl conj attr aux adverb"
    " pobj poss parataxis"
    " above.and above.and.subject above.and.rest"
    " above.ccomp above.ccomp.subject above.ccomp.rest"
    " above.relcl above.relcl.subject above.relcl.rest"
    " above.advcl above.advcl.subject above.advcl.rest"
    " above above.subject above.rest"
    " earlier before after later"
).split()

# "Kim, who said it rains, left."
RELATIVE = """
Kim    Kim   PROPN NNP nsubj 7
,      ,     PUNCT ,   punct 0
who    who   PRON  WP  nsubj 3
said   say   VERB  VBD relcl 0
it     it    PRON  PRP nsubj 5
rains  rain  VERB  VBZ ccomp 3
,      ,     PUNCT ,   punct 0
left_  leave VERB  VBD ROOT  7
.      .     PUNCT .   punct 7
"""

# "It rains, she said, and Kim claimed to know."
COORDINATED = """
It       it    PRON  PRP nsubj 1
rains_   rain  VERB  VBZ ccomp 4
,        ,     PUNCT ,   punct 4
she      she   PRON  PRP nsubj 4
said_    say   VERB  VBD ROOT  4
,        ,     PUNCT ,   punct 4
and      and   CCONJ CC  cc    4
Kim      Kim   PROPN NNP nsubj 8
claimed  claim VERB  VBD conj  4
to       to    PART  TO  aux   10
know_    know  VERB  VB  xcomp 8
.        .     PUNCT .   punct 4
"""

# "He said she hoped and believed."
JOINED_BELOW = """
He        he      PRON  PRP nsubj 1
said      say     VERB  VBD ROOT  1
she       she     PRON  PRP nsubj 3
hoped     hope    VERB  VBD ccomp 1
and       and     CCONJ CC  cc    3
believed_ believe VERB  VBD conj  3
.         .       PUNCT .   punct 1
"""


@pytest.mark.parametrize(
    ("table", "cue", "expected"),
    [
        (SHARED_SUBJECT, "anticipated",
         "subject cue object object adverb conj conj conj conj conj other"),
        # what is above the cue: its subject may be the cue's too
        (SHARED_SUBJECT, "hoped",
         "above.and.subject above.and above.and.rest above.and.rest above.and.rest cue"
         " ccomp ccomp ccomp ccomp above.and.rest"),
        (QUOTED_AS_SAYING, "saying",
         "above.advcl.subject above.advcl.subject above.advcl.rest above.advcl above.advcl cue"
         " ccomp ccomp ccomp ccomp ccomp above.advcl.rest"),
        (RELATIVE, "said",
         "above.relcl above.relcl.rest subject cue ccomp ccomp above.relcl.rest above.relcl"
         " above.relcl.rest"),
        (COORDINATED, "said",
         "ccomp ccomp other subject cue other adverb conj conj conj conj other"),
        (COORDINATED, "claimed",
         "above.and.rest above.and.rest above.and.rest above.and.subject above.and above.and.rest"
         " above.and.rest subject cue xcomp xcomp above.and.rest"),
        # what is joined by "and" hangs like its fellow
        (JOINED_BELOW, "believed",
         "above.ccomp.subject above.ccomp above.and.subject above.and above.and.rest cue"
         " above.ccomp.rest"),
        (CALLED_FOR, "called for", "subject aux cue cue prep prep other"),
        (RENEWED_CALL, "call", "above.subject above poss cue prep prep prep above.rest"),
        (ACCORDING_TO, "According to",
         "cue cue prep prep above.rest above.subject above.subject above above.rest above.rest"),
    ],
)  # fmt: skip
def test_parse(table: str, cue: str, expected: str) -> None:
    doc = doc_from(table)
    words = words_of(doc)
    codes = relations(words, run_of(words, cue, doc.text), 0, len(words))[:, 0]
    assert " ".join(PARSE[code] for code in codes) == expected


def test_every_parse_code_has_a_name() -> None:
    assert RELATION_SIZES["parse"] == len(PARSE)


def test_other_sentences() -> None:
    words = words_from("a | b | c | said\nd | e | f g")
    codes = relations(words, (3, 4), 0, len(words))[:, 0]
    assert [PARSE[code] for code in codes] == (
        "earlier earlier before cue after later later later".split()
    )


@pytest.mark.parametrize(
    ("distance", "code"),
    [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (8, 4), (9, 5), (16, 5), (17, 6), (32, 6), (33, 7),
     (64, 7), (65, 8), (90, 8)],
)  # fmt: skip
def test_distance(distance: int, code: int) -> None:
    words = words_from("w " * 200)
    codes = relations(words, (100, 102), 0, 200)[:, 1]
    assert codes[100 - distance] == code
    assert codes[101 + distance] == 8 + code
    assert codes[100] == codes[101] == 0


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        # cue outside: 0 outside, 1 quoted; cue quoted: 2 in the same, 3 outside, 4 in another
        ("said", [("“ We claim it , ”", 1), ("he said ,", 0), ("“ and deny it . ”", 1)]),
        ("claim", [("“ We claim it , ”", 2), ("he said ,", 3), ("“ and deny it . ”", 4)]),
    ],
)
def test_quotations(cue: str, expected: list[tuple[str, int]]) -> None:
    doc = tokenized("“We claim it,” he said, “and deny it.”")
    words = words_of(doc)
    codes = relations(words, run_of(words, cue, doc.text), 0, len(words))[:, 2]
    assert codes.tolist() == [code for part, code in expected for _ in part.split()]


def test_paragraphs() -> None:
    words = words_from("a\nb\nc said | d\ne\nf")
    assert relations(words, (3, 4), 0, len(words))[:, 3].tolist() == [1, 1, 0, 0, 0, 2, 2]


@pytest.mark.parametrize(
    ("table", "cue", "head"),
    [
        (CALLED_FOR, "called for", "called"),
        (QUOTED_AS_SAYING, "was quoted as saying", "quoted"),
        (QUOTED_AS_SAYING, "as saying", "as"),
        (RENEWED_CALL, "his call", "call"),
        (SHARED_SUBJECT, "anticipated a", "anticipated"),  # the root heads itself
    ],
)
def test_the_word_that_heads_a_cue(table: str, cue: str, head: str) -> None:
    doc = doc_from(table)
    words = words_of(doc)
    assert words.texts[head_word(words, run_of(words, cue, doc.text))] == head


@st.composite
def parsed(draw: st.DrawFn) -> tuple[Words, tuple[int, int]]:
    """Build words with any trees, quotations and paragraphs, and a cue among them."""
    sizes = draw(
        st.lists(st.lists(st.integers(1, 7), min_size=1, max_size=3), min_size=1, max_size=3)
    )
    words = words_from("\n".join(" | ".join("w " * size for size in part) for part in sizes))
    heads: list[int] = []
    for size in (size for part in sizes for size in part):
        order = draw(st.permutations(range(size)))
        own = [0] * size
        for rank, word in enumerate(order):  # each word hangs on one before it in the order
            own[word] = order[draw(st.integers(0, max(rank - 1, 0)))]
        heads += [len(heads) + head for head in own]
    size = len(words)
    features = words.features.copy()
    labels = st.integers(0, len(DEP_CODES))
    features[:, FEATURES.index("dep")] = draw(st.lists(labels, min_size=size, max_size=size))
    regions = draw(st.lists(st.integers(-1, 2), min_size=size, max_size=size))
    start = draw(st.integers(0, size - 1))
    cue = (start, draw(st.integers(start + 1, min(size, start + 3))))
    return (
        replace(words, heads=np.array(heads), features=features, regions=np.array(regions)),
        cue,
    )


@settings(deadline=None)
@given(parsed(), st.data())
def test_any_parse_gives_known_codes_in_any_window(
    case: tuple[Words, tuple[int, int]], data: st.DataObject
) -> None:
    words, cue = case
    size = len(words)
    whole = relations(words, cue, 0, size)
    assert cue[0] <= head_word(words, cue) < cue[1]
    for column, name in enumerate(RELATIONS):
        assert ((whole[:, column] >= 0) & (whole[:, column] < RELATION_SIZES[name])).all()
    own = range(cue[0], cue[1])
    assert [i for i in range(size) if PARSE[whole[i, 0]] == "cue"] == list(own)
    assert [i for i in range(size) if not whole[i, 1]] == list(own)
    # how a word stands does not depend on which others are looked at
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    assert np.array_equal(relations(words, cue, start, end), whole[start:end])
    for i in range(size):
        assert np.array_equal(relations(words, cue, i, i + 1)[0], whole[i])
