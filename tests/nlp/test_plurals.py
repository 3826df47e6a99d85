"""Whom "they" takes up."""

from spacy.tokens import Token

from service.nlp import antecedents, plurals
from service.nlp.extensions import QuotationData
from service.nlp.reading import Chars, Reading
from tests.nlp.article_builders import LEXICONS
from tests.nlp.builders import doc_from

# ""The members met," they said."
QUOTED = """
"_       "       PUNCT ``  punct 3
The      the     DET   DT  det   2
members  member  NOUN  NNS nsubj 3
met_     meet    VERB  VBD ccomp 7
,_       ,       PUNCT ,   punct 7
"        "       PUNCT ''  punct 7
they     they    PRON  PRP nsubj 7
said     say     VERB  VBD ROOT  7
.        .       PUNCT .   punct 7
"""


def taken_up(own: tuple[Chars, ...] = ()) -> Token | None:
    doc = doc_from(QUOTED)
    doc._.people = []
    end = doc[6].idx
    doc._.quotations = [
        QuotationData(
            start=0,
            end=end,
            inner_start=1,
            inner_end=end - 1,
            kind="speech",
            certainty=1.0,
            opened=True,
            closed=True,
            continues=False,
            depth=0,
        )
    ]
    return plurals.antecedent(Reading(doc, LEXICONS, antecedents.rank), doc[6], own)


def test_the_plural_before() -> None:
    found = taken_up()
    assert found is not None
    assert found.text == "members"


def test_not_one_of_whom_they_speak() -> None:
    doc = doc_from(QUOTED)
    assert taken_up(((doc[1].idx, doc[4].idx),)) is None
