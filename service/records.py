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
Modality = Literal["possible", "necessary", "future", "hypothetical"]
BlockKind = Literal["headline", "dateline", "paragraph", "post", "furniture"]
Finder = Literal["rule", "layout", "model"]
LabelTask = Literal["stance", "commitment", "act"]
LABEL_TASKS: tuple[LabelTask, ...] = ("stance", "commitment", "act")
SaidOnSource = Literal["text", "post date", "article date"]
DatePrecision = Literal["day", "week", "month", "year"]
CheckReason = Literal[
    "number",
    "comparison",
    "named actor",
    "past event",
    "cause",
    "opinion",
    "wish",
    "call",
    "pledge",
    "prediction",
    "question",
    "rhetorical",
    "hypothetical",
    "no predicate",
]
QuantityKind = Literal["count", "money", "percent", "measure", "share", "multiple", "rank"]
Comparison = Literal[
    "more than",
    "at least",
    "less than",
    "at most",
    "about",
    "rise of",
    "rise to",
    "fall of",
    "fall to",
]
DateProblem = Literal["ambiguous", "approximate", "no reference date", "out of range"]
JobState = Literal["queued", "running", "done", "failed"]
JobTask = Literal["store", "reanalyse", "revise"]
ClaimOrder = Literal["checkworthiness", "date"]
KeyScope = Literal["read", "write", "edit", "admin"]
EditAction = Literal["merge", "split", "speaker", "quote", "suggestion", "topic", "review"]
Rating = Literal[
    "true", "mostly-true", "half-true", "mostly-false", "false", "misleading", "unproven"
]
Verdict = Literal["accepted", "rejected"]
ShiftKind = Literal["reversal", "condition"]
Difference = Literal["same", "cut", "extended", "changed", "paraphrased"]
EventKind = Literal[
    "article.created",
    "article.revised",
    "article.reanalysed",
    "article.deleted",
    "statement.created",
    "statement.changed",
    "statement.corrected",
    "statement.deleted",
    "claim.created",
    "claim.reviewed",
    "claim.deleted",
    "speaker.merged",
    "speaker.split",
    "speaker.changed",
    "topic.changed",
    "filter.created",
    "filter.changed",
    "filter.deleted",
]
FilterKind = Literal["quotes", "claims"]
StatementField = Literal[
    "content",
    "kind",
    "cue",
    "source",
    "speaker",
    "via",
    "on_behalf_of",
    "said_on",
    "stance",
    "commitment",
    "act",
    "claims",
]
OrphanKind = Literal["correction", "review", "pin"]
MessageKind = Literal["filter.events", "webhook.ping"]
DeliveryState = Literal["waiting", "sending", "delivered", "failed"]
WebhookProblem = Literal["gone", "failing", "filter-deleted"]
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
    """When it was said, to the given precision, and what tells so.

    date: the first day of the month or year where the precision is no day. source: 'text' for a
    date that stands with the cue ("said on Thursday"), whose words are then the evidence.
    """

    date: dt.date
    precision: Literal["day", "month", "year"]
    source: SaidOnSource
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class DateMention(Span):
    """A date or stretch of time as the text words it.

    first, last: its days, both included, and precision the unit in which it is told; None where it
    cannot be resolved, and then problem says why.
    """

    first: dt.date | None
    last: dt.date | None
    precision: DatePrecision | None
    problem: DateProblem | None = None


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A number with what it counts or measures, as the text words it.

    value: None for "hundreds of people". unit: in the singular ("dollar", "percent", "minute",
    "passenger"), None where the text has none. upper: the end of a range that begins at value.
    comparison: how the text relates the number to the true one, or to the one before.
    """

    kind: QuantityKind
    value: float | None
    unit: str | None
    upper: float | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class CheckWorthiness:
    """How much words ask to be checked, 0 to 1, and why.

    verifiable: they could be held against evidence today; a call, a pledge, a prediction, a
    question and a mere opinion could not. reasons: first what is for a check, then what against.
    """

    score: float
    verifiable: bool
    reasons: tuple[CheckReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Stance:
    """The holder's position toward a target."""

    label: StanceLabel
    target: str
    score: float


@dataclass(frozen=True, slots=True)
class LabelEvidence:
    """How sure a label is, and the words that decided it, the weightiest first."""

    task: LabelTask
    score: float
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """Words of a claim that do not stand so in the article.

    start, end: offsets into the claim's text, whose words there are `text`. original: what the
    article has in their place. source: where it says what they stand for; None for the ending of a
    verb, which follows from its new subject. link: how they were found ('pronoun', 'surname' …).
    """

    start: int
    end: int
    text: str
    original: Span
    source: Span | None
    link: str


@dataclass(frozen=True, slots=True)
class ClaimEntity:
    """A named entity of a claim; start, end: offsets into the claim's text."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a statement says, worded so that it stands alone.

    subject, predicate (a lemma), object: who does what to whom, also where the text has a passive.
    modality: 'possible' (may, perhaps), 'necessary' (must), 'future' (will), 'hypothetical'
    (would). condition: the clause on which it hangs. spans: the article's words that it is made of.
    quantities, dates: those of the article's words. checkworthy: None in records of versions that
    did not tell it. reported: it says that the speaker said or did something, which the article
    tells; else the speaker claims it. standalone: who has not seen the article can tell what it is
    about; else flags say what is lacking ('unresolved: they', 'nothing named', 'no occasion',
    'speaker', 'incomplete', 'undivided', 'denied', 'unsure').
    """

    id: str
    text: str
    subject: str | None
    predicate: str | None
    object: str | None
    negated: bool
    modality: Modality | None
    condition: str | None
    spans: tuple[Span, ...]
    changes: tuple[ClaimChange, ...] = ()
    entities: tuple[ClaimEntity, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    checkworthy: CheckWorthiness | None = None
    reported: bool = False
    standalone: bool = True
    flags: tuple[str, ...] = ()


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
    label_evidence: tuple[LabelEvidence, ...] = ()
    claims: tuple[Claim, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecidingWord(Span):
    """A word that decides a label; weight: its share of what speaks for the label."""

    weight: float


@dataclass(frozen=True, slots=True)
class StancePart:
    """A clause that speaks of a target, and its stance toward it.

    link: whether the clause names the target, has a phrase that comes near it in meaning, or a
    pronoun for it. opposite: what it says is of the target's end, or the other way round: the label
    is turned. statement: in which the clause stands, None for running text.
    """

    spans: tuple[Span, ...]
    label: StanceLabel
    score: float
    link: Literal["named", "near", "pronoun"]
    opposite: bool
    words: tuple[DecidingWord, ...]
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class TargetStance:
    """The stance of a text toward a target that the caller names.

    score: None where the target is not mentioned; then reason says so.
    """

    target: str
    label: StanceLabel
    score: float | None
    reason: str | None
    parts: tuple[StancePart, ...]
    model: str
    version: str


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
class WebPage:
    """An HTML page as it was received.

    charset: as its transfer names it, None where only the page itself may tell. url: its address,
    as far as the caller knows.
    """

    html: bytes
    charset: str | None = None
    url: str | None = None


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
    date: what the page itself says of its date, if anything. written_on: the day by which its words
    "yesterday" and "on Thursday" are to be read, None when nothing tells it.
    """

    text: str
    analysed: str
    blocks: tuple[Block, ...]
    posts: tuple[Post, ...] = ()
    date: dt.date | None = None
    written_on: dt.date | None = None


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
    """A stored document with its analysis.

    revision: how many texts it has had, with this one; revised_at: when it got this one, None for
    the first. The id is made of the first text and stays.
    """

    id: str
    document: Document
    created_at: dt.datetime
    analysis: Analysis
    revision: int = 1
    revised_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class StatementChange:
    """What a new text made of a statement: before is None for one it added, after for one removed.

    The offsets of before are into the earlier text. fields: what is other than it was; offsets
    alone are not counted.
    """

    id: str
    before: Content | None
    after: Content | None
    fields: tuple[StatementField, ...] = ()


@dataclass(frozen=True, slots=True)
class Orphan:
    """What an editor set for something that the new text has no more; it is kept.

    id: of the correction or review, or the name that was pinned to a speaker. text: of the
    statement or claim. It is in force again when a later text has that again.
    """

    what: OrphanKind
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class RevisionChanges:
    """How the statements of a text differ from those of the text before."""

    added: tuple[StatementChange, ...] = ()
    removed: tuple[StatementChange, ...] = ()
    kept: tuple[StatementChange, ...] = ()
    changed: tuple[StatementChange, ...] = ()
    orphaned: tuple[Orphan, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """An article as it was with one of its texts.

    An earlier one is as it was last, when the next came. changes: against the one before; None for
    the first.
    """

    number: int
    created_at: dt.datetime
    article: Article
    changes: RevisionChanges | None


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """A revision in a list; current: it is the article's present one."""

    number: int
    created_at: dt.datetime
    quotes: int
    current: bool


@dataclass(frozen=True, slots=True)
class JobProblem:
    """Why a job failed, or last failed: the stable name of the error, and what it says."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Job:
    """The analysis of an article in the background, from its acceptance to its end.

    attempts: how often it was begun. problem: of a failed job why, of one that waits again why it
    was not done at the last attempt. task: what it does with the article. revision: the number of
    the revision that it has made.
    """

    id: str
    article_id: str
    state: JobState
    attempts: int
    created_at: dt.datetime
    started_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    problem: JobProblem | None = None
    task: JobTask = "store"
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job in the hands of a worker.

    fence: the number of this claim; what a worker with an earlier one reports is not taken. again:
    the article is stored, and is to be analysed once more. revises: it gets another document.
    """

    id: str
    article_id: str
    fence: int
    attempts: int
    document: Document
    again: bool = False
    revises: bool = False


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
class Reviewer:
    """Who checked a claim: a person or a body, and where it can be found."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on a claim.

    id: stays when another analysis gives the claim another id. claim_id: None while the present
    analysis of the article does not make the claim. claim_text: the claim as it was reviewed.
    label: the verdict in the reviewer's own words. url: where the check is published.
    """

    id: str
    article_id: str
    claim_id: str | None
    claim_text: str
    rating: Rating
    reviewed_at: dt.datetime
    label: str | None = None
    explanation: str | None = None
    url: str | None = None
    reviewer: Reviewer | None = None


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as read from the store, with the statement that makes it, and a person's verdict."""

    claim: Claim
    stored: StoredStatement
    review: Review | None = None


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
class Target:
    """What stances are toward, across articles.

    phrases: how statements put it, most used first. stances: number of statements by label.
    """

    id: str
    name: str
    quotes: int
    stances: Mapping[StanceLabel, int]
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What an editor wants to see stances toward: targets that one of its phrasings fits.

    targets: how many count to it. quotes: number of statements with such a target.
    """

    id: str
    name: str
    phrasings: tuple[str, ...]
    created_at: dt.datetime
    targets: int = 0
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class TopicTarget:
    """A target that may belong to a topic: how well it fits which phrasing, what an editor said.

    opposite: to be for the target is to be against the topic. counts: whether it belongs: by the
    editor's verdict, else by its score.
    """

    target: Target
    score: float
    phrasing: str
    opposite: bool
    verdict: Verdict | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Position:
    """The stance of one statement, as it counts; date: of its article."""

    quote_id: str
    article_id: str
    label: StanceLabel
    target: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class StancePeriod:
    """Stances within a period, as "2021-11"; None: of articles without a date.

    quotes: the newest of the statements behind the counts.
    """

    period: str | None
    stances: Mapping[StanceLabel, int]
    quotes: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The stances of one speaker toward one thing over time, the latest period first."""

    stances: Mapping[StanceLabel, int]
    first: dt.date | None
    last: dt.date | None
    periods: tuple[StancePeriod, ...]
    speaker: Speaker | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of a speaker's stance toward a topic, or a target of no topic.

    kind: from support to opposition or back, or to or from a condition.
    """

    kind: ShiftKind
    topic: Topic | None
    target: Target | None
    before: Position
    after: Position
    before_quote: StoredStatement
    after_quote: StoredStatement


@dataclass(frozen=True, slots=True)
class WordingEdit:
    """Where a wording differs: what the reference has there, and what the variant has instead."""

    reference: str
    variant: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A statement beside another one: how its wording differs, and where.

    score: share of the shorter one's words, or stems where it is a paraphrase, that both have.
    """

    quote: StoredStatement
    difference: Difference
    score: float
    edits: tuple[WordingEdit, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One utterance wherever it appears, compared with one of its statements.

    first: id of the statement of the earliest article. appearances: all of the same speaker, the
    earliest first, the reference included. also: statements of that wording by others.
    """

    quote_id: str
    first: str
    appearances: tuple[Variant, ...]
    also: tuple[Variant, ...]


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
    topic_id: str | None = None
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """Whom the service lets in, and for what; the secret itself is kept nowhere.

    scopes: what it allows; "admin" allows all. last_used: the day of its last use (UTC).
    """

    id: str
    name: str
    scopes: tuple[KeyScope, ...]
    created_at: dt.datetime
    expires_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None
    last_used: dt.date | None = None

    def allows(self, scope: KeyScope) -> bool:
        """Whether calls that need this scope may be made with the key."""
        return scope in self.scopes or "admin" in self.scopes


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; next_cursor is None on the last."""

    items: tuple[T, ...]
    next_cursor: str | None
    matched_speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which statements a reader asks for; None means any.

    speaker: an id or a name. target: an id or words of it. topic: an id. q: words that the content
    must hold. since, until: bounds on the article's date, inclusive.
    """

    speaker: str | None = None
    kind: StatementKind | None = None
    stance: StanceLabel | None = None
    target: str | None = None
    topic: str | None = None
    commitment: Commitment | None = None
    act: Act | None = None
    cue_class: CueClass | None = None
    outlet: str | None = None
    via: str | None = None
    q: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    min_score: float | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims a reader asks for; None means any.

    speaker: an id or a name. target: an id or words of what the statement takes a position on.
    cue_class: the reporter's framing. q: words that the claim must hold. since, until: bounds on
    the article's date, inclusive. min_checkworthiness: leaves out claims whose worth is not known.
    standalone: whether they stand alone. reviewed: whether a person has given a verdict. rating:
    that verdict.
    """

    speaker: str | None = None
    target: str | None = None
    stance: StanceLabel | None = None
    commitment: Commitment | None = None
    act: Act | None = None
    cue_class: CueClass | None = None
    outlet: str | None = None
    q: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    min_checkworthiness: float | None = None
    standalone: bool | None = None
    reviewed: bool | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter under a name, for feeds and streams of what it finds.

    where: of the kind that fits `kind`; its speaker is an id.
    """

    id: str
    name: str
    kind: FilterKind
    where: QuoteFilter | ClaimFilter
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Event:
    """What was done in the store, by ids alone: what has been deleted leaves no text behind.

    number: its place in the log; numbers have no gaps and rise in the order of commits. The ids
    are those that the kind tells of; edit_id is of the editor's act behind it.
    """

    number: int
    at: dt.datetime
    kind: EventKind
    article_id: str | None = None
    quote_id: str | None = None
    claim_id: str | None = None
    speaker_id: str | None = None
    topic_id: str | None = None
    filter_id: str | None = None
    edit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told of what a saved filter finds.

    problem: why it was disabled, where nobody did it by hand. position: the number of the last
    event that it has looked at. failing_since: the first failure since the last message that was
    taken. old_secret_until: until when messages are signed with the secret before, too.
    """

    id: str
    url: str
    filter_id: str
    enabled: bool
    problem: WebhookProblem | None
    position: int
    failing_since: dt.datetime | None
    delivered_at: dt.datetime | None
    old_secret_until: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a webhook is told of; found: whether the filter found what it names then."""

    event: Event
    found: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message to a webhook, from its writing to its end.

    due: when it is sent next. status, problem: the answer to the last attempt, and why that failed.
    """

    id: str
    webhook_id: str
    kind: MessageKind
    events: tuple[Told, ...]
    state: DeliveryState
    attempts: int
    due: dt.datetime | None
    status: int | None
    problem: str | None
    created_at: dt.datetime
    attempted_at: dt.datetime | None
    finished_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A message in the hands of a sender.

    secrets: any of which may verify it. filter: None where it has been deleted. fence: the number
    of this claim; what a sender with an earlier one reports is not taken.
    """

    id: str
    webhook_id: str
    url: str
    secrets: tuple[str, ...]
    filter: SavedFilter | None
    kind: MessageKind
    events: tuple[Told, ...]
    created_at: dt.datetime
    fence: int
    attempts: int
