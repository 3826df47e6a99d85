"""Which targets fit a topic, in tables; the figures are those of training/wording/topics.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.wording import vectors
from service.wording.topics import BELONGS, SHOWN, fit, lookup_stems, nearness, signs
from service.wording.words import stem
from training.wording.topics import figures, others, pairs


@pytest.mark.parametrize(
    ("phrasing", "target", "belongs"),
    [
        ("carbon tax", "the carbon taxes", True),
        ("carbon tax", "a levy on carbon emissions", True),
        ("carbon tax", "income tax", False),
        ("ceasefire", "a truce", True),
        ("ceasefire", "the fire brigade", False),
        ("immigration", "immigrants", True),
        ("Fumblebury bypass", "the Fumblebury bypass", True),
        ("Ana Ruiz", "Bo Chan", False),
        ("Ana Ruiz", "Ana Ruiz", True),
        ("the harbour tunnel", "the tunnel under the harbour", True),
        ("!!!", "the tax", False),
        ("tax", "…", False),
        ("", "", False),
    ],
)
def test_what_belongs(phrasing: str, target: str, belongs: bool) -> None:
    assert (fit([phrasing], target).score >= BELONGS) == belongs


def test_of_several_phrasings_the_best_counts() -> None:
    found = fit(["carbon tax", "the harbour tunnel"], "digging the tunnel")
    assert found.phrasing == "the harbour tunnel"
    assert found.score == fit(["the harbour tunnel"], "digging the tunnel").score


def test_a_target_for_the_end_is_opposite() -> None:
    assert fit(["the carbon tax"], "repealing the carbon tax").opposite
    assert not fit(["the carbon tax"], "raising the carbon tax").opposite


def test_what_was_weighed_on_other_pairs_holds_on_these() -> None:
    written = pairs("b")
    precision, recall = figures(written)
    assert (precision, recall) >= (0.88, 0.55)
    precision, _ = figures([*written, *others(written)])
    assert precision >= 0.8


def test_words_of_topics_that_are_found_by_index_are_near() -> None:
    stems = lookup_stems("troop withdrawal")
    assert {"troop", "withdrawal", "soldier"} <= stems
    assert "banana" not in stems
    assert lookup_stems("Ana Ruiz") == {"ana", "ruiz"}


def test_names_are_near_nothing_but_themselves() -> None:
    assert nearness("clinton", "obama") > 0.3
    assert nearness("clinton", "obama", named=True) == 0
    assert nearness("clinton", "clintons", named=True) == 1


def test_vectors_of_unknown_words_are_drawn_once_for_all() -> None:
    known = vectors.shipped()
    assert known.of("fumblebury") is None
    one, other = known.of_name("fumblebury"), known.of_name("fumbleburys")
    assert (one == other).all()
    assert abs(float(one @ known.of_name("grumblethorpe"))) < 0.5


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_phrases_can_be_compared(phrasing: str, target: str) -> None:
    found = signs(phrasing, target)
    for sign in (found.mean, found.exact, found.rest):
        assert 0 <= sign <= 1.001
    assert 0 <= fit([phrasing], target).score <= 1
    assert SHOWN < BELONGS
    assert all(word == stem(word) or word for word in lookup_stems(phrasing))
