"""The shared vocabulary: plain frozen records, imported by every layer, importing none.

All offsets are code points into the text as submitted, half-open: `text[span.start:span.end] ==
span.text`. None means "not in the text"; nothing is guessed to fill a field.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

StatementKind = Literal["direct", "indirect", "mixed"]
CueClass = Literal[
    "neutral", "factive", "distancing", "belief", "evaluative", "denial", "directive"
]
SpeakerKind = Literal[
    "person", "organisation", "government", "group", "document", "unnamed", "author", "unknown"
]
StanceLabel = Literal["support", "oppose", "conditional", "neutral"]
Commitment = Literal["asserted", "hedged", "denied", "questioned", "uncommitted"]
Act = Literal[
    "statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question"
]
BlockKind = Literal["headline", "dateline", "paragraph", "post", "furniture"]
Finder = Literal["rule", "layout", "model"]
JobState = Literal["queued", "running", "done", "failed"]
EditAction = Literal["merge", "split", "speaker", "quote", "suggestion"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the submitted text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ContentSpan(Span):
    """A fragment of a statement's content; verbatim: its words stand inside quotation marks."""

    verbatim: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What is said: fragments in text order, and their text joined by single spaces."""

    text: str
    spans: tuple[ContentSpan, ...]


@dataclass(frozen=True, slots=True)
class Cue(Span):
    """The words that make it an attribution; cue_class is the reporter's framing."""

    lemma: str
    cue_class: CueClass


@dataclass(frozen=True, slots=True)
class SpeakerEvidence(Span):
    """A mention that led to the speaker's name, and how (link: 'name', 'surname', 'title'…)."""

    link: str


@dataclass(frozen=True, slots=True)
class SpeakerCandidate:
    """Another entity that the source may have meant, with its score."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class StatementSpeaker:
    """The holder of a statement. name is None when unresolved; then reason says why.

    also: the other holders of a group. role: the title as the article states it.
    """

    id: str | None
    name: str | None
    kind: SpeakerKind
    role: str | None = None
    score: float = 0.0
    also: tuple[str, ...] = ()
    evidence: tuple[SpeakerEvidence, ...] = ()
    alternatives: tuple[SpeakerCandidate, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Via:
    """Who relays a statement: an agency, an outlet, a spokesperson."""

    name: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What found a statement: rules, page layout or the model; detail names which one."""

    by: Finder
    detail: str


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When it was said, to the given precision, and what tells so."""

    date: dt.date
    precision: Literal["day", "month", "year"]
    source: str


@dataclass(frozen=True, slots=True)
class Stance:
    """The holder's position toward a target."""

    label: StanceLabel
    target: str
    score: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: a holder conveys a content through a cue.

    score: how sure the extraction is, 0 to 1. flags: what a reader should know (e.g.
    'unclosed-quotation'). stance, commitment and act are None until a component labels them.
    """

    id: str
    article_id: str
    kind: StatementKind
    content: Content
    cue: Cue | None
    source: Span | None
    speaker: StatementSpeaker
    score: float
    evidence: Evidence
    via: tuple[Via, ...] = ()
    on_behalf_of: str | None = None
    said_on: SaidOn | None = None
    stance: Stance | None = None
    commitment: Commitment | None = None
    act: Act | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text as submitted, with what the caller told about it.

    language: 'en' forces analysis as English; None lets the language be detected.
    """

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published_at: dt.datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page by its role; blocks are disjoint and in text order."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Post:
    """An embedded social-media post: '<content> — <author> (@handle) <date>'."""

    content: Span
    author: Span
    handle: str | None
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A text ready for analysis.

    analysed has exactly the length of text, and each of its characters stands for the character
    at the same offset (control characters, exotic spaces, lone surrogates and overlong unbroken
    runs are replaced one for one), so that offsets into one are offsets into the other.
    date: what the page itself says of its date, if anything.
    """

    text: str
    analysed: str
    blocks: tuple[Block, ...]
    posts: tuple[Post, ...] = ()
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of analysing one document."""

    article_id: str
    language: str
    model: str
    version: str
    statements: tuple[Statement, ...]
    blocks: tuple[Block, ...] = ()
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A stored document with its analysis."""

    id: str
    document: Document
    created_at: dt.datetime
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class JobProblem:
    """Why a job failed, or last failed: the stable name of the error, and what it says."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Job:
    """The analysis of an article in the background, from its acceptance to its end.

    attempts: how often it was begun. problem: of a failed job why, of one that waits again why it
    was not done at the last attempt.
    """

    id: str
    article_id: str
    state: JobState
    attempts: int
    created_at: dt.datetime
    started_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    problem: JobProblem | None = None


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job in the hands of a worker.

    fence: the number of this claim; what a worker with an earlier one reports is not taken.
    """

    id: str
    article_id: str
    fence: int
    attempts: int
    document: Document


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What a statement's reader needs to know of its article."""

    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as read from the store, with its article and the model that found it."""

    statement: Statement
    article: ArticleSummary
    created_at: dt.datetime
    model: str
    version: str


@dataclass(frozen=True, slots=True)
class ExternalId:
    """A speaker's id in another register, such as wikidata."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker across articles.

    aliases: every other name that articles or editors gave. merged: ids that editors made one with
    this; they go on leading here.
    """

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quotes: int = 0
    external_ids: tuple[ExternalId, ...] = ()
    merged: tuple[str, ...] = ()
    created_at: dt.datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RoleUse:
    """A role with the time in which articles state it; articles: the newest of them."""

    role: str
    first: dt.date | None
    last: dt.date | None
    count: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkSuggestion:
    """Two speakers who may be one, and why that is doubtful."""

    id: str
    speakers: tuple[Speaker, ...]
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor did: the state before and after, by which it can be undone.

    undoes, undone_by: the edit that this one takes back, and the one that took this one back.
    """

    id: str
    at: dt.datetime
    by: str | None
    note: str | None
    action: EditAction
    speakers: tuple[str, ...]
    quote_id: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undoes: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; next_cursor is None on the last."""

    items: tuple[T, ...]
    next_cursor: str | None
    matched_speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which statements a reader asks for; None means any.

    speaker: an id or a name. q: words that the content must hold. since, until: bounds on the
    article's date, inclusive.
    """

    speaker: str | None = None
    kind: StatementKind | None = None
    outlet: str | None = None
    via: str | None = None
    q: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    min_score: float | None = None
    article_id: str | None = None
