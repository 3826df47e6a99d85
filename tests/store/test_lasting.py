"""Whatever is corrected, reviewed, revised, analysed again and undone: what must hold, holds."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from service.config import Settings
from service.errors import OnrecordError
from service.records import Analysis, Article, ClaimFilter, Document
from service.store import Editor, Store, open_store
from tests.analysers import SmallAnalyser
from tests.factories import make_document
from tests.store import tables
from tests.store.conftest import MakeUrl

EDITOR = Editor("ann")
SMALL = SmallAnalyser(Settings(database_url="none"))
LINES = (
    "“We wait,” said Ann Lee.",
    "“We wait,” said Bo Chan.",
    "“The tax will rise by three percent,” said Ann Lee.",
    "“The tax will rise by two percent,” said Ann Lee.",
    "“No,” said Bo Chan via Reuters.",
    "Nobody spoke.",
)
TABLES = {
    "speakers": "id, name, rank, relays",
    "statement_speakers": "statement_id, part, key, speaker_id, holds, article_id, position",
    "claims": "id, statement_id, rating",
    "reviews": "id, article_id, claim_id, revision",
}
texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=4).map(" ".join)
place = st.integers(0, 3)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("revise"), texts),
        st.tuples(st.just("correct"), place),
        st.tuples(st.just("review"), place),
        st.tuples(st.just("withdraw"), place),
        st.tuples(st.just("again"), place),
        st.tuples(st.just("undo"), place),
    ),
    max_size=10,
)
Opened = tuple[Store, sa.Engine]


@pytest.fixture(scope="module")
def opened(make_url: MakeUrl) -> Iterator[Opened]:
    url = make_url()
    store, engine = open_store(url), sa.create_engine(url)
    yield store, engine
    store.close()
    engine.dispose()


def analysed(text: str) -> tuple[Document, Analysis]:
    return make_document(text), SMALL.analyse(make_document(text))


def do(store: Store, article: Article, edits: list[str], what: str, given: str | int) -> None:
    """One act; what cannot be done now is refused, which is fine."""
    statements = article.analysis.statements
    if isinstance(given, str):
        store.repository.revise(article.id, *analysed(given), base=article.revision)
    elif what == "again":
        store.repository.replace_analysis(article.id, analysed(article.document.text)[1])
    elif what == "undo" and edits:
        edits.append(store.editing.undo(edits[given % len(edits)], EDITOR).edit.id)
    elif statements and what != "undo":
        one = statements[given % len(statements)]
        if what == "correct":
            made = store.editing.correct_quote(one.id, {"act": "call"}, EDITOR).edit
            edits.append(made.id)
        elif what == "review":
            change = store.reviewing.give(one.claims[0].id, {"rating": "false"}, EDITOR).edit
            edits += [change.id] if change else []
        else:
            change = store.reviewing.withdraw(one.claims[0].id, EDITOR).edit
            edits += [change.id] if change else []


def check(store: Store, article: Article) -> None:
    text = article.document.text
    identifiers = [one.id for one in article.analysis.statements]
    claims = [claim.id for one in article.analysis.statements for claim in one.claims]
    assert len(set(identifiers)) == len(identifiers)
    assert len(set(claims)) == len(claims)
    fresh = analysed(text)[1].statements
    said = [(one.content, one.speaker.name) for one in article.analysis.statements]
    assert said == [(one.content, one.speaker.name) for one in fresh]
    for one in article.analysis.statements:
        assert store.queries.quote(one.id).statement == one
        for span in (*one.content.spans, *(span for claim in one.claims for span in claim.spans)):
            assert text[span.start : span.end] == span.text
    for item in store.claims.claims(ClaimFilter(reviewed=True), order="date", limit=50).items:
        assert item.review is not None
        assert (item.review.claim_id, item.review.claim_text) == (item.claim.id, item.claim.text)
    for listed in store.revisions.list(article.id, limit=50).items:
        found = store.revisions.get(article.id, listed.number)
        assert len(found.article.analysis.statements) == listed.quotes
        if found.changes is not None:
            former = store.revisions.get(article.id, listed.number - 1).article
            shown = {one.id for one in former.analysis.statements}
            changes = found.changes
            gone = {one.id for one in (*changes.removed, *changes.kept, *changes.changed)}
            assert gone == shown


@given(texts, acts)
@settings(max_examples=40, deadline=None)
def test_what_must_hold_holds(opened: Opened, text: str, acts: list[tuple[str, str | int]]) -> None:
    store, engine = opened
    article, _ = store.repository.add_article(*analysed(text))
    identifier = article.id
    edits: list[str] = []
    try:
        for what, given_ in acts:
            try:
                do(store, store.queries.article(identifier), edits, what, given_)
            except OnrecordError:
                continue
            check(store, store.queries.article(identifier))
        tables.contents(engine, TABLES)
    finally:
        store.repository.delete_article(identifier)
    assert set(map(len, tables.contents(engine, TABLES).values())) == {0}


@given(texts, texts)
@settings(max_examples=20, deadline=None)
def test_there_and_back_leads_back(opened: Opened, first: str, other: str) -> None:
    """The first text again: every correction and verdict is in force again."""
    store, _ = opened
    article, _ = store.repository.add_article(*analysed(first))
    try:
        for one in article.analysis.statements:
            store.editing.correct_quote(one.id, {"act": "call"}, EDITOR)
            store.reviewing.give(one.claims[0].id, {"rating": "false"}, EDITOR)
        for number, text in enumerate((other, first), 1):
            store.repository.revise(article.id, *analysed(text), base=number)
        found = store.queries.article(article.id)
        assert {one.act for one in found.analysis.statements} <= {"call"}
        for one in found.analysis.statements:
            review = store.claims.claim(one.claims[0].id).review
            assert review is not None
            assert replace(review, claim_id=None).rating == "false"
    finally:
        store.repository.delete_article(article.id)
