"""What only the store's lists know: records beside those that all layers share."""

import datetime as dt
from dataclasses import dataclass

from service.records import ArticleSummary


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
