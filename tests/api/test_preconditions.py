"""Writes only where what they change still is as it was read."""

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
from tests.api.stored import TEXT
from tests.api.test_keys import calls


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


def test_what_was_read_in_another_form_may_be_written(
    client: FlaskClient, paths: dict[str, str]
) -> None:
    seen = client.get(f"{paths['quote']}?offsets=utf-16").headers["ETag"]
    response = client.patch(paths["quote"], json={"act": "call"}, headers={"If-Match": seen})
    assert response.status_code == 200


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
