"""What is done, as a noun."""

import pytest
from spacy.tokens import Doc

from service.nlp.gerunds import as_noun, gerund
from tests.nlp.builders import doc_from

# Lee has not left the port.
LEFT = doc_from("""
Lee   Lee   PROPN NNP nsubj 3
has   have  AUX   VBZ aux   3
not   not   PART  RB  neg   3
left  leave VERB  VBN ROOT  3
the   the   DET   DT  det   5
port_ port  NOUN  NN  dobj  3
.     .     PUNCT .   punct 3
""")

# The port can't be sold.
SOLD = doc_from("""
The   the  DET   DT  det       1
port  port NOUN  NN  nsubjpass 5
ca_   can  AUX   MD  aux       5
n't   not  PART  RB  neg       5
be    be   AUX   VB  auxpass   5
sold_ sell VERB  VBN ROOT      5
.     .    PUNCT .   punct     5
""")

# Those who are selling ports are right.
SELLING = doc_from("""
Those   those PRON  DT  nsubj 5
who     who   PRON  WP  nsubj 3
are     be    AUX   VBP aux   3
selling sell  VERB  VBG relcl 0
ports   port  NOUN  NNS dobj  3
are     be    AUX   VBP ROOT  5
right_  right ADJ   JJ  acomp 5
.       .     PUNCT .   punct 5
""")

# Ports are being sold and ships are leaving.
LEAVING = doc_from("""
Ports    port  NOUN  NNS nsubjpass 3
are      be    AUX   VBP aux       3
being    be    AUX   VBG auxpass   3
sold     sell  VERB  VBN ROOT      3
and      and   CCONJ CC  cc        3
ships    ship  NOUN  NNS nsubj     7
are      be    AUX   VBP aux       7
leaving_ leave VERB  VBG conj      3
.        .     PUNCT .   punct     3
""")


@pytest.mark.parametrize(
    ("doc", "start", "end", "expected"),
    [
        (LEFT, 0, 6, "Lee not leaving the port"),
        (LEFT, 3, 6, "left the port"),  # "left" may tell of the port
        (LEFT, 4, 6, "the port"),
        (SOLD, 0, 6, "The port not being sold"),
        (SOLD, 1, 6, "port not being sold"),
        (SELLING, 1, 5, "who are selling ports"),
        (SELLING, 0, 5, "Those who are selling ports"),
        (SELLING, 0, 7, "Those who are selling ports being right"),
        (LEAVING, 0, 4, "Ports being sold"),
        (LEAVING, 5, 8, "ships leaving"),
    ],
)
def test_what_is_done_as_a_noun(doc: Doc, start: int, end: int, expected: str) -> None:
    words = as_noun(doc, range(start, end))
    assert len(words) == end - start
    assert " ".join(word for word in words if word) == expected


def test_what_somebody_wants_is_a_noun_already() -> None:
    doc = doc_from("""
what  what PRON  WP  dobj  3
Lee   Lee  PROPN NNP nsubj 3
will  will AUX   MD  aux   3
sell  sell VERB  VB  ROOT  3
""")
    assert as_noun(doc, range(4)) == ["what", "Lee", "will", "sell"]


def test_what_begins_with_an_action() -> None:
    doc = doc_from("""
sell  sell VERB VB  ROOT 0
the   the  DET  DT  det  2
port  port NOUN NN  dobj 0
""")
    assert as_noun(doc, [0, 1, 2]) == ["selling", "the", "port"]


VISAS = doc_from("""
EB-5  eb-5 VERB  VB  ROOT 0
visas visa NOUN  NNS dobj 0
""")
SOLIDARITY = doc_from("""
Solidarity solidarity VERB  VB  ROOT 0
with       with       ADP   IN  prep 0
Lee        Lee        PROPN NNP pobj 1
""")


@pytest.mark.parametrize(
    ("doc", "words"), [(VISAS, ["EB-5", "visas"]), (SOLIDARITY, ["Solidarity", "with", "Lee"])]
)
def test_a_name_or_noun_taken_for_a_verb_is_no_action(doc: Doc, words: list[str]) -> None:
    assert as_noun(doc, range(len(words))) == words


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        *(("make", "making"), ("lie", "lying"), ("stop", "stopping"), ("see", "seeing")),
        *(("be", "being"), ("skip", "skipping"), ("quit", "quitting"), ("prefer", "preferring")),
        *(("visit", "visiting"), ("seek", "seeking"), ("play", "playing"), ("help", "helping")),
    ],
)
def test_gerund(verb: str, noun: str) -> None:
    assert gerund(verb) == noun
