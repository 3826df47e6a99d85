"""Pronouns that stand for an owner, on Docs built by hand."""

import pytest

from service.nlp.holder_names import is_possessive
from tests.nlp.builders import doc_from

HELPED = """
Aden    Aden    PROPN NNP  nsubj    1
helped  help    VERB  VBD  ROOT     1
her     her     PRON  PRP$ poss     5
defeat  defeat  NOUN  NN   compound 5
Jan     Jan     PROPN NNP  compound 5
Roos    Roos    PROPN NNP  dobj     1
"""
OWNED = """
Aden    Aden    PROPN NNP  nsubj    1
saw     see     VERB  VBD  ROOT     1
her     her     PRON  PRP$ poss     3
defeat  defeat  NOUN  NN   dobj     1
in      in      ADP   IN   prep     3
May     May     PROPN NNP  pobj     4
"""


@pytest.mark.parametrize(("table", "expected"), [(HELPED, False), (OWNED, True)])
def test_her_before_a_verb_that_is_read_as_a_noun(table: str, *, expected: bool) -> None:
    assert is_possessive(doc_from(table)[2]) is expected
