"""The columns of each list, as docs/formats.md tells them."""

import datetime as dt
import re
from pathlib import Path

import pytest

from service.exports import tables
from service.exports.tables import TABLES, Table
from service.records import (
    ArticleSummary,
    ExternalId,
    Position,
    SaidOn,
    Speaker,
    Stance,
    StancePeriod,
    Standing,
    StoredClaim,
    StoredStatement,
    Target,
    Via,
)
from tests.factories import make_claim, make_speaker, make_statement

DOCS = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
WHEN = dt.datetime(2021, 11, 20, 9, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_columns_are_documented(table: Table) -> None:
    below = DOCS.partition(f"\n### {table.name}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    shown = re.findall(r"^\| `(\w+)` \| (.*) \|$", below, re.MULTILINE)
    assert shown == [(column.name, column.meaning) for column in table.columns]


def row(table: Table, record: object) -> dict[str, tables.Cell]:
    (cells,) = table.rows(record)
    return dict(zip([column.name for column in table.columns], cells, strict=True))


def stored(**changes: object) -> StoredStatement:
    article = ArticleSummary("a_1", "Talks", None, "The Example", WHEN)
    return StoredStatement(make_statement(**changes), article, WHEN, "onrecord", "1.0")  # type: ignore[arg-type]


def test_a_statement_as_a_row() -> None:
    found = row(
        tables.QUOTES,
        stored(
            stance=Stance("support", "the talks", 0.8),
            commitment="hedged",
            via=(Via("Hanbit News", "s_1"), Via("Agency", None)),
            said_on=SaidOn(dt.date(2021, 11, 1), "month", "text"),
            flags=("corrected",),
        ),
    )
    assert (found["content"], found["spans"]) == ("The talks are nearing their conclusion", "1-39")
    assert (found["speaker"], found["speaker_role"]) == ("Lee In-young", "Unification Minister")
    assert (found["stance"], found["target"]) == ("support", "the talks")
    assert found["via"] == "Hanbit News; Agency"
    assert (found["said_on"], found["said_on_precision"]) == ("2021-11-01", "month")
    assert (found["article_title"], found["article_url"]) == ("Talks", None)
    assert found["published_at"] == "2021-11-20T09:30:00Z"


def test_what_the_text_does_not_tell_is_empty() -> None:
    found = row(tables.QUOTES, stored(speaker=make_speaker(None), cue=None))
    empty = ("speaker_id", "speaker", "speaker_role", "via", "cue", "cue_class", "said_on",
             "stance", "target", "commitment", "act", "on_behalf_of", "flags")  # fmt: skip
    assert {name: found[name] for name in empty} == dict.fromkeys(empty)


def test_a_claim_as_a_row() -> None:
    one = stored()
    found = row(tables.CLAIMS, StoredClaim(make_claim(one.statement, worth=0.7), one))
    assert (found["checkworthiness"], found["verifiable"]) == (0.7, True)
    assert found["quote_id"] == one.statement.id
    found = row(tables.CLAIMS, StoredClaim(make_claim(one.statement), one))
    assert (found["checkworthiness"], found["verifiable"]) == (None, None)


def test_a_speaker_as_a_row() -> None:
    speaker = Speaker(
        "s_1", "Ann Lee", "person", ("A. Lee", "Lee"), (), 3, (ExternalId("wikidata", "Q1"),)
    )
    found = row(tables.SPEAKERS, speaker)
    assert (found["aliases"], found["roles"]) == ("A. Lee; Lee", None)
    assert (found["external_ids"], found["quote_count"]) == ("wikidata=Q1", 3)


def test_a_standing_has_a_row_for_each_period() -> None:
    one = Position("q_1", "a_1", "oppose", "the tax", dt.date(2021, 11, 20))
    standing = Standing(
        {"oppose": 3},
        None,
        None,
        (
            StancePeriod("2021-11", {"oppose": 2}, (one, one)),
            StancePeriod(None, {"oppose": 1}, (one,)),
        ),
        target=Target("t_1", "the tax", 3, {"oppose": 3}),
    )
    rows = list(tables.STANCES.rows(standing))
    assert rows == [
        [None, None, "t_1", "the tax", "2021-11", 0, 2, 0, 0, "q_1; q_1"],
        [None, None, "t_1", "the tax", None, 0, 1, 0, 0, "q_1"],
    ]
