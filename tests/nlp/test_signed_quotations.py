"""A quotation that a paragraph sets apart and signs on the same line."""

import pytest

from service.nlp.signed_quotations import signer
from tests.nlp.builders import doc_from

SIGNED = """
“_    "     PUNCT ``  punct 2
We    we    PRON  PRP nsubj 2
left_ leave VERB  VBD ROOT  2
._    .     PUNCT .   punct 2
”     "     PUNCT ''  punct 2
"""


@pytest.mark.parametrize(
    ("below", "who"),
    [
        ("Ada_ Ada PROPN NNP ROOT 5", "Ada"),
        (
            """
            Local    local   ADJ   JJ  amod  6
            blogger_ blogger NOUN  NN  ROOT  6
            ,        ,       PUNCT ,   punct 6
            “_       "       PUNCT ``  punct 10
            Closing  close   VERB  VBG dep   6
            time_    time    NOUN  NN  dobj  9
            ”        "       PUNCT ''  punct 9
            """,
            "Local blogger",  # with the title of what is quoted
        ),
        ("Ada Ada PROPN NNP nsubj 6\nleft_ leave VERB VBD ROOT 6", None),  # a verb
        ("Ada_ Ada PROPN NNP ROOT 5\n._ . PUNCT . punct 5", None),  # a sentence
        ("rain_ rain NOUN NN ROOT 5", None),  # goes on
        ("Here_ here ADV RB ROOT 5", None),  # nobody
    ],
)
def test_a_line_without_a_verb_and_a_full_stop_signs(below: str, who: str | None) -> None:
    doc = doc_from(SIGNED + "\n".join(line.strip() for line in below.strip().splitlines()))
    end = doc.text.index("”") + 1
    source = signer(doc, (0, end), (0, len(doc.text)))
    assert (None if source is None else doc.text[slice(*source)]) == who


def test_only_a_sentence_that_begins_the_paragraph_is_signed() -> None:
    doc = doc_from(SIGNED + "Ada_ Ada PROPN NNP ROOT 5")
    end = doc.text.index("”") + 1
    assert signer(doc, (1, end), (0, len(doc.text))) is None
    paused = SIGNED.replace("._    .     PUNCT .", ",_    ,     PUNCT ,")
    comma = doc_from(paused + "Ada_ Ada PROPN NNP ROOT 5")
    assert signer(comma, (0, end), (0, len(comma.text))) is None
