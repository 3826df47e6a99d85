"""No read goes through a whole table: every query's plan is by an index."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from service import ids
from service.records import ClaimFilter, ClaimOrder, QuoteFilter
from service.store import Store
from service.store.queries import Queries
from service.store.registry import Registry
from tests.factories import make_claim, make_reported

ANN = ids.speaker_id("Ann Lee")
DAY = dt.date(2021, 11, 20)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


def quotes(**where: Any) -> Callable[[Queries], object]:
    def read(queries: Queries) -> object:
        first = queries.quotes(QuoteFilter(**where), limit=1)
        queries.quotes(QuoteFilter(**where), limit=1, cursor=first.next_cursor)
        return first.items

    return read


READS: dict[str, Callable[[Queries], object]] = {
    "quotes": quotes(),
    "quotes of one": quotes(speaker="Ann Lee"),
    "quotes by id": quotes(speaker=ANN),
    "quotes of several": quotes(speaker="lee"),
    "quotes via": quotes(speaker="lee", via="Ann Lee"),
    "quotes found": quotes(q="word"),
    "quotes of one found": quotes(speaker="Ann Lee", q="word"),
    "quotes since": quotes(since=DAY),
    "quotes within": quotes(since=DAY, until=DAY),
    "quotes of one within": quotes(speaker="Ann Lee", since=DAY, until=DAY),
    "quotes of an outlet": quotes(outlet="The Example"),
    "quotes of an article": quotes(article_id="a_1"),
    "quotes of a kind": quotes(kind="direct", min_score=0.5),
    "a quote": lambda queries: queries.quote(
        queries.quotes(QuoteFilter(), limit=1).items[0].statement.id
    ),
    "an article": lambda queries: queries.article(queries.articles(limit=1).items[0].id),
    "articles": lambda queries: queries.articles(
        limit=1, cursor=queries.articles(limit=1).next_cursor
    ),
    "articles of an outlet": lambda queries: queries.articles(limit=1, outlet="The Example"),
    "speakers": lambda queries: queries.speakers(
        limit=1, cursor=queries.speakers(limit=1).next_cursor
    ),
    "speakers found": lambda queries: queries.speakers("an le", limit=1),
    "speakers mistyped": lambda queries: queries.speakers("annn leee", limit=1),
    "a speaker": lambda queries: queries.speaker(ANN),
}
EDITORS_READS: dict[str, Callable[[Registry], object]] = {
    "suggestions": lambda registry: registry.suggestions(
        limit=1, cursor=registry.suggestions(limit=1).next_cursor
    ),
    "suggestions of one": lambda registry: registry.suggestions(limit=1, speaker=ANN),
    "a speaker's history": lambda registry: registry.speaker_history(ANN, limit=1),
    "a quote's history": lambda registry: registry.quote_history("q_1", limit=1),
    "roles": lambda registry: registry.roles(ANN),
    "corrected articles": lambda registry: list(registry.article_ids(corrected=True)),
}


CLAIMS_READS: dict[str, tuple[ClaimOrder, ClaimFilter]] = {
    "by worth": ("checkworthiness", ClaimFilter()),
    "by date": ("date", ClaimFilter()),
    "worthy ones": ("checkworthiness", ClaimFilter(min_checkworthiness=0.5)),
    "of one": ("date", ClaimFilter(speaker="Ann Lee")),
    "of one by worth": ("checkworthiness", ClaimFilter(speaker=ANN, stance="oppose")),
    "of several": ("date", ClaimFilter(speaker="lee", act="call")),
    "found": ("date", ClaimFilter(q="word")),
    "of one found": ("checkworthiness", ClaimFilter(speaker="Ann Lee", q="word")),
    "within": ("date", ClaimFilter(since=DAY, until=DAY, target="talks")),
    "of an outlet": ("checkworthiness", ClaimFilter(outlet="The Example")),
}


@pytest.fixture
def filled(store: Store) -> Store:
    for lead in ("1", "2", "3"):
        sayings = (("Ann Lee", "One word"), ("Bo Lee", "Two words"))
        document, analysis = make_reported(*sayings, lead=lead)
        told = tuple(replace(one, claims=(make_claim(one),)) for one in analysis.statements)
        store.repository.add_article(document, replace(analysis, statements=told))
    return store


@pytest.fixture
def queried() -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append((statement, parameters))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(sa.Engine, "before_cursor_execute", note)


def plans(tmp_path: Path, queried: list[tuple[str, Any]]) -> list[list[str]]:
    connection = sqlite3.connect(tmp_path / "store.sqlite3")
    try:
        return [
            [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", parameters)]
            for query, parameters in queried
        ]
    finally:
        connection.close()


@pytest.mark.parametrize("name", READS)
def test_by_index(filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str) -> None:
    READS[name](filled.queries)
    found = plans(tmp_path, queried)
    assert found
    for steps in found:
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("USING" in step or "VIRTUAL TABLE INDEX" in step for step in scans), steps


@pytest.mark.parametrize("name", CLAIMS_READS)
def test_claims_by_index(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    order, where = CLAIMS_READS[name]
    first = filled.claims.claims(where, order=order, limit=1)
    filled.claims.claims(where, order=order, limit=1, cursor=first.next_cursor)
    found = plans(tmp_path, queried)
    assert found
    for steps in found:
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("USING" in step or "VIRTUAL TABLE INDEX" in step for step in scans), steps


@pytest.mark.parametrize("name", ["by worth", "by date", "worthy ones", "of one", "of an outlet"])
def test_claims_are_read_in_order(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    order, where = CLAIMS_READS[name]
    filled.claims.claims(where, order=order, limit=1)
    (steps,) = (p for p in plans(tmp_path, queried) if any("claims" in s for s in p))
    sorts = [step for step in steps if "TEMP B-TREE" in step]
    # The claims of one statement, a dozen at most, may be put in order.
    assert all("LAST TERM" in step or "RIGHT PART" in step for step in sorts), steps


@pytest.mark.parametrize("name", EDITORS_READS)
def test_editors_reads_by_index(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    for lead, role in (("4", "footballer"), ("5", "Minister of Finance")):
        document, analysis = make_reported(("Cy Roe", "Yes"), lead=lead)
        (one,) = analysis.statements
        told = replace(one, speaker=replace(one.speaker, role=role))
        filled.repository.add_article(document, replace(analysis, statements=(told,)))
    queried.clear()
    EDITORS_READS[name](filled.registry)
    found = plans(tmp_path, queried)
    assert found
    for steps in found:
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("USING" in step for step in scans), steps


@pytest.mark.parametrize(
    "name",
    [
        "quotes",
        "quotes of one",
        "quotes by id",
        "quotes since",
        "quotes within",
        "quotes of one within",
        "quotes of an outlet",
        "articles",
        "articles of an outlet",
    ],
)
def test_in_the_index_order(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    READS[name](filled.queries)
    ordered = [
        steps
        for steps, (query, _) in zip(plans(tmp_path, queried), queried, strict=True)
        if "ORDER BY" in query and "FROM speakers" not in query
    ]
    assert ordered
    assert not [steps for steps in ordered if any("TEMP B-TREE" in step for step in steps)]
