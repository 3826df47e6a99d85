"""Any text whatever gives statements whose spans are verbatim, or a clear error."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.analysis import Analyser
from service.errors import OnrecordError
from service.records import Analysis, Document, Span

MARKS = "\" “ ” ‘ ’ ' « » `` '' ( ) [sic] — … : , . ? !".split()
PIECES = (
    *MARKS,
    *("\n", "\n\n", "\r\n", "\x00", "\ud800", "\u202e", "\u00a0", "😀", "한국어", "ﬁ", "ª"),
    *(" Lee In-young", " Minister Lee", " Kim Jong Un", " he", " she", " they", " it", " who"),
    *(" Seoul", " the envoy", " The statement", " said", " says", " was quoted as saying"),
    *(" according to", " reportedly", " did not", " declined to comment", " has called for"),
    *(" told reporters", " that", " and also hoped", " talks would resume", " Yonhap news agency"),
    *(" a formal end to the war", " reported", "Envoy: ", "Q: ", "A: ", "ALSO READ: "),
    *(" — Ann Lee (@ann) May 3, 2021", "Most Popular", "<b>", "&quot;", "http://a.b/" + "c" * 300),
    *(" U.S.", " $2.63", " 1950-53", " ‘red line.’"),
)


def assert_verbatim(text: str, analysis: Analysis) -> None:
    """Check every span of every statement against the text as submitted."""
    for statement in analysis.statements:
        spans: list[Span | None] = [*statement.content.spans, *statement.speaker.evidence]
        spans += [statement.cue, statement.source]
        for span in spans:
            if span is not None:
                assert span.start < span.end
                assert text[span.start : span.end] == span.text
        assert 0.0 <= statement.score <= 1.0
        assert 0.0 <= statement.speaker.score <= 1.0
        starts = [span.start for span in statement.content.spans]
        assert starts == sorted(starts)
    assert len({s.id for s in analysis.statements}) == len(analysis.statements)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_text(analyser: Analyser, text: str) -> None:
    try:
        analysis = analyser.analyse(Document(text=text, language="en"))
    except OnrecordError:
        return  # a clear refusal; anything else fails the test
    assert_verbatim(text, analysis)


def test_long_random_texts(analyser: Analyser) -> None:
    chance = random.Random(7)  # noqa: S311 - a test text, no secret
    for _ in range(20):
        text = "The minister " + "".join(chance.choices(PIECES, k=400))
        assert_verbatim(text, analyser.analyse(Document(text=text, language="en")))


@pytest.mark.parametrize(
    "text",
    [
        "Lee said: " + '"' * 8000 + " and left.",
        'Lee said "we go". ' * 300 + '"' * 5000,
        "word" * 50_000,
        "a\n" * 2_000,
        "\"Go,' he said. " * 500,
        "Lee said " * 1000,
        "He said that " * 1000 + "it rained.",
        ", said Lee" * 1000,
        "(" * 3000 + "Lee said it rained" + ")" * 3000,
    ],
    ids="marks speech-and-marks one-word lines mixed said that commas nested".split(),
)
def test_masses_of_one_thing(analyser: Analyser, text: str) -> None:
    assert_verbatim(text, analyser.analyse(Document(text=text, language="en")))
