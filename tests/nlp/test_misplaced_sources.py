"""Sources that the model put where none can be."""

import pytest

from service.nlp import rules
from service.nlp.misplaced_sources import uncrossed, well_placed
from tests.nlp.builders import attribution, doc_from

# Schools, said old Lee, must close.
SCHOOLS = doc_from("""
Schools_ school NOUN  NNS nsubj     7
,        ,      PUNCT ,   punct     0
said     say    VERB  VBD parataxis 7
old      old    ADJ   JJ  amod      4
Lee_     Lee    PROPN NNP nsubj     2
,        ,      PUNCT ,   punct     2
must     must   AUX   MD  aux       7
close_   close  VERB  VB  ROOT      7
.        .      PUNCT .   punct     7
""")

# Schools, known places, must close.
KNOWN = doc_from("""
Schools_ school NOUN  NNS nsubj 6
,        ,      PUNCT ,   punct 0
known    know   VERB  VBN acl   0
places_  place  NOUN  NNS dobj  2
,        ,      PUNCT ,   punct 0
must     must   AUX   MD  aux   6
close_   close  VERB  VB  ROOT  6
.        .      PUNCT .   punct 6
""")

# Lee saw a box labelled late.
BOX = doc_from("""
Lee      Lee   PROPN NNP nsubj 1
saw      see   VERB  VBD ROOT  1
a        a     DET   DT  det   3
box      box   NOUN  NN  dobj  1
labelled label VERB  VBN acl   3
late_    late  ADJ   JJ  oprd  4
.        .     PUNCT .   punct 1
""")

# Lee said that the pact and its sign held, and hoped for peace. She feared war.
HOPED = doc_from("""
Lee     Lee   PROPN NNP nsubj 1
said    say   VERB  VBD ROOT  1
that    that  SCONJ IN  mark  8
the     the   DET   DT  det   4
pact    pact  NOUN  NN  nsubj 8
and     and   CCONJ CC  cc    4
its     its   PRON  PRP poss  7
sign    sign  NOUN  NN  conj  4
held_   hold  VERB  VBD ccomp 1
,       ,     PUNCT ,   punct 8
and     and   CCONJ CC  cc    8
hoped   hope  VERB  VBD conj  8
for     for   ADP   IN  prep  11
peace_  peace NOUN  NN  pobj  12
.       .     PUNCT .   punct 1
She     she   PRON  PRP nsubj 16
feared  fear  VERB  VBD ROOT  16
war_    war   NOUN  NN  dobj  16
.       .     PUNCT .   punct 16
""")
# Lee, a clerk, told Hask, nobody left. But not everyone agrees.
TOLD = doc_from("""
Lee_     Lee      PROPN NNP nsubj 5
,        ,        PUNCT ,   punct 0
a        a        DET   DT  det   3
clerk_   clerk    NOUN  NN  appos 0
,        ,        PUNCT ,   punct 0
told     tell     VERB  VBD ROOT  5
Hask_    Hask     PROPN NNP dobj  5
,        ,        PUNCT ,   punct 5
nobody   nobody   PRON  NN  nsubj 9
left_    leave    VERB  VBD ccomp 5
.        .        PUNCT .   punct 5
But      but      CCONJ CC  cc    14
not      not      PART  RB  neg   13
everyone everyone PRON  NN  nsubj 14
agrees_  agree    VERB  VBZ ROOT  14
.        .        PUNCT .   punct 14
""")
CUES = rules.cues()


@pytest.mark.parametrize(
    ("source", "content", "expected", "said"),
    [
        ("Schools", ["must close"], "old Lee", ["Schools", "must close"]),
        (None, ["Schools", "old Lee, must close"], "old Lee", ["Schools", "must close"]),
        (None, ["Schools", "old Lee"], "old Lee", ["Schools"]),
        ("old Lee", ["Schools", "must close"], "old Lee", ["Schools", "must close"]),
    ],
)
def test_who_is_named_after_the_verb_said_it(
    source: str | None, content: list[str], expected: str, said: list[str]
) -> None:
    found = well_placed(SCHOOLS, attribution(SCHOOLS.text, content, "said", source), CUES)
    assert found["source"] is not None
    assert SCHOOLS.text[slice(*found["source"])] == expected
    assert [SCHOOLS.text[slice(*part)] for part in found["content"]] == said


def test_a_verb_that_reports_nothing_names_nobody() -> None:
    given = attribution(KNOWN.text, ["must close"], "known", "Schools")
    assert well_placed(KNOWN, given, CUES) == given


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sign held, and hoped for", None),  # with the cue in it
        ("sign held", "sign held"),
        ("and hoped", "and hoped"),  # "he's claiming": the cue ends it
    ],
)
def test_no_source_holds_its_cue(source: str, expected: str | None) -> None:
    given = attribution(HOPED.text, ["peace"], "hoped", source)
    found = well_placed(HOPED, given, CUES)["source"]
    assert (None if found is None else HOPED.text[slice(*found)]) == expected


@pytest.mark.parametrize(
    ("content", "cue", "source", "expected"),
    [
        (["for peace"], "hoped", "its sign", "Lee"),
        (["for peace"], "hoped", "the pact and its sign", "Lee"),
        (["for peace"], "hoped", "Lee", "Lee"),
        (["for peace"], "held", "its sign", "its sign"),  # the cue too is what Lee said
        (["war"], "feared", "the pact", "the pact"),  # another sentence
        (["for peace"], "hoped", None, None),
        (["for peace"], None, "its sign", "its sign"),
    ],
)
def test_what_somebody_says_is_no_source_outside_it(
    content: list[str], cue: str | None, source: str | None, expected: str | None
) -> None:
    outer = attribution(HOPED.text, ["that the pact and its sign held"], "said", "Lee")
    one = attribution(HOPED.text, content, cue, source)
    kept, found = uncrossed(HOPED, [outer, one])
    assert kept == outer
    told = found["source"]
    assert (None if told is None else HOPED.text[slice(*told)]) == expected


def test_a_pronoun_may_be_whom_the_words_before_are_about() -> None:
    outer = attribution(HOPED.text, ["that the pact and its sign held"], "said", "Lee")
    one = attribution(HOPED.text, ["for peace"], "hoped", "that")
    assert list(uncrossed(HOPED, [outer, one])) == [outer, one]


def test_after_telling_stands_who_is_told() -> None:
    given = attribution(TOLD.text, ["nobody left"], "told", "Lee, a clerk")
    assert well_placed(TOLD, given, CUES) == given


@pytest.mark.parametrize(
    ("cue", "source", "expected"),
    [
        ("agrees", "everyone", "not everyone"),
        ("agrees", "not everyone", "not everyone"),
        ("left", "nobody", "nobody"),
    ],
)
def test_not_everyone_is_another_than_everyone(cue: str, source: str, expected: str) -> None:
    found = well_placed(TOLD, attribution(TOLD.text, ["Hask"], cue, source), CUES)["source"]
    assert found is not None
    assert TOLD.text[slice(*found)] == expected


@pytest.mark.parametrize(("source", "expected"), [("a box", None), ("Lee", "Lee")])
def test_what_is_labelled_labels_nothing(source: str, expected: str | None) -> None:
    found = well_placed(BOX, attribution(BOX.text, ["late"], "labelled", source), CUES)["source"]
    assert (None if found is None else BOX.text[slice(*found)]) == expected
