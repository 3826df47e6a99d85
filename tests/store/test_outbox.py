"""What webhooks are told: every event once, in order, taken by one sender at a time, never lost."""

import datetime as dt
import multiprocessing
from dataclasses import replace

import pytest

from service.errors import Conflict, InvalidFilter, NotFound, Superseded
from service.records import ClaimedDelivery, ClaimFilter, QuoteFilter, SavedFilter, Webhook
from service.store import Editor, Store, open_store
from service.store.events import Events
from service.store.outbox import Outbox
from service.store.webhooks import Webhooks
from tests.clock import Clock
from tests.factories import make_claim, make_reported

LEASE = dt.timedelta(seconds=30)
START = dt.datetime.now(dt.UTC)
URL = "https://hooks.example/"
PATIENCE = dt.timedelta(days=5)
EDITOR = Editor("a.ruiz")


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def outbox(store: Store, clock: Clock) -> Outbox:
    return Outbox(store._database.writing, store._database.reading, clock)


@pytest.fixture
def webhooks(store: Store, clock: Clock) -> Webhooks:
    return Webhooks(store._database.writing, store._database.reading, clock)


@pytest.fixture
def everything(store: Store) -> SavedFilter:
    return store.filters.create("everything", QuoteFilter())


@pytest.fixture
def webhook(webhooks: Webhooks, everything: SavedFilter) -> Webhook:
    return webhooks.create(URL, everything.id, "whsec_a")


def add(store: Store, *sayings: tuple[str, str], lead: str = "", claimed: bool = False) -> str:
    document, analysis = make_reported(*sayings or (("Ann Lee", "One word"),), lead=lead)
    if claimed:
        found = tuple(replace(one, claims=(make_claim(one),)) for one in analysis.statements)
        analysis = replace(analysis, statements=found)
    return store.repository.add_article(document, analysis)[0].id


def fill(outbox: Outbox) -> int:
    looked_at = 0
    while more := outbox.fill():
        looked_at += more
    return looked_at


def claim(outbox: Outbox, worker: str = "w") -> ClaimedDelivery:
    taken = outbox.claim(worker, LEASE)
    assert taken is not None
    return taken


def fail(
    outbox: Outbox, taken: ClaimedDelivery, problem: str = "refused", after: float | None = 5
) -> None:
    outbox.failed(
        taken,
        problem,
        500,
        retry_after=None if after is None else dt.timedelta(seconds=after),
        rest=lambda failures: dt.timedelta(seconds=failures),
        patience=PATIENCE,
    )


def told(taken: ClaimedDelivery) -> list[tuple[str, bool]]:
    return [(one.event.kind, one.found) for one in taken.events]


def test_what_a_filter_finds_is_told_once(
    store: Store, outbox: Outbox, webhooks: Webhooks, everything: SavedFilter
) -> None:
    add(store, lead="before")
    webhook = webhooks.create(URL, everything.id, "whsec_a")
    article_id = add(store, ("Ann Lee", "One word"), ("Bo Chan", "No"))
    assert outbox.claim("w", LEASE) is None  # nothing has been written yet
    assert fill(outbox) == 3
    assert fill(outbox) == 0
    taken = claim(outbox)
    assert told(taken) == [("statement.created", True)] * 2
    assert {one.event.article_id for one in taken.events} == {article_id}
    assert (taken.url, taken.secrets, taken.attempts) == (URL, ("whsec_a",), 1)
    assert taken.filter == everything
    statements, claims = outbox.contents(taken)
    assert [one.statement.content.text for one in statements] == ["One word", "No"]
    assert claims == ()
    outbox.delivered(taken, 204)
    assert outbox.claim("w", LEASE) is None
    (ended,) = webhooks.deliveries(webhook.id, limit=10).items
    assert (ended.id, ended.state, ended.status, ended.attempts) == (taken.id, "delivered", 204, 1)
    assert webhooks.get(webhook.id).position == store.events.end().number
    assert webhooks.get(webhook.id).delivered_at is not None


def test_only_what_the_filter_finds(store: Store, outbox: Outbox, webhooks: Webhooks) -> None:
    add(store, lead="before")
    (ann, *_) = store.queries.speakers(q="Ann Lee", limit=5).items
    wanted = store.filters.create("Ann", QuoteFilter(speaker=ann.id))
    claimed = store.filters.create("claims", ClaimFilter(standalone=True))
    for number, one in enumerate((wanted, claimed)):
        webhooks.create(f"{URL}{number}", one.id, "whsec_a")
    add(store, ("Ann Lee", "One word"), ("Bo Chan", "No"), claimed=True)
    add(store, ("Bo Chan", "Yes"))
    fill(outbox)
    taken = [claim(outbox) for _ in range(2)]
    by_url = {one.url: one for one in taken}
    assert outbox.claim("w", LEASE) is None
    (event,) = by_url[f"{URL}0"].events
    assert store.queries.quote(event.event.quote_id or "").statement.speaker.id == ann.id
    assert told(by_url[f"{URL}1"]) == [("claim.created", True)] * 2
    statements, claims = outbox.contents(by_url[f"{URL}1"])
    assert statements == ()
    assert {one.claim.text for one in claims} == {"One word.", "No."}


def test_what_no_longer_fits_is_told_too(store: Store, outbox: Outbox, webhooks: Webhooks) -> None:
    article_id = add(store)
    (ann, *_) = store.queries.speakers(q="Ann Lee", limit=5).items
    wanted = store.filters.create("Ann", QuoteFilter(speaker=ann.id))
    webhooks.create(URL, wanted.id, "whsec_a")
    (statement,) = store.queries.article(article_id).analysis.statements
    store.editing.correct_quote(statement.id, {"speaker": {"name": "Bo Chan"}}, EDITOR)
    fill(outbox)
    taken = claim(outbox)
    assert told(taken) == [("statement.corrected", False)]
    assert outbox.contents(taken) == ((), ())
    outbox.delivered(taken, 200)
    store.repository.delete_article(article_id)
    fill(outbox)
    assert told(claim(outbox)) == [("article.deleted", False)]


def test_what_was_deleted_meanwhile_leaves_no_text(
    store: Store, outbox: Outbox, webhook: Webhook
) -> None:
    article_id = add(store, ("Ann Lee", "A secret word"))
    fill(outbox)
    store.repository.delete_article(article_id)
    taken = claim(outbox)
    assert told(taken) == [("statement.created", True)]
    assert outbox.contents(taken) == ((), ())
    with store._database.reading.connect() as connection:
        rows = connection.exec_driver_sql("SELECT events FROM deliveries").all()
    assert rows
    assert b"secret" not in b"".join(bytes(row[0]) for row in rows)


def test_a_message_holds_a_bounded_number_of_events(
    store: Store, outbox: Outbox, webhook: Webhook
) -> None:
    for number in range(13):
        sayings = [("Ann Lee", f"Point {number} {letter}") for letter in "abcdefghij"]
        add(store, *sayings, lead=str(number))
    fill(outbox)
    seen: list[int] = []
    while (taken := outbox.claim("w", LEASE)) is not None:
        assert len(taken.events) <= 50
        numbers = [one.event.number for one in taken.events]
        assert numbers == sorted(numbers)
        seen += numbers
        outbox.delivered(taken, 200)
    assert len(seen) == len(set(seen)) == 130


def test_one_message_of_a_webhook_is_under_way_at_a_time(
    store: Store, outbox: Outbox, webhooks: Webhooks, everything: SavedFilter, clock: Clock
) -> None:
    webhooks.create(URL, everything.id, "whsec_a")
    webhooks.create(f"{URL}2", everything.id, "whsec_b")
    for number in range(2):
        add(store, lead=str(number))
        fill(outbox)
        clock.pass_seconds(1)
    first, second = claim(outbox, "one"), claim(outbox, "two")
    assert first.webhook_id != second.webhook_id
    assert outbox.claim("three", LEASE) is None
    outbox.delivered(first, 200)
    third = claim(outbox, "three")
    assert third.webhook_id == first.webhook_id
    assert third.events[0].event.number > first.events[0].event.number


def test_a_message_that_was_not_taken_comes_again_under_its_id(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    add(store)
    fill(outbox)
    taken = claim(outbox)
    fail(outbox, taken, after=60)
    assert outbox.claim("w", LEASE) is None
    waiting = webhooks.delivery(webhook.id, taken.id)
    assert (waiting.state, waiting.problem, waiting.status) == ("waiting", "refused", 500)
    assert waiting.due == clock.now + dt.timedelta(seconds=60)
    clock.pass_seconds(61)
    again = claim(outbox)
    assert (again.id, again.attempts, again.events) == (taken.id, 2, taken.events)
    fail(outbox, again, after=None)
    ended = webhooks.delivery(webhook.id, taken.id)
    assert (ended.state, ended.attempts, ended.due) == ("failed", 2, None)
    assert outbox.claim("w", LEASE) is None
    waiting = webhooks.redeliver(webhook.id, taken.id)
    assert (waiting.state, waiting.attempts, waiting.problem) == ("waiting", 0, None)
    clock.pass_seconds(60)
    last = claim(outbox)
    assert (last.id, last.attempts) == (taken.id, 1)
    with pytest.raises(Conflict):
        webhooks.redeliver(webhook.id, taken.id)


def test_after_a_failure_a_webhook_is_left_alone_for_a_while(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    for number in range(3):
        add(store, lead=str(number))
        fill(outbox)
    fail(outbox, claim(outbox), after=500)
    assert outbox.claim("w", LEASE) is None
    clock.pass_seconds(1)
    fail(outbox, claim(outbox), after=500)
    clock.pass_seconds(1)
    assert outbox.claim("w", LEASE) is None  # two seconds after the second failure
    webhooks.ping(webhook.id)
    taken = claim(outbox)  # but to try it by hand is always possible
    outbox.delivered(taken, 200)
    assert webhooks.get(webhook.id).failing_since is None
    assert outbox.claim("w", LEASE) is not None


def test_a_receiver_that_is_gone_ends_it_at_once(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    add(store)
    fill(outbox)
    fail(outbox, claim(outbox), "gone", after=None)
    disabled = webhooks.get(webhook.id)
    assert (disabled.enabled, disabled.problem) == (False, "gone")
    position = disabled.position
    add(store, lead="later")
    assert fill(outbox) == 0
    with pytest.raises(Conflict):
        webhooks.ping(webhook.id)
    # Enabled again it goes on where it stopped.
    enabled = webhooks.change(webhook.id, enabled=True)
    assert (enabled.enabled, enabled.problem, enabled.position) == (True, None, position)
    assert fill(outbox) == 2
    assert claim(outbox).attempts == 1


def test_a_receiver_that_fails_for_days_ends_it(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    add(store)
    fill(outbox)
    began = clock.now
    for day in range(5):
        fail(outbox, claim(outbox), "timed-out", after=86_400)
        found = webhooks.get(webhook.id)
        assert (found.enabled, found.failing_since) == (True, began), day
        clock.pass_seconds(86_400)
    fail(outbox, claim(outbox), "timed-out", after=86_400)
    disabled = webhooks.get(webhook.id)
    assert (disabled.enabled, disabled.problem) == (False, "failing")
    assert (disabled.failing_since, disabled.delivered_at) == (began, None)
    assert webhooks.change(webhook.id, enabled=True).failing_since is None


def test_the_failure_of_an_address_that_was_changed_disables_nothing(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook
) -> None:
    add(store)
    fill(outbox)
    taken = claim(outbox)
    webhooks.change(webhook.id, url="https://hooks.example/new")
    fail(outbox, taken, "gone", after=5)
    assert webhooks.get(webhook.id).enabled


def test_a_filter_that_is_deleted_disables_its_webhook(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook
) -> None:
    store.filters.delete(webhook.filter_id)
    add(store)
    fill(outbox)
    disabled = webhooks.get(webhook.id)
    assert (disabled.enabled, disabled.problem) == (False, "filter-deleted")
    with pytest.raises(InvalidFilter):
        webhooks.change(webhook.id, enabled=True)
    other = store.filters.create("other", QuoteFilter())
    assert webhooks.change(webhook.id, enabled=True, filter_id=other.id).enabled


def test_a_sender_that_is_lost_loses_no_message(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    add(store)
    fill(outbox)
    keep = dt.timedelta(days=30)
    first = claim(outbox, "one")
    clock.pass_seconds(20)
    outbox.beat("one", [first.id], LEASE)
    clock.pass_seconds(20)
    assert outbox.sweep(keep, 3) == 0
    outbox.beat("another", [first.id], LEASE)
    clock.pass_seconds(11)
    assert outbox.sweep(keep, 3) == 1
    assert webhooks.delivery(webhook.id, first.id).problem == "sender-lost"
    second = claim(outbox, "two")
    assert (second.id, second.fence, second.attempts) == (first.id, 2, 2)
    with pytest.raises(Superseded):
        outbox.delivered(first, 200)
    with pytest.raises(Superseded):
        fail(outbox, first)
    with pytest.raises(Superseded):
        outbox.release(first)
    outbox.delivered(second, 200)
    with pytest.raises(Superseded):
        outbox.delivered(second, 200)


def test_a_message_whose_senders_are_always_lost_fails_in_the_end(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    add(store)
    fill(outbox)
    for _ in range(3):
        claim(outbox)
        clock.pass_seconds(31)
        assert outbox.sweep(dt.timedelta(days=30), 3) == 1
    (ended,) = webhooks.deliveries(webhook.id, limit=5).items
    assert (ended.state, ended.problem, ended.attempts) == ("failed", "sender-lost", 3)


def test_a_message_given_back_has_cost_no_attempt(
    store: Store, outbox: Outbox, webhook: Webhook
) -> None:
    add(store)
    fill(outbox)
    outbox.release(claim(outbox))
    assert claim(outbox).attempts == 1


def test_a_new_secret_is_used_beside_the_old_one_for_a_while(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    changed = webhooks.rotate(webhook.id, "whsec_b", dt.timedelta(hours=1))
    assert changed.old_secret_until == clock.now + dt.timedelta(hours=1)
    add(store)
    fill(outbox)
    taken = claim(outbox)
    assert taken.secrets == ("whsec_b", "whsec_a")
    outbox.release(taken)
    clock.pass_seconds(3601)
    taken = claim(outbox)
    assert taken.secrets == ("whsec_b",)
    outbox.release(taken)
    assert webhooks.rotate(webhook.id, "whsec_c", dt.timedelta()).old_secret_until is None
    assert claim(outbox).secrets == ("whsec_c",)


def test_events_that_are_no_longer_kept_are_passed_over(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook
) -> None:
    webhooks.change(webhook.id, enabled=False)
    add(store, lead="old")
    database = store._database
    later = Events(
        database.writing, database.reading, lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=99)
    )
    assert later.sweep(dt.timedelta(days=30))
    article_id = add(store, lead="new")
    webhooks.change(webhook.id, enabled=True)
    fill(outbox)
    taken = claim(outbox)
    assert {one.event.article_id for one in taken.events if one.found} >= {article_id}


def test_a_receiver_that_does_not_keep_up_leaves_the_rest_in_the_log(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    for number in range(3):
        add(store, lead=str(number))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.store.filling._MOST_WAITING", 2)
        patch.setattr("service.store.filling._AT_ONCE", 2)
        assert fill(outbox) < 6
        while (taken := outbox.claim("w", LEASE)) is not None:
            outbox.delivered(taken, 200)
            fill(outbox)
    assert webhooks.get(webhook.id).position == store.events.end().number


def test_what_ended_long_ago_is_forgotten(
    store: Store, outbox: Outbox, webhooks: Webhooks, webhook: Webhook, clock: Clock
) -> None:
    add(store)
    fill(outbox)
    taken = claim(outbox)
    outbox.delivered(taken, 200)
    clock.pass_seconds(86_400)
    add(store, lead="later")
    fill(outbox)
    outbox.sweep(dt.timedelta(days=2), 3)
    assert len(webhooks.deliveries(webhook.id, limit=10).items) == 2
    outbox.sweep(dt.timedelta(hours=1), 3)
    (left,) = webhooks.deliveries(webhook.id, limit=10).items
    assert left.state == "waiting"


def test_counts(store: Store, outbox: Outbox, webhooks: Webhooks, everything: SavedFilter) -> None:
    assert outbox.counts().enabled == 0
    webhooks.create(URL, everything.id, "whsec_a")
    webhooks.create(URL, everything.id, "whsec_a", enabled=False)
    add(store)
    fill(outbox)
    found = outbox.counts()
    assert (found.enabled, found.disabled, found.waiting) == (1, 1, 1)
    fail(outbox, claim(outbox), "timed-out")
    lately = dt.timedelta(minutes=1)
    assert store.jobs.counts(lately=lately).totals["deliveries", "timed-out"] == 1


def test_lists_come_in_pages(
    store: Store, outbox: Outbox, webhooks: Webhooks, everything: SavedFilter, clock: Clock
) -> None:
    made = []
    for _ in range(5):
        made.append(webhooks.create(URL, everything.id, "whsec_a").id)
        clock.pass_seconds(1)
    first = webhooks.list(limit=3)
    second = webhooks.list(limit=3, cursor=first.next_cursor)
    assert [one.id for one in (*first.items, *second.items)] == made
    assert second.next_cursor is None
    sent = []
    for _ in range(3):
        sent.append(webhooks.ping(made[0]).id)
        clock.pass_seconds(1)
    page = webhooks.deliveries(made[0], limit=2)
    last = webhooks.deliveries(made[0], limit=2, cursor=page.next_cursor)
    assert [one.id for one in (*page.items, *last.items)] == sent[::-1]
    assert webhooks.deliveries(made[0], state="failed", limit=2).items == ()


def test_what_is_not_there_is_said(
    store: Store, webhooks: Webhooks, webhook: Webhook, everything: SavedFilter
) -> None:
    with pytest.raises(InvalidFilter):
        webhooks.create(URL, "f_none", "whsec_a")
    for call in (
        lambda: webhooks.get("h_none"),
        lambda: webhooks.change("h_none", enabled=True),
        lambda: webhooks.rotate("h_none", "whsec_b", LEASE),
        lambda: webhooks.delete("h_none"),
        lambda: webhooks.ping("h_none"),
        lambda: webhooks.deliveries("h_none", limit=1),
        lambda: webhooks.delivery(webhook.id, "m_none"),
        lambda: webhooks.redeliver(webhook.id, "m_none"),
    ):
        with pytest.raises(NotFound):
            call()
    other = webhooks.create(URL, everything.id, "whsec_b")
    delivery = webhooks.ping(webhook.id)
    with pytest.raises(NotFound):
        webhooks.delivery(other.id, delivery.id)
    webhooks.delete(webhook.id)
    with pytest.raises(NotFound):
        webhooks.delivery(webhook.id, delivery.id)


def _work(url: str, found: "multiprocessing.Queue[tuple[str, int]]") -> None:
    store = open_store(url)
    try:
        for _ in range(400):
            store.outbox.fill()
            taken = store.outbox.claim(str(multiprocessing.current_process().pid), LEASE)
            if taken is None:
                continue
            for one in taken.events:
                found.put((taken.webhook_id, one.event.number))
            store.outbox.delivered(taken, 200)
    finally:
        store.close()


def test_several_processes_tell_each_event_once(
    url: str, store: Store, webhooks: Webhooks, everything: SavedFilter
) -> None:
    hooks = [webhooks.create(URL, everything.id, "whsec_a").id for _ in range(3)]
    context = multiprocessing.get_context("spawn")
    found: multiprocessing.Queue[tuple[str, int]] = context.Queue()
    workers = [context.Process(target=_work, args=(url, found)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for number in range(30):
        add(store, lead=str(number))
    seen = [found.get(timeout=60) for _ in range(30 * len(hooks))]
    for worker in workers:
        worker.join(60)
    assert found.empty()
    assert len(set(seen)) == len(seen)
