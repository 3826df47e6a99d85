"""Reports that the model left out: only where nothing else is found and the order is plain."""

import pytest

from service.nlp import rules
from service.nlp.extensions import AttributionData
from service.nlp.plain_reports import plain_reports
from tests.nlp.builders import attribution, doc_from

# The mayor also said that it held.
TABLE = """
The      the    DET   DT  det    1
mayor    mayor  NOUN  NN  nsubj  3
also     also   ADV   RB  advmod 3
said     say    VERB  VBD ROOT   3
that     that   SCONJ IN  mark   6
it       it     PRON  PRP nsubj  6
held_    hold   VERB  VBD ccomp  3
.        .      PUNCT .   punct  3
"""


def reports(table: str, *learned: AttributionData, quoted: str = "") -> list[tuple[str, str]]:
    doc = doc_from(table)
    start = doc.text.index(quoted)
    doc._.quotations = [{"start": start, "end": start + len(quoted)}] if quoted else []
    return [
        (doc.text[slice(*one["source"])], doc.text[slice(*one["content"][0])])
        for one in plain_reports(doc, learned, rules.cues(), {})
        if one["source"] is not None
    ]


def test_a_plain_report_is_found() -> None:
    assert reports(TABLE) == [("The mayor", "that it held")]


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("said     say    VERB  VBD", "say      say    VERB  VB "),
        ("said     say ", "heard    hear"),
        ("that     that ", "before   before"),
        ("also     also   ADV   RB  advmod", "wife     wife   NOUN  NN  dep   "),
        ("nsubj  3", "dep    3"),
    ],
)
def test_nothing_else_is_found(word: str, instead: str) -> None:
    assert reports(TABLE.replace(word, instead)) == []


def test_what_is_learned_or_quoted_stays_as_it_is() -> None:
    text = doc_from(TABLE).text
    assert reports(TABLE, attribution(text, ["it held."])) == []
    assert reports(TABLE, attribution(text, ["The"], "said")) == []
    assert reports(TABLE, attribution(text, ["The"])) == [("The mayor", "that it held")]
    assert reports(TABLE, quoted="held.") == []


def test_what_lies_within_the_report_lies_within_it() -> None:
    found = [("The mayor", "that it held")]
    assert reports(TABLE, quoted="it held") == found
    assert reports(TABLE, attribution(doc_from(TABLE).text, ["it"])) == found


# The mayor, when asked, said that it held.
ASIDE = """
The     the    DET   DT  det    1
mayor_  mayor  NOUN  NN  nsubj  6
,       ,      PUNCT ,   punct  1
when    when   SCONJ WRB advmod 4
asked_  ask    VERB  VBN advcl  1
,       ,      PUNCT ,   punct  1
said    say    VERB  VBD ROOT   6
that    that   SCONJ IN  mark   9
it      it     PRON  PRP nsubj  9
held_   hold   VERB  VBD ccomp  6
.       .      PUNCT .   punct  6
"""


@pytest.mark.parametrize(
    ("first", "last", "found"), [(",", ",", 1), ("(", ")", 1), (",", ")", 0), (",", "then", 0)]
)
def test_what_marks_set_apart_may_stand_between(first: str, last: str, found: int) -> None:
    table = ASIDE.replace(",  ", f"{first}  ", 1).replace(
        ",       ,      PUNCT ,   punct  1\nsaid", f"{last} {last} X X dep 1\nsaid"
    )
    assert len(reports(table)) == found
