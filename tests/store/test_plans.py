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
from service.store import Editor, Store
from service.store.positions import Positions
from service.store.queries import Queries
from service.store.registry import Registry
from tests.factories import make_claim, make_reported
from tests.store.positions import Said, taking

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
    "quotes by stance": quotes(stance="oppose"),
    "quotes by act": quotes(act="threat", commitment="asserted"),
    "quotes by commitment": quotes(commitment="hedged"),
    "quotes by cue class": quotes(cue_class="denial"),
    "quotes of one by stance": quotes(speaker="Ann Lee", stance="oppose"),
    "quotes about a target": quotes(target="the bridge"),
    "quotes about targets of words": quotes(target="bridge", stance="support"),
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
BROAD: dict[str, QuoteFilter | ClaimFilter] = {
    "quotes": QuoteFilter(),
    "quotes by stance": QuoteFilter(stance="oppose"),
    "quotes of an outlet": QuoteFilter(outlet="The Example", kind="direct", min_score=0.5),
    "quotes by labels": QuoteFilter(act="threat", commitment="asserted", cue_class="denial"),
    "quotes within": QuoteFilter(since=DAY, until=DAY),
    "claims": ClaimFilter(standalone=True),
    "claims by worth": ClaimFilter(min_checkworthiness=0.5, stance="oppose"),
    "claims of an outlet": ClaimFilter(outlet="The Example"),
}
"""What many statements fulfil."""
NARROW: dict[str, QuoteFilter | ClaimFilter] = {
    "quotes of one": QuoteFilter(speaker=ANN),
    "quotes of one by act": QuoteFilter(speaker=ANN, act="threat"),
    "quotes via": QuoteFilter(via="Ann Lee"),
    "quotes found": QuoteFilter(q="word"),
    "quotes about a target": QuoteFilter(target="the bridge"),
    "claims of one": ClaimFilter(speaker=ANN),
    "claims found": ClaimFilter(q="word"),
    "claims about a target": ClaimFilter(target="the bridge"),
}
POSITIONS_READS: dict[str, Callable[[Positions], object]] = {
    "targets": lambda positions: positions.targets(
        limit=1, cursor=positions.targets(limit=1).next_cursor
    ),
    "targets found": lambda positions: positions.targets("long bri", limit=1),
    "a target": lambda positions: positions.target(ids.target_id("bridge")),
    "a speaker's stances": lambda positions: positions.of_speaker(ANN, limit=1, since=DAY),
    "a speaker's stances on one": lambda positions: positions.of_speaker(
        ANN, limit=1, target="bridge"
    ),
    "a speaker's shifts": lambda positions: positions.shifts(ANN, limit=1),
}
UTTERANCES_READS: dict[str, Callable[[Store], object]] = {
    "where else": lambda store: store.utterances.of(
        store.queries.quotes(QuoteFilter(), limit=1).items[0].statement.id
    )
}
TOPICS_READS: dict[str, Callable[[Store, str], object]] = {
    "topics": lambda store, _: store.topics.topics(limit=1),
    "targets of a topic": lambda store, topic: store.topics.targets(topic, limit=1),
    "history of a topic": lambda store, topic: store.topics.history(topic, limit=1),
    "stances on a topic": lambda store, topic: store.positions.of_topic(topic, limit=1),
    "one's stances on a topic": lambda store, topic: store.positions.of_topic(
        topic, limit=1, speaker="lee"
    ),
    "quotes on a topic": lambda store, topic: store.queries.quotes(
        QuoteFilter(topic=topic, speaker="Ann Lee"), limit=1
    ),
    "shifts on a topic": lambda store, topic: store.positions.shifts(ANN, topic=topic, limit=1),
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
    "reviewed": ("date", ClaimFilter(reviewed=True)),
    "reviewed by worth": ("checkworthiness", ClaimFilter(rating="false", standalone=True)),
    "not reviewed": ("checkworthiness", ClaimFilter(reviewed=False)),
}


@pytest.fixture
def filled(store: Store) -> Store:
    for lead in ("1", "2", "3"):
        sayings: list[Said] = [
            ("Ann Lee", "One word", "oppose" if lead == "1" else "support", "the bridge"),
            ("Bo Lee", "Two words", "support", f"a long bridge {lead}"),
        ]
        moment = dt.datetime(2021, 11, int(lead), tzinfo=dt.UTC)
        document, analysis = taking(sayings, lead=lead, published_at=moment)
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


@pytest.mark.parametrize("name", ["reviewed", "reviewed by worth"])
def test_reviewed_claims_are_found_among_themselves(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    order, where = CLAIMS_READS[name]
    filled.claims.claims(where, order=order, limit=1)
    (steps,) = (p for p in plans(tmp_path, queried) if any("claims" in s for s in p))
    assert [step for step in steps if "ix_claims_reviewed_" in step], steps
    assert not [step for step in steps if "TEMP B-TREE" in step], steps


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


def feed(store: Store, where: QuoteFilter | ClaimFilter, cursor: str | None = None) -> str | None:
    if isinstance(where, QuoteFilter):
        return store.feeds.quotes(where, limit=1, cursor=cursor).next_cursor
    return store.feeds.claims(where, limit=1, cursor=cursor).next_cursor


@pytest.mark.parametrize("name", [*BROAD, *NARROW])
def test_feeds_by_index(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    where = {**BROAD, **NARROW}[name]
    feed(filled, where, feed(filled, where))
    filled.filters.matching(where, filled.events.after(limit=9))
    found = plans(tmp_path, queried)
    assert found
    for steps in found:
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("USING" in step or "VIRTUAL TABLE INDEX" in step for step in scans), steps


@pytest.mark.parametrize("name", BROAD)
def test_broad_feeds_are_read_in_order(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    """Until there are enough, not collected and sorted."""
    feed(filled, BROAD[name])
    (steps,) = (p for p in plans(tmp_path, queried) if any("_stored" in s for s in p))
    assert not [step for step in steps if "TEMP B-TREE" in step]


@pytest.mark.parametrize("name", POSITIONS_READS)
def test_positions_by_index(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    POSITIONS_READS[name](filled.positions)
    found = plans(tmp_path, queried)
    assert found
    for steps in found:
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("USING" in step for step in scans), steps


@pytest.mark.parametrize("name", UTTERANCES_READS)
def test_utterances_by_index(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    UTTERANCES_READS[name](filled)
    found = plans(tmp_path, queried)
    assert found
    for steps in found:
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("USING" in step for step in scans), steps


@pytest.mark.parametrize("name", TOPICS_READS)
def test_topics_by_index(
    filled: Store, tmp_path: Path, queried: list[tuple[str, Any]], name: str
) -> None:
    topic = filled.topic_editing.create("bridge", [], Editor()).topic
    assert topic is not None
    queried.clear()
    TOPICS_READS[name](filled, topic.id)
    found = plans(tmp_path, queried)
    assert found
    for steps in found:
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("USING" in step for step in scans), steps


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
        "quotes by stance",
        "quotes by commitment",
        "quotes by cue class",
        "quotes about a target",
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
