"""Reads of statements by every filter."""

import datetime as dt
from dataclasses import replace

import pytest

from service import ids
from service.records import QuoteFilter, StatementSpeaker, Via
from service.store import Store
from tests.factories import (
    make_analysis,
    make_document,
    make_reported,
    make_speaker,
    make_statement,
)

LEES = (("Lee In-young", "The talks go on"), ("Lee Soo-hyuck", "The alliance is firm"))


def said(store: Store, **where: object) -> list[str]:
    page = store.queries.quotes(QuoteFilter(**where), limit=50)  # type: ignore[arg-type]
    return [item.statement.content.text for item in page.items]


def matched(store: Store, speaker: str) -> list[str]:
    page = store.queries.quotes(QuoteFilter(speaker=speaker), limit=50)
    return [speaker.name for speaker in page.matched_speakers]


@pytest.fixture
def lees(store: Store) -> Store:
    store.repository.add_article(*make_reported(*LEES, ("Jake Sullivan", "We consult closely")))
    return store


@pytest.mark.parametrize(
    ("speaker", "names"),
    [
        ("Lee In-young", ["Lee In-young"]),
        ("lee in young", ["Lee In-young"]),
        ("in-young lee", ["Lee In-young"]),
        ("LEE", ["Lee In-young", "Lee Soo-hyuck"]),
        ("Léé", ["Lee In-young", "Lee Soo-hyuck"]),
        ("sullivan", ["Jake Sullivan"]),
        (ids.speaker_id("Jake Sullivan"), ["Jake Sullivan"]),
        ("Lee Sullivan", []),
        ("Le", []),
        ("young", ["Lee In-young"]),
        ("s_aaaaaaaaaaaaaaaaaaaa", []),
        ("", []),
        (" - ", []),
        ("\ud800\0", []),
        ("lee " * 5000, ["Lee In-young", "Lee Soo-hyuck"]),
        (" ".join(f"w{number}" for number in range(5000)), []),
    ],
)
def test_who_is_meant(lees: Store, speaker: str, names: list[str]) -> None:
    assert matched(lees, speaker) == names
    expected = dict((*LEES, ("Jake Sullivan", "We consult closely")))
    assert said(lees, speaker=speaker) == [expected[name] for name in names]


def test_an_exact_name_wins_over_partial_ones(lees: Store) -> None:
    lees.repository.add_article(*make_reported(("Lee", "I am just Lee")))
    assert matched(lees, "lee") == ["Lee"]
    assert said(lees, speaker="lee") == ["I am just Lee"]


def test_a_group_is_found_by_each_of_its_members(store: Store) -> None:
    group = make_speaker("Ann Lee", kind="group", also=("Bo Chan", "Ann Lee"))
    analysis = make_analysis(statements=[make_statement(speaker=group)])
    store.repository.add_article(make_document(), analysis)
    for name in ("Ann Lee", "bo chan", ids.speaker_id("Bo Chan")):
        assert len(said(store, speaker=name)) == 1
    found = store.queries.quotes(QuoteFilter(speaker="bo"), limit=9).matched_speakers
    assert [(speaker.name, speaker.quotes) for speaker in found] == [("Bo Chan", 1)]


def test_a_statement_of_two_matched_speakers_comes_once(store: Store) -> None:
    group = make_speaker("Ann Lee", kind="group", also=("Bo Lee",))
    analysis = make_analysis(statements=[make_statement(speaker=group)])
    store.repository.add_article(make_document(), analysis)
    assert matched(store, "lee") == ["Ann Lee", "Bo Lee"]
    assert len(said(store, speaker="lee")) == 1


def test_via(store: Store) -> None:
    yonhap = Via("Yonhap News Agency", ids.speaker_id("Yonhap News Agency"))
    via = (yonhap, Via("the officials", None), yonhap)
    statement = make_statement(via=via)
    store.repository.add_article(make_document(), make_analysis(statements=[statement]))
    store.repository.add_article(*make_reported(("Yonhap News Agency", "Rain is expected")))
    relayed = [statement.content.text]
    assert said(store, via="yonhap") == relayed
    assert said(store, via=yonhap.id) == relayed
    assert said(store, via="Officials") == relayed
    assert said(store, via="yonhap", speaker="Lee") == relayed
    assert said(store, via="yonhap", speaker="Yonhap") == []
    assert said(store, via="Reuters") == []
    assert said(store, via="Lee In-young") == []
    assert said(store, speaker="yonhap") == ["Rain is expected"]
    assert matched(store, "officials") == []
    assert matched(store, ids.speaker_id("the officials")) == []


def test_a_speaker_and_a_relay_may_both_be_several(store: Store) -> None:
    lead = "Kim Na and Kim Bo reported what Lee One, Lee Two and Ann Ray said. "
    sayings = (("Lee One", "Yes"), ("Lee Two", "No"), ("Ann Ray", "Maybe"))
    document, analysis = make_reported(*sayings, lead=lead)
    relays = [Via(name, ids.speaker_id(name)) for name in ("Kim Na", "Kim Bo", "Kim Na")]
    told = zip(analysis.statements, relays, strict=True)
    relayed = tuple(replace(one, via=(relay,)) for one, relay in told)
    store.repository.add_article(document, replace(analysis, statements=relayed))
    assert said(store, speaker="Lee", via="Kim") == ["Yes", "No"]
    assert said(store, speaker="Ann Ray", via="Kim") == ["Maybe"]
    assert said(store, speaker="Lee", via="Kim Bo") == ["No"]


def test_who_only_relays_is_not_meant_by_name_but_by_id(store: Store) -> None:
    afp = Via("AFP", ids.speaker_id("AFP"))
    statement = make_statement(via=(afp,))
    store.repository.add_article(make_document(), make_analysis(statements=[statement]))
    assert matched(store, "AFP") == []
    assert matched(store, ids.speaker_id("AFP")) == ["AFP"]
    assert said(store, speaker=afp.id) == []
    assert store.queries.speaker(ids.speaker_id("AFP")).quotes == 0


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"kind": "direct"}, 1),
        ({"kind": "indirect"}, 0),
        ({"outlet": "the example"}, 1),
        ({"outlet": " The  EXAMPLE"}, 1),
        ({"outlet": "example"}, 0),
        ({"outlet": ""}, 0),
        ({"min_score": 0.93}, 1),
        ({"min_score": 0.94}, 0),
        ({"article_id": "a_none"}, 0),
        ({"speaker": "Lee", "kind": "direct", "outlet": "The Example", "q": "talks"}, 1),
        ({"speaker": "Lee", "kind": "mixed"}, 0),
        ({"speaker": "Sullivan", "q": "talks"}, 0),
        ({}, 1),
    ],
)
def test_other_filters(store: Store, where: dict[str, object], count: int) -> None:
    store.repository.add_article(make_document(), make_analysis())
    assert len(said(store, **where)) == count


SEOUL = dt.timezone(dt.timedelta(hours=9))


@pytest.mark.parametrize(
    ("published", "analysed", "day"),
    [
        (dt.datetime(2021, 11, 20, 23, 59, tzinfo=dt.UTC), None, dt.date(2021, 11, 20)),
        (dt.datetime(2021, 11, 20), None, dt.date(2021, 11, 20)),
        (dt.datetime(2021, 11, 20, 8, 59, tzinfo=SEOUL), None, dt.date(2021, 11, 19)),
        (dt.datetime(2021, 11, 20), dt.date(1999, 1, 1), dt.date(2021, 11, 20)),
        (None, dt.date(2021, 11, 20), dt.date(2021, 11, 20)),
        (dt.datetime(1969, 12, 31, 23, tzinfo=dt.UTC), None, dt.date(1969, 12, 31)),
        (dt.datetime.min, None, dt.date.min),
        (dt.datetime.max, None, dt.date.max),
    ],
)
def test_dates_are_inclusive_days_in_utc(
    store: Store, published: dt.datetime | None, analysed: dt.date | None, day: dt.date
) -> None:
    document = make_document(published_at=published)
    store.repository.add_article(document, make_analysis(date=analysed))
    one = dt.timedelta(days=1)
    assert len(said(store, since=day, until=day)) == 1
    if day > dt.date.min:
        assert said(store, until=day - one) == []
    if day < dt.date.max:
        assert said(store, since=day + one) == []


def test_an_article_without_date_is_within_no_bounds(store: Store) -> None:
    store.repository.add_article(make_document(published_at=None), make_analysis())
    assert len(said(store)) == 1
    assert said(store, since=dt.date.min) == []
    assert said(store, until=dt.date.max) == []


def test_newest_articles_first_then_text_order(store: Store) -> None:
    def add(lead: str, published: dt.datetime | None) -> None:
        sayings = (("Ann Lee", f"{lead} zebra"), ("Bo Lee", f"{lead} apple"))
        store.repository.add_article(*make_reported(*sayings, published_at=published))

    add("old", dt.datetime(2001, 1, 1))
    add("undated", None)  # by the time of storing, which is later than the others
    add("new", dt.datetime(2011, 1, 1, 1, tzinfo=SEOUL))
    order = ["undated", "new", "old"]
    assert said(store) == [f"{lead} {word}" for lead in order for word in ("zebra", "apple")]
    assert said(store, speaker="Bo Lee") == [f"{lead} apple" for lead in order]
    assert said(store, speaker="Lee") == said(store)
    assert said(store, q="zebra") == [f"{lead} zebra" for lead in order]


def test_speakers_of_no_name_do_not_disturb(store: Store) -> None:
    nobody = StatementSpeaker(None, None, "unknown", reason="no-candidate")
    analysis = make_analysis(statements=[make_statement(speaker=nobody)])
    store.repository.add_article(make_document(), analysis)
    assert len(said(store)) == 1
    assert matched(store, "unknown") == []
