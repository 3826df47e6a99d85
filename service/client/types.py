"""What calls take and give. Made from the description of the calls by `make openapi`; not to be edited."""

from typing import Any, Literal, NotRequired, TypedDict


class ProblemError(TypedDict):
    pointer: NotRequired[str]
    parameter: NotRequired[str]
    detail: str


class Problem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    errors: NotRequired[list["ProblemError"]]


class MessageFilter(TypedDict):
    id: str
    name: str
    kind: Literal["quotes", "claims"]


class ContentSpan(TypedDict):
    start: int
    end: int
    text: str
    verbatim: bool


class Content(TypedDict):
    text: str
    spans: list["ContentSpan"]


Cue = TypedDict(
    "Cue",
    {
        "start": int,
        "end": int,
        "text": str,
        "lemma": str,
        "class": Literal["neutral", "factive", "distancing", "belief", "evaluative", "denial", "directive"],
    },
)


class Span(TypedDict):
    start: int
    end: int
    text: str


class SpeakerEvidence(TypedDict):
    start: int
    end: int
    text: str
    link: str


class SpeakerCandidate(TypedDict):
    name: str
    score: float


class StatementSpeaker(TypedDict):
    id: str | None
    name: str | None
    kind: Literal["person", "organisation", "government", "group", "document", "unnamed", "author", "unknown"]
    role: str | None
    score: float
    also: list[str]
    evidence: list["SpeakerEvidence"]
    alternatives: list["SpeakerCandidate"]
    reason: str | None


class Via(TypedDict):
    name: str
    id: str | None


SaidOn = TypedDict(
    "SaidOn",
    {
        "date": str,
        "precision": Literal["day", "month", "year"],
        "from": Literal["text", "post date", "article date"],
        "evidence": "Span | None",
    },
)


class Stance(TypedDict):
    label: Literal["support", "oppose", "conditional", "neutral"]
    target: str
    score: float


class LabelEvidence(TypedDict):
    task: Literal["stance", "commitment", "act"]
    score: float
    words: list["Span"]


class ClaimChange(TypedDict):
    start: int
    end: int
    text: str
    original: "Span"
    source: "Span | None"
    link: str


class ClaimEntity(TypedDict):
    start: int
    end: int
    text: str
    label: str


class Quantity(TypedDict):
    start: int
    end: int
    text: str
    kind: Literal["count", "money", "percent", "measure", "share", "multiple", "rank"]
    value: float | None
    unit: str | None
    upper: float | None
    comparison: Literal["more than", "at least", "less than", "at most", "about", "rise of", "rise to", "fall of", "fall to", None]


class DateMention(TypedDict):
    start: int
    end: int
    text: str
    first: str | None
    last: str | None
    precision: Literal["day", "week", "month", "year", None]
    problem: Literal["ambiguous", "approximate", "no reference date", "out of range", None]


class CheckWorthiness(TypedDict):
    score: float
    verifiable: bool
    reasons: list[Literal["number", "comparison", "named actor", "past event", "cause", "opinion", "wish", "call", "pledge", "prediction", "question", "rhetorical", "hypothetical", "no predicate"]]


class Claim(TypedDict):
    id: str
    text: str
    subject: str | None
    predicate: str | None
    object: str | None
    negated: bool
    modality: Literal["possible", "necessary", "future", "hypothetical", None]
    condition: str | None
    spans: list["Span"]
    changes: list["ClaimChange"]
    entities: list["ClaimEntity"]
    quantities: list["Quantity"]
    dates: list["DateMention"]
    checkworthy: "CheckWorthiness | None"
    reported: bool
    standalone: bool
    flags: list[str]


class Evidence(TypedDict):
    by: Literal["rule", "layout", "model"]
    detail: str


class ArticleSummary(TypedDict):
    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published_at: str | None


class Quote(TypedDict):
    id: str
    article_id: str
    kind: Literal["direct", "indirect", "mixed"]
    content: "Content"
    cue: "Cue | None"
    source: "Span | None"
    speaker: "StatementSpeaker"
    via: list["Via"]
    on_behalf_of: str | None
    said_on: "SaidOn | None"
    stance: "Stance | None"
    commitment: Literal["asserted", "hedged", "denied", "questioned", "uncommitted", None]
    act: Literal["statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question", None]
    labels: list["LabelEvidence"]
    claims: list["Claim"]
    score: float
    evidence: "Evidence"
    flags: list[str]
    article: "ArticleSummary"
    created_at: str
    model: str
    version: str


class Reviewer(TypedDict):
    name: str
    url: str | None


class Review(TypedDict):
    id: str
    article_id: str
    claim_id: str | None
    claim_text: str
    rating: Literal["true", "mostly-true", "half-true", "mostly-false", "false", "misleading", "unproven"]
    label: str | None
    explanation: str | None
    url: str | None
    reviewer: "Reviewer | None"
    reviewed_at: str


class StoredClaim(TypedDict):
    id: str
    text: str
    subject: str | None
    predicate: str | None
    object: str | None
    negated: bool
    modality: Literal["possible", "necessary", "future", "hypothetical", None]
    condition: str | None
    spans: list["Span"]
    changes: list["ClaimChange"]
    entities: list["ClaimEntity"]
    quantities: list["Quantity"]
    dates: list["DateMention"]
    checkworthy: "CheckWorthiness | None"
    reported: bool
    standalone: bool
    flags: list[str]
    quote_id: str
    speaker: "StatementSpeaker"
    via: list["Via"]
    said_on: "SaidOn | None"
    cue: "Cue | None"
    stance: "Stance | None"
    commitment: Literal["asserted", "hedged", "denied", "questioned", "uncommitted", None]
    act: Literal["statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question", None]
    article: "ArticleSummary"
    review: "Review | None"
    created_at: str
    model: str
    version: str


class MessageEvent(TypedDict):
    id: str
    type: Literal["article.created", "article.revised", "article.reanalysed", "article.deleted", "statement.created", "statement.changed", "statement.corrected", "statement.deleted", "claim.created", "claim.reviewed", "claim.deleted", "speaker.merged", "speaker.split", "speaker.changed", "topic.changed", "filter.created", "filter.changed", "filter.deleted"]
    at: str
    article_id: str | None
    quote_id: str | None
    claim_id: str | None
    speaker_id: str | None
    topic_id: str | None
    filter_id: str | None
    edit_id: str | None
    found: bool
    quote: "Quote | None"
    claim: "StoredClaim | None"


class MessageData(TypedDict):
    webhook_id: str
    filter: "MessageFilter | None"
    events: list["MessageEvent"]


class WebhookMessage(TypedDict):
    type: Literal["filter.events", "webhook.ping"]
    timestamp: str
    data: "MessageData"


class Document(TypedDict):
    title: NotRequired[str | None]
    url: NotRequired[str | None]
    outlet: NotRequired[str | None]
    author: NotRequired[str | None]
    published_at: NotRequired[str | None]
    language: NotRequired[Literal["en", None]]
    text: str


class Page(TypedDict):
    text: str
    title: str | None
    url: str | None
    outlet: str | None
    author: str | None
    published_at: str | None


class Statement(TypedDict):
    id: str
    article_id: str
    kind: Literal["direct", "indirect", "mixed"]
    content: "Content"
    cue: "Cue | None"
    source: "Span | None"
    speaker: "StatementSpeaker"
    via: list["Via"]
    on_behalf_of: str | None
    said_on: "SaidOn | None"
    stance: "Stance | None"
    commitment: Literal["asserted", "hedged", "denied", "questioned", "uncommitted", None]
    act: Literal["statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question", None]
    labels: list["LabelEvidence"]
    claims: list["Claim"]
    score: float
    evidence: "Evidence"
    flags: list[str]


class Analysis(TypedDict):
    page: "Page | None"
    article_id: str
    language: str
    model: str
    version: str
    quotes: list["Statement"]


class StanceBody(TypedDict):
    text: str
    target: str
    language: NotRequired[Literal["en", None]]


class DecidingWord(TypedDict):
    start: int
    end: int
    text: str
    weight: float


class StancePart(TypedDict):
    spans: list["Span"]
    label: Literal["support", "oppose", "conditional", "neutral"]
    score: float
    link: Literal["named", "near", "pronoun"]
    opposite: bool
    words: list["DecidingWord"]
    statement: "Statement | None"


class TargetStance(TypedDict):
    target: str
    label: Literal["support", "oppose", "conditional", "neutral"]
    score: float | None
    reason: Literal["target-not-mentioned", None]
    parts: list["StancePart"]
    model: str
    version: str


class Article(TypedDict):
    id: str
    title: str | None
    url: str | None
    outlet: str | None
    author: str | None
    published_at: str | None
    created_at: str
    language: str
    model: str
    version: str
    revision: int
    revised_at: str | None
    text: str
    quotes: list["Statement"]


class JobProblem(TypedDict):
    code: str
    detail: str


class Job(TypedDict):
    id: str
    state: Literal["queued", "running", "done", "failed"]
    article_id: str
    task: Literal["store", "reanalyse", "revise"]
    revision: int | None
    attempts: int
    created_at: str
    started_at: str | None
    finished_at: str | None
    problem: "JobProblem | None"


class ArticleItem(TypedDict):
    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published_at: str | None
    created_at: str
    quote_count: int


class ArticlePage(TypedDict):
    items: list["ArticleItem"]
    next_cursor: str | None


class Speaker(TypedDict):
    id: str
    name: str
    kind: Literal["person", "organisation", "government", "group", "document", "unnamed", "author", "unknown"]
    aliases: list[str]
    roles: list[str]
    quote_count: int
    external_ids: dict[str, str]
    merged: list[str]


class QuotePage(TypedDict):
    items: list["Quote"]
    next_cursor: str | None
    matched_speakers: list["Speaker"]


class StatementChange(TypedDict):
    id: str
    before: "Content | None"
    after: "Content | None"
    fields: list[Literal["content", "kind", "cue", "source", "speaker", "via", "on_behalf_of", "said_on", "stance", "commitment", "act", "claims"]]


class Orphan(TypedDict):
    what: Literal["correction", "review", "pin"]
    id: str
    text: str


class RevisionChanges(TypedDict):
    added: list["StatementChange"]
    removed: list["StatementChange"]
    kept: list["StatementChange"]
    changed: list["StatementChange"]
    orphaned: list["Orphan"]


class Revision(TypedDict):
    id: str
    title: str | None
    url: str | None
    outlet: str | None
    author: str | None
    published_at: str | None
    created_at: str
    language: str
    model: str
    version: str
    revision: int
    revised_at: str | None
    text: str
    quotes: list["Statement"]
    changes: "RevisionChanges | None"


class ListedRevision(TypedDict):
    number: int
    created_at: str
    quote_count: int
    current: bool


class RevisionPage(TypedDict):
    items: list["ListedRevision"]
    next_cursor: str | None


class Orphans(TypedDict):
    items: list["Orphan"]


class JobPage(TypedDict):
    items: list["Job"]
    next_cursor: str | None


class BatchLine(TypedDict):
    line: int
    status: int
    article_id: NotRequired[str]
    job: NotRequired["Job"]
    problem: NotRequired[dict[str, Any]]


class ChosenSpeaker(TypedDict):
    id: NotRequired[str]
    name: NotRequired[str]
    kind: NotRequired[Literal["person", "organisation", "government", "group", "document", "unnamed", "author", "unknown"]]
    role: NotRequired[str | None]


class GivenStance(TypedDict):
    label: Literal["support", "oppose", "conditional", "neutral"]
    target: str


class QuoteCorrection(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]
    speaker: NotRequired["ChosenSpeaker | None"]
    stance: NotRequired["GivenStance | None"]
    commitment: NotRequired[Literal["asserted", "hedged", "denied", "questioned", "uncommitted", None]]
    act: NotRequired[Literal["statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question", None]]


class Edit(TypedDict):
    id: str
    at: str
    by: str | None
    note: str | None
    action: Literal["merge", "split", "speaker", "quote", "suggestion", "topic", "review"]
    speakers: list[str]
    quote_id: str | None
    topic_id: str | None
    claim_id: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    undoes: str | None
    undone_by: str | None


class Change(TypedDict):
    edit: "Edit"
    speakers: list["Speaker"]
    quote: "Quote | None"
    claim: "StoredClaim | None"


class WordingEdit(TypedDict):
    reference: str
    variant: str


class Variant(TypedDict):
    quote: "Quote"
    difference: Literal["same", "cut", "extended", "changed", "paraphrased"]
    score: float
    edits: list["WordingEdit"]


class Utterance(TypedDict):
    quote_id: str
    first: str
    items: list["Variant"]
    also_said_by: list["Variant"]


class EditPage(TypedDict):
    items: list["Edit"]
    next_cursor: str | None


class ClaimPage(TypedDict):
    items: list["StoredClaim"]
    next_cursor: str | None
    matched_speakers: list["Speaker"]


class GivenReviewer(TypedDict):
    name: str
    url: NotRequired[str | None]


class ReviewBody(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]
    rating: Literal["true", "mostly-true", "half-true", "mostly-false", "false", "misleading", "unproven"]
    label: NotRequired[str | None]
    explanation: NotRequired[str | None]
    url: NotRequired[str | None]
    reviewer: NotRequired["GivenReviewer | None"]
    reviewed_at: NotRequired[str]


class ReviewChange(TypedDict):
    edit: "Edit | None"
    review: "Review | None"
    claim: "StoredClaim"


class Editor(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]


class SpeakerPage(TypedDict):
    items: list["Speaker"]
    next_cursor: str | None


class Position(TypedDict):
    quote_id: str
    article_id: str
    label: Literal["support", "oppose", "conditional", "neutral"]
    target: str
    date: str | None


class StancePeriod(TypedDict):
    period: str | None
    stances: dict[str, Any]
    quotes: list["Position"]


class Target(TypedDict):
    id: str
    name: str
    phrases: list[str]
    quote_count: int
    stances: dict[str, Any]


class TargetStanding(TypedDict):
    stances: dict[str, Any]
    first: str | None
    last: str | None
    periods: list["StancePeriod"]
    target: "Target"


class TargetStandingPage(TypedDict):
    items: list["TargetStanding"]
    next_cursor: str | None


class Topic(TypedDict):
    id: str
    name: str
    phrasings: list[str]
    created_at: str
    target_count: int
    quote_count: int


class Shift(TypedDict):
    kind: Literal["reversal", "condition"]
    topic: "Topic | None"
    target: "Target | None"
    before: "Position"
    after: "Position"
    before_quote: "Quote"
    after_quote: "Quote"


class ShiftPage(TypedDict):
    items: list["Shift"]
    next_cursor: str | None


class SpeakerChange(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]
    name: NotRequired[str | None]
    aliases: NotRequired[list[str]]
    external_ids: NotRequired[dict[str, str]]


class Merge(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]
    speakers: list[str]


class Split(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]
    articles: NotRequired[list[str]]
    names: NotRequired[list[str]]
    name: NotRequired[str]


class RoleUse(TypedDict):
    role: str
    first: str | None
    last: str | None
    article_count: int
    articles: list[str]


class Roles(TypedDict):
    items: list["RoleUse"]


class TargetPage(TypedDict):
    items: list["Target"]
    next_cursor: str | None


class TopicBody(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]
    name: str
    phrasings: NotRequired[list[str]]


class TopicChange(TypedDict):
    edit: "Edit"
    topic: "Topic | None"


class TopicPage(TypedDict):
    items: list["Topic"]
    next_cursor: str | None


class TopicChangeBody(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]
    name: NotRequired[str]
    phrasings: NotRequired[list[str]]


class TopicTarget(TypedDict):
    target: "Target"
    score: float
    phrasing: str
    opposite: bool
    verdict: Literal["accepted", "rejected", None]
    counts: bool


class TopicTargetPage(TypedDict):
    items: list["TopicTarget"]
    next_cursor: str | None


class VerdictBody(TypedDict):
    by: NotRequired[str | None]
    note: NotRequired[str | None]
    verdict: NotRequired[Literal["accepted", "rejected", None]]
    opposite: NotRequired[bool | None]


class SpeakerStanding(TypedDict):
    stances: dict[str, Any]
    first: str | None
    last: str | None
    periods: list["StancePeriod"]
    speaker: "Speaker"


class SpeakerStandingPage(TypedDict):
    items: list["SpeakerStanding"]
    next_cursor: str | None


class Suggestion(TypedDict):
    id: str
    speakers: list["Speaker"]
    reason: Literal["several", "roles", "kinds", "name", "surname"]
    score: float


class SuggestionPage(TypedDict):
    items: list["Suggestion"]
    next_cursor: str | None


class Event(TypedDict):
    id: str
    type: Literal["article.created", "article.revised", "article.reanalysed", "article.deleted", "statement.created", "statement.changed", "statement.corrected", "statement.deleted", "claim.created", "claim.reviewed", "claim.deleted", "speaker.merged", "speaker.split", "speaker.changed", "topic.changed", "filter.created", "filter.changed", "filter.deleted"]
    at: str
    article_id: str | None
    quote_id: str | None
    claim_id: str | None
    speaker_id: str | None
    topic_id: str | None
    filter_id: str | None
    edit_id: str | None


class EventPage(TypedDict):
    items: list["Event"]
    next_cursor: str | None


class JsonFeedItem(TypedDict):
    id: str
    url: str
    external_url: NotRequired[str]
    title: str
    content_text: str
    content_html: str
    date_published: str
    date_modified: str
    authors: NotRequired[list[dict[str, Any]]]
    tags: NotRequired[list[str]]
    _onrecord: dict[str, Any]


class JsonFeed(TypedDict):
    version: str
    title: str
    home_page_url: str
    feed_url: str
    next_url: NotRequired[str]
    language: str
    items: list["JsonFeedItem"]


class FilterBody(TypedDict):
    name: str
    kind: Literal["quotes", "claims"]
    query: NotRequired[dict[str, Any]]


class Filter(TypedDict):
    id: str
    name: str
    kind: Literal["quotes", "claims"]
    query: dict[str, Any]
    created_at: str
    updated_at: str


class FilterPage(TypedDict):
    items: list["Filter"]
    next_cursor: str | None


class FilterChangeBody(TypedDict):
    name: NotRequired[str]
    query: NotRequired[dict[str, Any]]


class WebhookBody(TypedDict):
    url: str
    filter_id: str
    enabled: NotRequired[bool]


class NewWebhook(TypedDict):
    id: str
    url: str
    filter_id: str
    enabled: bool
    problem: Literal["gone", "failing", "filter-deleted", None]
    position: str
    failing_since: str | None
    delivered_at: str | None
    old_secret_until: str | None
    created_at: str
    updated_at: str
    secret: str


class Webhook(TypedDict):
    id: str
    url: str
    filter_id: str
    enabled: bool
    problem: Literal["gone", "failing", "filter-deleted", None]
    position: str
    failing_since: str | None
    delivered_at: str | None
    old_secret_until: str | None
    created_at: str
    updated_at: str


class WebhookPage(TypedDict):
    items: list["Webhook"]
    next_cursor: str | None


class WebhookChangeBody(TypedDict):
    url: NotRequired[str]
    filter_id: NotRequired[str]
    enabled: NotRequired[bool]


class SecretBody(TypedDict):
    keep_old_seconds: NotRequired[int]


class Delivery(TypedDict):
    id: str
    webhook_id: str
    type: Literal["filter.events", "webhook.ping"]
    event_ids: list[str]
    state: Literal["waiting", "sending", "delivered", "failed"]
    attempts: int
    next_attempt_at: str | None
    status: int | None
    problem: str | None
    created_at: str
    attempted_at: str | None
    finished_at: str | None


class DeliveryPage(TypedDict):
    items: list["Delivery"]
    next_cursor: str | None


class Health(TypedDict):
    status: Literal["ok"]


class Readiness(TypedDict):
    status: Literal["ok"]
    model: str
    version: str


class CreateAnalysisArguments(Document):
    offsets: NotRequired[Literal["code-points", "utf-16"]]


class TellStanceArguments(StanceBody):
    offsets: NotRequired[Literal["code-points", "utf-16"]]


class ListArticlesArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    outlet: NotRequired[str]


class CreateArticleArguments(Document):
    offsets: NotRequired[Literal["code-points", "utf-16"]]


class GetArticleArguments(TypedDict):
    offsets: NotRequired[Literal["code-points", "utf-16"]]


class ReviseArticleArguments(Document):
    offsets: NotRequired[Literal["code-points", "utf-16"]]
    if_match: NotRequired[str | None]


class DeleteArticleArguments(TypedDict):
    if_match: NotRequired[str | None]


class ListArticleQuotesArguments(TypedDict):
    offsets: NotRequired[Literal["code-points", "utf-16"]]
    limit: NotRequired[int]
    cursor: NotRequired[str]


class ListArticleRevisionsArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]


class GetArticleRevisionArguments(TypedDict):
    offsets: NotRequired[Literal["code-points", "utf-16"]]


class ListJobsArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    state: NotRequired[Literal["queued", "running", "done", "failed"]]


class ListQuotesArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    kind: NotRequired[Literal["direct", "indirect", "mixed"]]
    outlet: NotRequired[str]
    via: NotRequired[str]
    q: NotRequired[str]
    since: NotRequired[str]
    until: NotRequired[str]
    min_score: NotRequired[float]
    stance: NotRequired[Literal["support", "oppose", "conditional", "neutral"]]
    target: NotRequired[str]
    topic: NotRequired[str]
    commitment: NotRequired[Literal["asserted", "hedged", "denied", "questioned", "uncommitted"]]
    act: NotRequired[Literal["statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question"]]
    cue_class: NotRequired[Literal["neutral", "factive", "distancing", "belief", "evaluative", "denial", "directive"]]
    speaker: NotRequired[str]


class GetQuoteArguments(TypedDict):
    offsets: NotRequired[Literal["code-points", "utf-16"]]


class CorrectQuoteArguments(QuoteCorrection):
    if_match: NotRequired[str | None]


class ListQuoteHistoryArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]


class ListClaimsArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    speaker: NotRequired[str]
    target: NotRequired[str]
    stance: NotRequired[Literal["support", "oppose", "conditional", "neutral"]]
    commitment: NotRequired[Literal["asserted", "hedged", "denied", "questioned", "uncommitted"]]
    act: NotRequired[Literal["statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question"]]
    cue_class: NotRequired[Literal["neutral", "factive", "distancing", "belief", "evaluative", "denial", "directive"]]
    outlet: NotRequired[str]
    q: NotRequired[str]
    since: NotRequired[str]
    until: NotRequired[str]
    min_checkworthiness: NotRequired[float]
    standalone: NotRequired[Literal["true", "false", "any"]]
    reviewed: NotRequired[Literal["true", "false"]]
    rating: NotRequired[Literal["true", "mostly-true", "half-true", "mostly-false", "false", "misleading", "unproven"]]
    order: NotRequired[Literal["checkworthiness", "date"]]


class GetClaimArguments(TypedDict):
    offsets: NotRequired[Literal["code-points", "utf-16"]]


class ReviewClaimArguments(ReviewBody):
    if_match: NotRequired[str | None]


class WithdrawClaimReviewArguments(Editor):
    if_match: NotRequired[str | None]


class ListClaimHistoryArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]


class ListSpeakersArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    q: NotRequired[str]
    kind: NotRequired[Literal["person", "organisation", "government", "group", "document", "unnamed", "author", "unknown"]]


class ChangeSpeakerArguments(SpeakerChange):
    if_match: NotRequired[str | None]


class ListSpeakerQuotesArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    kind: NotRequired[Literal["direct", "indirect", "mixed"]]
    outlet: NotRequired[str]
    via: NotRequired[str]
    q: NotRequired[str]
    since: NotRequired[str]
    until: NotRequired[str]
    min_score: NotRequired[float]
    stance: NotRequired[Literal["support", "oppose", "conditional", "neutral"]]
    target: NotRequired[str]
    topic: NotRequired[str]
    commitment: NotRequired[Literal["asserted", "hedged", "denied", "questioned", "uncommitted"]]
    act: NotRequired[Literal["statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question"]]
    cue_class: NotRequired[Literal["neutral", "factive", "distancing", "belief", "evaluative", "denial", "directive"]]


class ListSpeakerStancesArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    since: NotRequired[str]
    until: NotRequired[str]
    period: NotRequired[Literal["day", "month", "quarter", "year"]]
    target: NotRequired[str]
    topic: NotRequired[str]


class ListSpeakerShiftsArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    topic: NotRequired[str]


class MergeSpeakersArguments(Merge):
    if_match: NotRequired[str | None]


class SplitSpeakerArguments(Split):
    if_match: NotRequired[str | None]


class ListSpeakerHistoryArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]


class ListTargetsArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    q: NotRequired[str]


class ListTopicsArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]


class ChangeTopicArguments(TopicChangeBody):
    if_match: NotRequired[str | None]


class DeleteTopicArguments(TypedDict):
    if_match: NotRequired[str | None]


class ListTopicTargetsArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    which: NotRequired[Literal["counted", "proposed", "rejected"]]


class JudgeTopicTargetArguments(VerdictBody):
    if_match: NotRequired[str | None]


class ListTopicStancesArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    since: NotRequired[str]
    until: NotRequired[str]
    period: NotRequired[Literal["day", "month", "quarter", "year"]]
    speaker: NotRequired[str]


class ListTopicHistoryArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]


class ListSuggestionsArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    speaker: NotRequired[str]


class ListEventsArguments(TypedDict):
    limit: NotRequired[int]
    after: NotRequired[str]


class ListFilterEventsArguments(TypedDict):
    limit: NotRequired[int]
    after: NotRequired[str]


class ListFiltersArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]


class ChangeFilterArguments(FilterChangeBody):
    if_match: NotRequired[str | None]


class DeleteFilterArguments(TypedDict):
    if_match: NotRequired[str | None]


class ListWebhooksArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]


class ChangeWebhookArguments(WebhookChangeBody):
    if_match: NotRequired[str | None]


class DeleteWebhookArguments(TypedDict):
    if_match: NotRequired[str | None]


class RotateWebhookSecretArguments(SecretBody):
    if_match: NotRequired[str | None]


class ListDeliveriesArguments(TypedDict):
    limit: NotRequired[int]
    cursor: NotRequired[str]
    state: NotRequired[Literal["waiting", "sending", "delivered", "failed"]]


class RedeliverArguments(TypedDict):
    if_match: NotRequired[str | None]
