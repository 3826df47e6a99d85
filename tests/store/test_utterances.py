"""One utterance in several articles, and several utterances of one wording."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from service import ids
from service.errors import NotFound
from service.records import StatementKind
from service.store import Editor, Store
from tests.factories import make_analysis, make_document, make_reported, make_statement

TUNNEL = "We will build the tunnel under the harbour before the winter comes"
CUT = "build the tunnel under the harbour before the winter"


def add(
    store: Store, day: int, *sayings: tuple[str | None, str], kind: StatementKind = "direct"
) -> list[str]:
    """Store an article of a day; gives the ids of its statements. None: nobody is named."""
    named = [(who or "Ann Lee", what) for who, what in sayings]
    moment = dt.datetime(2021, 11, 1, tzinfo=dt.UTC) + dt.timedelta(days=day)
    document, analysis = make_reported(*named, lead=f"{day} {kind}", published_at=moment)
    told = tuple(
        replace(
            one,
            kind=kind,
            speaker=one.speaker if who else replace(one.speaker, id=None, name=None),
        )
        for one, (who, _) in zip(analysis.statements, sayings, strict=True)
    )
    store.repository.add_article(document, replace(analysis, statements=told))
    return [one.id for one in told]


def seen(store: Store, quote: str) -> list[tuple[str, str]]:
    return [
        (one.quote.statement.id, one.difference) for one in store.utterances.of(quote).appearances
    ]


def test_the_same_words_in_two_articles_are_one_utterance(store: Store) -> None:
    (later,) = add(store, 5, ("Ann Lee", TUNNEL))
    (first,) = add(store, 1, ("Ann Lee", CUT))
    add(store, 2, ("Ann Lee", "The bridge will be closed before the winter comes"))
    found = store.utterances.of(later)
    assert found.first == first
    assert seen(store, later) == [(first, "cut"), (later, "same")]
    assert seen(store, first) == [(first, "same"), (later, "extended")]
    edits = [(one.reference, one.variant) for one in found.appearances[0].edits]
    assert edits == [("We will", ""), ("comes", "")]
    assert found.also == ()


def test_what_others_say_too_is_linked_and_not_joined(store: Store) -> None:
    (one,) = add(store, 1, ("Ann Lee", TUNNEL))
    (other,) = add(store, 2, ("Bo Roe", TUNNEL))
    found = store.utterances.of(one)
    assert [v.quote.statement.id for v in found.appearances] == [one]
    assert [v.quote.statement.id for v in found.also] == [other]
    change = store.editing.merge(ids.speaker_id("Ann Lee"), [ids.speaker_id("Bo Roe")], Editor())
    assert [one for one, _ in seen(store, one)] == [one, other]
    store.editing.undo(change.edit.id, Editor())
    assert [one for one, _ in seen(store, one)] == [one]


def test_a_post_and_its_quotation_in_the_article_are_one(store: Store) -> None:
    post, quoted, unnamed = add(
        store, 1, ("Ann Lee", TUNNEL), ("Ann Lee", CUT.title()), (None, f"{TUNNEL}, she added")
    )
    assert {one for one, _ in seen(store, post)} == {post, quoted, unnamed}
    (elsewhere,) = add(store, 2, (None, f"Remember: {TUNNEL}"))
    found = store.utterances.of(post)
    assert [one.quote.statement.id for one in found.also] == [elsewhere]


def test_described_and_unnamed_holders_join_nobody(store: Store) -> None:
    """Who is described is somebody else; whom nothing names leads no further."""
    moment = dt.datetime(2021, 11, 1, tzinfo=dt.UTC)
    sayings = [("Ann Lee", TUNNEL), ("Bo Roe", f"{TUNNEL} again"), ("Cy Poe", f"So {TUNNEL}")]
    document, analysis = make_reported(*sayings, published_at=moment)
    ann, bo, cy = analysis.statements
    described = replace(bo, speaker=replace(bo.speaker, id=None, name="many", kind="unnamed"))
    unknown = replace(cy, speaker=replace(cy.speaker, id=None, name=None, kind="unknown"))
    store.repository.add_article(document, replace(analysis, statements=(ann, described, unknown)))
    assert [one for one, _ in seen(store, ann.id)] == [ann.id, cy.id]
    assert [one.quote.statement.id for one in store.utterances.of(ann.id).also] == [bo.id]


def test_a_statement_inside_another_is_no_appearance_of_it(store: Store) -> None:
    text = f"“{TUNNEL},” Ann Lee said."
    outer = make_statement(text, content=TUNNEL, speaker="Ann Lee")
    inner = make_statement(text, content=CUT, speaker="Ann Lee")
    store.repository.add_article(make_document(text), make_analysis(text, [outer, inner]))
    assert seen(store, outer.id) == [(outer.id, "same")]


@pytest.mark.parametrize(
    ("day", "kind", "joined"),
    [(2, "indirect", True), (2, "mixed", True), (2, "direct", False), (9, "indirect", False)],
)
def test_a_report_in_other_words_is_joined_in_those_days_only(
    store: Store, day: int, kind: StatementKind, joined: bool
) -> None:
    (direct,) = add(store, 1, ("Ann Lee", TUNNEL))
    reported = "that they would build a harbour tunnel before winter"
    (other,) = add(store, day, ("Ann Lee", reported), kind=kind)
    expected = [(direct, "same"), *([(other, "paraphrased")] if joined else [])]
    assert seen(store, direct) == expected


def test_short_answers_are_one_within_days(store: Store) -> None:
    (first,) = add(store, 1, ("Ann Lee", "Never"))
    (second,) = add(store, 3, ("Ann Lee", "Never!"))
    add(store, 25, ("Ann Lee", "Never…"))
    add(store, 2, ("Bo Roe", "Never"))
    found = store.utterances.of(first)
    assert [one.quote.statement.id for one in found.appearances] == [first, second]
    assert found.also == ()


def test_a_surname_alone_is_the_full_name_s_where_the_words_are_the_same(store: Store) -> None:
    (full,) = add(store, 1, ("Ann Lee", TUNNEL))
    (bare,) = add(store, 2, ("Lee", TUNNEL))
    (other,) = add(store, 3, ("Roe", TUNNEL))
    found = store.utterances.of(full)
    assert [one.quote.statement.id for one in found.appearances] == [full, bare]
    assert [one.quote.statement.id for one in found.also] == [other]


def test_appearances_of_appearances_are_found(store: Store) -> None:
    half, other_half = (
        "We will build the tunnel under the harbour",
        "before the winter comes, at last",
    )
    (one,) = add(store, 1, ("Ann Lee", half))
    (whole,) = add(store, 2, ("Ann Lee", f"{half} {other_half}"))
    (two,) = add(store, 3, ("Ann Lee", other_half))
    assert [found for found, _ in seen(store, one)] == [one, whole, two]


def test_a_deleted_article_takes_its_appearance_away(store: Store) -> None:
    (one,) = add(store, 1, ("Ann Lee", TUNNEL))
    (two,) = add(store, 2, ("Ann Lee", TUNNEL))
    store.repository.delete_article(store.queries.quote(two).article.id)
    assert [found for found, _ in seen(store, one)] == [one]
    store.repository.delete_article(store.queries.quote(one).article.id)
    for quote in (one, two, "q_none", "\ud800\0"):
        with pytest.raises(NotFound):
            store.utterances.of(quote)


@pytest.mark.parametrize("text", ["we say no " * 400, "…", "😀 " * 50, "a"])
def test_any_wording_can_be_asked_for(store: Store, text: str) -> None:
    made: list[Any] = [add(store, day, ("Ann Lee", text.strip())) for day in range(3)]
    assert store.utterances.of(made[0][0]).appearances
