"""Which quotations are statements by the marks and the words beside them."""

import pytest

from service.nlp import rules
from service.nlp.direct_speech import find_direct
from service.nlp.quotation_marks import QuotationMarks
from tests.nlp.builders import doc_from

# She told the “Morning Hour” show why.
TITLE = """
She     she     PRON  PRP nsubj    1
told    tell    VERB  VBD ROOT     1
the     the     DET   DT  det      7
“_      "       PUNCT ``  punct    7
Morning Morning PROPN NNP compound 5
Hour_   Hour    PROPN NNP compound 7
”       "       PUNCT ''  punct    7
show    show    NOUN  NN  dobj     1
why_    why     ADV   WRB advmod   1
.       .       PUNCT .   punct    1
"""

# “Send it,” the harbour adding “by post”.
ADDING = """
“_      "       PUNCT ``  punct 1
Send    send    VERB  VB  ROOT  1
it_     it      PRON  PRP dobj  1
,_      ,       PUNCT ,   punct 1
”       "       PUNCT ''  punct 1
the     the     DET   DT  det   6
harbour harbour NOUN  NN  nsubj 7
adding  add     VERB  VBG advcl 1
“_      "       PUNCT ``  punct 7
by      by      ADP   IN  prep  7
post_   post    NOUN  NN  pobj  9
”_      "       PUNCT ''  punct 7
.       .       PUNCT .   punct 1
"""

# " Oda stood chanting “Rain now!”
STRAY = """
"        "     PUNCT ``  punct 2
Oda      Oda   PROPN NNP nsubj 2
stood    stand VERB  VBD ROOT  2
chanting chant VERB  VBG advcl 2
“_       "     PUNCT ``  punct 3
Rain     rain  NOUN  NN  dobj  3
now_     now   ADV   RB  advmod 5
!_       !     PUNCT .   punct 5
”        "     PUNCT ''  punct 3
"""

# “Rain now!” / -Oda Brandt, Lenne.
SIGNED = """
“_       "     PUNCT ``  punct 1
Rain     rain  NOUN  NN  ROOT  1
now_     now   ADV   RB  advmod 1
!_       !     PUNCT .   punct 1
”        "     PUNCT ''  punct 1
-Oda     Oda   PROPN NNP compound 6
Brandt_  Brandt PROPN NNP ROOT 6
,        ,     PUNCT ,   punct 6
Lenne_   Lenne PROPN NNP appos 6
.        .     PUNCT .   punct 6
"""


def found(table: str) -> list[tuple[list[str], str | None]]:
    doc = doc_from(table)
    quotations = QuotationMarks().predict(doc)
    whole = [(0, len(doc.text))]
    return [
        ([doc.text[slice(*part)] for part in one.content], one.cue and doc.text[slice(*one.cue)])
        for one in find_direct(doc, quotations, whole, rules.cues())
    ]


def test_a_title_is_nobodys_words() -> None:
    assert found(TITLE) == []
    small = TITLE.replace("Morning Morning", "lovely  lovely ").replace(
        "Hour_   Hour", "hour_   hour"
    )
    assert found(small) == [(["lovely hour"], "told")]


def test_a_participle_tells_what_follows_it() -> None:
    assert found(ADDING) == [(["by post"], "adding")]
    finite = ADDING.replace("adding  add     VERB  VBG", "added   add     VERB  VBD")
    assert found(finite) == [(["Send it", "by post"], "added")]


def test_a_stray_mark_does_not_hide_what_comes_before_a_quotation() -> None:
    assert found(STRAY) == [(["Rain now!"], "chanting")]


@pytest.mark.parametrize(
    ("label", "source"), [("PERSON", "Oda Brandt"), ("ORG", "Oda Brandt"), ("DATE", None)]
)
def test_who_signs_a_quotation_in_the_line_below(label: str, source: str | None) -> None:
    doc = doc_from(SIGNED, {"Brandt": label})
    quotations, end = QuotationMarks().predict(doc), doc.text.index("-")
    lines = [(0, end), (end, len(doc.text))]
    (one,) = find_direct(doc, quotations, lines, rules.cues())
    assert (one.source and doc.text[slice(*one.source)]) == source
