"""A statement whose cue shares its subject with the verb before."""

import pytest
from spacy.tokens import Doc

from service.nlp.shared_subjects import with_shared_subject
from tests.nlp.builders import attribution, doc_from

# The old mayor met them, was booed and left, saying that it had been late.
MET = doc_from("""
The      the    DET   DT  det       2
old      old    ADJ   JJ  amod      2
mayor    mayor  NOUN  NN  nsubj     3
met      meet   VERB  VBD ROOT      3
them_    they   PRON  PRP dobj      3
,        ,      PUNCT ,   punct     3
was      be     AUX   VBD auxpass   7
booed    boo    VERB  VBN conj      3
and      and    CCONJ CC  cc        7
left_    leave  VERB  VBD conj      7
,        ,      PUNCT ,   punct     9
saying   say    VERB  VBG advcl     9
that     that   SCONJ IN  mark      15
it       it     PRON  PRP nsubj     15
had      have   AUX   VBD aux       15
been     be     AUX   VBN ccomp     11
late_    late   ADJ   JJ  acomp     15
.        .      PUNCT .   punct     3
""")

# Anna, who came and told them, wants to ask why.
WHO = doc_from("""
Anna_    Anna   PROPN NNP nsubj     8
,        ,      PUNCT ,   punct     0
who      who    PRON  WP  nsubj     3
came     come   VERB  VBD relcl     0
and      and    CCONJ CC  cc        3
told     tell   VERB  VBD conj      3
them_    they   PRON  PRP dobj      5
,        ,      PUNCT ,   punct     0
wants    want   VERB  VBZ ROOT      8
to       to     PART  TO  aux       10
ask      ask    VERB  VB  xcomp     8
why_     why    ADV   WRB advmod    10
.        .      PUNCT .   punct     8
""")

# Oz has been called a quack by old colleagues on air.
CALLED = doc_from("""
Oz         Oz        PROPN NNP nsubjpass 3
has        have      AUX   VBZ aux       3
been       be        AUX   VBN auxpass   3
called     call      VERB  VBN ROOT      3
a          a         DET   DT  det       5
quack      quack     NOUN  NN  oprd      3
by         by        ADP   IN  agent     3
old        old       ADJ   JJ  amod      8
colleagues colleague NOUN  NNS pobj      6
on         on        ADP   IN  prep      3
air_       air       NOUN  NN  pobj      9
.          .         PUNCT .   punct     3
""")

# In a note announcing it, after asking why, Anna left.
NOTE = doc_from("""
In         in       ADP   IN  prep  10
a          a        DET   DT  det   2
note       note     NOUN  NN  pobj  0
announcing announce VERB  VBG acl   2
it_        it       PRON  PRP dobj  3
,          ,        PUNCT ,   punct 10
after      after    ADP   IN  prep  10
asking     ask      VERB  VBG pcomp 6
why_       why      ADV   WRB advmod 7
,          ,        PUNCT ,   punct 10
left_      leave    VERB  VBD ROOT  10
,          ,        PUNCT ,   punct 10
Anna       Anna     PROPN NNP nsubj 10
.          .        PUNCT .   punct 10
""")

# Accused of asking, why, Anna left.
OF = doc_from("""
Accused_ accuse VERB  VBN advcl 7
of       of     ADP   IN  prep  0
asking_  ask    VERB  VBG pcomp 1
,        ,      PUNCT ,   punct 7
why_     why    ADV   WRB advmod 2
,        ,      PUNCT ,   punct 7
Anna     Anna   PROPN NNP nsubj 7
left_    leave  VERB  VBD ROOT  7
.        .      PUNCT .   punct 7
""")


# The note made no mention of it despite asking why.
DESPITE = doc_from("""
The     the     DET   DT  det    1
note    note    NOUN  NN  nsubj  2
made    make    VERB  VBD ROOT   2
no      no      DET   DT  det    4
mention mention NOUN  NN  dobj   2
of      of      ADP   IN  prep   4
it      it      PRON  PRP pobj   5
despite despite SCONJ IN  prep   4
asking  ask     VERB  VBG pcomp  7
why_    why     ADV   WRB advmod 8
.       .       PUNCT .   punct  2
""")


@pytest.mark.parametrize(
    ("doc", "cue", "content", "source"),
    [
        (DESPITE, "asking", "why", "The note"),
        (MET, "left", "that it had been late", "The old mayor"),
        (MET, "saying", "that it had been late", "The old mayor"),
        (MET, "booed", "that it had been late", None),  # a passive: others did that
        (MET, "met", "that it had been late", None),  # its own subject was not taken for the source
        (MET, "left", "The old mayor met them", None),  # who is spoken of
        (MET, "late", "them", None),  # no verb
        (MET, "", "that it had been late", None),
        (WHO, "told", "why", "who"),
        (NOTE, "announcing", "it", "a note"),
        (NOTE, "asking", "why", "Anna"),
        (OF, "asking", "why", None),  # others say that she does
        (WHO, "ask", "why", None),  # what somebody wants to do has not been done
    ],
)
def test_the_source_is_the_subject_that_is_shared(
    doc: Doc, cue: str, content: str, source: str | None
) -> None:
    found = with_shared_subject(doc, attribution(doc.text, [content], cue))["source"]
    assert (doc.text[slice(*found)] if found else None) == source


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (["Oz", "a quack by old colleagues on air"], ["Oz", "a quack", "on air"]),
        (["Oz", "a quack"], ["Oz", "a quack"]),
        (["Oz", "a quack by old colleagues"], ["Oz", "a quack"]),
    ],
)
def test_the_source_of_a_passive_is_who_does_it(content: list[str], said: list[str]) -> None:
    found = with_shared_subject(CALLED, attribution(CALLED.text, content, "has been called"))
    assert found["source"] is not None
    assert CALLED.text[slice(*found["source"])] == "old colleagues"
    assert [CALLED.text[slice(*part)] for part in found["content"]] == said


def test_who_does_it_is_not_all_that_is_said() -> None:
    one = attribution(CALLED.text, ["by old colleagues"], "has been called")
    assert with_shared_subject(CALLED, one) == one


def test_a_source_that_is_known_stays() -> None:
    known = attribution(MET.text, ["that it had been late"], "left", "them")
    assert with_shared_subject(MET, known) == known
