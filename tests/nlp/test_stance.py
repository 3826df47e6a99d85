"""The stance toward a named target, on texts read by the whole pipeline."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import pipeline
from service.nlp.stance import Part, overall, without
from service.nlp.stance_answer import NOT_MENTIONED, answer
from service.nlp.target_mentions import Mention
from service.records import PreparedText, StanceLabel, TargetStance
from service.text import prepare

LINES = (Path(__file__).parent / "stance_cases.txt").read_text("utf-8").splitlines()
CASES = [line.split(" | ") for line in LINES if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load()


def told(nlp: Language, text: str, target: str) -> TargetStance:
    def read(doc: Doc, prepared: PreparedText) -> TargetStance:
        return answer(nlp, doc, prepared, target, "model", "1")

    return next(iter(pipeline.run(nlp, [prepare(text, max_chars=20_000)], read)))


def test_most_cases_are_told_right(nlp: Language) -> None:
    right = 0
    for text, target, expected in CASES:
        found = told(nlp, text, target)
        assert (found.reason == NOT_MENTIONED) == (expected == "-"), (text, target)
        right += found.reason == NOT_MENTIONED or found.label == expected
    assert right >= 0.7 * len(CASES), right


@pytest.mark.parametrize(
    ("text", "target", "other"),
    [
        ("Ana Ruiz called for the repeal of the tax.", "the tax", "repealing the tax"),
        ("“We must end the war,” Ana Ruiz said.", "the war", "ending the war"),
        ("Ana Ruiz opposes lifting the sanctions.", "the sanctions", "lifting the sanctions"),
    ],
)
def test_a_target_and_its_end_have_opposite_stances(
    nlp: Language, text: str, target: str, other: str
) -> None:
    one, two = told(nlp, text, target), told(nlp, text, other)
    assert {one.label, two.label} == {"support", "oppose"}
    assert one.score == two.score


def test_offsets_are_into_the_text(nlp: Language) -> None:
    text = "😀 “We need the tunnel,” Ana Ruiz said. Bo Chan rejected the tunnel. It is long."
    found = told(nlp, text, "the tunnel")
    assert found.parts
    for part in found.parts:
        for span in (*part.spans, *part.words):
            assert text[span.start : span.end] == span.text
        assert list(part.words) == sorted(part.words, key=lambda w: (-w.weight, w.start))
        if part.statement is not None:
            (content,) = part.statement.content.spans
            assert all(content.start <= span.start <= content.end for span in part.spans)


@pytest.mark.parametrize(
    "text", ["a “", "x?!", "the tax " * 400, "tax, " * 300, "“tax” “tax” “tax”", "\n\ntax\n\n"]
)
def test_any_text_is_read(nlp: Language, text: str) -> None:
    found = told(nlp, text, "the tax")
    assert len(found.parts) <= 50
    assert (found.score is None) == (found.reason is not None)


def part(label: StanceLabel, score: float) -> Part:
    return Part((), Mention((), "named", False), label, score, (), None)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([part("support", 0.8)], ("support", 0.8)),
        ([part("support", 0.8), part("neutral", 0.9)], ("support", 0.512)),
        ([part("oppose", 0.9), part("support", 0.4)], ("oppose", 0.623)),
    ],
)
def test_parts_are_weighed(parts: list[Part], expected: tuple[str, float]) -> None:
    assert overall(parts) == expected


spans = st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True).map(sorted)


@given(spans, st.integers(0, 30), st.integers(0, 10))
def test_what_is_left_out_is_left_out(ends: list[int], start: int, length: int) -> None:
    content = list(zip(ends[::2], ends[1::2], strict=False))
    rest = {i for a, b in without(content, start, start + length) for i in range(a, b)}
    whole = {i for a, b in content for i in range(a, b)}
    assert rest == whole - set(range(start, start + length))
