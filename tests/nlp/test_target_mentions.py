"""Which clauses speak of a target, and whether for it or for its end; on Docs built by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from service.nlp.target_mentions import mentions, wanted
from tests.nlp.builders import VOCAB, doc_from

# "Bo praised the tunnel but criticised the toll."
PRAISED_AND_CRITICISED = """
Bo         bo        PROPN NNP nsubj 1
praised    praise    VERB  VBD ROOT  1
the        the       DET   DT  det   3
tunnel     tunnel    NOUN  NN  dobj  1
but        but       CCONJ CC  cc    1
criticised criticise VERB  VBD conj  1
the        the       DET   DT  det   7
toll_      toll      NOUN  NN  dobj  5
.          .         PUNCT .   punct 1
"""

# "We must end the war."
END_THE_WAR = """
We   we   PRON PRP nsubj 2
must must AUX  MD  aux   2
end  end  VERB VB  ROOT  2
the  the  DET  DT  det   4
war_ war  NOUN NN  dobj  2
.    .    PUNCT . punct 2
"""

# "The war must end."
WAR_MUST_END = """
The  the  DET  DT  det   1
war  war  NOUN NN  nsubj 3
must must AUX  MD  aux   3
end_ end  VERB VB  ROOT  3
.    .    PUNCT . punct 3
"""

# "We oppose the war."
OPPOSE_THE_WAR = """
We     we     PRON PRP nsubj 1
oppose oppose VERB VBP ROOT  1
the    the    DET  DT  det   3
war_   war    NOUN NN  dobj  1
.      .      PUNCT . punct 1
"""

# "The repeal of the ban on fireworks is good."
REPEAL_OF_THE_BAN = """
The       the      DET   DT  det   1
repeal    repeal   NOUN  NN  nsubj 7
of        of       ADP   IN  prep  1
the       the      DET   DT  det   4
ban       ban      NOUN  NN  pobj  2
on        on       ADP   IN  prep  4
fireworks firework NOUN  NNS pobj  5
is        be       AUX   VBZ ROOT  7
good_     good     ADJ   JJ  acomp 7
.         .        PUNCT .   punct 7
"""

# "The tax is long and must go."
LONG_AND_MUST_GO = """
The  the  DET   DT  det   1
tax  tax  NOUN  NN  nsubj 2
is   be   AUX   VBZ ROOT  2
long long ADJ   JJ  acomp 2
and  and  CCONJ CC  cc    2
must must AUX   MD  aux   6
go_  go   VERB  VB  conj  2
.    .    PUNCT .   punct 2
"""

# "Bo read the plan and it is good."
READ_AND_IT = """
Bo   bo   PROPN NNP nsubj 1
read read VERB  VBD ROOT  1
the  the  DET   DT  det   3
plan plan NOUN  NN  dobj  1
and  and  CCONJ CC  cc    1
it   it   PRON  PRP nsubj 6
is   be   AUX   VBZ conj  1
good_ good ADJ  JJ  acomp 6
.    .    PUNCT .   punct 1
"""


def found(table: str, target: str) -> list[tuple[str, str, bool]]:
    doc = doc_from(table)
    return [
        (" ".join(doc.text[slice(*run)] for run in one.runs(doc)), one.link, one.opposite)
        for one in mentions(doc, [(0, len(doc.text))], wanted(target))
    ]


@pytest.mark.parametrize(
    ("table", "target", "clauses"),
    [
        (
            PRAISED_AND_CRITICISED,
            "the tunnel",
            [("Bo praised the tunnel", "named", False)],
        ),
        (PRAISED_AND_CRITICISED, "tolls", [("criticised the toll", "named", False)]),
        (PRAISED_AND_CRITICISED, "the bridge toll", [("criticised the toll", "named", False)]),
        (PRAISED_AND_CRITICISED, "the weather", []),
        (PRAISED_AND_CRITICISED, "", []),
        (END_THE_WAR, "the war", [("We must end the war", "named", True)]),
        (END_THE_WAR, "ending the war", [("We must end the war", "named", False)]),
        (END_THE_WAR, "an end to war", [("We must end the war", "named", False)]),
        (WAR_MUST_END, "the war", [("The war must end", "named", True)]),
        (OPPOSE_THE_WAR, "the war", [("We oppose the war", "named", False)]),
        (OPPOSE_THE_WAR, "ending the war", [("We oppose the war", "named", True)]),
        (
            REPEAL_OF_THE_BAN,
            "fireworks",
            [("The repeal of the ban on fireworks is good", "named", False)],
        ),
        (
            REPEAL_OF_THE_BAN,
            "the ban on fireworks",
            [("The repeal of the ban on fireworks is good", "named", True)],
        ),
        (LONG_AND_MUST_GO, "the tax", [("The tax is long and must go", "named", False)]),
        (
            READ_AND_IT,
            "the plan",
            [("Bo read the plan", "named", False), ("it is good", "pronoun", False)],
        ),
    ],
)
def test_clauses_that_speak_of_a_target(
    table: str, target: str, clauses: list[tuple[str, str, bool]]
) -> None:
    assert found(table, target) == clauses


@pytest.mark.parametrize(
    ("target", "stems", "opposite"),
    [
        ("the carbon tax", ("carbon", "tax"), False),
        ("repealing the carbon tax", ("carbon", "tax"), True),
        ("stopping the repeal of the tax", ("tax",), False),
        ("the ceasefire", ("ceasefir",), False),
        ("it", ("it",), False),
        ("…", (), False),
    ],
)
def test_what_is_looked_for(target: str, stems: tuple[str, ...], opposite: bool) -> None:
    asked = wanted(target)
    assert (asked.stems, asked.opposite) == (stems, opposite)


@given(st.lists(st.sampled_from("war end the it ban “ ... 😀 \n".split(" "))), st.text())
def test_any_words_and_any_target(words: list[str], target: str) -> None:
    doc = Doc(VOCAB, words=[word for word in words if word])
    for one in mentions(doc, [(0, len(doc.text))], wanted(target)):
        assert all(0 <= start < end <= len(doc.text) for start, end in one.runs(doc))
