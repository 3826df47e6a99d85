"""Whom an outlet cites is no statement; what somebody cites is one."""

import pytest

from service.nlp.cited_bodies import cites_body
from tests.nlp.article_builders import LEXICONS
from tests.nlp.builders import attribution, doc_from

# The newspaper reported it, citing the foreign ministry.
TABLE = """
The       the       DET   DT  det   1
newspaper newspaper NOUN  NN  nsubj 2
reported  report    VERB  VBD ROOT  2
it_       it        PRON  PRP dobj  2
,         ,         PUNCT ,   punct 2
citing    cite      VERB  VBG advcl 2
the       the       DET   DT  det   8
foreign   foreign   ADJ   JJ  amod  8
ministry_ ministry  NOUN  NN  dobj  5
.         .         PUNCT .   punct 2
"""


@pytest.mark.parametrize(
    ("word", "instead", "cited"),
    [
        ("it_", "it_", True),
        ("ministry_ ministry ", "official_ official ", True),
        ("ministry_ ministry ", "weather_ weather ", False),  # a reason
        ("newspaper newspaper", "fisher    fisher   ", False),  # an argument
        ("citing    cite ", "asking    ask  ", False),
        ("VERB  VBG", "VERB  VBD", False),
    ],
)
def test_whom_an_outlet_cites(word: str, instead: str, cited: bool) -> None:
    doc = doc_from(TABLE.replace(word, instead))
    _, cue, content = doc.text.split(", ")[0], doc[5].text, doc[6:9].text
    one = attribution(doc.text, [content], cue, doc[0:2].text)
    assert cites_body(doc, one, LEXICONS.titles, LEXICONS.outlets) is cited


def test_what_has_no_source_or_cue_cites_nobody() -> None:
    doc = doc_from(TABLE)
    one = attribution(doc.text, ["the foreign ministry"])
    assert not cites_body(doc, one, LEXICONS.titles, LEXICONS.outlets)
