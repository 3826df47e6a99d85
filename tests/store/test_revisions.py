"""Articles that get another text: what stays keeps its id, and editors' work follows it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from service import ids
from service.config import Settings
from service.errors import Conflict, InvalidCursor, NotFound
from service.records import (
    Analysis,
    Article,
    ClaimFilter,
    Document,
    QuoteFilter,
    RevisionChanges,
    Stance,
)
from service.store import Editor, Store
from tests.analysers import SmallAnalyser
from tests.factories import (
    make_analysis,
    make_article_text,
    make_claim,
    make_document,
    make_statement,
)
from tests.factories import make_reported as report

ANN, BO = "Ann Lee", "Bo Chan"
EDITOR = Editor("ann")
Said = tuple[str, str]
PORT, TAX, WAIT = (ANN, "The port is closed"), (BO, "The tax will rise"), (ANN, "We wait")


def reported(*sayings: Said, lead: str = "", **changes: Any) -> tuple[Document, Any]:
    """A document and its analysis, in which each statement makes one claim of its words."""
    document, analysis = report(*sayings, lead=lead, **changes)
    told = tuple(replace(one, claims=(make_claim(one),)) for one in analysis.statements)
    return document, replace(analysis, statements=told)


def add(store: Store, *sayings: Said, lead: str = "") -> Article:
    return store.repository.add_article(*reported(*sayings, lead=lead))[0]


def revise(
    store: Store, article: Article, *sayings: Said, lead: str = "", **changes: Any
) -> tuple[Article, RevisionChanges]:
    present = store.queries.article(article.id)
    document, analysis = reported(*sayings, lead=lead, **changes)
    return store.repository.revise(article.id, document, analysis, base=present.revision)


def words(changes: Sequence[Any]) -> list[str]:
    return [(one.after or one.before).text for one in changes]


def check(store: Store, article: Article) -> None:
    """Everything that is shown fits the present text."""
    text = article.document.text
    assert store.queries.article(article.id) == article
    for statement in article.analysis.statements:
        assert statement.article_id == article.id
        spans = [*statement.content.spans, *(span for c in statement.claims for span in c.spans)]
        for span in spans:
            assert text[span.start : span.end] == span.text
        assert store.queries.quote(statement.id).statement == statement
        for claim in statement.claims:
            assert store.claims.claim(claim.id).claim == claim


def test_what_the_new_text_has_too_keeps_its_id(store: Store) -> None:
    article = add(store, PORT, TAX)
    port, tax = article.analysis.statements
    renewed, changes = revise(store, article, TAX, WAIT, lead="Corrected.")
    check(store, renewed)
    assert (renewed.id, renewed.revision) == (article.id, 2)
    assert renewed.revised_at is not None
    assert renewed.created_at == article.created_at
    assert words(changes.kept) == ["The tax will rise"]
    assert (words(changes.added), words(changes.removed)) == (["We wait"], ["The port is closed"])
    assert (changes.changed, changes.orphaned) == ((), ())
    (kept,) = changes.kept
    assert kept.id == tax.id
    assert kept.before == tax.content
    assert kept.after != tax.content
    again = store.queries.quote(tax.id)
    assert again.statement.claims[0].id == tax.claims[0].id
    assert again.created_at == store.queries.quote(tax.id).created_at
    with pytest.raises(NotFound):
        store.queries.quote(port.id)
    assert [s.name for s in store.queries.speakers(limit=9).items] == [ANN, BO]
    assert len(store.queries.quotes(QuoteFilter(q="port"), limit=9).items) == 0


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ((ANN, "The new tax will rise by three percent"), (BO,), ("source", "speaker")),
        (
            (ANN, "The new tax will rise by three percent"),
            (ANN, "The new tax will rise by two percent"),
            ("content", "claims"),
        ),
    ],
)
def test_what_changed_is_told_by_field(
    store: Store, before: Said, after: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    article = add(store, before)
    said = (after[0], after[1] if len(after) > 1 else before[1])
    _, changes = revise(store, article, said, lead="New.")
    assert [one.fields for one in changes.changed] == [fields]
    assert changes.changed[0].id == article.analysis.statements[0].id


def test_other_words_are_another_statement(store: Store) -> None:
    article = add(store, (ANN, "The tax will rise by three percent"))
    _, changes = revise(store, article, (ANN, "Nobody knows what is to come of all this"))
    assert (len(changes.added), len(changes.removed)) == (1, 1)


def found(text: str) -> tuple[Document, Analysis]:
    document = make_document(text)
    return document, SmallAnalyser(Settings(database_url="none")).analyse(document)


def test_what_is_said_twice_stays_two(store: Store) -> None:
    article, _ = store.repository.add_article(
        *found("“We wait,” said Ann Lee. “We wait,” said Bo Chan.")
    )
    renewed, changes = store.repository.revise(
        article.id, *found("“We wait,” said Bo Chan. “We wait,” said Ann Lee."), base=1
    )
    check(store, renewed)
    former = {one.speaker.name: one.id for one in article.analysis.statements}
    assert {one.speaker.name: one.id for one in renewed.analysis.statements} == former
    assert len(changes.kept) == 2


def test_ids_that_come_again_are_given_once(store: Store) -> None:
    """One of two equal statements goes and comes back, where the other one was."""
    twice, once = "“We wait,” said Ann Lee. " * 2, "“We wait,” said Ann Lee."
    article, _ = store.repository.add_article(*found(twice))
    for number, text in enumerate((once, twice, "First. " + twice, once, twice), 1):
        renewed, _ = store.repository.revise(article.id, *found(text), base=number)
        check(store, renewed)
        assert len({one.id for one in renewed.analysis.statements}) == text.count("We wait")


def test_each_text_leads_to_its_article_and_to_no_other(store: Store) -> None:
    article, other = add(store, PORT), add(store, TAX)
    first, second = article.document.text, make_article_text(WAIT)
    renewed, _ = revise(store, article, WAIT)
    for text in (first, second):
        assert store.queries.article(ids.article_id(text)) == renewed
    assert store.repository.add_article(*reported(WAIT)) == (renewed, False)
    assert store.repository.add_article(*reported(PORT)) == (renewed, False)
    (outcome,) = store.jobs.submit([reported(WAIT)[0]])
    assert (outcome.article_id, outcome.job) == (article.id, None)
    for said in (PORT, WAIT):
        with pytest.raises(Conflict, match=article.id):
            revise(store, other, said)
    with pytest.raises(Conflict):
        store.revisions.check_free(other.id, first)
    store.revisions.check_free(article.id, first)
    store.repository.delete_article(ids.article_id(second))
    with pytest.raises(NotFound):
        store.queries.article(article.id)
    revise(store, other, PORT)


def test_a_job_of_a_text_that_came_another_way_ends_well(store: Store) -> None:
    article = add(store, PORT)
    document, analysis = reported(WAIT)
    (outcome,) = store.jobs.submit([document])
    assert outcome.job is not None
    revise(store, article, WAIT)
    job = store.jobs.claim("w", dt.timedelta(seconds=9))
    assert job is not None
    assert not store.jobs.complete(job, analysis, words=1, seconds=1.0)
    assert store.queries.article(job.article_id).id == article.id


def test_the_first_text_again_is_a_revision_of_its_own(store: Store) -> None:
    article = add(store, PORT, TAX)
    revise(store, article, TAX, lead="Shorter.")
    renewed, changes = revise(store, article, PORT, TAX)
    check(store, renewed)
    assert renewed.revision == 3
    assert renewed.document == article.document
    assert [one.id for one in renewed.analysis.statements] == [
        one.id for one in article.analysis.statements
    ]
    assert words(changes.added) == ["The port is closed"]


def test_earlier_revisions_stay_readable(store: Store) -> None:
    article = add(store, PORT, TAX)
    store.editing.correct_quote(article.analysis.statements[0].id, {"act": "call"}, EDITOR)
    corrected = store.queries.article(article.id)
    renewed, changes = revise(store, article, TAX, lead="New.")
    page = store.revisions.list(article.id, limit=1)
    assert [(one.number, one.quotes, one.current) for one in page.items] == [(2, 1, True)]
    rest = store.revisions.list(article.id, limit=1, cursor=page.next_cursor)
    assert [(one.number, one.quotes, one.current) for one in rest.items] == [(1, 2, False)]
    assert rest.next_cursor is None
    first, second = (store.revisions.get(article.id, number) for number in (1, 2))
    assert (first.article, first.changes) == (corrected, None)
    assert (second.article, second.changes) == (renewed, changes)
    assert second.created_at == renewed.revised_at
    for number in (0, 3, -1, 2**80):
        with pytest.raises(NotFound):
            store.revisions.get(article.id, number)
    with pytest.raises(NotFound):
        store.revisions.list("a_none", limit=1)
    with pytest.raises(InvalidCursor):
        store.revisions.list(article.id, limit=1, cursor="x")


def test_metadata_alone_are_a_revision_too(store: Store) -> None:
    article = add(store, PORT)
    later = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    renewed, changes = revise(store, article, PORT, published_at=later, outlet="Other")
    assert words(changes.kept) == ["The port is closed"]
    (item,) = store.queries.quotes(QuoteFilter(outlet="other", since=later.date()), limit=9).items
    assert item.article.published_at == later
    assert renewed.analysis.statements == article.analysis.statements


def test_a_change_to_a_former_revision_is_refused(store: Store) -> None:
    article = add(store, PORT)
    revise(store, article, TAX)
    document, analysis = reported(WAIT)
    with pytest.raises(Conflict, match="revision 2 by now"):
        store.repository.revise(article.id, document, analysis, base=1)
    with pytest.raises(NotFound):
        store.repository.revise("a_none", document, analysis, base=1)
    with pytest.raises(ValueError, match="not of this document"):
        store.repository.revise(article.id, make_document("x"), analysis, base=2)


# What editors set.


def test_a_correction_follows_its_words(store: Store) -> None:
    article = add(store, PORT, TAX)
    tax = article.analysis.statements[1]
    edit = store.editing.correct_quote(
        tax.id, {"act": "call", "stance": {"label": "oppose", "target": "the tax"}}, EDITOR
    ).edit
    renewed, changes = revise(store, article, TAX, lead="New.")
    check(store, renewed)
    (shown,) = renewed.analysis.statements
    assert (shown.act, shown.stance) == ("call", Stance("oppose", "the tax", 1.0))
    assert (changes.changed, changes.orphaned) == ((), ())
    assert [one.id for one in store.registry.quote_history(tax.id, limit=9).items] == [edit.id]
    store.editing.undo(edit.id, EDITOR)
    (shown,) = store.queries.article(article.id).analysis.statements
    assert (shown.act, shown.stance) == (None, None)
    check(store, store.queries.article(article.id))


def test_a_correction_of_words_that_are_gone_waits_for_them(store: Store) -> None:
    article = add(store, PORT, TAX)
    port = article.analysis.statements[0]
    edit = store.editing.correct_quote(port.id, {"act": "call"}, EDITOR).edit
    renewed, changes = revise(store, article, TAX)
    check(store, renewed)
    assert [(one.what, one.text) for one in changes.orphaned] == [
        ("correction", "The port is closed")
    ]
    assert store.revisions.orphans(article.id) == changes.orphaned
    store.repository.replace_analysis(article.id, reported(TAX)[1])
    check(store, store.queries.article(article.id))
    back, changes = revise(store, article, PORT, TAX, lead="Back.")
    check(store, back)
    assert back.analysis.statements[0].act == "call"
    assert changes.orphaned == ()
    store.editing.undo(edit.id, EDITOR)
    assert store.queries.article(article.id).analysis.statements[0].act is None


def test_a_correction_does_not_pass_to_other_words(store: Store) -> None:
    will, wont = "The new tax will rise by three percent", "The new tax will fall by three percent"
    article = add(store, (ANN, will))
    (one,) = article.analysis.statements
    stance = {"label": "support", "target": "the tax"}
    store.editing.correct_quote(one.id, {"stance": stance}, EDITOR)
    renewed, changes = revise(store, article, (ANN, wont))
    (shown,) = renewed.analysis.statements
    assert (shown.id, shown.stance) == (one.id, None)
    assert [orphan.text for orphan in changes.orphaned] == [will]
    again = store.editing.correct_quote(one.id, {"act": "call"}, EDITOR)
    assert again.quote is not None
    assert (again.quote.statement.act, again.quote.statement.stance) == ("call", None)
    store.editing.undo(again.edit.id, EDITOR)
    assert store.queries.quote(one.id).statement.act is None


def test_a_correction_can_be_undone_while_it_waits(store: Store) -> None:
    article = add(store, PORT, TAX)
    edit = store.editing.correct_quote(article.analysis.statements[0].id, {"act": "call"}, EDITOR)
    revise(store, article, TAX)
    assert store.editing.undo(edit.edit.id, EDITOR).quote is None
    back, changes = revise(store, article, PORT, TAX)
    assert back.analysis.statements[0].act is None
    assert changes.orphaned == ()


def test_a_verdict_follows_its_claim(store: Store) -> None:
    article = add(store, PORT, TAX)
    port, tax = (one.claims[0] for one in article.analysis.statements)
    for claim in (port, tax):
        store.reviewing.give(claim.id, {"rating": "false"}, EDITOR)
    _, changes = revise(store, article, TAX, lead="New.")
    assert [(one.what, one.text) for one in changes.orphaned] == [("review", port.text)]
    (found,) = store.claims.claims(ClaimFilter(reviewed=True), order="date", limit=9).items
    assert found.claim.id == tax.id
    _, changes = revise(store, article, PORT, TAX)
    assert changes.orphaned == ()
    found_again = store.claims.claims(ClaimFilter(reviewed=True), order="date", limit=9).items
    assert {one.claim.text for one in found_again} == {port.text, tax.text}


def test_a_verdict_does_not_pass_to_who_says_the_same_at_that_place(store: Store) -> None:
    article = add(store, WAIT)
    (one,) = article.analysis.statements
    store.reviewing.give(one.claims[0].id, {"rating": "true"}, EDITOR)
    document, analysis = reported(("Cy Roe", "We wait"))
    other = analysis.statements[0]
    told = replace(other, content=replace(other.content, text="They say that we wait, all of us"))
    analysis = replace(analysis, statements=(told,))
    _, changes = store.repository.revise(article.id, document, analysis, base=1)
    assert [orphan.what for orphan in changes.orphaned] == ["review"]


def test_pins_follow_the_name(store: Store) -> None:
    article, other = add(store, PORT, TAX), add(store, (ANN, "Yes"), lead="2")
    split = store.editing.split(
        ids.speaker_id(ANN), EDITOR, articles=[article.id], name="Another Ann Lee"
    )
    made = split.speakers[0].id
    renewed, changes = revise(store, article, PORT, lead="New.")
    assert [one.speaker.id for one in renewed.analysis.statements] == [made]
    assert changes.orphaned == ()
    _, changes = revise(store, article, TAX)
    assert [(one.what, one.text) for one in changes.orphaned] == [("pin", ANN)]
    renewed, _ = revise(store, article, PORT)
    assert [one.speaker.id for one in renewed.analysis.statements] == [made]
    assert store.queries.article(other.id).analysis.statements[0].speaker.id == ids.speaker_id(ANN)


def test_another_analysis_of_a_later_text_keeps_ids_and_corrections(store: Store) -> None:
    article = add(store, PORT, TAX)
    renewed, _ = revise(store, article, TAX, WAIT, lead="New.")
    tax, wait = renewed.analysis.statements
    store.editing.correct_quote(tax.id, {"act": "call"}, EDITOR)
    store.reviewing.give(wait.claims[0].id, {"rating": "true"}, EDITOR)
    _, analysis = reported(TAX, WAIT, lead="New.")
    again = store.repository.replace_analysis(article.id, replace(analysis, version="2"))
    check(store, again)
    assert [one.id for one in again.analysis.statements] == [tax.id, wait.id]
    assert again.analysis.statements[0].act == "call"
    assert store.claims.claim(wait.claims[0].id).review is not None
    with pytest.raises(ValueError, match="is not of"):
        store.repository.replace_analysis(article.id, make_analysis("other"))


def test_nothing_is_left_of_a_deleted_article(store: Store) -> None:
    article = add(store, PORT)
    revise(store, article, TAX)
    store.repository.delete_article(article.id)
    assert store.queries.stats().speakers == 0
    renewed = add(store, PORT)
    assert renewed.revision == 1
    assert len(store.revisions.list(renewed.id, limit=9).items) == 1


def test_statements_without_words_do_no_harm(store: Store) -> None:
    text = "“…” “…” said Ann Lee."
    one = make_statement(text, content="“…”", cue="said", speaker=ANN)
    article, _ = store.repository.add_article(make_document(text), make_analysis(text, [one]))
    later = text + " \ud800"
    two = make_statement(later, content="“…”", cue="said", speaker=ANN)
    renewed, changes = store.repository.revise(
        article.id, make_document(later), make_analysis(later, [two]), base=1
    )
    assert len(changes.kept) == 1
    check(store, renewed)
