"""Which of a statement's phrases is its target, and when it is that of a statement before."""

from collections.abc import Sequence

import pytest

from service.nlp import target_choice
from service.nlp.target_choice import Weighed, choose, weigh
from service.nlp.target_topics import Topics
from service.nlp.target_words import Asked, Candidate
from tests.nlp.builders import doc_from
from tests.nlp.target_builders import asked

# Lee wants a ban on whaling. That matters.
TEXT = doc_from("""
Lee      Lee    PROPN NNP nsubj 1
wants    want   VERB  VBZ ROOT  1
a        a      DET   DT  det   3
ban      ban    NOUN  NN  dobj  1
on       on     ADP   IN  prep  3
whaling_ whaling NOUN NN  pobj  4
.        .      PUNCT .   punct 1
That     that   PRON  DT  nsubj 8
matters_ matter VERB  VBZ ROOT  8
.        .      PUNCT .   punct 8
""")


def phrase(words: str, *, whole: bool = True, first: int = 0) -> Candidate:
    return Candidate((first, first), words, frozenset(words.split()), whole)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weigh by the network's score alone."""
    monkeypatch.setattr(target_choice, "weights", lambda: {"score": 1.0})


def weighed(*candidates: tuple[Candidate, float]) -> Weighed:
    phrases = [one.words for one, _ in candidates]
    return Weighed(
        [(0, one) for one, _ in candidates],
        [{"score": score} for _, score in candidates],
        target_choice.agreement(phrases),
    )


@pytest.mark.usefixtures("plain")
def test_the_phrase_that_agrees_with_most_wins() -> None:
    likelier = phrase("raising taxes on imported used cars from June")
    core, part = phrase("taxes on imported used cars"), phrase("imported used cars")
    (chosen,) = choose([weighed((likelier, -1.0), (core, -1.1), (part, -1.2))])
    assert chosen.candidate == core
    assert 0 < chosen.score < 1


@pytest.mark.usefixtures("plain")
def test_a_phrase_alone_is_sure() -> None:
    (chosen,) = choose([weighed((phrase("port tax"), -3.0))])
    assert chosen.score == pytest.approx(1)


@pytest.mark.usefixtures("plain")
def test_a_whole_phrase_wins_over_one_that_is_cut() -> None:
    cut, whole = phrase("taking", whole=False), phrase("dam")
    (chosen,) = choose([weighed((cut, -0.6), (whole, -0.8))])
    assert chosen.candidate == whole


def test_signs_weigh_beside_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = phrase("bridge"), phrase("mayor")
    table = [{"score": -0.5}, {"score": -0.9, "in the title": 1.0}]
    both = Weighed([(0, one), (0, other)], table, target_choice.agreement([one.words, other.words]))
    for weight, best in ((0.0, one), (2.0, other)):
        by = {"score": 1.0, "in the title": weight}
        monkeypatch.setattr(target_choice, "weights", lambda by=by: by)
        assert choose([both])[0].candidate == best


def spoken() -> Sequence[Asked]:
    return [
        asked(TEXT, (2, 6), ("ban on whaling", (3, 5), -0.3), ("whaling", (5, 5), -1.5)),
        asked(TEXT, (7, 9), ("That", (7, 7), -0.2), ("matters", (8, 8), -2.0)),
    ]


def test_what_a_statement_before_is_about_may_be_meant() -> None:
    topics = Topics(TEXT.text, {}, (), spoken())
    first, second = weigh(topics, spoken())
    assert [(of, one.text) for of, one in first.candidates] == [
        (0, "ban on whaling"),
        (0, "whaling"),
    ]
    assert [(of, one.text) for of, one in second.candidates] == [
        (1, "That"),
        (1, "matters"),
        (0, "ban on whaling"),
    ]


def test_the_trained_weights_take_it_for_that() -> None:
    _, chosen = choose(weigh(Topics(TEXT.text, {}, (), spoken()), spoken()))
    assert (chosen.of, chosen.candidate.text) == (0, "ban on whaling")
