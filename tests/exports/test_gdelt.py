"""Direct quotations as GDELT's Global Quotation Graph has them."""

import datetime as dt
from dataclasses import replace
from typing import Any

from service.exports import gdelt
from service.records import Article
from tests.factories import make_reported

WHEN = dt.datetime(2021, 11, 20, 9, 30, tzinfo=dt.UTC)


def article(*sayings: tuple[str, str], **changes: Any) -> Article:
    document, analysis = make_reported(*sayings, **changes)
    return Article("a_1", document, WHEN, analysis)


def test_an_article_is_a_line_with_its_quotations() -> None:
    one = article(("Ann Lee", "We agree"), ("Bob Ray", "We do\n not"))
    assert gdelt.line(one) == {
        "date": "2021-11-20T09:30:00Z",
        "url": "https://news.example/talks",
        "title": "Talks near their end",
        "lang": "ENGLISH",
        "quotes": [
            {
                "pre": "“",
                "quote": "We agree",
                "post": ",” Ann Lee said. “We do not,” Bob Ray said.",
            },
            {
                "pre": "“We agree,” Ann Lee said. “",
                "quote": "We do not",
                "post": ",” Bob Ray said.",
            },
        ],
    }


def test_the_words_around_are_at_most_100_characters() -> None:
    found = gdelt.line(article(("Ann Lee", "We agree"), lead="Word " * 100))
    assert found is not None
    assert len(found["quotes"][0]["pre"]) <= 100


def test_a_paraphrase_is_not_quoted() -> None:
    one = article(("Ann Lee", "We agree"))
    (statement,) = one.analysis.statements
    spans = tuple(replace(span, verbatim=False) for span in statement.content.spans)
    told = replace(statement, content=replace(statement.content, spans=spans))
    assert gdelt.line(replace(one, analysis=replace(one.analysis, statements=(told,)))) is None


def test_a_date_that_nothing_tells_is_null() -> None:
    one = article(("Ann Lee", "We agree"), published_at=None)
    found = gdelt.line(one)
    assert found is not None
    assert found["date"] is None
    dated = replace(one, analysis=replace(one.analysis, date=dt.date(2021, 11, 3)))
    found = gdelt.line(dated)
    assert found is not None
    assert found["date"] == "2021-11-03T00:00:00Z"
