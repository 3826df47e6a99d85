"""What the rest of an article tells of a statement's target."""

import pytest

from service.nlp.target_topics import Topics
from service.nlp.target_words import Asked, lemmas_of
from tests.nlp.builders import doc_from
from tests.nlp.target_builders import asked

# Port tax rises \n Lee likes the port tax. Vos said no. That helps ships, Lee says.
TEXT = doc_from("""
Port    port  NOUN  NN  compound 1
tax     tax   NOUN  NN  nsubj    2
rises   rise  VERB  VBZ ROOT     2
Lee     Lee   PROPN NNP nsubj    4
likes   like  VERB  VBZ ROOT     4
the     the   DET   DT  det      7
port    port  NOUN  NN  compound 7
tax_    tax   NOUN  NN  dobj     4
.       .     PUNCT .   punct    4
Vos     Vos   PROPN NNP nsubj    10
said    say   VERB  VBD ROOT     10
no_     no    INTJ  UH  intj     10
.       .     PUNCT .   punct    10
That    that  PRON  DT  nsubj    14
helps   help  VERB  VBZ ccomp    18
ships_  ship  NOUN  NNS dobj     14
,       ,     PUNCT ,   punct    18
Lee     Lee   PROPN NNP nsubj    18
says_   say   VERB  VBZ ROOT     18
.       .     PUNCT .   punct    18
""")
LIKES = asked(TEXT, (5, 8), ("port tax", (6, 7), -0.1), ("tax", (7, 7), -2.0), holder="Lee")
NO = asked(TEXT, (11, 12), ("no", (11, 11), 0.0), holder="Vos")
HELPS = asked(TEXT, (13, 16), ("ships", (15, 15), -0.5), ("That", (13, 13), -1.0), holder="Lee")


def topics(*listed: Asked) -> Topics:
    found = Topics(TEXT.text, lemmas_of(TEXT), lemmas_of(TEXT, 3), listed)
    for one in listed:
        found.note(one.candidates[0], 1.0)
    return found


def test_words_of_the_title_and_those_told_often() -> None:
    found = topics(LIKES).of_stretch(0, LIKES.candidates[0], 7)
    assert (found["in the title"], found["head in the title"]) == (1.0, 1.0)
    assert found["often"] == pytest.approx(0.693, abs=0.001)
    ships = topics(HELPS).of_stretch(0, HELPS.candidates[0], 15)
    assert (ships["in the title"], ships["often"]) == (0.0, 0.0)


def test_a_phrase_without_nouns_tells_nothing() -> None:
    assert topics(NO).of_stretch(0, NO.candidates[0], 11)["tells nothing"] == 1.0


def test_what_others_are_about() -> None:
    found = topics(LIKES, LIKES, NO).of_stretch(1, LIKES.candidates[1], 7)
    assert found["shared with the one before"] == pytest.approx(2 / 3)
    assert found["shared with the next"] == 0.0
    assert found["told by others"] == pytest.approx(0.693, abs=0.001)


def test_earlier_targets() -> None:
    found = [(one.how, one.number) for one in topics(LIKES, NO, HELPS).earlier(2)]
    assert found == [("before", 1), ("of the holder", 0)]
    assert not list(topics(LIKES, NO, HELPS).earlier(0))


def test_an_earlier_pronoun_is_no_target() -> None:
    that = asked(TEXT, (13, 16), ("That", (13, 13), -0.5))
    assert not list(topics(that, NO).earlier(1))


def test_what_speaks_for_an_earlier_target() -> None:
    around = topics(LIKES, NO, HELPS)
    (of_no,) = around.earlier(1)
    signs = around.of_earlier(1, of_no)
    assert (signs["for earlier: no noun"], signs["for earlier: few words"]) == (1.0, 1.0)
    assert (signs["earlier: same holder"], signs["earlier: in the title"]) == (0.0, 1.0)
    of_helps = [one for one in around.earlier(2) if one.number == 0]
    signs = around.of_earlier(2, of_helps[0])
    assert (signs["for earlier: that"], signs["for earlier: it as subject"]) == (1.0, 1.0)
    assert signs["earlier: same holder"] == 1.0


# Lee likes the port tax. Such a measure, this step or the tax helps.
POINTING = doc_from("""
Lee      Lee     PROPN NNP nsubj 1
likes    like    VERB  VBZ ROOT  1
tax_     tax     NOUN  NN  dobj  1
.        .       PUNCT .   punct 1
Such     such    DET   PDT predet 6
a        a       DET   DT  det   6
measure_ measure NOUN  NN  nsubj 13
,        ,       PUNCT ,   punct 6
this     this    DET   DT  det   9
step     step    NOUN  NN  conj  6
or       or      CCONJ CC  cc    9
the      the     DET   DT  det   12
tax      tax     NOUN  NN  conj  9
helps_   help    VERB  VBZ ROOT  13
.        .       PUNCT .   punct 13
""")


@pytest.mark.parametrize(
    ("phrase", "place", "signs"),
    [
        ("measure", (6, 6), (1.0, 1.0)),
        ("this step", (8, 9), (1.0, 1.0)),
        ("step", (9, 9), (1.0, 1.0)),
        ("tax", (12, 12), (0.0, 0.0)),
    ],
)
def test_what_points_back(phrase: str, place: tuple[int, int], signs: tuple[float, float]) -> None:
    likes = asked(POINTING, (2, 3), ("tax", (2, 2), -0.1))
    points = asked(POINTING, (4, 14), (phrase, place, -0.5))
    around = Topics(POINTING.text, {}, (), [likes, points])
    for one in (likes, points):
        around.note(one.candidates[0], 1.0)
    (earlier,) = around.earlier(1)
    found = around.of_earlier(1, earlier)
    assert found["for earlier: own points"] == signs[0]
    assert found["for earlier: own points and tells little"] == signs[1]
