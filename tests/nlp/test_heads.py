"""The noun that a source is about."""

import pytest

from service.nlp.heads import head_of, measured
from tests.nlp.article_builders import LEXICONS
from tests.nlp.builders import doc_from

# "people Republicans have hired"
CONTACT = """
people      people      NOUN  NNS  nsubj 3
Republicans republicans PROPN NNPS nsubj 3
have        have        AUX   VBP  aux   3
hired       hire        VERB  VBN  ROOT  3
"""

# "a batch of emails"
BATCH = """
a      a     DET  DT  det  1
batch  batch NOUN NN  ROOT 1
of     of    ADP  IN  prep 1
emails email NOUN NNS pobj 2
"""


def test_a_clause_without_who_is_not_of_the_noun() -> None:
    doc = doc_from(CONTACT)
    assert head_of(doc[:], LEXICONS.titles).text == "people"


@pytest.mark.parametrize(
    ("table", "noun"),
    [(BATCH, "emails"), (BATCH.replace("batch  batch", "author author"), "author")],
)
def test_what_there_is_an_amount_of(table: str, noun: str) -> None:
    assert measured(doc_from(table)[1]).text == noun
