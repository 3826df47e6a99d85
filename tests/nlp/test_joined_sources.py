"""Whose words they are where "and" goes on with another cue."""

import pytest
from spacy.tokens import Doc

from service.nlp.joined_sources import with_joined_sources
from tests.nlp.builders import attribution, doc_from

# Lee said the weir would close in May and hoped for rain.
CLOSE = doc_from("""
Lee    Lee    PROPN NNP nsubj  1
said   say    VERB  VBD ROOT   1
the    the    DET   DT  det    3
weir   weir   NOUN  NN  nsubj  5
would  would  AUX   MD  aux    5
close  close  VERB  VB  ccomp  1
in     in     ADP   IN  prep   5
May    May    PROPN NNP pobj   6
and    and    CCONJ CC  cc     5
hoped  hope   VERB  VBD conj   5
for    for    ADP   IN  prep   9
rain_  rain   NOUN  NN  pobj   10
.      .      PUNCT .   punct  1
""")

# Lee said the weir was old, and then accused towns of sloth. But warned of it.
ACCUSED = doc_from("""
Lee     Lee    PROPN NNP nsubj 1
said    say    VERB  VBD ROOT  1
the     the    DET   DT  det   3
weir    weir   NOUN  NN  nsubj 4
was     be     AUX   VBD ccomp 1
old_    old    ADJ   JJ  acomp 4
,       ,      PUNCT ,   punct 4
and     and    CCONJ CC  cc    4
then    then   ADV   RB  advmod 9
accused accuse VERB  VBN amod  10
towns   town   NOUN  NNS conj  4
of      of     ADP   IN  prep  10
sloth_  sloth  NOUN  NN  pobj  11
.       .      PUNCT .   punct 1
But     but    CCONJ CC  cc    15
warned  warn   VERB  VBD ROOT  15
of      of     ADP   IN  prep  15
it_     it     PRON  PRP pobj  16
.       .      PUNCT .   punct 15
""")


def told(doc: Doc, *rows: tuple[str, str, str | None]) -> list[tuple[list[str], str | None]]:
    given = [attribution(doc.text, [content], cue, source) for content, cue, source in rows]
    return [
        (
            [doc.text[slice(*part)] for part in one["content"]],
            one["source"] and doc.text[slice(*one["source"])],
        )
        for one in with_joined_sources(doc, given)
    ]


def test_a_verb_in_the_past_goes_on_from_the_one_in_the_past() -> None:
    whole = ("the weir would close in May and hoped for rain", "said", "Lee")
    assert told(CLOSE, whole, ("for rain", "hoped", None)) == [
        (["the weir would close in May"], "Lee"),
        (["for rain"], "Lee"),
    ]


def test_another_infinitive_belongs_to_what_is_said() -> None:
    doc = CLOSE.copy()
    doc[9].tag_ = "VB"
    whole = ("the weir would close in May and hoped for rain", "said", "Lee")
    assert told(doc, whole, ("for rain", "hoped", None))[1] == (["for rain"], None)


def test_what_is_said_ends_before_it() -> None:
    first = ("the weir was old", "said", "Lee")
    assert told(ACCUSED, first, ("towns of sloth", "accused", None))[1][1] == "Lee"


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (("the weir was", "said", "Lee"), ("towns of sloth", "accused", None)),  # not up to "and"
        (("the weir was old", "said", None), ("towns of sloth", "accused", None)),
        (("the weir was old", "said", "Lee"), ("of it", "warned", None)),  # another sentence
        (("the weir was old", "said", "Lee"), ("of sloth", "towns", None)),  # no verb
    ],
)
def test_nobody_goes_on(
    first: tuple[str, str, str | None], other: tuple[str, str, str | None]
) -> None:
    assert told(ACCUSED, first, other)[1][1] is None


def test_a_source_that_is_known_stays() -> None:
    first = ("the weir was old", "said", "Lee")
    assert told(ACCUSED, first, ("of sloth", "accused", "towns"))[1][1] == "towns"
