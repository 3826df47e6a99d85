"""Saved filters: kept, changed, and finding exactly what the lists find."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from service import ids
from service.errors import InvalidCursor, InvalidFilter, NotFound
from service.records import (
    Act,
    CheckWorthiness,
    ClaimFilter,
    Event,
    QuoteFilter,
    Stance,
    StanceLabel,
    StoredStatement,
)
from service.store import Editor, Store
from tests.factories import make_claim, make_reported

ANN, BO = ids.speaker_id("Ann Lee"), ids.speaker_id("Bo Chan")
EDITOR = Editor("a.ruiz")


ARTICLES: list[tuple[str, StanceLabel, Act, str]] = [
    ("1", "oppose", "call", "The Example"),
    ("2", "support", "pledge", "Another"),
]


@pytest.fixture
def filled(store: Store) -> Store:
    for day, (lead, label, act, outlet) in enumerate(ARTICLES, start=1):
        document, analysis = make_reported(
            ("Ann Lee", "The bridge is closed"),
            ("Bo Chan", "No comment on it"),
            lead=lead,
            outlet=outlet,
            published_at=dt.datetime(2021, 11, day, tzinfo=dt.UTC),
        )
        one, other = analysis.statements
        one = replace(one, stance=Stance(label, "the bridge", 0.8), act=act, commitment="asserted")
        worth = CheckWorthiness(0.7, True, ("number",))
        one = replace(one, claims=(make_claim(one, checkworthy=worth),))
        other = replace(other, claims=(make_claim(other, standalone=False),), score=0.4)
        store.repository.add_article(document, replace(analysis, statements=(one, other)))
    return store


QUOTES: list[dict[str, Any]] = [
    {},
    {"speaker": ANN},
    {"speaker": "s_nobody"},
    {"speaker": BO, "outlet": "the  EXAMPLE"},
    {"stance": "oppose"},
    {"target": "bridge"},
    {"target": "bridge", "stance": "support"},
    {"target": "tunnel"},
    {"commitment": "asserted", "act": "pledge"},
    {"q": "bridge closed"},
    {"q": "bridge", "speaker": BO},
    {"q": "?"},
    {"since": dt.date(2021, 11, 2)},
    {"until": dt.date(2021, 11, 1), "speaker": ANN},
    {"min_score": 0.5},
    {"kind": "indirect"},
    {"via": "Ann Lee"},
]
CLAIMS: list[dict[str, Any]] = [
    {},
    {"speaker": ANN},
    {"speaker": BO, "standalone": False},
    {"standalone": True, "min_checkworthiness": 0.5},
    {"stance": "oppose"},
    {"target": "bridge", "outlet": "Another"},
    {"q": "bridge"},
    {"q": "bridge", "speaker": ANN, "since": dt.date(2021, 11, 2)},
    {"until": dt.date(2021, 11, 1)},
]


def created(store: Store) -> tuple[Event, ...]:
    return store.events.after(limit=1000)


@pytest.mark.parametrize("where", QUOTES, ids=str)
def test_events_feed_and_list_find_the_same_statements(
    filled: Store, where: dict[str, Any]
) -> None:
    wanted = QuoteFilter(**where)
    listed = [one.statement.id for one in filled.queries.quotes(wanted, limit=200).items]
    matched = filled.filters.matching(wanted, created(filled))
    assert {event.kind for event in matched} <= {"statement.created"}
    assert sorted(event.quote_id or "" for event in matched) == sorted(listed)
    fed = filled.feeds.quotes(wanted, limit=200).items
    assert sorted(one.statement.id for one in fed) == sorted(listed)


@pytest.mark.parametrize("where", CLAIMS, ids=str)
def test_events_feed_and_list_find_the_same_claims(filled: Store, where: dict[str, Any]) -> None:
    wanted = ClaimFilter(**where)
    listed = filled.claims.claims(wanted, order="date", limit=200).items
    matched = filled.filters.matching(wanted, created(filled))
    assert {event.kind for event in matched} <= {"claim.created"}
    assert sorted(e.claim_id or "" for e in matched) == sorted(one.claim.id for one in listed)
    fed = filled.feeds.claims(wanted, limit=200).items
    assert sorted(one.claim.id for one in fed) == sorted(one.claim.id for one in listed)


def test_a_topic_and_merged_speakers_are_followed(filled: Store) -> None:
    topic = filled.topic_editing.create("bridge", [], EDITOR).topic
    assert topic is not None
    assert len(filled.filters.matching(QuoteFilter(topic=topic.id), created(filled))) == 2
    filled.editing.merge(ANN, [BO], EDITOR)
    for speaker in (ANN, BO):
        assert len(filled.filters.matching(QuoteFilter(speaker=speaker), created(filled))) == 4
        assert len(filled.feeds.quotes(QuoteFilter(speaker=speaker), limit=9).items) == 4


def test_what_is_deleted_is_not_found(filled: Store) -> None:
    happened = created(filled)
    filled.repository.delete_article(happened[0].article_id or "")
    assert len(filled.filters.matching(QuoteFilter(), happened)) == 2
    assert filled.filters.matching(QuoteFilter(), ()) == ()


def test_feeds_are_in_the_order_of_storing(filled: Store) -> None:
    """An old article that comes in late is news."""
    document, analysis = make_reported(
        ("Ann Lee", "Old words"), published_at=dt.datetime(1999, 1, 1, tzinfo=dt.UTC)
    )
    filled.repository.add_article(document, analysis)
    whole = filled.feeds.quotes(QuoteFilter(), limit=200).items
    assert whole[0].statement.content.text == "Old words"
    assert [one.created_at for one in whole] == sorted(
        (one.created_at for one in whole), reverse=True
    )
    paged: list[StoredStatement] = []
    cursor = None
    while True:
        page = filled.feeds.quotes(QuoteFilter(), limit=2, cursor=cursor)
        paged += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert paged == list(whole)
    claims = filled.feeds.claims(ClaimFilter(), limit=200).items
    first = filled.feeds.claims(ClaimFilter(), limit=3)
    rest = filled.feeds.claims(ClaimFilter(), limit=3, cursor=first.next_cursor)
    assert (*first.items, *rest.items) == claims
    assert len(claims) == 4
    with pytest.raises(InvalidCursor):
        filled.feeds.claims(ClaimFilter(), limit=3, cursor=cursor or "x")


def test_corrections_are_told_as_updates(filled: Store) -> None:
    quote_id = filled.feeds.quotes(QuoteFilter(), limit=1).items[0].statement.id
    assert filled.feeds.updates([quote_id]) == {}
    edit = filled.editing.correct_quote(quote_id, {"act": "threat"}, EDITOR).edit
    assert filled.feeds.updates([quote_id, "q_none"]) == {quote_id: edit.at}


def test_a_filter_is_kept_changed_and_deleted(filled: Store) -> None:
    where = QuoteFilter(speaker=ANN, since=dt.date(2021, 11, 2), min_score=0.5, q='"the bridge"')
    made = filled.filters.create("Ann \ud800", where)
    assert filled.filters.get(made.id) == made
    assert (made.kind, made.where) == ("quotes", where)
    changed = filled.filters.change(made.id, name="Ann Lee")
    assert (changed.name, changed.where) == ("Ann Lee", where)
    assert changed.updated_at > made.updated_at
    changed = filled.filters.change(made.id, where=QuoteFilter(act="pledge"))
    assert filled.filters.get(made.id).where == QuoteFilter(act="pledge")
    with pytest.raises(InvalidFilter, match="one of quotes"):
        filled.filters.change(made.id, where=ClaimFilter())
    filled.filters.delete(made.id)
    for act in (
        lambda: filled.filters.get(made.id),
        lambda: filled.filters.delete(made.id),
        lambda: filled.filters.change(made.id, name="x"),
    ):
        with pytest.raises(NotFound):
            act()
    kinds = [event.kind for event in created(filled) if event.filter_id == made.id]
    assert kinds == ["filter.created", "filter.changed", "filter.changed", "filter.deleted"]


@pytest.mark.parametrize(
    "where",
    [
        QuoteFilter(speaker="Ann Lee"),
        QuoteFilter(speaker="s_none"),
        ClaimFilter(speaker="s_none\0"),
        QuoteFilter(topic="p_none"),
    ],
)
def test_what_a_filter_names_must_be_there(filled: Store, where: QuoteFilter | ClaimFilter) -> None:
    with pytest.raises(InvalidFilter, match=r"No (speaker|topic) has the id"):
        filled.filters.create("x", where)
    made = filled.filters.create("x", type(where)())
    with pytest.raises(InvalidFilter, match=r"No (speaker|topic) has the id"):
        filled.filters.change(made.id, where=where)


def test_filters_are_listed_by_name(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [store.filters.create(name, ClaimFilter()) for name in ("b", "a", "c", "a")]
    assert len({one.id for one in made}) == 4
    first = store.filters.list(limit=3)
    rest = store.filters.list(limit=3, cursor=first.next_cursor)
    assert [one.name for one in (*first.items, *rest.items)] == ["a", "a", "b", "c"]
    assert rest.next_cursor is None
    monkeypatch.setattr("service.store.filters._MOST_FILTERS", 4)
    with pytest.raises(InvalidFilter, match="at most 4"):
        store.filters.create("d", ClaimFilter())
