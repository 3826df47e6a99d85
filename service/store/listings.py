"""What only the store's lists know: records beside those that all layers share."""

import datetime as dt
from dataclasses import dataclass

from service.records import ArticleSummary, Edit, Speaker, StoredStatement, Topic


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
    """What an editor's act led to: the act, the speakers concerned, the quote."""

    edit: Edit
    speakers: tuple[Speaker, ...] = ()
    quote: StoredStatement | None = None


@dataclass(frozen=True, slots=True)
class TopicChange:
    """What an editor's act on a topic led to; topic: None where it is deleted."""

    edit: Edit
    topic: Topic | None
