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


# The clerk said there was no word of the ship.
SAID_NO = """
The    the    DET   DT  det   1
clerk  clerk  NOUN  NN  nsubj 2
said   say    VERB  VBD ROOT  2
there  there  PRON  EX  expl  4
was    be     AUX   VBD ccomp 2
no     no     DET   DT  det   6
word   word   NOUN  NN  attr  4
of     of     ADP   IN  prep  6
the    the    DET   DT  det   9
ship_  ship   NOUN  NN  pobj  7
.      .      PUNCT .   punct 2
"""


def test_what_a_clause_says_refuses_nothing() -> None:
    """The clause has the "no" of "said no", and the "word" of "said a word"."""
    (found,) = reported(builders.doc_from(SAID_NO))
    assert found.cue_lemma == "say"
    assert not blocked_tokens(builders.doc_from(SAID_NO), BLOCKING)
    for parse in ("VBD dep   2", "VB  ccomp 2"):  # no clause, or an infinitive
        doc = builders.doc_from(SAID_NO.replace("VBD ccomp 2", parse))
        assert set(blocked_tokens(doc, BLOCKING).values()) == {"say no"}


@pytest.mark.parametrize(("dep", "blocked"), [("dobj     1", True), ("compound 4", False)])
def test_a_noun_before_a_noun_is_not_the_object(dep: str, blocked: bool) -> None:
    """To call the police is no statement; to call the police strategy a scandal is one."""
    doc = builders.doc_from(f"""
    She      she      PRON PRP nsubj    1
    called   call     VERB VBD ROOT     1
    the      the      DET  DT  det      4
    police   police   NOUN NN  {dep}
    strategy strategy NOUN NN  dobj     1
    """)
    assert ("call police" in blocked_tokens(doc, BLOCKING).values()) is blocked


def test_according_to_takes_the_rest_of_the_sentence() -> None:
    doc = builders.doc_from(builders.ACCORDING_TO)
    (found,) = find_phrases(doc, rules.cues())
    assert found.source is not None
    assert doc.text[slice(*found.source)] == "the ministry"
    assert [doc.text[start:end] for start, end in found.content] == ["the talks went well"]
