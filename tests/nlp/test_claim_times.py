"""When it was, where a sentence tells it beside a claim: on Docs built by hand."""

import pytest
from spacy.tokens import Span

from service.nlp.claim_times import with_time
from service.nlp.clause_division import Proposition
from service.nlp.extensions import AttributionData
from tests.nlp.builders import doc_from

INTERRUPTED = """
In     in     ADP   IN  prep  9
2014   2014   NUM   CD  pobj  0
,      ,      PUNCT ,   punct 9
Roos   Roos   PROPN NNP nsubj 4
said   say    VERB  VBD parataxis 9
,      ,      PUNCT ,   punct 9
the    the    DET   DT  det   8
Lenne  Lenne  PROPN NNP compound 8
port   port   NOUN  NN  nsubj 9
failed fail   VERB  VBD ROOT  9
"""
OF_SAYING = """
In     in     ADP   IN  prep  8
2014   2014   NUM   CD  pobj  0
,      ,      PUNCT ,   punct 8
Roos   Roos   PROPN NNP nsubj 4
said   say    VERB  VBD ROOT  4
the    the    DET   DT  det   7
Lenne  Lenne  PROPN NNP compound 7
port   port   NOUN  NN  nsubj 8
failed fail   VERB  VBD ccomp 4
"""
REPORT = """
In     in     ADP   IN  prep  4
2014   2014   NUM   CD  pobj  0
,      ,      PUNCT ,   punct 4
Roos   Roos   PROPN NNP nsubj 4
urged  urge   VERB  VBD ROOT  4
peace  peace  NOUN  NN  dobj  4
"""
LATER = """
A      a      DET   DT  det      1
day    day    NOUN  NN  npadvmod 2
later  later  ADV   RB  advmod   5
,      ,      PUNCT ,   punct    5
Roos   Roos   PROPN NNP nsubj    5
urged  urge   VERB  VBD ROOT     5
peace  peace  NOUN  NN  dobj     5
"""


@pytest.mark.parametrize(
    ("table", "time", "verb", "clause", "source", "reported", "expected"),
    [
        (INTERRUPTED, (0, 2), 9, (6, 10), 3, False, "In 2014 the Lenne port failed"),
        (OF_SAYING, (0, 2), 8, (5, 9), 3, False, "the Lenne port failed"),
        (REPORT, (0, 2), 4, (3, 6), 3, True, "In 2014 , Roos urged peace"),
        (LATER, (0, 3), 5, (4, 7), 4, True, "Roos urged peace"),
    ],
)
def test_times(
    table: str,
    time: tuple[int, int],
    verb: int,
    clause: tuple[int, int],
    source: int,
    *,
    reported: bool,
    expected: str,
) -> None:
    doc = doc_from(table)
    doc.set_ents([Span(doc, *time, label="DATE")])
    at = (doc[source].idx, doc[source].idx + len(doc[source]))
    attribution = AttributionData(
        content=[(doc[clause[0]].idx, doc[clause[1] - 1].idx + len(doc[clause[1] - 1]))],
        cue=None,
        cue_lemma="say",
        cue_class="neutral",
        source=at,
        finder="model",
        detail="attribution",
        score=1.0,
        flags=[],
    )
    one = with_time(
        Proposition(doc[verb], None, tuple(range(*clause))), attribution, reported=reported
    )
    assert " ".join(doc[i].text for i in one.words) == expected
