"""Stretches that a statement may be about, as phrases."""

import math

import pytest
import spacy
from spacy.tokens import Doc

from service.nlp.label_model import SpanScores
from service.nlp.targets import likely
from tests.nlp.builders import doc_from

NLP = spacy.blank("en")


def doc_of(text: str, verb: str = "") -> Doc:
    """A text each of whose words hangs on the one before."""
    read = NLP(text)
    heads = [max(token.i - 1, 0) for token in read]
    words, spaces = [t.text for t in read], [bool(t.whitespace_) for t in read]
    doc = Doc(NLP.vocab, words, spaces, heads=heads, deps=["dep"] * len(words))
    for token in doc:
        if token.text == verb:
            token.tag_, token.lemma_ = "VB", verb
    return doc


def scores(*spans: tuple[int, int, float]) -> SpanScores:
    ordered = sorted(spans, key=lambda span: -span[2])
    return SpanScores(tuple((s[0], s[1]) for s in ordered), tuple(s[2] for s in ordered))


def phrase_of(doc: Doc, read: range, *spans: tuple[int, int, float]) -> str:
    """Give the one phrase that likely stretches in what is read of a text become."""
    (found,) = likely(doc, read, scores(*spans)).candidates
    return found.text


@pytest.mark.parametrize(
    ("text", "verb", "span", "phrase"),
    [
        ("the reform of the ports", "", (1, 4), "reform of the ports"),
        ("to withdraw the troops", "withdraw", (1, 3), "withdrawing the troops"),
        ("to be free", "be", (1, 2), "be free"),
        ("the State's “plan”", "", (1, 4), "State's plan"),
        ("the State’s plan", "", (1, 3), "State's plan"),
        ("a “sign of change” to come", "", (2, 7), "sign of change to come"),
        ("the “ bridge", "", (2, 2), "bridge"),
    ],
)
def test_phrase(text: str, verb: str, span: tuple[int, int], phrase: str) -> None:
    doc = doc_of(text, verb)
    (found,) = likely(doc, range(len(doc)), scores((*span, -0.1))).candidates
    assert (found.span, found.text) == (span, phrase)


# "He vowed to take down the dam from spite, and counter-measures failed."
DAM = doc_from("""
He        he       PRON  PRP  nsubj    1
vowed     vow      VERB  VBD  ROOT     1
to        to       PART  TO   aux      3
take      take     VERB  VB   xcomp    1
down      down     ADP   RP   prt      3
the       the      DET   DT   det      6
dam       dam      NOUN  NN   dobj     3
from      from     ADP   IN   prep     3
spite_    spite    NOUN  NN   pobj     7
,         ,        PUNCT ,    punct    1
and       and      CCONJ CC   cc       1
counter_  counter  NOUN  NN   compound 13
-_        -        PUNCT HYPH punct    13
measures  measure  NOUN  NNS  nsubj    14
failed_   fail     VERB  VBD  conj     1
.         .        PUNCT .    punct    1
""")


@pytest.mark.parametrize(
    ("span", "begins", "phrase"),
    [
        ((7, 8), 8, "spite"),  # not "from spite"
        ((4, 6), 3, "taking down the dam"),  # not "down the dam"
        ((2, 6), 3, "taking down the dam"),
        ((5, 6), 5, "the dam"),
    ],
)
def test_a_phrase_begins_where_one_may(span: tuple[int, int], begins: int, phrase: str) -> None:
    (found,) = likely(DAM, range(len(DAM)), scores((*span, -0.1))).candidates
    assert (found.span, found.text) == ((begins, span[1]), phrase)


# the efforts to mend it fail
EFFORTS = doc_from("""
the     the    DET  DT  det   1
efforts effort NOUN NNS nsubj 5
to      to     PART TO  aux   3
mend    mend   VERB VB  acl   1
it      it     PRON PRP dobj  3
fail    fail   VERB VBP ROOT  5
""")


@pytest.mark.parametrize(
    ("read", "span", "phrase"),
    [
        (range(6), (0, 1), "the efforts to mend it"),
        (range(6), (0, 0), "the efforts to mend it"),
        (range(3), (0, 1), "the efforts"),  # the rest is no part of the statement
    ],
)
def test_what_a_noun_is_for_belongs_to_it(read: range, span: tuple[int, int], phrase: str) -> None:
    assert phrase_of(EFFORTS, read, (*span, -0.1)) == phrase


# She praised an attempt, or a court, to mend the dam, which broke.
PRAISE = """
She      she    PRON  PRP nsubj 1
praised  praise VERB  VBD ROOT  1
{noun}   {noun} NOUN  NN  dobj  1
to       to     PART  TO  aux   4
mend     mend   VERB  VB  advcl 1
the      the    DET   DT  det   6
dam_     dam    NOUN  NN  dobj  4
,        ,      PUNCT ,   punct 4
which    which  PRON  WDT nsubj 9
broke    break  VERB  VBD ccomp 4
"""


@pytest.mark.parametrize(
    ("noun", "phrase"), [("attempt", "attempt to mend the dam"), ("court", "court")]
)
def test_wherever_a_parser_hangs_it(noun: str, phrase: str) -> None:
    doc = doc_from(PRAISE.format(noun=noun))
    assert phrase_of(doc, range(2, 10), (0, 0, -0.1)) == phrase


def test_a_phrase_that_cannot_be_completed_in_few_words_stays() -> None:
    rows = ["attempt attempt NOUN NN ROOT 0", "to to PART TO aux 2", "mend mend VERB VB acl 0"]
    rows += ["old old ADJ JJ amod 18"] * 15 + ["dams dam NOUN NNS dobj 2"]
    doc = doc_from("\n".join(rows))
    assert phrase_of(doc, range(19), (0, 0, -0.1)) == "attempt"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("his ‘apology’ to ports", "his apology to ports"), ("the ports’ fees", "the ports’ fees")],
)
def test_single_quotation_marks_are_no_part_of_it(text: str, phrase: str) -> None:
    doc = doc_of(text)
    for token in doc:
        token.tag_ = {"‘": "``", "’": "''"}.get(token.text, "NN")
    assert phrase_of(doc, range(len(doc)), (0, len(doc) - 1, -0.1)) == phrase


def test_stretches_that_become_the_same_phrase_count_together() -> None:
    # Both begin with "to take", one in the midst of it.
    dam, take, take_down = (6, 6, -0.8), (2, 6, -1.1), (4, 6, -1.1)
    found = likely(DAM, range(len(DAM)), scores(dam, take, take_down))
    assert [one.text for one in found.candidates] == ["taking down the dam", "dam"]
    assert found.scores[0] == pytest.approx(-1.1 + math.log(2))


@pytest.mark.parametrize(
    ("span", "whole"),
    [
        ((8, 8), True),
        ((8, 11), False),  # "spite, and counter" does not hang together
        ((3, 6), True),
        ((1, 3), False),  # "vowed to take", without what
    ],
)
def test_whether_a_phrase_is_whole(span: tuple[int, int], *, whole: bool) -> None:
    read = range(span[1] + 1) if span == (1, 3) else range(len(DAM))
    (found,) = likely(DAM, read, scores((*span, -0.1))).candidates
    assert found.whole is whole


@pytest.mark.parametrize(
    ("span", "phrase"),
    [
        ((3, 3), "taking down the dam"),
        ((3, 4), "taking down the dam"),
        ((11, 11), "counter-measures"),
        ((6, 7), "dam from spite"),
    ],
)
def test_a_phrase_goes_on_to_what_it_breaks_off_before(span: tuple[int, int], phrase: str) -> None:
    assert phrase_of(DAM, range(len(DAM)), (*span, -0.1)) == phrase


def test_what_is_no_part_of_the_statement_is_not_gone_on_to() -> None:
    assert phrase_of(DAM, range(8), (6, 7, -0.1)) == "dam"


# Lee wants Vos talks between Torland and Vell.
TALKS = doc_from("""
Lee      Lee     PROPN NNP  nsubj    1
wants    want    VERB  VBZ  ROOT     1
Vos      Vos     PROPN NNP  compound 3
talks    talk    NOUN  NNS  dobj     1
between  between ADP   IN   prep     3
Torland  Torland PROPN NNP  pobj     4
and      and     CCONJ CC   cc       5
Vell     Vell    PROPN NNP  conj     5
""")


@pytest.mark.parametrize(
    ("span", "phrase"),
    [
        ((2, 2), "Vos"),  # a name before a noun may be meant by itself
        ((3, 5), "Vos talks between Torland and Vell"),
        ((3, 6), "Vos talks between Torland and Vell"),
        ((5, 5), "Torland and Vell"),
    ],
)
def test_between_takes_two(span: tuple[int, int], phrase: str) -> None:
    assert phrase_of(TALKS, range(len(TALKS)), (*span, -0.1)) == phrase


def test_no_stretch_no_target() -> None:
    assert likely(doc_of("well"), [0], SpanScores((), ())).candidates == ()


# "They cite Lenne hostility, and vow to help Roos in mending the dam by May in Aden."
HOSTILITY = doc_from("""
They      they      PRON  PRP nsubj    1
cite      cite      VERB  VBP ROOT     1
Lenne     Lenne     PROPN NNP compound 3
hostility hostility NOUN  NN  dobj     1
,         ,         PUNCT ,   punct    1
and       and       CCONJ CC  cc       1
vow       vow       VERB  VBP conj     1
to        to        PART  TO  aux      8
help      help      VERB  VB  xcomp    6
Roos      Roos      PROPN NNP dobj     8
in        in        ADP   IN  prep     8
mending   mend      VERB  VBG pcomp    10
the       the       DET   DT  det      13
dam       dam       NOUN  NN  dobj     11
by        by        ADP   IN  prep     8
May       May       PROPN NNP pobj     14
in        in        ADP   IN  prep     8
Aden      Aden      PROPN NNP pobj     16
""")


@pytest.mark.parametrize(
    ("read", "span", "phrase"),
    [
        (range(18), (3, 3), "Lenne hostility"),
        (range(3, 18), (0, 0), "hostility"),
        (range(18), (8, 9), "helping Roos in mending the dam"),
        (range(18), (9, 9), "Roos"),
        (range(12), (8, 9), "helping Roos"),
    ],
)
def test_a_name_before_a_noun_and_how_something_is_done_belong_to_it(
    read: range, span: tuple[int, int], phrase: str
) -> None:
    assert phrase_of(HOSTILITY, read, (*span, -0.1)) == phrase
