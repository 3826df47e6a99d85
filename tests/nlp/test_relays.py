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


def inner(*learned: tuple[str, str, str]) -> list[tuple[str, str]]:
    doc = doc_from(RELAYED)
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
        # not by an outlet; the outlet's own; found already; a small part
        [("talks", "reported", CONTENT)],
        [("a newspaper", "said", CONTENT)],
        [("a newspaper", "reported", CONTENT), ("Lee", "said", "that talks would resume")],
        [("a newspaper", "reported", "talks would resume")],
        [],
    ],
)
def test_nothing_else_is_found(learned: list[tuple[str, str, str]]) -> None:
    assert inner(*learned) == []


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Washington Post", True),
        ("the Washington Post", True),
        ("a newspaper", True),
        ("a local broadcaster", True),
        ("the Corvelia news agency", True),
        ("Oda Brandt", False),
        ("the agency", False),
    ],
)
def test_outlets(name: str, outlet: bool) -> None:
    assert is_outlet(name, LEXICONS.titles, LEXICONS.outlets) == outlet
