"""Whatever was added, analysed again and deleted: the tables hold what the articles left say."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import NotFound
from service.records import SpeakerEvidence, Stance, Statement, Via
from service.store import Store, open_store
from tests.factories import make_analysis, make_claim, make_document, make_speaker, make_statement
from tests.store.conftest import MakeUrl
from tests.store.tables import contents

TEXTS = [f"“Yes,” somebody said. “No,” said others. {number}" for number in range(3)]
NAMES = ["Ann Lee", "ANN LEE", "Ann-Lee", "Bo Chan", "Yonhap"]
STANCES = [None, Stance("support", "the tax", 0.5), Stance("oppose", "Taxes", 0.9)]
DERIVED = {
    "speakers": "id, name, name_key, kind, rank, relays",
    "speaker_words": "word, speaker_id",
    "speaker_forms": "form, speaker_id",
    "speaker_blocks": "block, speaker_id",
    "speaker_names": "speaker_id, name, uses",
    "speaker_labels": "speaker_id, what, text, uses",
    "word_grams": "gram, word",
    "appearances": "article_id, key, name, kind, linked_id, base_id, speaker_id",
    "mentions": "article_id, key, what, text, uses",
    "statement_speakers": "statement_id, part, key, speaker_id, holds, article_id, position",
    "targets": "id, key, name, rank",
    "target_labels": "target_id, what, text, uses",
    "target_words": "word, target_id",
    "statement_prints": "print",
    "suggestions": "id, first_id, second_id, reason, score, dismissed",
    "statements": "id, article_id, position, day, outlet_key, content, record",
    "claims": "id, statement_id, article_id, position, number, day, outlet_key, text, rank",
    "articles": "id, day, quotes, analysis",
}

names = st.sampled_from(NAMES)
people = st.sampled_from([name for name in NAMES if " " in name])


@st.composite
def statements(draw: st.DrawFn, text: str, *, namesakes: bool) -> list[Statement]:
    """namesakes: whether a name may be of several kinds and roles, or bare, so that two bear it."""
    found = []
    called = names if namesakes else people
    for content in draw(st.sets(st.sampled_from(["Yes", "No"]))):
        name = draw(called)
        kinds = ["person", "unknown"] if " " in name else ["organisation", "group", "government"]
        roles = [None, "Minister", "Envoy"]
        if not namesakes:
            kinds, roles = kinds[:1], roles[:2]
        speaker = make_speaker(
            name,
            text,
            kind=draw(st.sampled_from(kinds)),
            role=draw(st.sampled_from(roles)),
            also=tuple(draw(st.lists(called, max_size=1))),
            evidence=tuple(
                SpeakerEvidence(0, 3, alias, "alias")
                for alias in draw(st.lists(st.sampled_from(["Annie", "Bo"]), max_size=2))
            ),
        )
        via = tuple(
            Via(name, make_speaker(name).id if not namesakes or draw(st.booleans()) else None)
            for name in draw(st.lists(called, max_size=2))
        )
        stance = draw(st.sampled_from(STANCES))
        worth = draw(st.sampled_from([None, 0.25, 0.5]))
        told = make_statement(text, content=content, cue=None, speaker=speaker, via=via)
        found.append(replace(told, stance=stance, claims=(make_claim(told, worth=worth),)))
    return found


texts = st.sampled_from(TEXTS)


def steps(*, namesakes: bool) -> st.SearchStrategy[list[tuple[str, list[Statement] | None]]]:
    def step(text: str) -> st.SearchStrategy[tuple[str, list[Statement] | None]]:
        found = statements(text, namesakes=namesakes)
        return st.tuples(st.just(text), st.none() | found)

    return st.lists(texts.flatmap(step), max_size=10)


Opened = tuple[Store, sa.Engine]


@pytest.fixture(scope="module")
def stores(make_url: MakeUrl) -> Iterator[list[Opened]]:
    urls = [make_url(), make_url()]
    opened = [(open_store(url), sa.create_engine(url)) for url in urls]
    yield opened
    for store, engine in opened:
        store.close()
        engine.dispose()


@given(steps(namesakes=False))
@settings(max_examples=40, deadline=None)
def test_history_leaves_no_trace(
    stores: list[Opened], steps: list[tuple[str, list[Statement] | None]]
) -> None:
    """Namesakes aside: which of them has the id of the bare name, history decides for good."""
    (worked, worked_tables), (fresh, fresh_tables) = stores
    clear(worked)
    clear(fresh)
    present = play(worked, steps)
    for text, found in present.items():
        fresh.repository.add_article(make_document(text), make_analysis(text, found))
    assert contents(worked_tables, DERIVED) == contents(fresh_tables, DERIVED)


@given(steps(namesakes=True))
@settings(max_examples=40, deadline=None)
def test_nothing_is_left_of_what_is_deleted(
    stores: list[Opened], steps: list[tuple[str, list[Statement] | None]]
) -> None:
    (worked, tables), _ = stores
    clear(worked)
    present = play(worked, steps)
    left = contents(tables, DERIVED)
    assert {row[0] for row in left["articles"]} == {
        make_analysis(text, []).article_id for text in present
    }
    clear(worked)
    assert set(map(len, contents(tables, DERIVED).values())) == {0}


def play(
    store: Store, steps: list[tuple[str, list[Statement] | None]]
) -> dict[str, list[Statement]]:
    """Add, analyse again or (None) delete articles; give what is there in the end."""
    present: dict[str, list[Statement]] = {}
    for text, found in steps:
        analysis = make_analysis(text, found or [])
        if found is None:
            if text in present:
                store.repository.delete_article(analysis.article_id)
                del present[text]
        elif text in present:
            store.repository.replace_analysis(analysis.article_id, analysis)
            present[text] = found
        else:
            store.repository.add_article(make_document(text), analysis)
            present[text] = found
    return present


def clear(store: Store) -> None:
    """Delete all, also what an example that failed has left."""
    for text in TEXTS:
        with suppress(NotFound):
            store.repository.delete_article(make_analysis(text, []).article_id)
