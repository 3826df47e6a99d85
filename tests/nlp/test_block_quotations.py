"""Paragraphs that a page set apart as quotations and that its plain text has unmarked."""

import pytest

from service.nlp import rules
from service.nlp.block_quotations import block_quotations
from service.nlp.extensions import AttributionData, BlockData
from tests.nlp.builders import attribution, doc_from

# The mayor added: | The bridge is safe for all.
TABLE = """
The      the    DET   DT  det    1
mayor    mayor  NOUN  NN  nsubj  2
added_   add    VERB  VBD ROOT   2
:        :      PUNCT :   punct  2
The      the    DET   DT  det    5
bridge   bridge NOUN  NN  nsubj  6
is       be     AUX   VBZ ROOT   6
safe     safe   ADJ   JJ  acomp  6
for      for    ADP   IN  prep   7
all_     all    PRON  DT  pobj   8
.        .      PUNCT .   punct  6
"""


def blocks(table: str, *learned: AttributionData) -> list[tuple[str, str, str]]:
    doc = doc_from(table)
    second = 1 + doc.text.index(": " if ": " in doc.text else ". ")
    doc._.blocks = [
        BlockData(kind="paragraph", start=0, end=second),
        BlockData(kind="paragraph", start=second + 1, end=len(doc.text)),
    ]
    found = []
    for one in block_quotations(doc, learned, rules.cues()):
        assert one["source"] is not None
        assert one["cue"] is not None
        parts = (one["source"], one["cue"], one["content"][0])
        source, cue, content = (doc.text[start:end] for start, end in parts)
        found.append((source, cue, content))
    return found


def test_the_paragraph_after_a_verb_of_speech_and_a_colon() -> None:
    assert blocks(TABLE) == [("The mayor", "added", "The bridge is safe for all")]


@pytest.mark.parametrize(("noun", "found"), [("warning", 1), ("letter", 0)])
def test_the_paragraph_after_the_noun_of_what_is_said(noun: str, found: int) -> None:
    given = f"gave    give   VERB  VBD ROOT   2\n{noun}_  {noun}  NOUN  NN dobj  2"
    table = TABLE.replace("added_   add    VERB  VBD ROOT   2", given)
    for head in (8, 7, 6, 5):  # one word more before the second paragraph
        table = table.replace(f" {head}\n", f" {head + 1}\n")
    assert [content for _, _, content in blocks(table)] == ["The bridge is safe for all"] * found


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        (":        :      PUNCT :", ".        .      PUNCT ."),
        ("added_   add ", "opened_  open"),
        ("acomp  6", "acomp  2"),  # said already
        (".        .      PUNCT .", ",        ,      PUNCT ,"),
        ("mayor    mayor  NOUN  NN  nsubj", "then     then   ADV   RB  advmod"),
    ],
)
def test_nothing_else_is_taken(word: str, instead: str) -> None:
    assert word in TABLE
    assert blocks(TABLE.replace(word, instead)) == []


def test_what_is_quoted_or_has_a_cue_stays_as_it_is() -> None:
    assert (
        blocks(TABLE.replace("The      the    DET   DT  det    5", "“The the DET DT det 5")) == []
    )
    said = attribution(doc_from(TABLE).text, ["safe"], cue="added", source="The mayor")
    assert blocks(TABLE, said) == []


def test_a_line_is_no_paragraph() -> None:
    lines = [x for x in TABLE.splitlines() if not x.startswith(("safe", "for", "all"))]
    assert blocks("\n".join(lines)) == []
