"""A fact-check dashboard's day: the client, a real server with its model, a webhook's receiver."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from service.client import Onrecord, types
from tests.e2e.conftest import ONRECORD, Server, serving
from tests.webhooks.receiving import Receiver, receiving

SEEDS = {
    seed["id"]: seed
    for seed in map(
        json.loads,
        (Path(__file__).parents[2] / "seeds" / "articles.jsonl")
        .read_text(encoding="utf-8")
        .splitlines(),
    )
}
NAME = "Lee In-young"


@dataclass
class Day:
    """What the dashboard has by now."""

    client: Onrecord
    server: Server
    receiver: Receiver
    database_url: str
    known: dict[str, Any] = field(default_factory=dict)

    def events(self) -> list[dict[str, Any]]:
        """All that has been told, verified."""
        secret = self.known["webhook"]["secret"]
        told = [Webhook(secret).verify(m.body, m.headers) for m in list(self.receiver.messages)]
        return [event for message in told for event in message["data"]["events"]]

    def wait_for_event(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            for event in self.events():
                if fits(event):
                    return event
            time.sleep(0.2)
        raise AssertionError(f"not told; but {[event['type'] for event in self.events()]}")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    url = f"sqlite:///{tmp_path_factory.mktemp('day') / 'store.sqlite3'}"
    with (
        serving(url, "--webhook-hosts", "127.0.0.1") as server,
        receiving() as receiver,
        Onrecord(server.url) as client,
    ):
        server.wait_until_ready()
        yield Day(client, server, receiver, url)


def submit(client: Onrecord, name: str) -> types.Article:
    seed = SEEDS[name]
    return client.create_article(
        text=seed["text"],
        title=seed["title"],
        outlet=seed["outlet"],
        author=seed.get("author"),
        published_at=seed["published_at"],
    )


# The tests of this file are the day's hours: each goes on from the one before.


def test_in_the_morning_a_speaker_is_followed(day: Day) -> None:
    submit(day.client, "talks-near-conclusion")
    (speaker,) = [one for one in day.client.list_speakers(q=NAME) if one["name"] == NAME]
    saved = day.client.create_filter(
        name=f"What {NAME} says", kind="quotes", query={"speaker": speaker["id"]}
    )
    webhook = day.client.create_webhook(url=day.receiver.url, filter_id=saved["id"])
    day.known |= {"speaker": speaker, "filter": saved, "webhook": webhook}
    day.client.ping_webhook(webhook["id"])
    deadline = time.monotonic() + 30
    while not day.receiver.messages and time.monotonic() < deadline:
        time.sleep(0.1)
    assert json.loads(day.receiver.messages[0].body)["type"] == "webhook.ping"


def test_an_article_comes_and_the_webhook_tells_of_it(day: Day) -> None:
    article = submit(day.client, "two-lees")
    event = day.wait_for_event(lambda one: one["type"] == "statement.created")
    quote: types.Quote = event["quote"]
    assert quote["speaker"]["name"] == NAME
    assert quote["article"]["id"] == article["id"]
    for span in quote["content"]["spans"]:
        assert article["text"][span["start"] : span["end"]] == span["text"]
    told = {one["quote_id"] for one in day.events() if one["found"]}
    wanted = {one["id"] for one in article["quotes"] if one["speaker"]["name"] == NAME}
    assert told == wanted
    day.known |= {"article": article, "quote": quote}
    assert day.client.get_quote(quote["id"])["content"] == quote["content"]


def test_the_feed_has_what_the_webhook_told(day: Day) -> None:
    path = f"/v1/filters/{day.known['filter']['id']}/feed.json"
    feed = json.loads(day.client.fetch(path, "application/feed+json"))
    listed = [one["id"] for one in day.client.list_quotes(speaker=day.known["speaker"]["id"])]
    assert len(feed["items"]) == len(listed)
    assert day.known["quote"]["id"] in json.dumps(feed["items"])


def test_the_stream_has_it_too(day: Day) -> None:
    events = day.client.stream_events(after="0", filter_id=day.known["filter"]["id"])
    wanted = {one["quote_id"] for one in day.events() if one["found"]}
    seen: set[str | None] = set()
    while not wanted <= seen:
        seen.add(next(events)["quote_id"])
    events.close()  # type: ignore[attr-defined]


def test_a_speaker_is_corrected_and_the_webhook_tells_that_it_is_another(day: Day) -> None:
    quote = day.known["quote"]
    change = day.client.correct_quote(
        quote["id"],
        speaker={"name": "Nam Kyung-pil"},
        by="desk",
        note="The spokesman, not the minister.",
    )
    assert change["edit"]["by"] == "desk"
    event = day.wait_for_event(lambda one: one["type"] == "statement.corrected")
    assert (event["quote_id"], event["found"]) == (quote["id"], False)
    listed = {one["id"] for one in day.client.list_quotes(speaker=day.known["speaker"]["id"])}
    assert quote["id"] not in listed


def test_the_correction_survives_another_analysis(day: Day) -> None:
    subprocess.run(
        [ONRECORD, "reanalyse", "--all", "--database-url", day.database_url],
        check=True,
        timeout=120,
    )
    end = time.monotonic() + 120
    while any(job["state"] != "done" for job in day.client.list_jobs()):
        assert time.monotonic() < end
        time.sleep(0.5)
    found = day.client.get_quote(day.known["quote"]["id"])
    assert found["speaker"]["name"] == "Nam Kyung-pil"
    assert "corrected" in found["flags"]
    (edit,) = day.client.list_quote_history(found["id"])
    day.client.undo_edit(edit["id"])
    assert day.client.get_quote(found["id"])["speaker"]["name"] == NAME


def test_a_verdict_is_recorded(day: Day) -> None:
    claim = next(iter(day.client.list_claims(speaker=day.known["speaker"]["id"], standalone="any")))
    read = day.client.get_claim(claim["id"])
    given = day.client.review_claim(
        claim["id"],
        rating="true",
        label="Holds",
        url="https://news.example/checks/1",
        reviewer={"name": "The fact desk"},
        by="desk",
    )
    assert given["review"] is not None
    assert given["review"]["rating"] == "true"
    listed = [one["id"] for one in day.client.list_claims(reviewed="true", standalone="any")]
    assert listed == [claim["id"]]
    day.known["claim"] = read


def test_the_verdict_goes_out_as_linked_data(day: Day) -> None:
    path = f"/v1/claims/{day.known['claim']['id']}"
    told = json.loads(day.client.fetch(path, "application/ld+json"))
    assert '"ClaimReview"' in json.dumps(told)
    assert "Holds" in json.dumps(told)
    direct = next(iter(day.client.list_quotes(kind="direct")))
    quote = json.loads(day.client.fetch(f"/v1/quotes/{direct['id']}", "application/ld+json"))
    assert quote["@type"] == "Quotation"
    assert str(direct["speaker"]["name"]) in json.dumps(quote, ensure_ascii=False)


def test_in_the_evening_everything_has_arrived_once(day: Day) -> None:
    webhook = day.client.get_webhook(day.known["webhook"]["id"])
    assert (webhook["enabled"], webhook["failing_since"]) == (True, None)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        states = {one["state"] for one in day.client.list_deliveries(webhook["id"])}
        if states == {"delivered"}:
            break
        time.sleep(0.2)
    assert states == {"delivered"}
    ids = [message.headers["webhook-id"] for message in day.receiver.messages]
    assert len(ids) == len(set(ids))
    numbers = [int(event["id"]) for event in day.events()]
    assert numbers == sorted(set(numbers))
    assert NAME not in str(day.server.logs) + str(day.server.other)
