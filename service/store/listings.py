"""What only the store's lists know: records beside those that all layers share."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from service.records import (
    ArticleSummary,
    Edit,
    JobState,
    Speaker,
    StoredClaim,
    StoredStatement,
    Topic,
)


@dataclass(frozen=True, slots=True)
class ListedArticle(ArticleSummary):
    """An article in a list; quotes: how many statements it holds."""

    created_at: dt.datetime
    quotes: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much is stored; speakers: those who hold at least one statement."""

    articles: int
    statements: int
    speakers: int


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edits, as far as they say, and why."""

    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What an editor's act led to: the act, the speakers concerned, the quote, the claim."""

    edit: Edit
    speakers: tuple[Speaker, ...] = ()
    quote: StoredStatement | None = None
    claim: StoredClaim | None = None


@dataclass(frozen=True, slots=True)
class JobCounts:
    """How the work in the background stands.

    waiting_seconds: how long the oldest job that could be begun has waited; 0 where none waits.
    totals: sums over the store's life, by name and label.
    """

    states: Mapping[JobState, int]
    waiting_seconds: float
    workers: int
    totals: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """What giving a verdict led to; edit: None where it was given so already."""

    edit: Edit | None
    claim: StoredClaim


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How webhooks stand.

    enabled, disabled: how many there are. waiting: messages that have not arrived, of the enabled
    ones. waiting_seconds: the age of the oldest of these.
    """

    enabled: int
    disabled: int
    waiting: int
    waiting_seconds: float


@dataclass(frozen=True, slots=True)
class TopicChange:
    """What an editor's act on a topic led to; topic: None where it is deleted."""

    edit: Edit
    topic: Topic | None
