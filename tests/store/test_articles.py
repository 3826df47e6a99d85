"""Writes of articles: once per content, all or nothing, and without remains."""

import datetime as dt
from dataclasses import replace

import pytest

from service.errors import NotFound
from service.records import QuoteFilter, StatementSpeaker, Via
from service.store import ListedArticle, Stats, Store
from tests.factories import (
    TEXT,
    make_analysis,
    make_document,
    make_reported,
    make_speaker,
    make_statement,
)


def test_the_same_text_twice_is_one_article(store: Store) -> None:
    first, added = store.repository.add_article(make_document(), make_analysis())
    assert added
    changed = make_analysis(statements=[], version="9")
    again, added = store.repository.add_article(make_document(title="Another"), changed)
    assert not added
    assert again == first
    assert store.queries.article(first.id) == first
    assert store.queries.stats() == Stats(articles=1, statements=1, speakers=1)


def test_an_analysis_must_be_of_the_document(store: Store) -> None:
    with pytest.raises(ValueError, match="not of this document"):
        store.repository.add_article(make_document("Another text."), make_analysis())
    stray = make_statement(article_id="a_other")
    with pytest.raises(ValueError, match="is not of"):
        store.repository.add_article(make_document(), make_analysis(statements=[stray]))
    with pytest.raises(NotFound):
        store.repository.replace_analysis("a_other", make_analysis())
    assert store.queries.stats() == Stats(0, 0, 0)


def test_a_statement_may_not_come_twice(store: Store) -> None:
    twice = make_analysis(statements=[make_statement(), make_statement()])
    with pytest.raises(ValueError, match="2 times"):
        store.repository.add_article(make_document(), twice)


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    bad = make_analysis(statements=[make_statement(score=float("inf"))])
    with pytest.raises(ValueError, match="JSON"):
        store.repository.add_article(make_document(), bad)
    assert store.queries.stats() == Stats(0, 0, 0)
    article, _ = store.repository.add_article(make_document(), make_analysis())
    with pytest.raises(ValueError, match="JSON"):
        store.repository.replace_analysis(article.id, bad)
    assert store.queries.article(article.id) == article


def test_a_new_analysis_replaces_statements_and_speakers(store: Store) -> None:
    statement = make_statement()
    article, _ = store.repository.add_article(make_document(), make_analysis())
    stored_at = store.queries.quote(statement.id).created_at
    other = make_statement(content="The talks", speaker=make_speaker("Noh Kyu-duk"))
    analysis = make_analysis(statements=[other, statement], version="2")
    renewed = store.repository.replace_analysis(article.id, analysis)
    assert renewed == replace(article, analysis=analysis)
    assert store.queries.article(article.id) == renewed
    assert store.queries.quote(statement.id).created_at == stored_at
    assert store.queries.quote(other.id).created_at > stored_at
    assert store.queries.stats() == Stats(1, 2, 2)
    store.repository.replace_analysis(article.id, make_analysis(statements=[other]))
    assert [speaker.name for speaker in store.queries.speakers(limit=9).items] == ["Noh Kyu-duk"]
    assert store.queries.quotes(QuoteFilter(q="conclusion"), limit=9).items == ()
    with pytest.raises(NotFound):
        store.queries.quote(statement.id)


def test_a_new_analysis_changes_the_date_where_only_it_tells(store: Store) -> None:
    document = make_document(published_at=None)
    article, _ = store.repository.add_article(document, make_analysis())
    wanted = QuoteFilter(since=dt.date(2021, 1, 1), until=dt.date(2021, 12, 31))
    assert store.queries.quotes(wanted, limit=9).items == ()
    store.repository.replace_analysis(article.id, make_analysis(date=dt.date(2021, 12, 31)))
    assert len(store.queries.quotes(wanted, limit=9).items) == 1


def test_deletion_takes_everything(store: Store) -> None:
    via = (Via("Yonhap", "s_yonhap"), Via("officials", None))
    statement = make_statement(via=via, speaker=make_speaker(also=("Noh Kyu-duk",), kind="group"))
    analysis = make_analysis(statements=[statement])
    article, _ = store.repository.add_article(make_document(), analysis)
    kept, _ = store.repository.add_article(*make_reported(("Ann Lee", "No conclusion")))
    assert len(store.queries.quotes(QuoteFilter(q="conclusion"), limit=9).items) == 2
    store.repository.delete_article(article.id)
    assert store.queries.find_article(article.id) is None
    assert store.queries.stats() == Stats(1, 1, 1)
    assert store.queries.speakers(limit=9).items[0].name == "Ann Lee"
    for where in (QuoteFilter(q="talks"), QuoteFilter(via="Yonhap"), QuoteFilter(speaker="Noh")):
        assert store.queries.quotes(where, limit=9).items == ()
    for speaker_id in ("s_yonhap", statement.speaker.id or ""):
        with pytest.raises(NotFound):
            store.queries.speaker(speaker_id)
    (found,) = store.queries.quotes(QuoteFilter(q="conclusion"), limit=9).items
    assert found.article.id == kept.id


def test_a_speaker_stays_as_long_as_an_article_has_one(store: Store) -> None:
    first, _ = store.repository.add_article(*make_reported(("Ann Lee", "Yes")))
    second, _ = store.repository.add_article(*make_reported(("Ann Lee", "No")))
    store.repository.delete_article(first.id)
    assert store.queries.speakers(limit=9).items[0].quotes == 1
    store.repository.delete_article(second.id)
    assert store.queries.speakers(limit=9).items == ()


@pytest.mark.parametrize("wanted", ["a_none", "", "\0", "\ud800", "a'b"])
def test_what_is_not_there(store: Store, wanted: str) -> None:
    assert store.queries.find_article(wanted) is None
    for call in (
        store.queries.article,
        store.queries.quote,
        store.queries.speaker,
        store.repository.delete_article,
    ):
        with pytest.raises(NotFound):
            call(wanted)
    with pytest.raises(NotFound):
        store.repository.replace_analysis(wanted, make_analysis(statements=[], article_id=wanted))


def test_an_article_without_statements_or_text(store: Store) -> None:
    article, _ = store.repository.add_article(make_document(""), make_analysis(""))
    assert store.queries.article(article.id) == article


def test_statements_of_the_unnamed_are_stored_without_speaker(store: Store) -> None:
    unnamed = StatementSpeaker(None, "officials", "unnamed")
    statement = make_statement(speaker=unnamed, source=None)
    store.repository.add_article(make_document(), make_analysis(statements=[statement]))
    assert store.queries.stats() == Stats(1, 1, 0)
    assert store.queries.quote(statement.id).statement == statement


def test_the_list_of_articles(store: Store) -> None:
    article, _ = store.repository.add_article(make_document(), make_analysis())
    assert store.queries.articles(limit=9).items == (
        ListedArticle(
            id=article.id,
            title="Talks near their end",
            url="https://news.example/talks",
            outlet="The Example",
            published_at=article.document.published_at,
            created_at=article.created_at,
            quotes=1,
        ),
    )
    assert len(store.queries.articles(limit=9, outlet="the EXAMPLE ").items) == 1
    assert store.queries.articles(limit=9, outlet="Example").items == ()
    store.repository.replace_analysis(article.id, make_analysis(TEXT, []))
    assert store.queries.articles(limit=9).items[0].quotes == 0
