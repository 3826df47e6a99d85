"""Editors' calls: what they answer, what they refuse."""

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from service import ids

JANE, LEE = ids.speaker_id("Jane Roe"), ids.speaker_id("Lee Young")
AWKWARD = [
    "' OR 1=1 --",
    '"; DROP TABLE speakers; --',
    'NEAR("a" "b", 3) AND * OR ^x:',
    "%_\\",
    "😀",
    "👩‍👩‍👧‍👦 Lee",
    "\u202eeel",
    "a" * 2000,
    "lee " * 500,
    "ﬁ ǅ ß İ ı",
    "…",
    " ",
    "李在明",
]


@pytest.fixture(autouse=True)
def _articles(client: FlaskClient) -> None:
    for text in (
        "“The talks are near,” said Lee Young.",
        "“No talks,” said Jane Roe via Reuters",
        "“We wait,” said Jane Roe.",
    ):
        assert client.post("/v1/articles", json={"text": text}).status_code == 201


def send(client: FlaskClient, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    response = client.open(f"/v1{path}", method=method, json=body)
    assert response.status_code == status, response.text
    return response.get_json()


def names(client: FlaskClient, q: str) -> list[str]:
    response = client.get("/v1/speakers", query_string={"q": q})
    assert response.status_code == 200, response.text
    return [speaker["name"] for speaker in response.get_json()["items"]]


def test_a_merge_and_its_undoing(client: FlaskClient) -> None:
    body = {"speakers": [LEE], "by": "ann", "note": "one person"}
    change = send(client, "POST", f"/speakers/{JANE}/merge", body)
    assert change["edit"]["action"] == "merge"
    assert (change["edit"]["by"], change["edit"]["note"]) == ("ann", "one person")
    assert change["edit"]["after"] == {"merged_into": {LEE: JANE}}
    assert change["speakers"][0]["quote_count"] == 3
    assert change["speakers"][0]["merged"] == [LEE]
    assert change["quote"] is None
    assert send(client, "GET", f"/speakers/{LEE}")["id"] == JANE
    assert len(send(client, "GET", f"/speakers/{LEE}/quotes")["items"]) == 3
    answer = client.get("/v1/quotes?speaker=Lee+Young").get_json()
    assert [s["id"] for s in answer["matched_speakers"]] == [JANE]
    undone = send(client, "POST", f"/edits/{change['edit']['id']}/undo")
    assert undone["edit"]["undoes"] == change["edit"]["id"]
    assert send(client, "GET", f"/speakers/{LEE}")["quote_count"] == 1
    problem = send(client, "POST", f"/edits/{change['edit']['id']}/undo", {}, 409)
    assert problem["code"] == "conflict"
    history = send(client, "GET", f"/speakers/{JANE}/history?limit=1")
    assert history["items"] == [undone["edit"]]
    rest = send(client, "GET", f"/speakers/{JANE}/history?cursor={history['next_cursor']}")
    assert [one["undone_by"] for one in rest["items"]] == [undone["edit"]["id"]]


def test_a_split(client: FlaskClient) -> None:
    quotes = send(client, "GET", f"/speakers/{JANE}/quotes")["items"]
    body = {"articles": [quotes[0]["article_id"]], "name": "Jane Roe the younger"}
    change = send(client, "POST", f"/speakers/{JANE}/split", body)
    made, left = change["speakers"]
    assert (made["name"], made["quote_count"], left["id"]) == ("Jane Roe the younger", 1, JANE)
    answer = client.get("/v1/quotes?speaker=Jane+Roe").get_json()
    assert {s["id"] for s in answer["matched_speakers"]} == {made["id"], JANE}
    assert len(answer["items"]) == 2
    problem = send(client, "POST", f"/speakers/{made['id']}/split", body, 422)
    assert problem["code"] == "invalid-edit"


def test_a_speaker_is_changed(client: FlaskClient) -> None:
    body = {"name": "Dr Jane Roe", "aliases": ["Джейн"], "external_ids": {"wikidata": "Q1"}}
    (speaker,) = send(client, "PATCH", f"/speakers/{JANE}", body)["speakers"]
    assert speaker == send(client, "GET", f"/speakers/{JANE}")
    assert (speaker["name"], speaker["aliases"]) == ("Dr Jane Roe", ["Джейн", "Jane Roe"])
    assert speaker["external_ids"] == {"wikidata": "Q1"}
    assert names(client, "джейн") == ["Dr Jane Roe"]
    assert send(client, "GET", f"/speakers/{JANE}/roles") == {"items": []}


def test_a_quote_is_corrected(client: FlaskClient) -> None:
    (listed,) = send(client, "GET", "/quotes?q=wait")["items"]
    body = {"speaker": {"id": LEE}, "stance": {"label": "oppose", "target": "talks"}, "act": "call"}
    change = send(client, "PATCH", f"/quotes/{listed['id']}", body)
    assert change["quote"] == send(client, "GET", f"/quotes/{listed['id']}")
    assert change["quote"]["speaker"]["id"] == LEE
    assert change["quote"]["stance"]["target"] == "talks"
    assert change["quote"]["flags"] == ["corrected"]
    assert sorted(change["edit"]["speakers"]) == sorted([JANE, LEE])
    history = send(client, "GET", f"/quotes/{listed['id']}/history")["items"]
    assert history == send(client, "GET", f"/speakers/{LEE}/history")["items"] == [change["edit"]]
    assert send(client, "POST", f"/edits/{change['edit']['id']}/undo")["quote"] == listed
    nobody = send(client, "PATCH", f"/quotes/{listed['id']}", {"speaker": None})["quote"]
    assert (nobody["speaker"]["name"], nobody["speaker"]["reason"]) == (None, "corrected")


def test_suggestions(client: FlaskClient) -> None:
    assert send(client, "GET", "/suggestions") == {"items": [], "next_cursor": None}
    assert send(client, "GET", f"/suggestions?speaker={JANE}")["items"] == []
    assert send(client, "GET", "/suggestions?speaker=s_none", status=404)["code"] == "not-found"
    assert send(client, "POST", "/suggestions/l_none/dismiss", status=404)["code"] == "not-found"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", f"/speakers/{JANE}/merge", {}, 422),
        ("POST", f"/speakers/{JANE}/merge", {"speakers": []}, 422),
        ("POST", f"/speakers/{JANE}/merge", {"speakers": LEE}, 422),
        ("POST", f"/speakers/{JANE}/merge", {"speakers": [JANE]}, 422),
        ("POST", f"/speakers/{JANE}/merge", {"speakers": ["s_none"]}, 404),
        ("POST", "/speakers/s_none/merge", {"speakers": [LEE]}, 404),
        ("POST", f"/speakers/{JANE}/merge", {"speakers": [LEE] * 101}, 422),
        ("POST", f"/speakers/{JANE}/merge", {"speakers": [LEE], "other": 1}, 422),
        ("POST", f"/speakers/{JANE}/split", {}, 422),
        ("POST", f"/speakers/{JANE}/split", {"articles": ["a_none"]}, 422),
        ("POST", f"/speakers/{JANE}/split", {"names": ["…"]}, 422),
        ("PATCH", f"/speakers/{JANE}", {}, 422),
        ("PATCH", f"/speakers/{JANE}", {"name": ""}, 422),
        ("PATCH", f"/speakers/{JANE}", {"name": "😀"}, 422),
        ("PATCH", f"/speakers/{JANE}", {"name": "x" * 301}, 422),
        ("PATCH", f"/speakers/{JANE}", {"aliases": ["a\0b"]}, 422),
        ("PATCH", f"/speakers/{JANE}", {"external_ids": {"Wiki data": "Q1"}}, 422),
        ("PATCH", f"/speakers/{JANE}", {"external_ids": {"wikidata\n": "Q1"}}, 422),
        ("PATCH", "/speakers/s_none", {"name": "A B"}, 404),
        ("PATCH", "/quotes/q_none", {"act": "call"}, 404),
        ("PATCH", "/quotes/q_none", {"act": "shout"}, 422),
        ("PATCH", "/quotes/q_none", {"speaker": {}}, 422),
        ("PATCH", "/quotes/q_none", {"speaker": {"id": JANE, "name": "Jane Roe"}}, 422),
        ("PATCH", "/quotes/q_none", {"stance": {"label": "oppose"}}, 422),
        ("POST", "/edits/e_none/undo", None, 404),
        ("POST", "/edits/e_none/undo", [], 422),
        ("GET", "/quotes/q_none/history", None, 404),
        ("GET", "/speakers/s_none/history", None, 404),
        ("GET", "/speakers/s_none/roles", None, 404),
    ],
)
def test_what_is_refused(
    client: FlaskClient, method: str, path: str, body: Any, status: int
) -> None:
    before = client.get("/v1/speakers").get_json()
    problem = send(client, method, path, body, status)
    assert problem["detail"]
    assert client.get("/v1/speakers").get_json() == before


def test_a_body_must_be_json(client: FlaskClient) -> None:
    response = client.post(f"/v1/speakers/{JANE}/merge", data="x", content_type="text/plain")
    assert (response.status_code, response.get_json()["code"]) == (415, "unsupported-media-type")
    response = client.post(f"/v1/speakers/{JANE}/merge", data=b"x" * (1 << 21))
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("Lee Young", ["Lee Young"]),
        ("young lee", ["Lee Young"]),
        ("LÉÉ", ["Lee Young"]),
        ("yonug", ["Lee Young"]),
        ("lee yuong", ["Lee Young"]),
        ("jane r", ["Jane Roe"]),
        ("jnae", ["Jane Roe"]),
        ("xyz", []),
        ("roe lee", []),
    ],
)
def test_speakers_are_found(client: FlaskClient, q: str, expected: list[str]) -> None:
    assert names(client, q) == expected


@pytest.mark.parametrize("q", AWKWARD)
def test_unusual_searches_have_an_answer(client: FlaskClient, q: str) -> None:
    names(client, q)
    for parameter in ("speaker", "via", "q"):
        assert client.get("/v1/quotes", query_string={parameter: q}).status_code == 200


@pytest.mark.parametrize("q", ["a\0b", "a" * 2001, b"\xff"])
def test_unusable_searches_are_refused(client: FlaskClient, q: str | bytes) -> None:
    for path in ("/v1/speakers?q=", "/v1/quotes?speaker="):
        response = client.get(path + quote(q))
        assert response.status_code in (400, 422)
        assert response.get_json()["detail"]


def test_better_fits_come_first(client: FlaskClient) -> None:
    for number, name in enumerate(("Lee Youngman", "Young Leeson", "Lee Yuong", "Min Lee")):
        text = f"{number}. “Yes,” said {name}. “No,” said {name}."
        assert client.post("/v1/articles", json={"text": text}).status_code == 201
    assert names(client, "lee young") == ["Lee Young", "Lee Youngman", "Young Leeson", "Lee Yuong"]
    found, cursor = [], None
    while True:
        query = {"q": "lee young", "limit": 1} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/speakers", query_string=query).get_json()
        found += [speaker["name"] for speaker in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == names(client, "lee young")
