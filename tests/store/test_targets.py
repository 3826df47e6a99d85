"""Targets: counted up and down with statements, found by id, phrase and words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from service import ids
from service.errors import InvalidCursor, NotFound
from service.records import QuoteFilter
from service.store import Editor, Store
from service.wording.words import phrase_key
from tests.store.positions import Said, taking

TAX: Sequence[Said] = (
    ("Ann Lee", "We need the tax", "support", "the carbon tax"),
    ("Bo Roe", "No new tax", "oppose", "Carbon taxes"),
    ("Cy Poe", "The bridge is long", "neutral", "bridge"),
)


def target_id(phrase: str) -> str:
    return ids.target_id(phrase_key(phrase))


def listed(store: Store, q: str | None = None) -> list[tuple[str, int]]:
    return [(one.name, one.quotes) for one in store.positions.targets(q, limit=50).items]


@pytest.fixture
def filled(store: Store) -> Store:
    store.repository.add_article(*taking(TAX))
    return store


def test_phrases_that_differ_in_case_articles_and_plurals_are_one_target(filled: Store) -> None:
    assert listed(filled) == [("Carbon taxes", 2), ("bridge", 1)]
    one = filled.positions.target(target_id("a carbon tax"))
    assert one.phrases == ("Carbon taxes", "the carbon tax")
    assert one.stances == {"support": 1, "oppose": 1}


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("carbon", ["Carbon taxes"]),
        ("tax carbon", ["Carbon taxes"]),
        ("car", ["Carbon taxes"]),
        ("brid", ["bridge"]),
        ("bridges", ["bridge"]),
        ("carbon bridge", []),
        ("", []),
        (" — ", []),
        ("AND NEAR( *", []),
        ("%", []),
        ("\ud800\0", []),
        ("😀", []),
        ("tax " * 5000, ["Carbon taxes"]),
    ],
)
def test_targets_are_searched(filled: Store, q: str, names: list[str]) -> None:
    assert [name for name, _ in listed(filled, q)] == names


@pytest.mark.parametrize(
    ("target", "contents"),
    [
        (target_id("carbon tax"), ["We need the tax", "No new tax"]),
        ("THE CARBON TAX", ["We need the tax", "No new tax"]),
        ("taxes", ["We need the tax", "No new tax"]),
        ("long bridge", []),
        ("bridge", ["The bridge is long"]),
        ("", []),
        ("t_aaaaaaaaaaaaaaaaaaaa", []),
        ("\ud800\0", []),
        ("' OR 1=1 --", []),
    ],
)
def test_statements_by_target(filled: Store, target: str, contents: list[str]) -> None:
    page = filled.queries.quotes(QuoteFilter(target=target), limit=9)
    assert [one.statement.content.text for one in page.items] == contents


def test_statements_by_all_labels_together(store: Store) -> None:
    document, analysis = taking(TAX)
    first, second, third = analysis.statements
    told = (
        replace(first, commitment="asserted", act="pledge"),
        replace(second, commitment="asserted", act="refusal"),
        third,
    )
    store.repository.add_article(document, replace(analysis, statements=told))
    for where, count in (
        ({"stance": "oppose"}, 1),
        ({"commitment": "asserted"}, 2),
        ({"act": "pledge"}, 1),
        ({"cue_class": "neutral"}, 3),
        ({"cue_class": "denial"}, 0),
        ({"commitment": "asserted", "act": "refusal", "stance": "oppose", "target": "tax"}, 1),
        ({"act": "refusal", "speaker": "Ann Lee"}, 0),
        ({"stance": "support", "speaker": "Ann Lee", "q": "tax"}, 1),
    ):
        found = store.queries.quotes(QuoteFilter(**where), limit=9)  # type: ignore[arg-type]
        assert len(found.items) == count, where


def test_a_deleted_article_takes_its_targets_away(filled: Store) -> None:
    document, analysis = taking(TAX[:1], lead="Another")
    filled.repository.add_article(document, analysis)
    assert listed(filled) == [("the carbon tax", 3), ("bridge", 1)]
    filled.repository.delete_article(ids.article_id(taking(TAX)[0].text))
    assert listed(filled) == [("the carbon tax", 1)]
    filled.repository.delete_article(analysis.article_id)
    assert listed(filled) == []
    with pytest.raises(NotFound):
        filled.positions.target(target_id("carbon tax"))


def test_an_editor_s_target_counts_and_its_undoing(filled: Store) -> None:
    (one,) = filled.queries.quotes(QuoteFilter(target="bridge"), limit=9).items
    stance = {"label": "oppose", "target": "toll"}
    change = filled.editing.correct_quote(one.statement.id, {"stance": stance}, Editor())
    assert listed(filled) == [("Carbon taxes", 2), ("toll", 1)]
    filled.editing.undo(change.edit.id, Editor())
    assert listed(filled) == [("Carbon taxes", 2), ("bridge", 1)]


@pytest.mark.parametrize("phrase", ["…", "him", "it", "this", "so"])
def test_a_phrase_that_names_nothing_is_no_target(store: Store, phrase: str) -> None:
    store.repository.add_article(*taking([("Ann Lee", "Well", "neutral", phrase)]))
    assert listed(store) == []


def test_pages_of_targets(store: Store) -> None:
    sayings: list[Said] = [("Ann Lee", f"Say {n}", "neutral", f"bridge {n}") for n in range(5)]
    store.repository.add_article(*taking(sayings, published_at=dt.datetime(2021, 1, 1)))
    found, cursor = [], None
    while True:
        page = store.positions.targets("bridge", limit=2, cursor=cursor)
        found += [one.name for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == [f"bridge {n}" for n in range(5)]
    first = store.positions.targets("bridge", limit=2)
    with pytest.raises(InvalidCursor):
        store.positions.targets(limit=2, cursor=first.next_cursor)
