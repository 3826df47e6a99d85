"""Direct quotations as lines of GDELT's Global Quotation Graph.

Each line is an article: `date`, `url`, `title`, `lang`, and `quotes` with `pre`, `quote`, `post`:
the words in quotation marks with those around them. Who says it is to be read from there, as in
GDELT.
"""

import datetime as dt
from typing import Any

from service.records import Article

_AROUND = 100  # code points before and after
_LANGUAGES = {"en": "ENGLISH"}


def line(article: Article) -> dict[str, Any] | None:
    """Give an article's line; None where nothing is quoted. date: null where nothing tells it."""
    text = article.document.text
    quotes = [
        {
            "pre": _plain(text[max(0, span.start - _AROUND) : span.start]),
            "quote": _plain(span.text),
            "post": _plain(text[span.end : span.end + _AROUND]),
        }
        for statement in article.analysis.statements
        for span in statement.content.spans
        if span.verbatim
    ]
    if not quotes:
        return None
    language = article.analysis.language
    return {
        "date": _moment(article),
        "url": article.document.url,
        "title": article.document.title,
        "lang": _LANGUAGES.get(language, language.upper()),
        "quotes": quotes,
    }


def _moment(article: Article) -> str | None:
    moment, day = article.document.published_at, article.analysis.date
    if moment is not None:
        return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None if day is None else f"{day.isoformat()}T00:00:00Z"


def _plain(text: str) -> str:
    return " ".join(text.split())
