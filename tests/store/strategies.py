"""Arbitrary records, with text that databases do not like: NUL, lone surrogates, pairs of them."""

import datetime as dt
from dataclasses import replace
from typing import TypeVar, cast, get_args

from hypothesis import strategies as st

from service import ids, records
from service.records import (
    Analysis,
    Block,
    CheckWorthiness,
    Claim,
    ClaimChange,
    ClaimEntity,
    Content,
    ContentSpan,
    Cue,
    DateMention,
    Document,
    Evidence,
    Quantity,
    SaidOn,
    Span,
    SpeakerCandidate,
    SpeakerEvidence,
    Stance,
    Statement,
    StatementSpeaker,
    Via,
)

T = TypeVar("T")

_AWKWARD = st.sampled_from(["\0", "\ud83d\ude00", "\ud800", "é", '"', "\\u0000", "“"])
texts = st.lists(st.characters(exclude_categories=[]) | _AWKWARD, max_size=8).map("".join)
names = texts.filter(lambda name: bool(name.strip())) | st.sampled_from(["Lee In-young", "Jo Lee"])
offsets = st.integers(0, 10**6)
scores = st.floats(0, 1)
zones = st.none() | st.integers(-1400, 1400).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
moments = st.datetimes(timezones=zones)


def few(items: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, max_size=2).map(tuple)


def maybe(items: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | items


def one_of(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


spans = st.builds(Span, offsets, offsets, texts)
cues = st.builds(Cue, offsets, offsets, texts, texts, one_of(records.CueClass))
evidence = st.builds(
    SpeakerEvidence, offsets, offsets, texts, st.sampled_from(["name", "alias", "surname"])
)


@st.composite
def speakers(draw: st.DrawFn) -> StatementSpeaker:
    name = draw(maybe(names))
    named = name is not None and draw(st.booleans())
    return StatementSpeaker(
        id=ids.speaker_id(cast(str, name)) if named else None,
        name=name,
        kind=cast(records.SpeakerKind, draw(one_of(records.SpeakerKind))),
        role=draw(maybe(texts)),
        score=draw(scores),
        also=draw(few(names)),
        evidence=draw(few(evidence)),
        alternatives=draw(few(st.builds(SpeakerCandidate, texts, scores))),
        reason=draw(maybe(texts)),
    )


@st.composite
def vias(draw: st.DrawFn) -> Via:
    name = draw(names)
    return Via(name, ids.speaker_id(name) if draw(st.booleans()) else None)


claims = st.builds(
    Claim,
    id=st.just(""),
    text=texts,
    subject=maybe(texts),
    predicate=maybe(texts),
    object=maybe(texts),
    negated=st.booleans(),
    modality=maybe(one_of(records.Modality)),
    condition=maybe(texts),
    spans=few(spans),
    changes=few(st.builds(ClaimChange, offsets, offsets, texts, spans, maybe(spans), texts)),
    entities=few(st.builds(ClaimEntity, offsets, offsets, texts, texts)),
    quantities=few(
        st.builds(
            Quantity,
            offsets,
            offsets,
            texts,
            one_of(records.QuantityKind),
            maybe(scores),
            maybe(texts),
            maybe(scores),
            maybe(one_of(records.Comparison)),
        )
    ),
    dates=few(
        st.builds(
            DateMention,
            offsets,
            offsets,
            texts,
            maybe(st.dates()),
            maybe(st.dates()),
            maybe(one_of(records.DatePrecision)),
            maybe(one_of(records.DateProblem)),
        )
    ),
    checkworthy=maybe(
        st.builds(CheckWorthiness, scores, st.booleans(), few(one_of(records.CheckReason)))
    ),
    reported=st.booleans(),
    standalone=st.booleans(),
    flags=few(texts),
)
statements = st.builds(
    Statement,
    id=st.just(""),
    article_id=st.just(""),
    kind=one_of(records.StatementKind),
    content=st.builds(
        Content, texts, few(st.builds(ContentSpan, offsets, offsets, texts, st.booleans()))
    ),
    cue=maybe(cues),
    source=maybe(spans),
    speaker=speakers(),
    score=scores,
    evidence=st.builds(Evidence, one_of(records.Finder), texts),
    via=few(vias()),
    on_behalf_of=maybe(texts),
    said_on=maybe(
        st.builds(
            SaidOn,
            st.dates(),
            st.sampled_from(["day", "month", "year"]),
            st.sampled_from(["text", "post date", "article date"]),
            maybe(spans),
        )
    ),
    stance=maybe(st.builds(Stance, one_of(records.StanceLabel), texts, scores)),
    commitment=maybe(one_of(records.Commitment)),
    act=maybe(one_of(records.Act)),
    claims=few(claims),
    flags=few(texts),
)

documents = st.builds(
    Document,
    text=texts,
    title=maybe(texts),
    url=maybe(texts),
    outlet=maybe(texts),
    author=maybe(texts),
    published_at=maybe(moments),
    language=maybe(texts),
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Document, Analysis]:
    """Draw a document with an analysis of it; the ids fit, all else is arbitrary."""
    document = draw(documents)
    article = ids.article_id(document.text)
    found = tuple(
        replace(
            statement,
            id=f"{article}.{position}",
            article_id=article,
            claims=tuple(
                replace(claim, id=f"{article}.{position}.{number}")
                for number, claim in enumerate(statement.claims)
            ),
        )
        for position, statement in enumerate(draw(few(statements)))
    )
    analysis = Analysis(
        article_id=article,
        language=draw(texts),
        model=draw(texts),
        version=draw(texts),
        statements=found,
        blocks=draw(few(st.builds(Block, one_of(records.BlockKind), offsets, offsets))),
        date=draw(maybe(st.dates())),
    )
    return document, analysis
