"""What belongs to a cue where quotations stand before and behind it."""

import pytest
from spacy.tokens import Doc

from service.nlp import rules
from service.nlp.own_parts import own_parts, with_all_quotations
from tests.nlp.builders import attribution, doc_from


def own(doc: Doc, content: list[str], cue: str, source: str) -> list[str]:
    """Give which parts of a content are left to a cue."""
    one = own_parts(doc, attribution(doc.text, content, cue, source), rules.cues())
    return [doc.text[slice(*part)] for part in one["content"]]


# "Why?" said she, but it rained.
RAINED = doc_from("""
“_      "    PUNCT ``  punct 4
Why_    why  ADV   WRB ccomp 4
?_      ?    PUNCT .   punct 1
”       "    PUNCT ''  punct 4
said    say  VERB  VBD ROOT  4
she_    she  PRON  PRP nsubj 4
,       ,    PUNCT ,   punct 4
but     but  CCONJ CC  cc    4
it      it   PRON  PRP nsubj 9
rained_ rain VERB  VBD conj  4
.       .    PUNCT .   punct 4
""")


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (["Why", "it rained"], ["Why"]),
        (["Why", "but it rained"], ["Why"]),
        (["it rained"], ["it rained"]),
        (["Why", "rained"], ["Why", "rained"]),  # nobody is told of
    ],
)
def test_the_story_behind_a_quotation_is_not_said(content: list[str], kept: list[str]) -> None:
    assert own(RAINED, content, "said", "she") == kept


# "Done," she said of it, in which Hask lost. "All gone."
DONE = doc_from("""
“_    "    PUNCT ``    punct 1
Done_ do   VERB  VBN   ccomp 5
,_    ,    PUNCT ,     punct 5
”     "    PUNCT ''    punct 5
she   she  PRON  PRP   nsubj 5
said  say  VERB  VBD   ROOT  5
of    of   ADP   IN    prep  5
it_   it   PRON  PRP   pobj  6
,     ,    PUNCT ,     punct 5
in    in   ADP   IN    prep  12
which which PRON WDT   pobj  9
Hask  Hask PROPN NNP   nsubj 12
lost_ lose VERB  VBD   relcl 7
.     .    PUNCT .     punct 5
“_    "    PUNCT ``    punct 16
All   all  PRON  DT    nsubj 16
gone_ go   VERB  VBN   ROOT  16
._    .    PUNCT .     punct 16
”     "    PUNCT ''    punct 16
""")


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (["Done", "in which Hask lost"], ["Done"]),
        (["Done", "in which Hask lost. “All gone.”"], ["Done", "All gone"]),
        (["Done", "All gone"], ["Done", "All gone"]),
        (["in which Hask lost"], ["in which Hask lost"]),
    ],
)
def test_a_relative_clause_behind_the_cue_is_not_said(content: list[str], kept: list[str]) -> None:
    assert own(DONE, content, "said", "she") == kept


@pytest.mark.parametrize(
    ("cue", "content", "kept"),
    [
        ("said", ["Done", "of it"], ["Done"]),
        ("said of", ["Done", "it"], ["Done"]),
        ("said of", ["it"], ["it"]),
    ],
)
def test_what_is_spoken_of_is_not_said(cue: str, content: list[str], kept: list[str]) -> None:
    assert own(DONE, content, cue, "she") == kept


# "We left." She wrote: "Nobody knew."
WROTE = doc_from("""
“_      "      PUNCT ``  punct 2
We      we     PRON  PRP nsubj 2
left_   leave  VERB  VBD ROOT  2
._      .      PUNCT .   punct 2
”       "      PUNCT ''  punct 2
She     she    PRON  PRP nsubj 6
wrote_  write  VERB  VBD ROOT  6
:       :      PUNCT :   punct 6
“_      "      PUNCT ``  punct 10
Nobody  nobody PRON  NN  nsubj 10
knew_   know   VERB  VBD ccomp 6
._      .      PUNCT .   punct 6
”       "      PUNCT ''  punct 6
""")


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (["We left", "Nobody knew"], ["Nobody knew"]),
        (["We left"], ["We left"]),  # else there would be none
        (["Nobody knew"], ["Nobody knew"]),
    ],
)
def test_a_quotation_that_ended_is_not_told_again(content: list[str], kept: list[str]) -> None:
    assert own(WROTE, content, "wrote", "She") == kept


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("“We left,” she said, and laughed. “It was late.”", "It was late", True),
        ("“We left,” she said, “since it was late.”", "since it was late", True),
        ("“We left,” she said of their “long night” there.", "long night", False),
    ],
)
def test_a_second_quotation_of_the_cue_is_taken(text: str, seen: str, expected: bool) -> None:
    learned = attribution(text, ["We left"], "said", "she")
    other = attribution(text, ["We left", seen], "said", "she")
    (one,) = with_all_quotations(text, [learned], [other])
    assert one["content"] == (other if expected else learned)["content"]
    claimed = attribution(text, [seen])
    assert with_all_quotations(text, [learned, claimed], [other]) == [learned, claimed]


# The dam feeds the mill, which, Lee said, is old.
WHICH = doc_from("""
The   the   DET   DT  det   1
dam   dam   NOUN  NN  nsubj 2
feeds feed  VERB  VBZ ROOT  2
the   the   DET   DT  det   4
mill_ mill  NOUN  NN  dobj  2
,     ,     PUNCT ,   punct 4
which_ which PRON WDT nsubj 11
,     ,     PUNCT ,   punct 11
Lee   Lee   PROPN NNP nsubj 9
said_ say   VERB  VBD ccomp 11
,     ,     PUNCT ,   punct 11
is    be    AUX   VBZ relcl 4
old_  old   ADJ   JJ  acomp 11
.     .     PUNCT .   punct 2
""")


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (["The dam feeds the mill, which", "is old"], ["which", "is old"]),
        (["which", "is old"], ["which", "is old"]),
        (["The dam", "the mill, which", "is old"], ["which", "is old"]),
        (["The dam feeds the mill", "is old"], ["The dam feeds the mill", "is old"]),
        (["The dam feeds the mill, which"], ["The dam feeds the mill, which"]),
    ],
)
def test_a_cue_in_a_relative_clause_tells_that_clause(content: list[str], kept: list[str]) -> None:
    assert own(WHICH, content, "said", "Lee") == kept


@pytest.mark.parametrize(
    ("between", "kept"),
    [
        ("adding_ add VERB VBG advcl 4", ["No"]),
        ("waving_ wave VERB VBG advcl 4", ["No", "Never"]),  # what he does while he goes on
        ("adding why PRON WP advcl 4\nnow_ be AUX VBZ ccomp 4", ["No", "Never"]),
        (". . PUNCT . punct 4\nAdding_ add VERB VBG advcl 4", ["No", "Never"]),
    ],
)
def test_what_another_verb_leads_to_is_told_by_that_verb(between: str, kept: list[str]) -> None:
    doc = doc_from(f"""
    “_      "    PUNCT ``  punct 1
    No_     no   INTJ  UH  ccomp 4
    ”       "    PUNCT ''  punct 4
    he      he   PRON  PRP nsubj 4
    said_   say  VERB  VBD ROOT  4
    ,       ,    PUNCT ,   punct 4
    {between}
    ,       ,    PUNCT ,   punct 4
    “_      "    PUNCT ``  punct 4
    Never_  never ADV  RB  dep   4
    ”       "    PUNCT ''  punct 4
    """)
    assert own(doc, ["No", "Never"], "said", "he") == kept
