"""Editors' merges, splits, names and corrections: made, written down, undone, and kept."""

from dataclasses import replace
from typing import Any

import pytest

from service import ids
from service.errors import Conflict, InvalidEdit, NotFound
from service.records import Article, QuoteFilter, Stance, Statement
from service.store import Editor, Store
from tests.factories import (
    make_analysis,
    make_article_text,
    make_document,
    make_reported,
    make_speaker,
    make_statement,
)

ANN = Editor("ann", "why not")


def add(store: Store, *sayings: tuple[str, str], lead: str = "", **changes: Any) -> Article:
    document, analysis = make_reported(*sayings, lead=lead)
    statements = [
        replace(one, speaker=replace(one.speaker, **changes)) for one in analysis.statements
    ]
    analysis = replace(analysis, statements=tuple(statements))
    return store.repository.add_article(document, analysis)[0]


def said(store: Store, speaker: str) -> list[str]:
    page = store.queries.quotes(QuoteFilter(speaker=speaker), limit=50)
    return sorted(item.statement.content.text for item in page.items)


def listed(store: Store) -> list[tuple[str, int]]:
    return [(s.name, s.quotes) for s in store.queries.speakers(limit=50).items]


def sid(name: str) -> str:
    return ids.speaker_id(name)


def again(store: Store, article: Article, **changes: Any) -> Article:
    """Analyse an article again, by another version of the model."""
    analysis = replace(article.analysis, version="2", **changes)
    return store.repository.replace_analysis(article.id, analysis)


@pytest.fixture
def two(store: Store) -> Store:
    add(store, ("Jane Roe", "One"), ("Jane Doe", "Two"))
    add(store, ("Jane Doe", "Three"), lead="later")
    return store


# Merging.


def test_merged_speakers_are_one(two: Store) -> None:
    change = two.editing.merge(sid("Jane Doe"), [sid("Jane Roe")], ANN)
    assert listed(two) == [("Jane Doe", 3)]
    for name in ("Jane Doe", "Jane Roe", sid("Jane Doe"), sid("Jane Roe"), "roe jane"):
        assert said(two, name) == ["One", "Three", "Two"]
    (speaker,) = two.queries.speakers("roe", limit=9).items
    assert speaker == two.queries.speaker(sid("Jane Roe")) == change.speakers[0]
    assert (speaker.aliases, speaker.merged) == (("Jane Roe",), (sid("Jane Roe"),))
    held = {i.statement.speaker.id for i in two.queries.quotes(QuoteFilter(), limit=9).items}
    assert held == {sid("Jane Doe")}


def test_a_merge_is_undone_and_done_again(two: Store) -> None:
    before = two.queries.speakers(limit=9)
    merged = two.editing.merge(sid("Jane Doe"), [sid("Jane Roe")], ANN).edit
    undone = two.editing.undo(merged.id, Editor()).edit
    assert two.queries.speakers(limit=9) == before
    assert said(two, "Jane Roe") == ["One"]
    with pytest.raises(Conflict, match="undone already"):
        two.editing.undo(merged.id, ANN)
    two.editing.undo(undone.id, ANN)
    assert listed(two) == [("Jane Doe", 3)]
    two.editing.undo(merged.id, ANN)
    assert two.queries.speakers(limit=9) == before


def test_a_merge_holds_for_what_comes_later(two: Store) -> None:
    article = add(two, ("Jane Roe", "Four"), lead="before")
    edit = two.editing.merge(sid("Jane Doe"), [sid("Jane Roe")], ANN).edit
    again(two, article)
    add(two, ("Jane Roe", "Five"), lead="after")
    assert listed(two) == [("Jane Doe", 5)]
    assert said(two, "Jane Roe") == ["Five", "Four", "One", "Three", "Two"]
    two.editing.undo(edit.id, ANN)
    assert said(two, "Jane Roe") == ["Five", "Four", "One"]
    assert said(two, "Jane Doe") == ["Three", "Two"]


def test_a_merge_survives_another_spelling_of_a_new_model(store: Store) -> None:
    article = add(store, ("Jane Roe", "One"))
    add(store, ("Janet Doe", "Two"), lead="2")
    edit = store.editing.merge(sid("Janet Doe"), [sid("Jane Roe")], ANN).edit
    (statement,) = article.analysis.statements
    fuller = replace(statement, speaker=make_speaker("Jane B. Roe"))
    again(store, article, statements=(fuller,))
    assert listed(store) == [("Janet Doe", 2)]
    assert said(store, "Jane B. Roe") == ["One", "Two"]
    store.editing.undo(edit.id, ANN)
    assert said(store, sid("Jane Roe")) == ["One"]


def test_merges_of_merged_speakers_come_apart_in_any_order(store: Store) -> None:
    add(store, ("Ann Lee", "A"), ("Bo Chan", "B"), ("Cy Roe", "C"))
    first = store.editing.merge(sid("Bo Chan"), [sid("Ann Lee")], ANN).edit
    second = store.editing.merge(sid("Cy Roe"), [sid("Ann Lee")], ANN).edit  # leads to Bo Chan
    assert listed(store) == [("Cy Roe", 3)]
    store.editing.undo(first.id, ANN)
    assert said(store, "Ann Lee") == ["A"]
    assert said(store, "Cy Roe") == ["B", "C"]
    store.editing.undo(second.id, ANN)
    assert listed(store) == [("Ann Lee", 1), ("Bo Chan", 1), ("Cy Roe", 1)]


def test_who_holds_a_statement_twice_after_a_merge_has_it_once(store: Store) -> None:
    group = make_speaker("Ann Lee", kind="group", also=("Bo Chan",))
    store.repository.add_article(
        make_document(), make_analysis(statements=[make_statement(speaker=group)])
    )
    store.editing.merge(sid("Ann Lee"), [sid("Bo Chan")], ANN)
    assert len(said(store, "Bo Chan")) == 1


@pytest.mark.parametrize(
    ("into", "merged", "error"),
    [
        (sid("Jane Doe"), [sid("Jane Doe")], InvalidEdit),
        (sid("Jane Doe"), [], InvalidEdit),
        (sid("Nobody Here"), [sid("Jane Doe")], NotFound),
        (sid("Jane Doe"), [sid("Jane Roe"), "s_\ud800"], NotFound),
    ],
)
def test_merges_that_are_refused(
    two: Store, into: str, merged: list[str], error: type[Exception]
) -> None:
    before = two.queries.speakers(limit=9)
    with pytest.raises(error):
        two.editing.merge(into, merged, ANN)
    assert two.queries.speakers(limit=9) == before
    two.editing.merge(sid("Jane Doe"), [sid("Jane Roe")], ANN)
    with pytest.raises(InvalidEdit):
        two.editing.merge(sid("Jane Roe"), [sid("Jane Doe")], ANN)


def test_a_merged_speaker_outlives_its_articles(store: Store) -> None:
    gone = add(store, ("Jane Roe", "One"))
    add(store, ("Jane Doe", "Two"), lead="2")
    store.editing.merge(sid("Jane Doe"), [sid("Jane Roe")], ANN)
    store.repository.delete_article(gone.id)
    assert listed(store) == [("Jane Doe", 1)]
    add(store, ("Jane Roe", "Three"), lead="3")
    assert listed(store) == [("Jane Doe", 2)]


# Splitting.


def test_a_split_parts_articles_and_stays(store: Store) -> None:
    first = add(store, ("John Smith", "One"))
    second = add(store, ("John Smith", "Two"), lead="2")
    assert listed(store) == [("John Smith", 2)]
    change = store.editing.split(sid("John Smith"), ANN, articles=[second.id], name="John Smith II")
    made = change.speakers[0]
    assert (made.name, made.quotes) == ("John Smith II", 1)
    assert said(store, made.id) == ["Two"]
    assert said(store, sid("John Smith")) == ["One"]
    again(store, second)
    again(store, first)
    assert said(store, made.id) == ["Two"]
    page = store.queries.quotes(QuoteFilter(speaker="John Smith"), limit=9)
    assert {(s.id, s.quotes) for s in page.matched_speakers} == {
        (made.id, 1),
        (sid("John Smith"), 1),
    }
    store.editing.undo(change.edit.id, ANN)
    assert said(store, sid("John Smith")) == ["One", "Two"]
    assert listed(store) == [("John Smith", 2)]


def test_a_split_survives_another_spelling_of_a_new_model(store: Store) -> None:
    add(store, ("Jane Roe", "One"))
    article = add(store, ("Jane Roe", "Two"), lead="2")
    made = store.editing.split(sid("Jane Roe"), ANN, articles=[article.id]).speakers[0]
    (statement,) = article.analysis.statements
    fuller = replace(statement, speaker=make_speaker("Jane B. Roe"))
    again(store, article, statements=(fuller,))
    assert said(store, made.id) == ["Two"]


def test_a_split_by_spelling(store: Store) -> None:
    add(store, ("Wendy Sherman", "One"))
    add(store, ("Wendy R. Sherman", "Two"), lead="2")
    assert listed(store) == [("Wendy R. Sherman", 2)]
    made = store.editing.split(
        store.queries.speakers(limit=1).items[0].id, ANN, spellings=["wendy r sherman"]
    ).speakers[0]
    assert said(store, made.id) == ["Two"]


def test_splits_that_are_refused(store: Store) -> None:
    article = add(store, ("Ann Lee", "One"))
    for articles in ([article.id], ["a_other"], []):
        with pytest.raises(InvalidEdit):
            store.editing.split(sid("Ann Lee"), ANN, articles=articles)
    with pytest.raises(NotFound):
        store.editing.split(sid("Bo Chan"), ANN, articles=[article.id])


def test_deleting_a_parted_article_leaves_no_pin(store: Store) -> None:
    add(store, ("Ann Lee", "One"))
    article = add(store, ("Ann Lee", "Two"), lead="2")
    edit = store.editing.split(sid("Ann Lee"), ANN, articles=[article.id]).edit
    store.repository.delete_article(article.id)
    with pytest.raises(Conflict):
        store.editing.undo(edit.id, ANN)
    assert listed(store) == [("Ann Lee", 1)]


# Names and ids.


def test_a_speaker_is_renamed_and_found_by_aliases(store: Store) -> None:
    add(store, ("Jo Biden", "One"))
    change = store.editing.change_speaker(
        sid("Jo Biden"),
        {"name": "Joe Biden", "aliases": ["POTUS"], "external_ids": {"wikidata": "Q6279"}},
        ANN,
    )
    speaker = store.queries.speaker(sid("Jo Biden"))
    assert change.speakers == (speaker,)
    assert (speaker.name, speaker.aliases) == ("Joe Biden", ("POTUS", "Jo Biden"))
    assert [(one.scheme, one.value) for one in speaker.external_ids] == [("wikidata", "Q6279")]
    for q in ("potus", "biden joe", "jo biden"):
        assert [s.id for s in store.queries.speakers(q, limit=9).items] == [speaker.id]
        assert said(store, q) == ["One"]
    add(store, ("Joe Biden", "Two"), lead="2")
    assert said(store, speaker.id) == ["One", "Two"]
    store.editing.undo(change.edit.id, ANN)
    assert store.queries.speaker(sid("Jo Biden")).external_ids == ()
    assert store.queries.speakers("potus", limit=9).items == ()


def test_what_changes_nothing_is_refused(store: Store) -> None:
    add(store, ("Jo Biden", "One"))
    nothing: list[dict[str, Any]] = [{}, {"name": None}, {"aliases": []}]
    for fields in nothing:
        with pytest.raises(InvalidEdit):
            store.editing.change_speaker(sid("Jo Biden"), fields, ANN)


def test_an_edit_on_which_another_builds_is_not_undone(store: Store) -> None:
    add(store, ("Jo Biden", "One"))
    first = store.editing.change_speaker(sid("Jo Biden"), {"name": "J. Biden"}, ANN).edit
    second = store.editing.change_speaker(sid("Jo Biden"), {"name": "Joe Biden"}, ANN).edit
    with pytest.raises(Conflict, match="since"):
        store.editing.undo(first.id, ANN)
    store.editing.undo(second.id, ANN)
    store.editing.undo(first.id, ANN)
    assert listed(store) == [("Jo Biden", 1)]
    with pytest.raises(NotFound):
        store.editing.undo("e_none", ANN)


# Corrections of statements.


def correct(store: Store, statement: Statement, **fields: object) -> str:
    return store.editing.correct_quote(statement.id, fields, ANN).edit.id


def shown(store: Store, article: Article) -> tuple[Statement, ...]:
    return store.queries.article(article.id).analysis.statements


@pytest.fixture
def article(store: Store) -> Article:
    add(store, ("Bo Chan", "Elsewhere"), lead="other")
    return add(store, ("Ann Lee", "We agree on all"), ("Bo Chan", "We do not"))


def test_a_statement_gets_another_speaker(store: Store, article: Article) -> None:
    first = article.analysis.statements[0]
    edit = correct(store, first, speaker={"id": sid("Bo Chan")})
    speaker = shown(store, article)[0].speaker
    assert (speaker.id, speaker.name, speaker.score) == (sid("Bo Chan"), "Bo Chan", 1.0)
    assert "corrected" in shown(store, article)[0].flags
    assert said(store, "Bo Chan") == ["Elsewhere", "We agree on all", "We do not"]
    assert listed(store) == [("Bo Chan", 3)]
    store.editing.undo(edit, ANN)
    assert store.queries.article(article.id) == article
    assert listed(store) == [("Bo Chan", 2), ("Ann Lee", 1)]


def test_a_speaker_by_name_and_none(store: Store, article: Article) -> None:
    first, second = article.analysis.statements
    correct(store, first, speaker={"name": "Cy Roe", "kind": "person", "role": "Mayor"})
    correct(store, second, speaker=None)
    assert said(store, "Cy Roe") == ["We agree on all"]
    assert store.queries.speaker(sid("Cy Roe")).roles == ("Mayor",)
    speaker = shown(store, article)[1].speaker
    assert (speaker.id, speaker.name, speaker.reason) == (None, None, "corrected")


def test_labels_are_corrected(store: Store, article: Article) -> None:
    first = article.analysis.statements[0]
    correct(store, first, stance={"label": "oppose", "target": "the plan"}, commitment="hedged")
    correct(store, first, act="call")
    now = shown(store, article)[0]
    assert now.stance == Stance("oppose", "the plan", 1.0)
    assert (now.commitment, now.act, now.flags) == ("hedged", "call", ("corrected",))
    assert now.speaker == first.speaker
    with pytest.raises(InvalidEdit):
        correct(store, first)
    with pytest.raises(InvalidEdit, match="change nothing"):
        correct(store, first, act="call")
    with pytest.raises(NotFound):
        store.editing.correct_quote("q_none", {"act": None}, ANN)
    with pytest.raises(NotFound):
        correct(store, first, speaker={"id": "s_none"})


def test_corrections_survive_another_analysis(store: Store, article: Article) -> None:
    first, second = article.analysis.statements
    edit = correct(store, first, speaker={"id": sid("Bo Chan")}, act="pledge")
    # A new model has other borders, another id, another speaker.
    text = article.document.text
    wider = make_statement(text, content="We agree on all,", speaker="Cy Roe")
    assert wider.id != first.id
    again(store, article, statements=(wider, second))
    now = shown(store, article)[0]
    assert (now.id, now.speaker.name, now.act) == (wider.id, "Bo Chan", "pledge")
    assert listed(store) == [("Bo Chan", 3)]
    history = store.registry.quote_history(wider.id, limit=9).items
    assert [one.id for one in history] == [edit]
    store.editing.undo(edit, ANN)
    now = shown(store, article)[0]
    assert (now.speaker.name, now.act, now.flags) == ("Cy Roe", None, ())


def test_a_corrected_statement_stays_when_a_model_misses_it(store: Store, article: Article) -> None:
    first, second = article.analysis.statements
    edit = correct(store, first, act="pledge")
    again(store, article, statements=(second,))
    assert [one.act for one in shown(store, article)] == ["pledge", None]
    assert store.queries.articles(limit=9).items[0].quotes == 2
    again(store, article)
    assert [one.id for one in shown(store, article)] == [first.id, second.id]
    again(store, article, statements=(second,))
    store.editing.undo(edit, ANN)
    assert [one.id for one in shown(store, article)] == [second.id]


def test_a_deleted_article_takes_its_corrections_along(store: Store, article: Article) -> None:
    first = article.analysis.statements[0]
    edit = correct(store, first, act="pledge")
    store.repository.delete_article(article.id)
    with pytest.raises(NotFound):
        store.editing.undo(edit, ANN)
    store.repository.add_article(article.document, article.analysis)
    assert store.queries.article(article.id).analysis == article.analysis


# The record of it all.


def test_everything_is_written_down(two: Store) -> None:
    first = two.editing.merge(sid("Jane Doe"), [sid("Jane Roe")], ANN).edit
    second = two.editing.change_speaker(sid("Jane Doe"), {"name": "J. Doe"}, Editor()).edit
    third = two.editing.undo(second.id, ANN).edit
    for speaker in (sid("Jane Doe"), sid("Jane Roe")):
        page = two.registry.speaker_history(speaker, limit=2)
        rest = two.registry.speaker_history(speaker, limit=2, cursor=page.next_cursor)
        edits = [*page.items, *rest.items]
        assert [one.id for one in edits] == [third.id, second.id, first.id]
    assert [one.undone_by for one in edits] == [None, third.id, None]
    assert [one.undoes for one in edits] == [second.id, None, None]
    assert (edits[2].by, edits[2].note, edits[2].action) == ("ann", "why not", "merge")
    assert edits[2].before == {"merged_into": {sid("Jane Roe"): None}}
    assert edits[2].after == {"merged_into": {sid("Jane Roe"): sid("Jane Doe")}}
    assert edits[1].speakers == (sid("Jane Doe"),)
    with pytest.raises(NotFound):
        two.registry.speaker_history("s_none", limit=2)


def test_roles_over_time(store: Store) -> None:
    import datetime as dt

    for day, role in ((1, "Senator"), (2, "Senator"), (3, "Secretary of State")):
        text = make_article_text(("John Kerry", "Yes"), lead=str(day))
        speaker = make_speaker("John Kerry", text, role=role)
        statement = make_statement(text, content="Yes", speaker=speaker)
        document = make_document(text, published_at=dt.datetime(2021, 1, day, tzinfo=dt.UTC))
        store.repository.add_article(document, make_analysis(text, [statement]))
    roles = store.registry.roles(sid("John Kerry"))
    assert [(one.role, one.first, one.last, one.count) for one in roles] == [
        ("Secretary of State", dt.date(2021, 1, 3), dt.date(2021, 1, 3), 1),
        ("Senator", dt.date(2021, 1, 1), dt.date(2021, 1, 2), 2),
    ]
    assert len(roles[1].articles) == 2


# Doubts.


def test_doubtful_links_are_suggested_and_settled(store: Store) -> None:
    add(store, ("John Smith", "Goals"), role="a footballer")
    add(store, ("John Smith", "Taxes"), lead="2", role="Minister of Finance")
    assert [quotes for _, quotes in listed(store)] == [1, 1]
    (doubt,) = store.registry.suggestions(limit=9).items
    assert {one.name for one in doubt.speakers} == {"John Smith"}
    assert doubt.reason == "roles"
    assert store.registry.suggestions(limit=9, speaker=sid("John Smith")).items == (doubt,)
    edit = store.editing.dismiss(doubt.id, ANN).edit
    assert store.registry.suggestions(limit=9).items == ()
    store.editing.undo(edit.id, ANN)
    a, b = (one.id for one in doubt.speakers)
    merged = store.editing.merge(a, [b], ANN).edit
    assert store.registry.suggestions(limit=9).items == ()
    store.editing.undo(merged.id, ANN)
    assert len(store.registry.suggestions(limit=9).items) == 1
    with pytest.raises(NotFound):
        store.editing.dismiss("l_none", ANN)


def test_bare_surnames_stay_in_their_articles(store: Store) -> None:
    add(store, ("Sullivan", "One"))
    add(store, ("Sullivan", "Two"), lead="2")
    add(store, ("Jake Sullivan", "Three"), lead="3")
    assert listed(store) == [("Jake Sullivan", 1), ("Sullivan", 1), ("Sullivan", 1)]
    page = store.queries.quotes(QuoteFilter(speaker="Sullivan"), limit=9)
    assert [s.name for s in page.matched_speakers] == ["Sullivan", "Sullivan"]
    assert len(page.items) == 2
