"""What is discussed by two is not said by them."""

import pytest

from service.nlp.talks import is_talk
from tests.nlp.builders import attribution, doc_from

# Ann and Bo discussed the dam.
TABLE = """
Ann       Ann     PROPN NNP nsubj 3
and       and     CCONJ CC  cc    0
Bo        Bo      PROPN NNP conj  0
discussed discuss VERB  VBD ROOT  3
the       the     DET   DT  det   5
dam_      dam     NOUN  NN  dobj  3
.         .       PUNCT .   punct 3
"""


@pytest.mark.parametrize(
    ("word", "instead", "source", "expected"),
    [
        ("Ann ", "Ann ", "Ann and Bo", True),
        ("Ann ", "Ann ", "Ann", False),  # one says something of it
        ("discussed discuss", "praised   praise ", "Ann and Bo", False),
        ("dam_      dam     NOUN  NN ", "fell_     fall    VERB  VBD", "Ann and Bo", False),
        ("dam_      dam ", "“dam_     dam ", "Ann and Bo", False),  # words of theirs
    ],
)
def test_what_two_discuss(word: str, instead: str, source: str, expected: bool) -> None:
    doc = doc_from(TABLE.replace(word, instead))
    one = attribution(doc.text, [doc[4:6].text], doc[3].text, source)
    assert is_talk(doc, one) is expected


@pytest.mark.parametrize(("cue", "source"), [("", "Ann and Bo"), ("discussed", None)])
def test_what_nobody_discusses(cue: str, source: str | None) -> None:
    doc = doc_from(TABLE)
    assert not is_talk(doc, attribution(doc.text, ["the dam"], cue, source))
