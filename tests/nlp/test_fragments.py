"""Clauses that the parse shows as sentences, and that are none: on Docs built by hand."""

from collections.abc import Sequence

import pytest

from service.nlp.clause_division import Proposition
from service.nlp.fragments import is_fragment
from tests.nlp.builders import doc_from

WHOLE = """
Roos   Roos   PROPN NNP nsubj 1
sold   sell   VERB  VBD ROOT  1
ships  ship   NOUN  NNS dobj  1
while  while  SCONJ IN  mark  5
Aden   Aden   PROPN NNP nsubj 5
slept  sleep  VERB  VBD advcl 1
"""
WITHOUT_VERB = """
Roos     Roos     PROPN NNP nsubj 1
sold     sell     VERB  VBD ROOT  1
ships    ship     NOUN  NNS dobj  1
while    while    SCONJ IN  mark  5
his      his      PRON  PRP$ poss 5
brother  brother  NOUN  NN  dep   1
"""
WITHOUT_NOUN = """
The    the    DET   DT  det   1
port   port   NOUN  NN  nsubj 4
run    run    VERB  VBN acl   1
by     by     ADP   IN  agent 2
is     be     AUX   VBZ ROOT  4
closed closed ADJ   JJ  acomp 4
"""
TWO_TENSES = """
Aden   Aden   PROPN NNP nsubj 1
is     be     AUX   VBZ ROOT  1
poor   poor   ADJ   JJ  acomp 1
is     be     AUX   VBZ aux   4
telling tell  VERB  VBG advcl 1
tales  tale   NOUN  NNS dobj  4
"""
NOTHING_SAID = """
Roos  Roos  PROPN NNP nsubj   1
said  say   VERB  VBD ROOT    1
this  this  DET   DT  det     3
week  week  NOUN  NN  npadvmod 1
ships ship  NOUN  NNS dobj    1
"""
BEGUN_AGAIN = """
Actually_ actually ADV   RB  advmod 6
,        ,        PUNCT ,   punct  6
what     what     PRON  WP  dobj   4
Aden     Aden     PROPN NNP nsubj  4
needs    need     VERB  VBZ ccomp  6
Roos     Roos     PROPN NNP nsubj  6
left     leave    VERB  VBD ROOT   6
"""
WITHOUT_NEITHER = """
Roos  Roos  PROPN NNP nsubj 3
nor   nor   CCONJ CC  cc    0
Lee   Lee   PROPN NNP conj  0
sold  sell  VERB  VBD ROOT  3
ships ship  NOUN  NNS dobj  3
"""
NEITHER = """
Neither neither CCONJ CC  preconj 1
Roos    Roos    PROPN NNP nsubj   4
nor     nor     CCONJ CC  cc      1
Lee     Lee     PROPN NNP conj    1
sold    sell    VERB  VBD ROOT    4
ships   ship    NOUN  NNS dobj    4
"""

NOUN_PHRASE = """
A       a       DET   DT  det   1
plan    plan    NOUN  NN  ROOT  1
Roos    Roos    PROPN NNP nsubj 3
called  call    VERB  VBD relcl 1
bold    bold    ADJ   JJ  oprd  3
"""
CUT_OFF = """
Almost  almost  ADV   RB  advmod 1
before  before  SCONJ IN  mark   4
the     the     DET   DT  det    3
mayor   mayor   NOUN  NN  nsubj  4
leaves  leave   VERB  VBZ ROOT   4
"""
RUN_TOGETHER = """
Roos    Roos    PROPN NNP nsubj 1
sold    sell    VERB  VBD ROOT  1
the     the     DET   DT  det   3
port    port    NOUN  NN  dobj  1
She     she     PRON  PRP nsubj 5
left    leave   VERB  VBD ccomp 1
"""
SAID_NOUN = """
Roos    Roos    PROPN NNP nsubj 1
says    say     VERB  VBZ ROOT  1
Lee     Lee     PROPN NNP poss  4
's      's      PART  POS case  2
call    call    NOUN  NN  dobj  1
to      to      PART  TO  aux   6
sail    sail    VERB  VB  acl   4
"""
SAID_RELATIVE = """
Roos    Roos    PROPN NNP nsubj 1
thinks  think   VERB  VBZ ROOT  1
one     one     NUM   CD  dobj  1
of      of      ADP   IN  prep  2
ships   ship    NOUN  NNS pobj  3
that    that    PRON  WDT nsubj 6
sank    sink    VERB  VBD relcl 4
"""
SAID_CLAUSE = """
Roos    Roos    PROPN NNP nsubj 1
says    say     VERB  VBZ ROOT  1
Lee     Lee     PROPN NNP nsubj 3
sank    sink    VERB  VBN ccomp 1
"""
SET_OFF = """
Captain Captain PROPN NNP compound 1
Roos_   Roos    PROPN NNP nsubj    3
,       ,       PUNCT ,   punct    1
killed  kill    VERB  VBD ROOT     3
in      in      ADP   IN  prep     3
May     May     PROPN NNP pobj     4
"""
APPOSITION = """
The     the     DET   DT  det      1
mayor_  mayor   NOUN  NN  appos    3
,       ,       PUNCT ,   punct    1
Roos_   Roos    PROPN NNP nsubj    5
,       ,       PUNCT ,   punct    3
waited  wait    VERB  VBD ROOT     5
"""
LESS_THAN = """
Ships   ship    NOUN  NNS nsubj  1
are     be      AUX   VBP ROOT   1
too     too     ADV   RB  advmod 3
old     old     ADJ   JJ  acomp  1
than    than    ADP   IN  prep   3
slow    slow    ADJ   JJ  amod   4
"""
MORE_THAN = """
Ships   ship    NOUN  NNS nsubj  1
are     be      AUX   VBP ROOT   1
more    more    ADV   RBR advmod 3
old     old     ADJ   JJ  acomp  1
than    than    ADP   IN  prep   3
slow    slow    ADJ   JJ  amod   4
"""
BOTH = """
Roos    Roos    PROPN NNP nsubj   1
sold    sell    VERB  VBD ROOT    1
both    both    CCONJ CC  preconj 3
steel   steel   NOUN  NN  dobj    1
"""


def fragment(
    table: str, verb: int, subject: int | None = None, words: Sequence[int] | None = None
) -> bool:
    """Say whether words of a table (all, or those at some places) are found to be no sentence."""
    doc = doc_from(table)
    kept = tuple(range(len(doc)) if words is None else words)
    told = Proposition(doc[verb], None if subject is None else doc[subject], kept)
    return is_fragment([doc[i] for i in kept], told)


@pytest.mark.parametrize(
    ("table", "verb", "subject", "expected"),
    [
        (SAID_NOUN, 1, 0, True),
        (SAID_RELATIVE, 1, 0, True),
        (SAID_CLAUSE, 1, 0, False),
        (SET_OFF, 3, 1, True),
        (APPOSITION, 5, 3, False),
        (LESS_THAN, 1, 0, True),
        (MORE_THAN, 1, 0, False),
        (BOTH, 1, 0, True),
    ],
)
def test_what_is_cut_off(table: str, verb: int, subject: int, *, expected: bool) -> None:
    assert fragment(table, verb, subject) is expected


def test_that_before_an_infinitive_alone_opens_nothing() -> None:
    table = """
Roos    Roos    PROPN NNP nsubj 1
feared  fear    VERB  VBD ROOT  1
that    that    SCONJ IN  mark  4
to      to      PART  TO  aux   4
pay     pay     VERB  VB  ccomp 1
for     for     ADP   IN  prep  4
ships   ship    NOUN  NNS pobj  5
"""
    assert fragment(table, 1, 0)


def test_two_clauses_whose_but_is_left_out() -> None:
    table = """
Roos    Roos    PROPN NNP nsubj 1
leads   lead    VERB  VBZ ROOT  1
by      by      ADP   IN  prep  1
ten_    ten     NUM   CD  pobj  2
,       ,       PUNCT ,   punct 1
but     but     CCONJ CC  cc    1
Lee     Lee     PROPN NNP nsubj 7
fights  fight   VERB  VBZ conj  1
"""
    assert fragment(table, 1, 0, words=(0, 1, 2, 3, 6, 7))
    assert not fragment(table, 1, 0)


@pytest.mark.parametrize(
    ("table", "verb", "expected"),
    [
        (WHOLE, 1, False),
        (CUT_OFF, 4, True),
        (RUN_TOGETHER, 1, True),
        (WITHOUT_VERB, 1, True),
        (WITHOUT_NOUN, 4, True),
        (TWO_TENSES, 1, True),
        (NOTHING_SAID, 1, True),
        (BEGUN_AGAIN, 6, True),
        (WITHOUT_NEITHER, 3, True),
        (NEITHER, 4, False),
    ],
)
def test_fragments(table: str, verb: int, *, expected: bool) -> None:
    assert fragment(table, verb) is expected


def test_a_quotation_after_what_is_left_out_is_another_sentence() -> None:
    table = """
Roos    Roos    PROPN NNP nsubj 1
stopped stop    VERB  VBD ROOT  1
at      at      ADP   IN  prep  1
Aden    Aden    PROPN NNP pobj  2
‘_      ‘       PUNCT ``  punct 6
We      we      PRON  PRP nsubj 6
left    leave   VERB  VBD ccomp 1
"""
    assert fragment(table, 1, 0, words=(0, 1, 4, 5, 6))
    assert not fragment(table, 1, 0)


def test_a_verb_of_a_noun_before_it_makes_no_sentence() -> None:
    assert fragment(NOUN_PHRASE, 3, 2)


def test_a_word_before_a_noun_that_is_left_out() -> None:
    table = """
Roos    Roos    PROPN NNP nsubj    1
closed  close   VERB  VBD ROOT     1
Lenne   Lenne   PROPN NNP compound 3
bridge  bridge  NOUN  NN  dobj     1
"""
    assert fragment(table, 1, 0, words=(0, 1, 2))
    assert not fragment(table, 1, 0)


def test_a_colon_after_what_is_left_out() -> None:
    table = """
Roos    Roos    PROPN NNP nsubj 1
came    come    VERB  VBD ROOT  1
for     for     ADP   IN  prep  1
Aden    Aden    PROPN NNP pobj  2
:       :       PUNCT :   punct 1
ships   ship    NOUN  NNS appos 3
"""
    assert fragment(table, 1, 0, words=(0, 1, 4, 5))
    assert not fragment(table, 1, 0)
