"""What goes in comes out, code point for code point."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.records import (
    Analysis,
    Article,
    Document,
    QuoteFilter,
    SaidOn,
    Statement,
    StatementSpeaker,
)
from service.store import Store, open_store
from service.store.codec import from_json, to_json
from service.store.columns import EPOCH, ExactText, Identifier, Instant, microseconds
from tests.factories import make_analysis, make_document, make_statement
from tests.store import strategies
from tests.store.conftest import MakeUrl

Report = tuple[Document, Analysis]


@pytest.fixture(scope="module")
def shared(make_url: MakeUrl) -> Iterator[Store]:
    store = open_store(make_url())
    yield store
    store.close()


def as_told(analysis: Analysis) -> Analysis:
    """An analysis but for whom linking found its speakers to be."""

    def without_ids(statement: Statement) -> Statement:
        speaker = replace(statement.speaker, id=statement.speaker.id and "")
        via = tuple(replace(one, id=one.id and "") for one in statement.via)
        return replace(statement, speaker=speaker, via=via)

    return replace(analysis, statements=tuple(map(without_ids, analysis.statements)))


@given(strategies.reports())
@settings(max_examples=60, deadline=None)
def test_an_article_is_read_as_it_was_written(shared: Store, report: Report) -> None:
    document, analysis = report
    article, added = shared.repository.add_article(document, analysis)
    try:
        assert added
        assert article.document == document
        assert as_told(article.analysis) == as_told(analysis)
        assert shared.queries.article(article.id) == article
        page = shared.queries.quotes(QuoteFilter(article_id=article.id), limit=10)
        assert tuple(item.statement for item in page.items) == article.analysis.statements
        for statement in article.analysis.statements:
            assert shared.queries.quote(statement.id).statement == statement
        assert shared.queries.articles(limit=1).items[0].published_at == document.published_at
    finally:
        shared.repository.delete_article(article.id)
    stats = shared.queries.stats()
    assert (stats.articles, stats.statements, stats.speakers) == (0, 0, 0)


@given(strategies.reports())
def test_the_codec_gives_back_equal_records(report: Report) -> None:
    document, analysis = report
    article = Article(analysis.article_id, document, dt.datetime.now(dt.UTC), analysis)
    assert from_json(Article, to_json(article)) == article


def test_the_codec_reads_what_other_versions_wrote() -> None:
    older = '{"id": null, "name": "A B", "kind": "person"}'
    assert from_json(StatementSpeaker, older) == StatementSpeaker(None, "A B", "person")
    newer = '{"date": "2021-11-20", "precision": "day", "source": "text", "new": 1}'
    assert from_json(SaidOn, newer) == SaidOn(dt.date(2021, 11, 20), "day", "text")
    with pytest.raises(TypeError):
        from_json(SaidOn, '{"date": "2021-11-20"}')


def test_the_codec_refuses_what_json_cannot_hold() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(make_statement(score=float("nan")))


@pytest.mark.parametrize("kind", [dict[str, int], tuple[int, str]])
def test_the_codec_refuses_types_without_a_form(kind: type[object]) -> None:
    with pytest.raises(TypeError, match="No JSON form"):
        from_json(kind, "[]")


@given(strategies.texts)
def test_exact_text(text: str) -> None:
    column = ExactText()
    dialect = None
    stored = column.process_bind_param(text, dialect)  # type: ignore[arg-type]
    assert isinstance(stored, bytes)
    assert column.process_result_value(stored, dialect) == text  # type: ignore[arg-type]


@given(strategies.texts, strategies.texts)
def test_exact_text_sorts_by_code_point(a: str, b: str) -> None:
    first, second = (text.encode("utf-8", "surrogatepass") for text in (a, b))
    assert (first < second) == (a < b)


@given(strategies.moments)
def test_instants(moment: dt.datetime) -> None:
    count = microseconds(moment)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    assert aware - EPOCH == dt.timedelta(microseconds=count)


def test_instants_are_read_in_utc() -> None:
    moment = dt.datetime(2021, 11, 20, 9, 0, 0, 123456, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    stored = Instant().process_bind_param(moment, None)  # type: ignore[arg-type]
    read = Instant().process_result_value(stored, None)  # type: ignore[arg-type]
    assert read == moment
    assert read is not None
    assert read.utcoffset() == dt.timedelta()


@given(st.text(st.characters(exclude_categories=[]) | st.just("\0")))
def test_what_is_no_identifier_reaches_the_driver_as_text(wanted: str) -> None:
    bound = Identifier().process_bind_param(wanted, None)  # type: ignore[arg-type]
    assert bound is not None
    assert bound.isascii()
    assert "\0" not in bound


def test_offsets_stay_right_behind_a_lone_surrogate(store: Store) -> None:
    text = "\ud800\0 “We agree,” Ann Lee said."
    statement = make_statement(text, content="We agree", speaker="Ann Lee")
    store.repository.add_article(make_document(text), make_analysis(text, [statement]))
    article = store.queries.article(statement.article_id)
    (span,) = article.analysis.statements[0].content.spans
    assert article.document.text[span.start : span.end] == "We agree"
