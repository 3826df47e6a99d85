"""The use case: by which day a text is read."""

import datetime as dt
from dataclasses import replace

import pytest

from service.analysis import Analyser, load_analyser
from service.config import Settings
from service.records import Document

TEXT = "“The port will close,” Mayor Ada Roe told reporters in Bergen on Monday."
WEDNESDAY = dt.datetime(2016, 10, 5, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return load_analyser(Settings(database_url="sqlite:///unused"))


def day(analyser: Analyser, text: str, published: dt.datetime | None) -> tuple[str, str] | None:
    document = replace(Document(text), published_at=published)
    (statement,) = analyser.analyse(document).statements
    said = statement.said_on
    if said is None:
        return None
    if said.evidence is not None:
        assert text[said.evidence.start : said.evidence.end] == said.evidence.text
    return said.date.isoformat(), said.source


DAYS = [
    ("the day of publication", TEXT, WEDNESDAY, ("2016-10-03", "text")),
    ("nothing tells the day", TEXT, None, None),
    ("the page tells it", f"BERGEN, Oct. 4, 2016 — {TEXT}", None, ("2016-10-03", "text")),
    (
        "the day where it was published",
        "“The port will close,” Mayor Ada Roe said.",
        dt.datetime.fromisoformat("2016-10-05T08:00:00+09:00"),  # the 4th in UTC
        ("2016-10-05", "article date"),
    ),
    (
        "the page's own day, as the same moment has two dates around the world",
        "BERGEN, Oct. 4, 2016 — “The port will close,” Mayor Ada Roe said.",
        WEDNESDAY,
        ("2016-10-04", "article date"),
    ),
    (
        "an old date on the page is not that of its publication",
        "BERGEN, Oct. 4, 2015 — “The port will close,” Mayor Ada Roe said.",
        WEDNESDAY,
        ("2016-10-05", "article date"),
    ),
]


@pytest.mark.parametrize(
    ("text", "published", "expected"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS]
)
def test_when_it_was_said(
    analyser: Analyser,
    text: str,
    published: dt.datetime | None,
    expected: tuple[str, str] | None,
) -> None:
    assert day(analyser, text, published) == expected
