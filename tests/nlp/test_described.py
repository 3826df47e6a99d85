"""A cue that calls something something takes a position toward the first of them."""

import numpy as np
import pytest

from service.nlp.described import of_thing
from service.nlp.label_input import CONTENT, CUE, SOURCE, LabelInput, Spelling
from service.nlp.label_model import SpanScores
from tests.nlp.builders import doc_from

# Lee {described} a day at sea as a nightmare.
DESCRIBED = """
Lee         Lee      PROPN NNP nsubj 1
{verb}      {lemma}  VERB  VBD ROOT  1
a           a        DET   DT  det   3
day         day      NOUN  NN  dobj  1
at          at       ADP   IN  prep  1
sea         sea      NOUN  NN  pobj  4
as          as       ADP   IN  prep  1
a           a        DET   DT  det   8
nightmare_  mare     NOUN  NN  pobj  6
.           .        PUNCT .   punct 1
"""
# The plan was dubbed a joke.
DUBBED = """
The   the  DET  DT  det       1
plan  plan NOUN NN  nsubjpass 3
was   be   AUX  VBD auxpass   3
dubbed dub VERB VBN ROOT      3
a     a    DET  DT  det       5
joke_ joke NOUN NN  oprd      3
.     .    PUNCT .  punct     3
"""
NIGHTMARE, DAY, AT_SEA = (7, 8), (3, 3), (3, 5)


def given(roles: str) -> LabelInput:
    meant = {"s": SOURCE, "c": CUE, "x": CONTENT}
    none = np.zeros(0, np.int64)
    own = np.array([meant[role] for role in roles], np.int64)
    return LabelInput(np.arange(len(roles)), Spelling(none, none, none, none, own))


def likely(*spans: tuple[int, int]) -> SpanScores:
    return SpanScores(spans, tuple(-float(number) for number in range(len(spans))))


@pytest.mark.parametrize(
    ("verb", "lemma", "spans", "kept"),
    [
        ("described", "describe", (NIGHTMARE, DAY, AT_SEA), (DAY, AT_SEA)),
        ("described", "describe", (NIGHTMARE,), (NIGHTMARE,)),  # nothing else is likely
        ("defended", "defend", (NIGHTMARE, DAY), (NIGHTMARE, DAY)),
    ],
)
def test_what_is_described(
    verb: str, lemma: str, spans: tuple[tuple[int, int]], kept: tuple[tuple[int, int]]
) -> None:
    doc = doc_from(DESCRIBED.format(verb=verb, lemma=lemma))
    assert of_thing(doc, given("scxxxxxxx"), likely(*spans)).spans == kept


def test_what_is_called_something() -> None:
    found = of_thing(doc_from(DUBBED), given("xxccxx"), likely((5, 5), (1, 1)))
    assert found == SpanScores(((1, 1),), (-1.0,))


def test_a_pronoun_tells_nothing() -> None:
    doc = doc_from(DUBBED.replace("NOUN NN  nsubjpass", "PRON PRP nsubjpass"))
    assert of_thing(doc, given("xxccxx"), likely((5, 5), (1, 1))).spans == ((5, 5), (1, 1))
