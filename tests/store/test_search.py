"""Search words are words, never a query language."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from service.records import QuoteFilter
from service.store import Store, open_store
from service.store.search import phrases, searchable
from tests.factories import make_analysis, make_document, make_reported, make_statement
from tests.store.conftest import MakeUrl
from tests.store.strategies import texts

CONTENT = "Don't rush: the naïve North-South talks AND the summit near Zürich cost €5.5 million"


@pytest.fixture(scope="module")
def shared(make_url: MakeUrl) -> Iterator[Store]:
    store = open_store(make_url())
    add(store)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("talks", ("talks",)),
        ("  the   talks ", ("the", "talks")),
        ('"the talks" end', ("the talks", "end")),
        ("“the talks” end", ("the talks", "end")),
        ('open "ended', ("open", "ended")),
        ('a"b c"d', ("a", "b c", "d")),
        ("talks talks", ("talks",)),
        ("don't", ("don't",)),
        ('- * : ( ) ^ \' … "" "-" _', ()),
        ("", ()),
        ("a\0b\ud800c", ("a", "b", "c")),
    ],
)
def test_phrases(q: str, expected: tuple[str, ...]) -> None:
    assert phrases(q) == expected


@pytest.mark.parametrize(
    "q",
    [
        "talks",
        "TALKS",
        "naive",
        "zurich",
        "Zürich",
        "summit talks",
        "don't",
        "don’t",
        "north-south",
        '"south talks"',
        '"the summit" rush',
        "AND",
        "and the",
        "5.5",
        "(talks)",
        "talks*",
        "^talks",
        "- talks",
        "talks:",
        " ".join(["talks"] * 5000),
    ],
)
def test_found(store: Store, q: str) -> None:
    add(store)
    assert count(store, q) == 1


@pytest.mark.parametrize(
    "q",
    [
        "talk",
        "tal*",
        "talks absent",
        "talks OR absent",
        '"talks south"',
        "content:talks",
        "NEAR(the talks)",
        "NOT talks",
        'talks" OR "absent',
        "",
        "-",
        '"',
        "'; DROP TABLE statements; --",
        " ".join(f"word{number}" for number in range(5000)),
    ],
)
def test_not_found(store: Store, q: str) -> None:
    add(store)
    assert count(store, q) == 0


@given(q=texts)
@settings(max_examples=60, deadline=None)
def test_no_text_is_an_error(shared: Store, q: str) -> None:
    count(shared, q)
    assert count(shared, f"{q.replace(chr(34), ' ')} nowhereatall") == 0


@given(texts)
def test_searchable_text_keeps_its_length(text: str) -> None:
    assert len(searchable(text)) == len(text)
    searchable(text).encode()


def test_words_beside_what_databases_refuse_are_found(store: Store) -> None:
    text = "“one\0two\ud800three,” Ann Lee said."
    statement = make_statement(text, content="one\0two\ud800three", speaker="Ann Lee")
    store.repository.add_article(make_document(text), make_analysis(text, [statement]))
    assert [count(store, q) for q in ("one", "two", "three")] == [1, 1, 1]


def add(store: Store) -> None:
    store.repository.add_article(*make_reported(("Ann Lee", CONTENT)))


def count(store: Store, q: str) -> int:
    return len(store.queries.quotes(QuoteFilter(q=q), limit=9).items)
