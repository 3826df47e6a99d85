"""Tags of what is read, and writes only where it still is so."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import ids
from service.api import context
from service.api.description import document
from tests.api.test_keys import calls
from tests.store.positions import Said, taking

TEXT = "“The talks are near,” said Lee Young. “We wait,” said Jane Roe."
LEE = ids.speaker_id("Lee Young")


def delivered(app: Flask, webhook: str) -> str:
    """Send a webhook a message, which arrives."""
    outbox = context.services_of(app).store.outbox
    identifier: str = app.test_client().post(f"{webhook}/ping").get_json()["id"]
    claimed = outbox.claim("w", dt.timedelta(seconds=30))
    assert claimed is not None
    outbox.delivered(claimed, 204)
    return identifier


@pytest.fixture
def paths(app: Flask, client: FlaskClient) -> dict[str, str]:
    article = client.post("/v1/articles", json={"text": TEXT}).get_json()
    (first, _) = article["quotes"]
    claim = f"/v1/claims/{first['claims'][0]['id']}"
    topic = client.post("/v1/topics", json={"name": "talks"}).get_json()["topic"]
    client.put(f"{claim}/review", json={"rating": "false"})
    said: Said = ("Ann Lee", "We need the tax", "support", "the carbon tax")
    context.services_of(app).store.repository.add_article(*taking([said]))
    target = client.get("/v1/targets").get_json()["items"][0]["id"]
    wanted = {"name": "All", "kind": "quotes", "query": {}}
    filter_id = client.post("/v1/filters", json=wanted).get_json()["id"]
    told = {"url": "https://hooks.example/", "filter_id": filter_id}
    webhook = f"/v1/webhooks/{client.post('/v1/webhooks', json=told).get_json()['id']}"
    return {
        "article": f"/v1/articles/{article['id']}",
        "quote": f"/v1/quotes/{first['id']}",
        "claim": claim,
        "review": f"{claim}/review",
        "speaker": f"/v1/speakers/{LEE}",
        "topic": f"/v1/topics/{topic['id']}",
        "target": f"/v1/targets/{target}",
        "filter": f"/v1/filters/{filter_id}",
        "webhook": webhook,
        "delivery": f"{webhook}/deliveries/{delivered(app, webhook)}",
    }


@dataclass(frozen=True)
class Write:
    """A call that changes what is there. route: as registered; of: whose tag it names."""

    route: str
    of: str
    ending: str = ""
    body: Callable[[dict[str, str]], dict[str, Any]] | None = None

    def send(self, client: FlaskClient, paths: dict[str, str], tag: str) -> Any:
        body = None if self.body is None else self.body(paths)
        return client.open(
            paths[self.of] + self.ending.format(**{n: last(p) for n, p in paths.items()}),
            method=self.route.partition(" ")[0],
            json=body,
            headers={"If-Match": tag},
        )


def last(path: str) -> str:
    return path.rpartition("/")[2]


def same(**body: Any) -> Callable[[dict[str, str]], dict[str, Any]]:
    return lambda _: body


_SPEAKER, _TOPIC, _FILTER = "/v1/speakers/<speaker_id>", "/v1/topics/<topic_id>", "/v1/filters"
_ARTICLE, _REVIEW = "/v1/articles/<article_id>", "/v1/claims/<claim_id>/review"
_WEBHOOK = "/v1/webhooks/<webhook_id>"
WRITES: dict[str, Write] = {
    "PUT article": Write(f"PUT {_ARTICLE}", "article", body=same(text=TEXT + " New.")),
    "the same text": Write(f"PUT {_ARTICLE}", "article", body=same(text=TEXT)),
    "DELETE article": Write(f"DELETE {_ARTICLE}", "article"),
    "PATCH quote": Write("PATCH /v1/quotes/<quote_id>", "quote", body=same(act="call")),
    "PUT review": Write(f"PUT {_REVIEW}", "review", body=same(rating="true")),
    "DELETE review": Write(f"DELETE {_REVIEW}", "review"),
    "PATCH speaker": Write(f"PATCH {_SPEAKER}", "speaker", body=same(name="Lee A. Young")),
    "merge": Write(
        f"POST {_SPEAKER}/merge", "speaker", "/merge", same(speakers=[ids.speaker_id("Jane Roe")])
    ),
    "split": Write(
        f"POST {_SPEAKER}/split",
        "speaker",
        "/split",
        lambda paths: {"articles": [last(paths["article"])]},
    ),
    "PATCH topic": Write(f"PATCH {_TOPIC}", "topic", body=same(phrasings=["peace"])),
    "DELETE topic": Write(f"DELETE {_TOPIC}", "topic"),
    "PUT target of a topic": Write(
        f"PUT {_TOPIC}/targets/<target_id>", "topic", "/targets/{target}", same(verdict="accepted")
    ),
    "PATCH filter": Write(f"PATCH {_FILTER}/<filter_id>", "filter", body=same(name="All")),
    "DELETE filter": Write(f"DELETE {_FILTER}/<filter_id>", "filter"),
    "PATCH webhook": Write(f"PATCH {_WEBHOOK}", "webhook", body=same(enabled=True)),
    "DELETE webhook": Write(f"DELETE {_WEBHOOK}", "webhook"),
    "another secret": Write(f"POST {_WEBHOOK}/secret", "webhook", "/secret", same()),
    "redeliver": Write(
        f"POST {_WEBHOOK}/deliveries/<delivery_id>/redeliver", "delivery", "/redeliver"
    ),
}
_NEW = "makes something new, or gives what is there already"
NO_TAG = {
    "POST /v1/analyses": "changes nothing",
    "POST /v1/stance": "changes nothing",
    "POST /v1/articles": _NEW,
    "POST /v1/articles/batch": _NEW,
    "POST /v1/topics": _NEW,
    "POST /v1/filters": _NEW,
    "POST /v1/webhooks": _NEW,
    "POST /v1/webhooks/<webhook_id>/ping": "makes a message; the webhook stays as it is",
    "POST /v1/edits/<edit_id>/undo": "refused where what was edited has been changed since",
    "POST /v1/suggestions/<suggestion_id>/dismiss": "ends what has no other state",
}
"""Why a call that writes has nothing to expect by a tag."""
DONE = {200, 202, 204}
STALE = '"' + "0" * 32 + '"'


@pytest.mark.parametrize("name", [name for name in WRITES if name != "split"])
def test_a_write_goes_through_where_nothing_has_changed(
    client: FlaskClient, paths: dict[str, str], name: str
) -> None:
    write = WRITES[name]
    seen = client.get(paths[write.of]).headers["ETag"]
    response = write.send(client, paths, f'{STALE}, W/"weak", {seen}')
    assert response.status_code in DONE, response.text


@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_refused_where_it_is_not_so(
    client: FlaskClient, paths: dict[str, str], name: str
) -> None:
    write = WRITES[name]
    before = client.get(paths[write.of])
    for given in (STALE, f"{STALE}, {STALE}", f"W/{before.headers['ETag']}", "", "abc"):
        response = write.send(client, paths, given)
        assert response.status_code == 412, response.text
        assert response.get_json()["code"] == "precondition-failed"
    assert client.get(paths[write.of]).get_data() == before.get_data()


@pytest.mark.parametrize("name", [name for name in WRITES if name != "split"])
def test_any_or_no_expectation_is_met_by_what_is_there(
    client: FlaskClient, paths: dict[str, str], name: str
) -> None:
    assert WRITES[name].send(client, paths, "*").status_code in DONE


def test_a_tag_changes_with_what_it_is_of(client: FlaskClient, paths: dict[str, str]) -> None:
    before = {name: client.get(path).headers["ETag"] for name, path in paths.items()}
    assert len(set(before.values())) == len(before)
    assert all(not tag.startswith("W/") for tag in before.values())
    again = {name: client.get(path).headers["ETag"] for name, path in paths.items()}
    assert again == before
    client.patch(paths["quote"], json={"act": "call"})
    after = {name: client.get(path).headers["ETag"] for name, path in paths.items()}
    assert {name for name in before if before[name] != after[name]} == {"quote", "article", "claim"}


@pytest.mark.parametrize("name", ["article", "quote", "claim"])
def test_other_offsets_are_another_form_of_the_same(
    client: FlaskClient, paths: dict[str, str], name: str
) -> None:
    plain, other = client.get(paths[name]), client.get(f"{paths[name]}?offsets=utf-16")
    assert plain.headers["ETag"] != other.headers["ETag"]
    tag = {"If-None-Match": other.headers["ETag"]}
    assert client.get(paths[name], headers=tag).status_code == 200
    assert client.get(f"{paths[name]}?offsets=utf-16", headers=tag).status_code == 304


def test_what_was_read_in_another_form_may_be_written(
    client: FlaskClient, paths: dict[str, str]
) -> None:
    seen = client.get(f"{paths['quote']}?offsets=utf-16").headers["ETag"]
    response = client.patch(paths["quote"], json={"act": "call"}, headers={"If-Match": seen})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles",
        "/v1/articles?limit=1",
        "/v1/quotes?stance=oppose",
        "/v1/claims?order=date",
        "/v1/speakers?q=lee",
        "/v1/targets",
        "/v1/topics",
        "/v1/jobs",
        "/v1/suggestions",
        "/openapi.json",
    ],
)
def test_what_has_not_changed_is_not_sent_again(
    client: FlaskClient, paths: dict[str, str], path: str
) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_verdict_only_where_there_is_none(client: FlaskClient, paths: dict[str, str]) -> None:
    new = {"If-None-Match": "*"}
    body = {"rating": "half-true"}
    assert client.put(paths["review"], json=body, headers=new).status_code == 412
    client.delete(paths["review"])
    assert client.put(paths["review"], json=body, headers={"If-Match": "*"}).status_code == 412
    assert client.put(paths["review"], json=body, headers=new).status_code == 200
    seen = client.get(paths["review"]).headers["ETag"]
    unless = {"If-None-Match": seen}
    assert client.put(paths["review"], json={"rating": "true"}, headers=unless).status_code == 412


def test_what_is_not_there_is_not_found_whatever_is_expected(client: FlaskClient) -> None:
    for path in ("/v1/articles/a_none", "/v1/topics/p_none"):
        assert client.delete(path, headers={"If-Match": "*"}).status_code == 404


@pytest.mark.parametrize("sent", ['"S;", ""', '""', '"', ",", "W/", '"a", b, *', "\\"])
def test_odd_tags_fit_nothing_and_break_nothing(
    client: FlaskClient, paths: dict[str, str], sent: str
) -> None:
    for header, expected in (("If-Match", {200, 412}), ("If-None-Match", {200, 304, 412})):
        headers = {header: sent}
        written = client.patch(paths["quote"], json={"act": "call"}, headers=headers)
        assert written.status_code in expected
        for path in paths.values():
            assert client.get(path, headers=headers).status_code in expected


def test_every_write_of_what_is_there_takes_its_tag(app: Flask) -> None:
    writes = {f"{method} {rule}" for method, rule, _ in calls(app) if method != "GET"}
    assert {write.route for write in WRITES.values()} | NO_TAG.keys() == writes
    assert not {write.route for write in WRITES.values()} & NO_TAG.keys()


def test_what_takes_a_tag_says_so(app: Flask) -> None:
    described = document(app)["paths"]
    for write in WRITES.values():
        method, _, rule = write.route.partition(" ")
        call = described[re.sub(r"<([^>]+)>", r"{\1}", rule)][method.lower()]
        assert "If-Match" in {one["name"] for one in call["parameters"]}, write.route
        assert "412" in call["responses"]


def test_what_is_sent_does_not_change_the_webhook_for_its_owner(
    client: FlaskClient, paths: dict[str, str]
) -> None:
    seen = client.get(paths["webhook"]).headers["ETag"]
    again = client.get(paths["webhook"], headers={"If-None-Match": seen})
    assert again.status_code == 304
    outbox = context.services_of(client.application).store.outbox
    client.post("/v1/articles", json={"text": TEXT + " More."})
    while outbox.fill():
        pass
    moved = client.get(paths["webhook"], headers={"If-None-Match": seen})
    assert moved.status_code == 200, "how far it has come is part of what is read"
    for expected, body in ((200, {"enabled": False}), (412, {"enabled": True})):
        response = client.patch(paths["webhook"], json=body, headers={"If-Match": seen})
        assert response.status_code == expected
