"""Consistent records for tests: offsets, texts and ids fit the article they are made from."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from service import ids
from service.records import (
    Analysis,
    Block,
    CheckWorthiness,
    Claim,
    Content,
    ContentSpan,
    Cue,
    Document,
    Evidence,
    Span,
    SpeakerEvidence,
    Statement,
    StatementSpeaker,
)

CONTENT = "The talks are nearing their conclusion"
CUE = "said"
SPEAKER = "Lee In-young"
TEXT = f"“{CONTENT},” Unification Minister {SPEAKER} {CUE} on Saturday."


def make_document(text: str = TEXT, **changes: Any) -> Document:
    """Make a document; changes: other fields of it."""
    document = Document(
        text=text,
        title="Talks near their end",
        url="https://news.example/talks",
        outlet="The Example",
        published_at=dt.datetime(2021, 11, 20, 9, 30, tzinfo=dt.UTC),
    )
    return replace(document, **changes)


def make_span(text: str, words: str, after: int = 0) -> Span:
    """Find words in a text, from an offset on. Raises ValueError if they are not there."""
    start = text.index(words, after)
    return Span(start, start + len(words), words)


def make_speaker(name: str | None = SPEAKER, text: str = TEXT, **changes: Any) -> StatementSpeaker:
    """Make a statement's speaker; with None, one that nothing tells."""
    if name is None:
        speaker = StatementSpeaker(None, None, "unknown", reason="no-candidate")
        return replace(speaker, **changes)
    evidence: tuple[SpeakerEvidence, ...] = ()
    if name in text:
        span = make_span(text, name)
        evidence = (SpeakerEvidence(span.start, span.end, span.text, "name"),)
    role = "Unification Minister" if f"Unification Minister {name}" in text else None
    speaker = StatementSpeaker(ids.speaker_id(name), name, "person", role, 0.97, (), evidence)
    return replace(speaker, **changes)


def make_statement(
    text: str = TEXT,
    *,
    content: str = CONTENT,
    cue: str | None = CUE,
    speaker: str | StatementSpeaker | None = SPEAKER,
    **changes: Any,
) -> Statement:
    """Make a statement of an article's text.

    content and cue: words of the text, found at their first place (the cue's after the content if
    it is there). speaker: a name or a record. changes: other fields of the statement.
    """
    quoted = make_span(text, content)
    spans = (ContentSpan(quoted.start, quoted.end, quoted.text, verbatim=True),)
    marked = None
    if cue is not None:
        span = make_span(text, cue, quoted.end if cue in text[quoted.end :] else 0)
        marked = Cue(span.start, span.end, span.text, "say", "neutral")
    if not isinstance(speaker, StatementSpeaker):
        speaker = make_speaker(speaker, text)
    article = ids.article_id(text)
    name = speaker.name
    statement = Statement(
        id=ids.statement_id(
            article,
            [(quoted.start, quoted.end)],
            None if marked is None else (marked.start, marked.end),
        ),
        article_id=article,
        kind="direct",
        content=Content(content, spans),
        cue=marked,
        source=make_span(text, name) if name is not None and name in text else None,
        speaker=speaker,
        score=0.93,
        evidence=Evidence("rule", "quotation-cue"),
    )
    return replace(statement, **changes)


def make_claim(
    statement: Statement, text: str | None = None, worth: float | None = None, **changes: Any
) -> Claim:
    """Make a claim of a statement's first fragment; worth: its check-worthiness."""
    span = statement.content.spans[0]
    claim = Claim(
        id=ids.claim_id(statement.id, [(span.start, span.end)]),
        text=f"{span.text}." if text is None else text,
        subject="The talks",
        predicate="near",
        object="their conclusion",
        negated=False,
        modality=None,
        condition=None,
        spans=(Span(span.start, span.end, span.text),),
        checkworthy=None if worth is None else CheckWorthiness(worth, True, ("number",)),
    )
    return replace(claim, **changes)


def make_analysis(
    text: str | Document = TEXT, statements: Iterable[Statement] | None = None, **changes: Any
) -> Analysis:
    """Make the analysis of a text; with no statements given and the standard text, one."""
    if isinstance(text, Document):
        text = text.text
    if statements is None:
        statements = [make_statement(text)] if CONTENT in text and CUE in text else []
    analysis = Analysis(
        article_id=ids.article_id(text),
        language="en",
        model="onrecord",
        version="0.1.0",
        statements=tuple(statements),
        blocks=(Block("paragraph", 0, len(text)),) if text else (),
    )
    return replace(analysis, **changes)


def make_article_text(*sayings: tuple[str, str], lead: str = "") -> str:
    """Write an article in which each (speaker, words) is said; lead makes it another text."""
    lines = [f"“{words},” {speaker} said." for speaker, words in sayings]
    return "\n\n".join([lead, *lines] if lead else lines)


def make_reported(
    *sayings: tuple[str, str], lead: str = "", **changes: Any
) -> tuple[Document, Analysis]:
    """Make an article's document and analysis from who says what in it."""
    text = make_article_text(*sayings, lead=lead)
    found = [make_statement(text, content=words, speaker=speaker) for speaker, words in sayings]
    return make_document(text, **changes), make_analysis(text, found)
