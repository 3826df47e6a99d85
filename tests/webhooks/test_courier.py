"""What happens in the store arrives at a real receiver, signed, once where nothing goes wrong."""

import json
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from standardwebhooks import Webhook as Verifier

from service.config import Settings
from service.errors import StoreUnavailable
from service.records import QuoteFilter
from service.store import Store
from service.webhooks.signing import new_secret
from tests.factories import make_reported
from tests.webhooks.conftest import StartCourier
from tests.webhooks.receiving import Message, Receiver

SECRET = new_secret()


def add(store: Store, *sayings: tuple[str, str], lead: str = "") -> str:
    document, analysis = make_reported(*sayings or (("Ann Lee", "One word"),), lead=lead)
    return store.repository.add_article(document, analysis)[0].id


def wait_for(found: Callable[[], Any], seconds: float = 20) -> Any:
    end = time.monotonic() + seconds
    while not (result := found()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
    return result


@pytest.fixture
def webhook(store: Store, receiver: Receiver) -> str:
    wanted = store.filters.create("everything", QuoteFilter())
    return store.webhooks.create(receiver.url, wanted.id, SECRET).id


def events(message: Message) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(message.body)["data"]["events"]
    return found


def test_a_statement_arrives_with_its_record(
    store: Store, receiver: Receiver, webhook: str, start: StartCourier
) -> None:
    start()
    article_id = add(store, ("Ann Lee", "One word"))
    (message,) = wait_for(lambda: receiver.messages)
    body = Verifier(SECRET).verify(message.body, message.headers)
    assert body["type"] == "filter.events"
    assert body["data"]["webhook_id"] == webhook
    assert body["data"]["filter"]["name"] == "everything"
    (event,) = body["data"]["events"]
    assert (event["type"], event["article_id"], event["found"]) == (
        "statement.created",
        article_id,
        True,
    )
    assert event["quote"]["id"] == event["quote_id"]
    assert event["quote"]["content"]["text"] == "One word"
    assert event["quote"]["article"]["id"] == article_id
    (delivery,) = wait_for(
        lambda: store.webhooks.deliveries(webhook, state="delivered", limit=5).items
    )
    assert message.headers["webhook-id"] == delivery.id
    time.sleep(1.5)
    assert len(receiver.messages) == 1


def test_a_failed_message_comes_again_as_the_same(
    store: Store,
    receiver: Receiver,
    webhook: str,
    start: StartCourier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.webhooks.schedule._PAUSES", (0.1, 0.1, 0.1))
    monkeypatch.setattr("service.webhooks.schedule._FIRST_REST", 0.1)
    statuses = iter((500, 302, 204))
    receiver.answer = lambda message: (next(statuses), {})
    start()
    add(store)
    wait_for(lambda: store.webhooks.deliveries(webhook, state="delivered", limit=5).items)
    assert len({message.headers["webhook-id"] for message in receiver.messages}) == 1
    assert len({message.body for message in receiver.messages}) == 1
    assert len(receiver.messages) == 3
    for message in receiver.messages:
        Verifier(SECRET).verify(message.body, message.headers)


def test_a_receiver_that_says_it_is_gone_is_left_alone(
    store: Store, receiver: Receiver, webhook: str, start: StartCourier
) -> None:
    receiver.answer = lambda message: (410, {})
    start()
    add(store)
    wait_for(lambda: store.webhooks.get(webhook).problem == "gone")
    add(store, lead="more")
    time.sleep(1.5)
    assert len(receiver.messages) == 1


def test_a_ping_tries_the_receiver(
    store: Store, receiver: Receiver, webhook: str, start: StartCourier
) -> None:
    start()
    ping = store.webhooks.ping(webhook)
    (message,) = wait_for(lambda: receiver.messages)
    body = Verifier(SECRET).verify(message.body, message.headers)
    assert (body["type"], body["data"]["events"]) == ("webhook.ping", [])
    assert message.headers["webhook-id"] == ping.id


def arrived(receiver: Receiver, number: int) -> bool:
    return len([one for one in receiver.messages if one.path == "/hook"]) >= number


def test_one_slow_receiver_does_not_hold_up_another(
    store: Store, receiver: Receiver, webhook: str, start: StartCourier
) -> None:
    def slowly(message: Message) -> tuple[int, dict[str, str]]:
        if message.path == "/slow":
            time.sleep(1.5)
        return 200, {}

    receiver.answer = slowly
    slow = receiver.url.replace("/hook", "/slow")
    filter_id = store.webhooks.get(webhook).filter_id
    store.webhooks.create(slow, filter_id, SECRET)
    start()
    for number in range(3):
        add(store, lead=str(number))
        wait_for(partial(arrived, receiver, number + 1))
        time.sleep(0.1)
    assert len([m for m in receiver.messages if m.path == "/slow"]) <= 2


def test_a_courier_that_stops_ends_what_it_began_and_another_goes_on(
    store: Store, receiver: Receiver, webhook: str, start: StartCourier
) -> None:
    def slowly(message: Message) -> tuple[int, dict[str, str]]:
        time.sleep(1)
        return 200, {}

    receiver.answer = slowly
    first = start()
    add(store)
    wait_for(lambda: receiver.messages)
    first.stop()
    (delivery,) = store.webhooks.deliveries(webhook, limit=5).items
    assert delivery.state == "delivered"
    add(store, lead="more")
    time.sleep(1.2)
    assert len(receiver.messages) == 1
    start()
    wait_for(lambda: len(receiver.messages) == 2)


def test_two_couriers_send_a_message_once(
    store: Store, receiver: Receiver, webhook: str, start: StartCourier
) -> None:
    start()
    start()
    for number in range(30):
        add(store, lead=str(number))
    seen = wait_for(
        lambda: (
            [e["id"] for m in receiver.messages for e in events(m)]
            if sum(len(events(m)) for m in receiver.messages) >= 30
            else None
        )
    )
    time.sleep(1.5)
    assert len(seen) == len(set(seen)) == 30
    ids = [message.headers["webhook-id"] for message in receiver.messages]
    assert len(ids) == len(set(ids))


def test_a_database_that_is_away_for_a_while_loses_nothing(
    store: Store,
    receiver: Receiver,
    webhook: str,
    start: StartCourier,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    left = [3, 3, 3]

    def away(place: int, name: str) -> None:
        real = getattr(store.outbox, name)

        def sometimes(*arguments: Any, **options: Any) -> Any:
            if left[place]:
                left[place] -= 1
                raise StoreUnavailable("the server is starting")
            return real(*arguments, **options)

        monkeypatch.setattr(store.outbox, name, sometimes)

    for place, name in enumerate(("fill", "claim", "delivered")):
        away(place, name)
    start()
    add(store)
    wait_for(lambda: store.webhooks.deliveries(webhook, state="delivered", limit=5).items, 30)
    assert left == [0, 0, 0]
    assert len(receiver.messages) == 1  # it was noted late, not sent twice
    assert "the server is starting" in str([vars(one) for one in caplog.records])


def test_nothing_of_a_text_or_an_address_is_logged(
    store: Store,
    receiver: Receiver,
    webhook: str,
    start: StartCourier,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    receiver.answer = lambda message: (500, {})
    start()
    add(store, ("Ann Lee", "A xylophone"))
    wait_for(lambda: store.webhooks.get(webhook).failing_since)
    said = str([vars(one) for one in caplog.records if one.name.startswith("service")])
    assert "webhook-failed" in said
    for secret in ("xylophone", "Ann Lee", "127.0.0.1", SECRET):
        assert secret not in said


def test_a_defect_in_writing_a_message_is_noted_on_it(
    store: Store, settings: Settings, receiver: Receiver, webhook: str, start: StartCourier
) -> None:
    courier = start()

    def broken(*arguments: Any) -> bytes:
        raise KeyError("A xylophone")

    courier._write = broken
    add(store)
    found = wait_for(
        lambda: [d for d in store.webhooks.deliveries(webhook, limit=5).items if d.problem]
    )
    assert found[0].problem == "internal-error"
    assert receiver.messages == []
