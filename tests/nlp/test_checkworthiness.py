"""What is worth a check, what can be checked, and why."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from service.nlp import pipeline
from service.nlp.check_features import LONGEST, features, tokens_of
from service.nlp.checkworthiness import UNVERIFIABLE, Model, assess, load, shipped
from service.records import Act, CheckWorthiness, Commitment
from tests.nlp.word_builders import tokenized

CHECKABLE = [
    ("Unemployment fell to 4.2 percent last year.", {"number", "comparison", "past event"}),
    ("The minister sold twelve ferries to Norway in 2014.", {"number", "past event"}),
    ("Norway has more ferries than Denmark.", {"comparison", "named actor"}),
    ("The storm caused the blackout.", {"cause", "past event"}),
    ("Ada Roe has closed the port.", {"named actor", "past event"}),
    ("I believe the council sold the ferry.", {"past event"}),
]

NOT_CHECKABLE = [
    ("The toll is unfair.", "opinion"),
    ("I love this harbour.", "opinion"),
    ("It is a disgrace.", "opinion"),
    ("I hope the ferry sails.", "wish"),
    ("The council should repair the bridge.", "call"),
    ("We have to repair the bridge.", "call"),
    ("Let us repair the bridge.", "call"),
    ("The bridge will collapse.", "prediction"),
    ("The bridge is going to collapse.", "prediction"),
    ("Will the ferry sail?", "question"),
    ("Isn't that a shame?", "rhetorical"),
    ("If it rained, the bridge would collapse.", "hypothetical"),
    ("the new ferry", "no predicate"),
]

BY_LABEL: list[tuple[Act, Commitment, str]] = [
    ("call", "uncommitted", "call"),
    ("pledge", "asserted", "pledge"),
    ("refusal", "uncommitted", "pledge"),
    ("threat", "asserted", "pledge"),
    ("prediction", "asserted", "prediction"),
    ("question", "questioned", "question"),
    ("statement", "questioned", "question"),
    ("statement", "uncommitted", "hypothetical"),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load(learned=False, labelled=False)


def whole(
    nlp: Language, text: str, act: Act | None = None, commitment: Commitment | None = None
) -> CheckWorthiness:
    return assess(nlp(text), [(0, len(text))], act, commitment)


@pytest.mark.parametrize(("text", "expected"), CHECKABLE)
def test_what_can_be_checked_says_why(nlp: Language, text: str, expected: set[str]) -> None:
    found = whole(nlp, text)
    assert found.verifiable
    assert expected <= set(found.reasons)


@pytest.mark.parametrize(("text", "reason"), NOT_CHECKABLE)
def test_what_cannot_be_checked_says_why_not(nlp: Language, text: str, reason: str) -> None:
    found = whole(nlp, text)
    assert not found.verifiable
    assert reason in found.reasons


@pytest.mark.parametrize(("act", "commitment", "reason"), BY_LABEL)
def test_the_labels_of_the_statement_count(
    nlp: Language, act: Act, commitment: Commitment, reason: str
) -> None:
    text = "The council repaired the bridge in 2014."
    assert whole(nlp, text, "statement", "asserted").verifiable
    found = whole(nlp, text, act, commitment)
    assert not found.verifiable
    assert found.reasons[-1] == reason


def test_a_claim_of_numbers_comes_before_small_talk(nlp: Language) -> None:
    numbers = whole(nlp, "We spend $73 billion on health care, twice as much as in 1990.")
    talk = whole(nlp, "I thank you for listening tonight.")
    assert numbers.score > 0.8
    assert talk.score < 0.1


def test_what_cannot_be_checked_keeps_half_of_its_score(nlp: Language) -> None:
    text = "The council repaired the bridge in 2014."
    full, half = (whole(nlp, text, act, "asserted").score for act in ("statement", "pledge"))
    assert half == pytest.approx(full * UNVERIFIABLE, abs=0.001)


def test_names_do_not_count(nlp: Language) -> None:
    one, other = (
        features(tokens_of(doc, [(0, len(doc.text))]))
        for doc in map(nlp, ("Norway sold two ferries.", "Denmark sold two ferries."))
    )
    assert one == other


def test_several_spans_are_read_as_one(nlp: Language) -> None:
    text = "Prices, he said, rose by 5 percent."
    found = assess(nlp(text), [(0, 6), (17, 34)])
    assert found.reasons[:2] == ("number", "comparison")


@given(
    st.lists(st.sampled_from(["why", "5", "%", "😀", "…", "?", "the", "\n", "will", "“"])),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_any_span_gives_a_score(words: list[str], start: int, end: int) -> None:
    doc = tokenized(" ".join(words) or ".")
    start, end = sorted((min(start, len(doc.text)), min(end, len(doc.text))))
    found = assess(doc, [(start, end)])
    assert 0 <= found.score <= 1
    assert len(set(found.reasons)) == len(found.reasons)


def test_nothing_is_worth_no_check() -> None:
    assert assess(tokenized("“…”"), []) == CheckWorthiness(0.0, False, ("no predicate",))
    assert assess(tokenized("12 %"), [(0, 4)]).score == 0


def test_the_work_on_a_long_claim_is_bounded() -> None:
    doc = tokenized("ferry " * 5000)
    assert len(tokens_of(doc, [(0, len(doc.text))])) == LONGEST


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "small.npz"
    np.savez(
        path,
        version=np.array("7"),
        features=np.frombuffer(b"a number\npast", np.uint8),
        weights=np.array([2.0, -1.0], np.float16),
        constant=np.array(0.0, np.float32),
    )
    model = load(path)
    assert isinstance(model, Model)
    assert model.version == "7"
    assert model.chance({"past": 1.0, "unheard of": 1.0}) == pytest.approx(0.2689, abs=1e-4)


def test_the_shipped_model_is_small_and_named() -> None:
    assert shipped().version
    assert 1_000 < len(shipped().place) == len(shipped().weights)
