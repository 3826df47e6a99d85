"""Revisions made in the background: of the article as it is when their turn comes."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from service import ids
from service.errors import Conflict, NotFound, PreconditionFailed, Superseded
from service.records import Analysis, Article, ClaimedJob, Document, Job
from service.store import Editor, Store
from service.store.validators import Expected, tag
from tests.factories import make_reported

LEASE = dt.timedelta(seconds=30)
NEW, NEWS = make_reported(("Ann Lee", "We wait"), ("Bo Chan", "I go"))


@pytest.fixture
def article(store: Store) -> Article:
    document, analysis = make_reported(("Ann Lee", "We wait"), outlet="The Example")
    return store.repository.add_article(document, analysis)[0]


def revise(
    store: Store, article: Article, expected: Expected | None = None, **given: Any
) -> Job | None:
    asked = {"text": NEW.text, **given}
    return store.jobs.revise(article.id, asked, expected or Expected())


def accepted(store: Store, article: Article, expected: Expected | None = None, **given: Any) -> Job:
    job = revise(store, article, expected, **given)
    assert job is not None
    return job


def claimed(store: Store) -> ClaimedJob:
    job = store.jobs.claim("w", LEASE)
    assert job is not None
    return job


def complete(store: Store, job: ClaimedJob, analysis: Analysis = NEWS) -> bool:
    return store.jobs.complete(job, analysis, words=9, seconds=0.1)


def unchanged(article: Article) -> Expected:
    return Expected(tags={tag(article)})


def test_the_revision_is_made_when_the_job_is_done(store: Store, article: Article) -> None:
    job = accepted(store, article, unchanged(article), title="Who goes")
    assert (job.article_id, job.state, job.task, job.revision) == (
        article.id,
        "queued",
        "revise",
        None,
    )
    assert store.queries.article(article.id) == article
    taken = claimed(store)
    assert taken.document == replace(article.document, text=NEW.text, title="Who goes")
    assert complete(store, taken)
    found = store.queries.article(article.id)
    assert (found.document, found.revision) == (taken.document, 2)
    assert found.analysis.statements[0].id == article.analysis.statements[0].id
    ended = store.jobs.get(job.id)
    assert (ended.state, ended.task, ended.revision) == ("done", "revise", 2)
    assert [one.number for one in store.revisions.list(article.id, limit=9).items] == [2, 1]
    assert [one.id for one in store.jobs.list(limit=9).items] == [job.id]


def test_what_an_article_has_already_is_not_accepted(store: Store, article: Article) -> None:
    assert store.jobs.revise(article.id, {"text": article.document.text}) is None
    assert store.jobs.list(limit=9).items == ()


def test_what_cannot_be_revised_is_refused_at_once(store: Store, article: Article) -> None:
    with pytest.raises(PreconditionFailed):
        revise(store, article, Expected(tags={"0"}))
    with pytest.raises(NotFound):
        store.jobs.revise("a_none", {"text": NEW.text})
    other, analysis = make_reported(("Cy Dorn", "It is mine"))
    store.repository.add_article(other, analysis)
    with pytest.raises(Conflict, match="had, this very text"):
        revise(store, article, text=other.text)
    assert store.jobs.list(limit=9).items == ()


def test_one_revision_waits_at_a_time(store: Store, article: Article) -> None:
    job = accepted(store, article)
    assert revise(store, article) == job
    with pytest.raises(Conflict, match=job.id):
        revise(store, article, outlet="Another")
    with pytest.raises(Conflict, match=job.id):
        revise(store, article, unchanged(article))
    assert complete(store, claimed(store))
    again = accepted(store, article, text=article.document.text)
    assert (again.state, again.revision) == ("queued", None)


def test_with_an_expectation_a_changed_article_stays(store: Store, article: Article) -> None:
    accepted(store, article, unchanged(article))
    taken = claimed(store)
    store.editing.correct_quote(article.analysis.statements[0].id, {"act": "call"}, Editor("ann"))
    with pytest.raises(PreconditionFailed):
        complete(store, taken)
    assert store.queries.article(article.id).revision == 1
    assert store.jobs.get(taken.id).state == "running"


def test_without_one_what_was_written_meanwhile_is_kept(store: Store, article: Article) -> None:
    job = accepted(store, article)
    taken = claimed(store)
    told = replace(article.document, title="Told meanwhile")
    store.repository.revise(article.id, told, article.analysis, base=1)
    assert not complete(store, taken), "it was made for another document"
    assert store.jobs.get(job.id).state == "queued"
    again = claimed(store)
    assert (again.document, again.attempts) == (replace(told, text=NEW.text), 1)
    assert complete(store, again)
    found = store.queries.article(article.id)
    assert (found.document.title, found.document.text, found.revision) == (told.title, NEW.text, 3)


def test_one_that_has_come_by_another_way_is_done(store: Store, article: Article) -> None:
    job = accepted(store, article)
    taken = claimed(store)
    document: Document = taken.document
    store.repository.revise(article.id, document, NEWS, base=1)
    assert not complete(store, taken)
    ended = store.jobs.get(job.id)
    assert (ended.state, ended.revision) == ("done", 2)


def test_a_text_that_another_article_got_meanwhile(store: Store, article: Article) -> None:
    accepted(store, article)
    taken = claimed(store)
    store.repository.add_article(NEW, NEWS)
    with pytest.raises(Conflict):
        complete(store, taken)
    assert store.queries.article(article.id) == article


def test_another_analysis_gives_way_to_a_revision(store: Store, article: Article) -> None:
    store.jobs.reanalyse([article.id])
    overtaken = claimed(store)
    accepted(store, article)
    with pytest.raises(Superseded):
        complete(store, overtaken, article.analysis)
    assert store.jobs.reanalyse([article.id]) == 0, "the new text is analysed anyway"
    assert complete(store, claimed(store))
    assert store.jobs.reanalyse([article.id]) == 1
    again = claimed(store)
    assert (again.revises, again.document.text) == (False, NEW.text)
    assert store.jobs.get(again.id).task == "reanalyse"


def test_it_goes_with_its_article(store: Store, article: Article) -> None:
    job = accepted(store, article)
    taken = claimed(store)
    store.repository.delete_article(article.id)
    with pytest.raises(Superseded):
        complete(store, taken)
    with pytest.raises(NotFound):
        store.jobs.get(job.id)
    assert store.jobs.submit([article.document])[0].job is not None


def test_an_earlier_text_leads_to_the_article(store: Store, article: Article) -> None:
    accepted(store, article)
    assert complete(store, claimed(store))
    job = store.jobs.revise(ids.article_id(NEW.text), {"text": "Another."})
    assert job is not None
    assert job.article_id == article.id


def test_null_takes_away_and_what_is_not_given_stays(store: Store, article: Article) -> None:
    accepted(store, article, outlet=None)
    assert claimed(store).document.outlet is None


def test_half_characters_are_kept(store: Store, article: Article) -> None:
    accepted(store, article, text="A \ud800 text\0.", title="\udfff")
    taken = claimed(store)
    assert (taken.document.text, taken.document.title) == ("A \ud800 text\0.", "\udfff")
