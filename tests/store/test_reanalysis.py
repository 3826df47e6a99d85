"""Stored articles analysed once more in the background."""

import datetime as dt
from dataclasses import replace

import pytest

from service import ids
from service.errors import Superseded
from service.records import Analysis, Article, ClaimedJob
from service.store import Editor, Store
from tests.factories import make_claim, make_document, make_reported

LEASE = dt.timedelta(seconds=30)
ANN = Editor("ann")


@pytest.fixture
def article(store: Store) -> Article:
    document, analysis = make_reported(("Ann Lee", "We wait"), ("Bo Chan", "Not I"))
    told = tuple(replace(one, claims=(make_claim(one),)) for one in analysis.statements)
    return store.repository.add_article(document, replace(analysis, statements=told))[0]


def claimed(store: Store) -> ClaimedJob:
    job = store.jobs.claim("w", LEASE)
    assert job is not None
    return job


def renewed(article: Article) -> Analysis:
    return replace(article.analysis, version="2")


def test_an_article_gets_its_new_analysis(store: Store, article: Article) -> None:
    first, second = article.analysis.statements
    store.editing.correct_quote(first.id, {"act": "call"}, ANN)
    store.reviewing.give(second.claims[0].id, {"rating": "true"}, ANN)
    assert store.jobs.reanalyse([article.id, "a_none", article.id]) == 1
    assert store.jobs.reanalyse([article.id]) == 0
    job = claimed(store)
    assert (job.again, job.document, job.article_id) == (True, article.document, article.id)
    assert store.jobs.complete(job, renewed(article), words=9, seconds=1)
    found = store.queries.article(article.id)
    assert found.analysis.version == "2"
    assert found.analysis.statements[0].act == "call"
    assert store.claims.claim(second.claims[0].id).review is not None
    assert store.jobs.get(job.id).state == "done"
    assert store.jobs.reanalyse([article.id]) == 1


def test_outdated_articles_are_found(store: Store, article: Article) -> None:
    told = article.analysis
    assert list(store.registry.outdated(told.model, told.version)) == []
    assert list(store.registry.outdated(told.model, "2")) == [article.id]
    assert list(store.registry.outdated("other", told.version)) == [article.id]


def test_an_analysis_of_an_earlier_text_is_not_taken(store: Store, article: Article) -> None:
    store.jobs.reanalyse([article.id])
    job = claimed(store)
    document, analysis = make_reported(("Ann Lee", "We go"))
    revised, _ = store.repository.revise(article.id, document, analysis, base=1)
    assert not store.jobs.complete(job, renewed(article), words=9, seconds=1)
    assert store.queries.article(article.id) == revised
    store.jobs.reanalyse([ids.article_id(document.text)])
    job = claimed(store)
    assert job.document == document
    assert store.jobs.complete(job, replace(analysis, version="2"), words=9, seconds=1)
    found = store.queries.article(article.id)
    assert (found.analysis.version, found.revision) == ("2", 2)
    assert [one.id for one in found.analysis.statements] == [
        one.id for one in revised.analysis.statements
    ]


def test_a_deleted_article_is_not_analysed(store: Store, article: Article) -> None:
    store.jobs.reanalyse([article.id])
    job = claimed(store)
    store.repository.delete_article(article.id)
    with pytest.raises(Superseded):
        store.jobs.complete(job, renewed(article), words=9, seconds=1)
    assert store.jobs.claim("w", LEASE) is None
    (outcome,) = store.jobs.submit([article.document])
    assert outcome.job is not None
    assert not claimed(store).again


def test_an_article_that_is_to_come_is_left_to_its_job(store: Store) -> None:
    (outcome,) = store.jobs.submit([make_document("Yet to come.")])
    assert store.jobs.reanalyse([outcome.article_id]) == 0
