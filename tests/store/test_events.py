"""The event log: told with what it tells, in the order of commits, without gaps, by ids alone."""

import datetime as dt
import multiprocessing
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from service import ids
from service.errors import Conflict, EventsExpired, InvalidCursor, InvalidEdit
from service.records import Event, QuoteFilter
from service.store import Editor, Store, open_store
from service.store.events import Events
from tests.factories import make_analysis, make_claim, make_reported

EDITOR = Editor("a.ruiz")
ANN, BO = ids.speaker_id("Ann Lee"), ids.speaker_id("Bo Chan")


def told(store: Store, after: int = 0) -> list[Event]:
    return list(store.events.after(after, limit=1000))


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]


def add(store: Store, lead: str = "", *, claimed: bool = True) -> str:
    document, analysis = make_reported(("Ann Lee", "One word"), ("Bo Chan", "No"), lead=lead)
    if claimed:
        one, *rest = analysis.statements
        analysis = replace(analysis, statements=(replace(one, claims=(make_claim(one),)), *rest))
    article, _ = store.repository.add_article(document, analysis)
    return article.id


def test_an_article_with_its_statements_and_claims(store: Store) -> None:
    assert store.events.end().number == 0
    article_id = add(store)
    events = told(store)
    assert [event.number for event in events] == [1, 2, 3, 4]
    assert kinds(events) == [
        "article.created",
        "statement.created",
        "claim.created",
        "statement.created",
    ]
    assert {event.article_id for event in events} == {article_id}
    first, second = store.queries.article(article_id).analysis.statements
    assert [event.quote_id for event in events] == [None, first.id, first.id, second.id]
    assert events[2].claim_id == first.claims[0].id
    assert events[0].at == store.queries.article(article_id).created_at
    add(store)
    assert len(told(store)) == 4, "the same article again is nothing new"


def test_a_new_analysis_tells_what_is_new_changed_and_gone(store: Store) -> None:
    article_id = add(store)
    article = store.queries.article(article_id)
    first, second = article.analysis.statements
    store.repository.replace_analysis(
        article_id, make_analysis(article.document, [replace(first, claims=(), act="call")])
    )
    events = told(store, 4)
    assert [(event.kind, event.quote_id, event.claim_id) for event in events] == [
        ("article.reanalysed", None, None),
        ("claim.deleted", first.id, first.claims[0].id),
        ("statement.deleted", second.id, None),
        ("statement.changed", first.id, None),
    ]
    store.repository.replace_analysis(article_id, article.analysis)
    assert kinds(told(store, 8)) == [
        "article.reanalysed",
        "statement.changed",
        "statement.created",
        "claim.created",
    ]
    store.repository.replace_analysis(article_id, article.analysis)
    assert kinds(told(store, 12)) == ["article.reanalysed"]


def test_a_deleted_article_leaves_no_text(store: Store) -> None:
    article_id = add(store)
    store.repository.delete_article(article_id)
    last = told(store)[-1]
    assert (last.kind, last.article_id) == ("article.deleted", article_id)
    with store._database.reading.connect() as connection:
        rows = connection.execute(sa.text("SELECT * FROM events")).all()
    assert "word" not in str(rows)


def test_editors_acts(store: Store) -> None:
    article_id = add(store)
    quote_id = store.queries.article(article_id).analysis.statements[0].id
    corrected = store.editing.correct_quote(quote_id, {"act": "pledge"}, EDITOR).edit
    merged = store.editing.merge(ANN, [BO], EDITOR).edit
    store.editing.undo(merged.id, EDITOR)
    store.editing.change_speaker(BO, {"name": "Bo C. Chan"}, EDITOR)
    topic = store.topic_editing.create("words", [], EDITOR).edit
    with pytest.raises(InvalidEdit):
        store.editing.change_speaker(BO, {"name": "Bo C. Chan"}, EDITOR)
    with pytest.raises(Conflict):
        store.editing.undo(merged.id, EDITOR)
    events = told(store, 4)
    pair = sorted([ANN, BO])
    assert [(event.kind, event.speaker_id or event.quote_id) for event in events] == [
        ("statement.corrected", quote_id),
        ("speaker.merged", pair[0]),
        ("speaker.merged", pair[1]),
        ("speaker.merged", pair[0]),
        ("speaker.merged", pair[1]),
        ("speaker.changed", BO),
        ("topic.changed", None),
    ]
    assert events[0].edit_id == corrected.id
    assert events[-1].topic_id == topic.topic_id


def test_a_new_text_and_a_verdict(store: Store) -> None:
    article_id = add(store)
    article = store.queries.article(article_id)
    claim_id = article.analysis.statements[0].claims[0].id
    given = store.reviewing.give(claim_id, {"rating": "false"}, EDITOR).edit
    assert given is not None
    (told_of,) = told(store, 4)
    assert told_of.kind == "claim.reviewed"
    assert (told_of.claim_id, told_of.edit_id) == (claim_id, given.id)
    document, analysis = make_reported(("Ann Lee", "One word"), ("Cy Roe", "Yes"), lead="Later.")
    store.repository.revise(article_id, document, analysis, base=1)
    events = told(store, 5)
    assert kinds(events) == [
        "article.revised",
        "claim.deleted",
        "statement.deleted",
        "statement.changed",
        "statement.created",
    ]
    assert {event.article_id for event in events} == {article_id}


def test_what_fails_is_not_told(store: Store) -> None:
    document, analysis = make_reported(("Ann Lee", "One word"))
    (one,) = analysis.statements
    with pytest.raises(ValueError, match="holds statement"):
        store.repository.add_article(document, replace(analysis, statements=(one, one)))
    with pytest.raises(ValueError, match="JSON"):
        store.repository.add_article(
            document, replace(analysis, statements=(replace(one, score=float("nan")),))
        )
    assert told(store) == []


def test_reading_on(store: Store) -> None:
    add(store)
    first = store.events.after(limit=3)
    rest = store.events.after(first[-1].number, limit=3)
    assert [event.number for event in (*first, *rest)] == [1, 2, 3, 4]
    assert store.events.after(4, limit=3) == ()
    assert store.events.end().number == 4
    for number in (5, -1, 2**63, 10**30):
        with pytest.raises(InvalidCursor):
            store.events.after(number, limit=3)


def test_old_events_are_swept_but_the_newest(store: Store) -> None:
    for lead in ("1", "2", "3"):
        add(store, lead, claimed=False)
    now = store.events.end().at
    assert now is not None
    database = store._database
    keep = dt.timedelta(days=30)

    def sweep(later: dt.timedelta) -> int:
        return Events(database.writing, database.reading, lambda: now + later).sweep(keep)

    assert sweep(dt.timedelta()) == 0
    assert sweep(dt.timedelta(days=31)) == 8
    assert [event.number for event in told(store)] == [9]
    assert sweep(dt.timedelta(days=31)) == 0
    add(store, "4", claimed=False)
    assert [event.number for event in told(store)] == [9, 10, 11, 12], "numbers are never reused"
    assert [event.number for event in store.events.after(8, limit=1)] == [9]
    for number in (1, 7):
        with pytest.raises(EventsExpired, match="first that is kept is 9"):
            store.events.after(number, limit=1)


def test_what_is_swept_is_the_beginning_of_the_log(store: Store) -> None:
    """One machine's clock may be behind another's."""
    for lead in ("1", "2", "3"):
        add(store, lead, claimed=False)
    database = store._database
    with database.writing.begin() as connection:
        connection.execute(sa.text("UPDATE events SET at = at - 86400000000 WHERE number > 3"))
        connection.execute(sa.text("UPDATE events SET at = at - 864000000000 WHERE number < 3"))
    assert store.events.sweep(dt.timedelta(hours=1)) == 2
    assert store.events.after(limit=1)[0].number == 3


def test_a_long_log_is_swept_in_steps(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.store.events._AT_ONCE", 2)
    for lead in ("1", "2"):
        add(store, lead, claimed=False)
    assert store.events.sweep(dt.timedelta(days=-1)) == 5
    assert [event.number for event in told(store)] == [6]


WRITERS, ROUNDS = 3, 12


def _write(url: str, number: int) -> None:
    store = open_store(url)
    for turn in range(ROUNDS):
        article_id = add(store, f"{number} {turn}", claimed=False)
        if turn % 3 == 0:
            store.repository.delete_article(article_id)
        elif turn % 3 == 1:
            store.filters.create(f"{number} {turn}", QuoteFilter(kind="direct"))
    store.close()


def test_a_reader_beside_several_writers_misses_nothing(store: Store, url: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write, args=(url, n)) for n in range(WRITERS)]
    for process in processes:
        process.start()
    seen: list[Event] = []

    def read_on() -> Iterator[Event]:
        yield from store.events.after(seen[-1].number if seen else 0, limit=7)

    reads = 0
    while any(process.is_alive() for process in processes):
        seen += read_on()
        reads += 1
    while more := list(read_on()):
        seen += more
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert reads > ROUNDS, "it read while they wrote"
    assert [event.number for event in seen] == list(range(1, len(seen) + 1))
    assert seen == told(store)
    assert kinds(seen).count("article.created") == WRITERS * ROUNDS
    assert kinds(seen).count("filter.created") == WRITERS * ROUNDS // 3
