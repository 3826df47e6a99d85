"""The statement inside what an outlet relays."""

import pytest

from service.nlp import rules
from service.nlp.extensions import AttributionData
from service.nlp.relays import is_outlet, relayed
from tests.nlp.article_builders import LEXICONS
from tests.nlp.builders import doc_from

# "Lee said that talks would resume, a newspaper reported."
RELAYED = """
Lee        lee       PROPN NNP nsubj 1
said       say       VERB  VBD ccomp 9
that       that      SCONJ IN  mark  5
talks      talk      NOUN  NNS nsubj 5
would      would     AUX   MD  aux   5
resume_    resume    VERB  VB  ccomp 1
,          ,         PUNCT ,   punct 9
a          a         DET   DT  det   8
newspaper  newspaper NOUN  NN  nsubj 9
reported_  report    VERB  VBD ROOT  9
.          .         PUNCT .   punct 9
"""
CONTENT = "Lee said that talks would resume"


def found(text: str, source: str, cue: str, content: str) -> AttributionData:
    spans = [(text.index(part), text.index(part) + len(part)) for part in (source, cue, content)]
    return AttributionData(
        content=[spans[2]],
        cue=spans[1],
        cue_lemma=cue,
        cue_class="neutral",
        source=spans[0],
        finder="model",
        detail="attribution",
        score=0.9,
        flags=[],
    )


def inner(*learned: tuple[str, str, str], table: str = RELAYED) -> list[tuple[str, str]]:
    doc = doc_from(table)
    given = [found(doc.text, *one) for one in learned]
    answers = relayed(doc, given, rules.cues(), {}, LEXICONS.titles, LEXICONS.outlets)
    return [
        (
            doc.text[slice(*one["source"])] if one["source"] else "",
            doc.text[slice(*one["content"][0])],
        )
        for one in answers
    ]


def test_the_inner_statement_is_found() -> None:
    assert inner(("a newspaper", "reported", CONTENT)) == [("Lee", "that talks would resume")]


@pytest.mark.parametrize(
    "learned",
    [
        # the outlet's own; found already; a small part
        [("a newspaper", "said", CONTENT)],
        [("a newspaper", "reported", CONTENT), ("Lee", "said", "that talks would resume")],
        [("a newspaper", "reported", "talks would resume")],
        [],
    ],
)
def test_nothing_else_is_found(learned: list[tuple[str, str, str]]) -> None:
    assert inner(*learned) == []


def test_others_than_outlets_relay_what_somebody_named_says() -> None:
    assert inner(("talks", "reported", CONTENT)) == [("Lee", "that talks would resume")]
    somebody = RELAYED.replace("Lee        lee       PROPN NNP", "Some       some      PRON  DT ")
    content = CONTENT.replace("Lee", "Some")
    assert inner(("talks", "reported", content), table=somebody) == []
    assert inner(("a newspaper", "reported", content), table=somebody) != []
    infinite = RELAYED.replace("VERB  VBD ccomp 9", "VERB  VB  ccomp 9")
    assert inner(("talks", "reported", CONTENT), table=infinite) == []


# A clerk said the board says that it closes.
TOLD = """
A        a      DET   DT  det   1
clerk    clerk  NOUN  NN  nsubj 2
said     say    VERB  VBD ROOT  2
the      the    DET   DT  det   4
board    board  NOUN  NN  nsubj 5
says     say    VERB  VBZ ccomp 2
that     that   SCONJ IN  mark  8
it       it     PRON  PRP nsubj 8
closes_  close  VERB  VBZ ccomp 5
.        .      PUNCT .   punct 2
"""


@pytest.mark.parametrize(
    ("word", "instead", "told"),
    [
        ("board", "board", [("the board", "that it closes")]),
        # perhaps the clerk; what is no report for sure; what nobody has said yet
        ("board    board  NOUN  NN ", "he       he     PRON  PRP", []),
        ("says     say ", "shuts    shut", []),
        ("says     say    VERB  VBZ", "saying   say    VERB  VBG", []),
    ],
)
def test_what_somebody_says_that_another_says(
    word: str, instead: str, told: list[tuple[str, str]]
) -> None:
    table = TOLD.replace(word, instead)
    content = " ".join(line.split()[0].strip("_") for line in table.strip().splitlines()[3:9])
    assert inner(("A clerk", "said", content), table=table) == told


def test_what_a_quoted_person_reports_is_no_statement_of_its_own() -> None:
    doc = doc_from(TOLD)
    content = "the board says that it closes"
    start = doc.text.index(content)
    doc._.quotations = [{"start": start, "end": start + len(content)}]
    given = [found(doc.text, "A clerk", "said", content)]
    assert list(relayed(doc, given, rules.cues(), {}, LEXICONS.titles, LEXICONS.outlets)) == []


# The end of what Lee said is parsed apart.
BROKEN_OFF = """
Lee        lee       PROPN NNP nsubj 1
said       say       VERB  VBD ccomp 13
that       that      SCONJ IN  mark  5
talks      talk      NOUN  NNS nsubj 5
would      would     AUX   MD  aux   5
open       open      VERB  VB  ccomp 1
is         be        AUX   VBZ ccomp 13
good       good      ADJ   JJ  acomp 6
and        and       CCONJ CC  cc    7
wise_      wise      ADJ   JJ  conj  7
,          ,         PUNCT ,   punct 13
a          a         DET   DT  det   12
newspaper  newspaper NOUN  NN  nsubj 13
reported_  report    VERB  VBD ROOT  13
.          .         PUNCT .   punct 13
"""


def test_the_inner_statement_goes_on_to_the_end() -> None:
    doc = doc_from(BROKEN_OFF)
    content = "Lee said that talks would open is good and wise"
    given = [found(doc.text, "a newspaper", "reported", content)]
    (one,) = relayed(doc, given, rules.cues(), {}, LEXICONS.titles, LEXICONS.outlets)
    (span,) = one["content"]
    assert doc.text[slice(*span)] == "that talks would open is good and wise"


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Washington Post", True),
        ("the Washington Post", True),
        ("a newspaper", True),
        ("a local broadcaster", True),
        ("the Corvelia news agency", True),
        ("Lenne Valley News", True),
        ("the Lenne Courier", True),
        ("News", False),
        ("Oda Brandt", False),
        ("the agency", False),
    ],
)
def test_outlets(name: str, outlet: bool) -> None:
    assert is_outlet(name, LEXICONS.titles, LEXICONS.outlets) == outlet
