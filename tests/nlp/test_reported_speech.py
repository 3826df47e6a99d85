"""Statements by grammar, on parses written by hand: source, cue and content of each sentence."""

import pytest
from spacy.tokens import Doc

from service.nlp import rules
from service.nlp.found import Found
from service.nlp.phrases import find_phrases
from service.nlp.reported_speech import blocked_tokens, blocking_patterns, find_reported
from tests.nlp import builders

BLOCKING = blocking_patterns(rules.cues())
Statement = tuple[str | None, str | None, str]


def reported(doc: Doc) -> list[Found]:
    """Give what is found with the score that the component asks for."""
    blocked = blocked_tokens(doc, BLOCKING)
    return [f for f in find_reported(doc, rules.cues(), blocked) if f.score >= 0.45]


SENTENCES: list[tuple[str, str, list[Statement]]] = [
    (
        "subject shared by coordinated verbs",
        builders.SHARED_SUBJECT,
        [("Moon", "hoped", "that talks would resume")],
    ),
    (
        "coordination that the parser hung too low",
        builders.MISREAD_COORDINATION,
        [
            ("Moon", "expected", "that talks would begin"),
            ("Moon", "hoped", "that Kim would come"),
        ],
    ),
    (
        "quoted as saying",
        builders.QUOTED_AS_SAYING,
        [("The envoy", "was quoted as saying", "that the draft is ready")],
    ),
    ("passive without a source", builders.SAID_TO, [(None, "are said", "Talks … to have begun")]),
    ("prepositional verb", builders.CALLED_FOR, [("She", "has called for", "a ceasefire")]),
    (
        "noun with a support verb",
        builders.RENEWED_CALL,
        [("Moon", "renewed his call for", "a declaration")],
    ),
]


@pytest.mark.parametrize(
    ("table", "expected"), [s[1:] for s in SENTENCES], ids=[s[0] for s in SENTENCES]
)
def test_frames(table: str, expected: list[Statement]) -> None:
    doc = builders.doc_from(table)
    text = doc.text
    found = [
        f
        for f in find_reported(doc, rules.cues(), blocked_tokens(doc, BLOCKING))
        if f.score >= 0.45
    ]
    actual = [
        (
            text[slice(*f.source)] if f.source else None,
            text[slice(*f.cue)] if f.cue else None,
            " … ".join(text[start:end] for start, end in f.content),
        )
        for f in found
    ]
    assert [s for s in actual if s in expected] == expected


def test_a_refused_comment_is_no_statement() -> None:
    doc = builders.doc_from(builders.NO_COMMENT)
    assert [
        f
        for f in find_reported(doc, rules.cues(), blocked_tokens(doc, BLOCKING))
        if f.score >= 0.45
    ] == []


def test_according_to_takes_the_rest_of_the_sentence() -> None:
    doc = builders.doc_from(builders.ACCORDING_TO)
    (found,) = find_phrases(doc, rules.cues())
    assert found.source is not None
    assert doc.text[slice(*found.source)] == "the ministry"
    assert [doc.text[start:end] for start, end in found.content] == ["the talks went well"]
