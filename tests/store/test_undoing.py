"""Whatever editors did: taken back in turn, the tables hold what they held before."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import OnrecordError
from service.records import Article
from service.store import Change, Editor, Store, open_store
from tests.factories import make_reported
from tests.store import tables
from tests.store.conftest import MakeUrl

NAMES = ("Ann Lee", "Bo Chan", "Cy Roe")
EDITOR = Editor("ann")
TABLES = {
    "speakers": "id, name, name_key, kind, rank, relays, root_id",
    "speaker_words": "word, speaker_id",
    "speaker_forms": "form, speaker_id",
    "speaker_blocks": "block, speaker_id",
    "speaker_names": "speaker_id, name, uses",
    "speaker_labels": "speaker_id, what, text, uses",
    "appearances": "article_id, key, name, kind, linked_id, base_id, speaker_id",
    "mentions": "article_id, key, what, text, uses",
    "statement_speakers": "statement_id, part, key, speaker_id, holds, article_id, position",
    "statements": "id, article_id, position, content, record",
    "pins": "article_id, key, speaker_id",
}
places = st.integers(0, 2)
acts = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "name", "speaker", "act"]), places, places),
    min_size=1,
    max_size=6,
)


Opened = tuple[Store, sa.Engine]


@pytest.fixture(scope="module")
def opened(make_url: MakeUrl) -> Iterator[Opened]:
    url = make_url()
    store, engine = open_store(url), sa.create_engine(url)
    yield store, engine
    store.close()
    engine.dispose()


def contents(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    """What the tables hold, but for speakers whom an editor made and nobody is any more."""
    found = tables.contents(engine, TABLES)
    found["speakers"] = [row for row in found["speakers"] if row[4]]
    return found


def do(store: Store, articles: list[Article], what: str, a: int, b: int) -> Change:
    speakers = store.queries.speakers(limit=9).items
    one, other = speakers[a % len(speakers)].id, speakers[b % len(speakers)].id
    quotes = articles[a].analysis.statements
    if what == "merge":
        return store.editing.merge(one, [other], EDITOR)
    if what == "split":
        return store.editing.split(one, EDITOR, articles=[articles[b].id])
    if what == "name":
        return store.editing.change_speaker(one, {"name": NAMES[b], "aliases": ["Zed"]}, EDITOR)
    fields = {"speaker": {"id": other}} if what == "speaker" else {"act": "call"}
    return store.editing.correct_quote(quotes[b].id, fields, EDITOR)


@given(acts)
@settings(max_examples=30, deadline=None)
def test_undoing_in_turn_leads_back(opened: Opened, acts: list[tuple[str, int, int]]) -> None:
    store, engine = opened
    articles = [
        store.repository.add_article(
            *make_reported(*((name, f"{lead} {name} says") for name in NAMES), lead=lead)
        )[0]
        for lead in ("x", "y", "z")
    ]
    try:
        check(store, engine, articles, acts)
    finally:
        for article in articles:
            store.repository.delete_article(article.id)
    assert store.queries.stats().speakers == 0


def check(
    store: Store, engine: sa.Engine, articles: list[Article], acts: list[tuple[str, int, int]]
) -> None:
    before = contents(engine)
    done = []
    for what, a, b in acts:
        try:
            done.append(do(store, articles, what, a, b).edit)
        except OnrecordError:
            continue  # what would change nothing is refused
        store.repository.replace_analysis(articles[b].id, articles[b].analysis)
    for edit in reversed(done):
        store.editing.undo(edit.id, EDITOR)
    assert contents(engine) == before
