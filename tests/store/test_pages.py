"""Pages: every item once, in order, whatever is stored meanwhile; cursors of nothing else."""

import base64
import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidCursor
from service.records import Page, QuoteFilter
from service.store import Store
from service.store.cursors import fingerprint, read_cursor, write_cursor
from tests.factories import make_reported
from tests.store.strategies import texts

READS: dict[str, Callable[[Store, int, str | None], Page[Any]]] = {
    "articles": lambda s, n, c: s.queries.articles(limit=n, cursor=c),
    "articles of an outlet": lambda s, n, c: s.queries.articles(
        limit=n, cursor=c, outlet="The Example"
    ),
    "quotes": lambda s, n, c: s.queries.quotes(QuoteFilter(), limit=n, cursor=c),
    "quotes of one": lambda s, n, c: s.queries.quotes(
        QuoteFilter(speaker="Ann Lee"), limit=n, cursor=c
    ),
    "quotes of several": lambda s, n, c: s.queries.quotes(
        QuoteFilter(speaker="lee"), limit=n, cursor=c
    ),
    "quotes found": lambda s, n, c: s.queries.quotes(QuoteFilter(q="word"), limit=n, cursor=c),
    "quotes of an outlet": lambda s, n, c: s.queries.quotes(
        QuoteFilter(outlet="the example"), limit=n, cursor=c
    ),
    "quotes since": lambda s, n, c: s.queries.quotes(
        QuoteFilter(since=dt.date(2000, 1, 1)), limit=n, cursor=c
    ),
    "speakers": lambda s, n, c: s.queries.speakers(limit=n, cursor=c),
    "speakers found": lambda s, n, c: s.queries.speakers("l", limit=n, cursor=c),
}


def fill(store: Store, lead: str, day: int) -> None:
    sayings = [("Ann Lee", f"{lead} word one"), ("Bo Lee", f"{lead} word two")]
    sayings.append((f"Guest{lead} Lee", f"{lead} word three"))
    published = dt.datetime(2021, 1, day, tzinfo=dt.UTC)
    store.repository.add_article(*make_reported(*sayings, lead=lead, published_at=published))


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(7):
        fill(store, f"a{number}", 10 + number // 2)  # pairs of articles of one moment
    return store


def walk(store: Store, read: Callable[..., Page[Any]], limit: int) -> Iterator[Any]:
    cursor = None
    while True:
        page = read(store, limit, cursor)
        assert len(page.items) <= limit
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
        assert len(page.items) == limit


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_pages_join_to_the_whole_list(filled: Store, read: Callable[..., Page[Any]]) -> None:
    whole = read(filled, 200, None)
    assert whole.next_cursor is None
    assert len(whole.items) >= 7
    for limit in (1, 2, 7, len(whole.items)):
        assert tuple(walk(filled, read, limit)) == whole.items


@pytest.mark.parametrize(
    "name", [name for name in READS if "speakers" not in name and name != "quotes found"]
)
def test_pages_are_stable_while_articles_come_and_go(filled: Store, name: str) -> None:
    read = READS[name]
    expected = read(filled, 200, None).items
    seen = []
    for number, item in enumerate(walk(filled, read, 1)):
        seen.append(item)
        if number < 4:
            fill(filled, f"newer{number}", 28)  # before all that is still to come
    assert tuple(seen) == expected


def test_an_empty_list(store: Store) -> None:
    for read in READS.values():
        page = read(store, 1, None)
        assert (page.items, page.next_cursor) == ((), None)


def test_a_page_has_a_size(store: Store) -> None:
    for read in READS.values():
        with pytest.raises(ValueError, match="at least one item"):
            read(store, 0, None)


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "é",
        "\ud800",
        "!!!!",
        "bm90IGpzb24",
        encoded([]),
        encoded(None),
        encoded({"k": [1, "a"]}),
        encoded({"k": 1, "f": "x"}),
        "[" * 100_000,
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_what_is_no_cursor(filled: Store, cursor: str) -> None:
    for read in READS.values():
        with pytest.raises(InvalidCursor):
            read(filled, 2, cursor)


def test_a_cursor_is_of_one_list_with_one_filter(filled: Store) -> None:
    cursors = {name: read(filled, 1, None).next_cursor for name, read in READS.items()}
    assert None not in cursors.values()
    for own in READS:
        for name, read in READS.items():
            if name == own:
                read(filled, 1, cursors[own])
            else:
                with pytest.raises(InvalidCursor):
                    read(filled, 1, cursors[own])


def test_a_cursor_serves_pages_of_any_size(filled: Store) -> None:
    for read in READS.values():
        first = read(filled, 1, None)
        assert len(read(filled, 4, first.next_cursor).items) == 4


@given(st.integers(-(2**63) + 1, 2**63 - 1), texts)
def test_cursors_keep_their_key(number: int, text: str) -> None:
    mark = fingerprint("list", text)
    cursor = write_cursor((number, text), mark)
    assert cursor.isascii()
    assert "=" not in cursor
    assert read_cursor(cursor, mark, int, str) == (number, text)
    with pytest.raises(InvalidCursor):
        read_cursor(cursor, fingerprint("list", text, 1), int, str)
    for kinds in ((str, int), (int,), (int, str, str), ()):
        with pytest.raises(InvalidCursor):
            read_cursor(cursor, mark, *kinds)


@pytest.mark.parametrize("key", [(2**63,), (-(2**70),), (True,), (None,), (1.5,), ("1",)])
def test_a_forged_key_is_refused(key: tuple[Any, ...]) -> None:
    with pytest.raises(InvalidCursor):
        read_cursor(write_cursor(key, "m"), "m", int)


@given(st.text(max_size=40))
def test_no_text_is_an_error_but_an_invalid_cursor(text: str) -> None:
    with pytest.raises(InvalidCursor):
        read_cursor(text, "m", int)
