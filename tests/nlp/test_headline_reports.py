"""What headlines report in the present tense."""

import pytest

from service.nlp import rules
from service.nlp.extensions import BlockData
from service.nlp.headline_reports import find_headline_reports
from tests.nlp.builders import doc_from

# Harbour celebrates its year; confirms talks with unions
TABLE = """
Harbour    harbour   PROPN NNP nsubj 1
celebrates celebrate VERB  VBZ ccomp 5
its        its       PRON  PRP poss  3
year_      year      NOUN  NN  dobj  1
;          ;         PUNCT :   punct 5
confirms   confirm   VERB  VBZ ROOT  5
talks      talk      NOUN  NNS dobj  5
with       with      ADP   IN  prep  6
unions_    union     NOUN  NNS pobj  7
"""


def reports(table: str, kind: str = "headline") -> list[tuple[str, str, str]]:
    doc = doc_from(table)
    doc._.blocks = [BlockData(kind=kind, start=0, end=len(doc.text))]  # type: ignore[typeddict-item]
    return [
        (doc.text[slice(*one.source)], doc.text[slice(*one.cue)], doc.text[slice(*one.content[0])])
        for one in find_headline_reports(doc, rules.cues())
        if one.source and one.cue
    ]


def test_who_says_what() -> None:
    assert reports(TABLE) == [("Harbour", "confirms", "talks with unions")]


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("VERB  VBZ ROOT ", "VERB  VBD ROOT "),  # no headline's tense
        ("confirm   VERB", "host      VERB"),  # not said
        ("NNS dobj ", "NNS npadvmod "),  # nothing is
        ("PROPN NNP nsubj", "PROPN NNP dep  "),  # by nobody
    ],
)
def test_nothing_else_is_found(word: str, instead: str) -> None:
    assert reports(TABLE.replace(word, instead)) == []


def test_only_headlines_are_read() -> None:
    assert reports(TABLE, kind="paragraph") == []
