"""The views for tools that read the database, as docs/views.md tells them."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from service import ids
from service.records import ClaimFilter, QuoteFilter, Stance
from service.store import Editor, Store
from tests.factories import make_claim, make_reported, make_speaker, make_statement

DOCS = (Path(__file__).parents[2] / "docs" / "views.md").read_text(encoding="utf-8")
VIEWS = ("quotes_view", "claims_view", "stances_by_speaker_day")
DAY = dt.datetime(2021, 11, 20, 23, 30, tzinfo=dt.UTC)


@pytest.fixture
def filled(store: Store) -> Store:
    """Two articles, one undated, of two speakers, one of whom is merged, and of nobody."""
    for lead, published in (("First", DAY), ("Later", None)):
        document, analysis = make_reported(
            ("Ann Lee", "The tax is 3 per cent"),
            ("Bob Ray", "We want the tax"),
            lead=lead,
            published_at=published,
        )
        ann, bob = analysis.statements
        stance = Stance("oppose", "the Café tax", 0.5)
        nobody = make_statement(
            document.text, content="3 per cent", cue=None, speaker=make_speaker(None)
        )
        told = (
            replace(ann, stance=stance, claims=(make_claim(ann, worth=0.8),)),
            replace(nobody, stance=stance),
            replace(bob, stance=replace(stance, label="support")),
        )
        store.repository.add_article(document, replace(analysis, statements=told))
    document, analysis = make_reported(("Robert Ray", "No comment"), outlet=None, title=None)
    store.repository.add_article(document, analysis)
    store.editing.merge(ids.speaker_id("Bob Ray"), [ids.speaker_id("Robert Ray")], Editor())
    return store


def rows(url: str, query: str) -> list[dict[str, Any]]:
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(sa.text(query)).mappings()]
    engine.dispose()
    return found


def test_quotes_are_those_of_the_list(filled: Store, url: str) -> None:
    found = {row["id"]: row for row in rows(url, "SELECT * FROM quotes_view")}
    listed = filled.queries.quotes(QuoteFilter(), limit=100).items
    assert len(found) == len(listed) == 7
    for one in listed:
        row, statement = found[one.statement.id], one.statement
        assert row["content"] == statement.content.text
        assert row["stance"] == (statement.stance and statement.stance.label)
        assert row["target"] == (statement.stance and statement.stance.target)
        assert row["speaker_id"] == statement.speaker.id
        assert row["score"] == statement.score
        article = one.article
        assert (row["article_title"], row["outlet"]) == (article.title, article.outlet)
        day = None if article.published_at is None else "2021-11-20"
        assert (None if row["day"] is None else str(row["day"])) == day
        assert str(row["created_at"])[:10] == str(one.created_at)[:10]
    names = {row["speaker"] for row in found.values()}
    assert names == {"Ann Lee", "Bob Ray", None}


def test_claims_are_those_of_the_list(filled: Store, url: str) -> None:
    found = {row["id"]: row for row in rows(url, "SELECT * FROM claims_view")}
    listed = filled.claims.claims(ClaimFilter(), order="date", limit=100).items
    assert set(found) == {one.claim.id for one in listed}
    assert len(found) == 2
    for one in listed:
        row = found[one.claim.id]
        assert (row["text"], row["quote_id"]) == (one.claim.text, one.stored.statement.id)
        assert (row["standalone"], row["checkworthiness"]) == (1, 0.8)
        assert (row["speaker"], row["stance"]) == ("Ann Lee", "oppose")


def test_stances_sum_up_to_those_of_the_speakers(filled: Store, url: str) -> None:
    found = rows(url, "SELECT * FROM stances_by_speaker_day")
    for name, label in (("Ann Lee", "oppose"), ("Bob Ray", "support")):
        of_speaker = [row for row in found if row["speaker"] == name]
        (standing,) = filled.positions.of_speaker(ids.speaker_id(name), limit=10).items
        assert {row["target"] for row in of_speaker} == {"the Café tax"}
        assert {row["stance"] for row in of_speaker} == {label}
        assert sum(row["quotes"] for row in of_speaker) == sum(standing.stances.values()) == 2
        days = sorted(str(row["day"]) for row in of_speaker)
        assert days == ["2021-11-20", "None"]
    assert len(found) == 4


def test_texts_that_a_database_cannot_hold_spoil_no_other_row(store: Store, url: str) -> None:
    store.repository.add_article(*make_reported(("Ann Lee", "One \0 two"), title="A \0 title"))
    store.repository.add_article(*make_reported(("Ann Lee", "Three"), title="Another"))
    found = rows(url, "SELECT content, article_title FROM quotes_view ORDER BY content")
    assert [row["content"] for row in found] == ["One   two", "Three"]
    assert found[1]["article_title"] == "Another"


@pytest.mark.parametrize("view", VIEWS)
def test_the_columns_are_documented(store: Store, url: str, view: str) -> None:
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    there = [column["name"] for column in sa.inspect(engine).get_columns(view)]
    engine.dispose()
    section = DOCS.partition(f"\n## {view}\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == there


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", DOCS, re.DOTALL))
def test_the_documented_queries_find_something(filled: Store, url: str, query: str) -> None:
    filled.queries.stats()
    assert rows(url, query)
