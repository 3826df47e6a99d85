"""Topics: what they gather, what editors settle, where speakers stand and when that changes."""

import datetime as dt
from typing import Any

import pytest

from service import ids
from service.errors import Conflict, InvalidEdit, NotFound
from service.records import QuoteFilter
from service.store import Editor, Store
from service.wording.words import phrase_key
from tests.store.positions import Said, taking

NOBODY = Editor()
ANN = ids.speaker_id("Ann Lee")
FIRST: list[Said] = [
    ("Ann Lee", "We need the tax", "support", "the carbon tax"),
    ("Bo Roe", "No new tax", "oppose", "taxing carbon emissions"),
    ("Cy Poe", "Repeal it", "support", "repealing the carbon tax"),
    ("Cy Poe", "The bridge is long", "neutral", "the bridge"),
]
LATER: list[Said] = [
    ("Ann Lee", "The tax must go", "oppose", "carbon taxes"),
    ("Ann Lee", "Bridges are good", "support", "bridges"),
]


def target_id(phrase: str) -> str:
    return ids.target_id(phrase_key(phrase))


def day(month: int) -> dict[str, Any]:
    return {"published_at": dt.datetime(2021, month, 20, tzinfo=dt.UTC)}


@pytest.fixture
def filled(store: Store) -> Store:
    store.repository.add_article(*taking(FIRST, **day(3)))
    return store


def make(store: Store, name: str = "carbon tax", *phrasings: str) -> str:
    topic = store.topic_editing.create(name, phrasings, NOBODY).topic
    assert topic is not None
    return topic.id


def matches(store: Store, topic: str, which: Any = None) -> dict[str, bool]:
    page = store.topics.targets(topic, which=which, limit=50)
    return {one.target.name: one.opposite for one in page.items}


def test_a_topic_gathers_the_targets_there_are(filled: Store) -> None:
    topic = make(filled)
    assert matches(filled, topic, "counted") == {
        "the carbon tax": False,
        "taxing carbon emissions": False,
        "repealing the carbon tax": True,
    }
    assert (filled.topics.topic(topic).targets, filled.topics.topic(topic).quotes) == (3, 3)
    page = filled.queries.quotes(QuoteFilter(topic=topic), limit=9)
    assert [one.statement.content.text for one in page.items] == [text for _, text, *_ in FIRST[:3]]


def test_a_topic_gathers_the_targets_of_later_articles(store: Store) -> None:
    topic = make(store)
    assert matches(store, topic) == {}
    store.repository.add_article(*taking(FIRST))
    assert len(matches(store, topic, "counted")) == 3
    store.repository.delete_article(ids.article_id(taking(FIRST)[0].text))
    assert matches(store, topic) == {}


def test_verdicts_outlive_articles(filled: Store) -> None:
    topic = make(filled)
    bridge, tax = target_id("the bridge"), target_id("the carbon tax")
    filled.topic_editing.judge(topic, bridge, "accepted", NOBODY)
    filled.topic_editing.judge(topic, tax, "rejected", NOBODY)
    for _ in range(2):
        assert "the bridge" in matches(filled, topic, "counted")
        assert "the carbon tax" in matches(filled, topic, "rejected")
        filled.repository.delete_article(ids.article_id(taking(FIRST)[0].text))
        assert matches(filled, topic) == {}
        filled.repository.add_article(*taking(FIRST, **day(3)))
    filled.topic_editing.change(topic, {"phrasings": ["CO2 levy"]}, NOBODY)
    assert "the bridge" in matches(filled, topic, "counted")


def test_an_editor_says_which_way_a_target_points(filled: Store) -> None:
    topic = make(filled)
    target = target_id("repealing the carbon tax")
    change = filled.topic_editing.judge(topic, target, None, NOBODY, opposite=False)
    assert matches(filled, topic)["repealing the carbon tax"] is False
    filled.editing.undo(change.edit.id, NOBODY)
    assert matches(filled, topic)["repealing the carbon tax"] is True


def test_a_deleted_topic_comes_back_with_its_verdicts(filled: Store) -> None:
    topic = make(filled)
    filled.topic_editing.judge(topic, target_id("the bridge"), "accepted", NOBODY)
    before = (filled.topics.topic(topic), matches(filled, topic, "counted"))
    change = filled.topic_editing.delete(topic, Editor("ann", "by mistake"))
    assert change.topic is None
    with pytest.raises(NotFound):
        filled.topics.topic(topic)
    filled.editing.undo(change.edit.id, NOBODY)
    restored = filled.topics.topic(topic)
    assert (restored.name, restored.targets) == (before[0].name, before[0].targets)
    assert matches(filled, topic, "counted") == before[1]
    acts = filled.topics.history(topic, limit=50).items
    assert [one.action for one in acts] == ["topic"] * 4
    assert {one.topic_id for one in acts} == {topic}


def test_a_verdict_on_a_topic_that_is_gone_cannot_be_taken_back(filled: Store) -> None:
    topic, target = make(filled), target_id("the bridge")
    filled.topic_editing.judge(topic, target, "accepted", NOBODY)
    withdrawn = filled.topic_editing.judge(topic, target, None, NOBODY)
    filled.topic_editing.delete(topic, NOBODY)
    with pytest.raises(Conflict, match="deleted"):
        filled.editing.undo(withdrawn.edit.id, NOBODY)


def test_what_cannot_be(filled: Store) -> None:
    topic = make(filled)
    with pytest.raises(Conflict, match="called 'Carbon Tax' already"):
        filled.topic_editing.create("Carbon Tax", [], NOBODY)
    other = make(filled, "bridges")
    with pytest.raises(Conflict):
        filled.topic_editing.change(other, {"name": "carbon tax"}, NOBODY)
    with pytest.raises(InvalidEdit, match="give name or phrasings"):
        filled.topic_editing.change(topic, {}, NOBODY)
    with pytest.raises(InvalidEdit, match="change nothing"):
        filled.topic_editing.change(topic, {"name": "carbon tax"}, NOBODY)
    for wrong in ("t_none", "\ud800\0", "x" * 500):
        with pytest.raises(NotFound):
            filled.topic_editing.judge(topic, wrong, "accepted", NOBODY)
        with pytest.raises(NotFound):
            filled.topics.targets(wrong, limit=1)
        with pytest.raises(NotFound):
            filled.positions.of_topic(wrong, limit=1)
        with pytest.raises(NotFound):
            filled.topics.history(wrong, limit=1)


def test_where_speakers_stand_on_a_topic(filled: Store) -> None:
    filled.repository.add_article(*taking(LATER, **day(5)))
    topic = make(filled)
    found = filled.positions.of_topic(topic, limit=9).items
    stances = {one.speaker.name: dict(one.stances) for one in found if one.speaker}
    assert stances == {
        "Ann Lee": {"support": 1, "oppose": 1},
        "Bo Roe": {"oppose": 1},
        "Cy Poe": {"oppose": 1},
    }
    (ann,) = filled.positions.of_topic(topic, speaker="Ann Lee", period="year", limit=9).items
    assert [one.period for one in ann.periods] == ["2021"]
    assert [one.label for one in ann.periods[0].quotes] == ["oppose", "support"]
    (one,) = filled.positions.of_topic(topic, since=dt.date(2021, 4, 1), limit=9).items
    assert dict(one.stances) == {"oppose": 1}
    assert filled.positions.of_topic(topic, speaker="Nobody", limit=9).items == ()


def test_where_a_speaker_stands_by_target(filled: Store) -> None:
    filled.repository.add_article(*taking(LATER, **day(5)))
    found = filled.positions.of_speaker(ANN, limit=9).items
    assert [(one.target.name, dict(one.stances)) for one in found if one.target] == [
        ("carbon taxes", {"oppose": 1, "support": 1}),
        ("bridges", {"support": 1}),
    ]
    (one,) = filled.positions.of_speaker(ANN, target="bridge", limit=9).items
    assert one.target is not None
    assert one.target.name == "bridges"
    topic = make(filled)
    assert len(filled.positions.of_speaker(ANN, topic=topic, limit=9).items) == 1
    with pytest.raises(NotFound):
        filled.positions.of_speaker("s_none", limit=9)


def test_pages_of_standings_join_to_the_whole(filled: Store) -> None:
    topic = make(filled)
    whole = filled.positions.of_topic(topic, limit=9).items
    found: list[Any] = []
    cursor = None
    while True:
        page = filled.positions.of_topic(topic, limit=1, cursor=cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert tuple(found) == whole


def test_a_change_of_stance_is_listed_with_both_statements(filled: Store) -> None:
    filled.repository.add_article(*taking(LATER, **day(5)))
    (by_target,) = filled.positions.shifts(ANN, limit=9).items
    assert by_target.target is not None
    assert by_target.target.name == "carbon taxes"
    topic = make(filled)
    for found in (
        filled.positions.shifts(ANN, limit=9).items,
        filled.positions.shifts(ANN, topic=topic, limit=9).items,
    ):
        (one,) = found
        assert one.kind == "reversal"
        assert one.topic is not None
        assert one.topic.id == topic
        assert one.before_quote.statement.content.text == "We need the tax"
        assert one.after_quote.statement.content.text == "The tax must go"
        assert (str(one.before.date), str(one.after.date)) == ("2021-03-20", "2021-05-20")


def test_pages_of_shifts(store: Store) -> None:
    for month in range(1, 6):
        label = "support" if month % 2 else "oppose"
        said: list[Said] = [("Ann Lee", f"Word {month}", label, "the tunnel")]  # type: ignore[list-item]
        store.repository.add_article(*taking(said, **day(month)))
    found, cursor = [], None
    while True:
        page = store.positions.shifts(ANN, limit=1, cursor=cursor)
        found += [str(one.after.date) for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == [f"2021-0{month}-20" for month in (5, 4, 3, 2)]
