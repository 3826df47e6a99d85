from typing import Any

import pytest
from flask.testing import FlaskClient

from service import ids


@pytest.fixture(autouse=True)
def _articles(client: FlaskClient) -> None:
    for text, outlet, day in [
        ("“The talks are near their end,” said Lee Young.", "Alpha", "2021-11-01"),
        ("“No talks at all,” said Jane Roe via Reuters", "Beta", "2021-11-02"),
        ("“Prices don't rise,” said Lee Young. “We wait,” said Jane Roe.", "Alpha", "2021-11-03"),
    ]:
        response = client.post(
            "/v1/articles", json={"text": text, "outlet": outlet, "published_at": day}
        )
        assert response.status_code == 201


def contents(client: FlaskClient, **query: Any) -> list[str]:
    response = client.get("/v1/quotes", query_string=query)
    assert response.status_code == 200, response.text
    return [quote["content"]["text"] for quote in response.get_json()["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            {},
            ["Prices don't rise,", "We wait,", "No talks at all,", "The talks are near their end,"],
        ),
        ({"speaker": "lee YOUNG"}, ["Prices don't rise,", "The talks are near their end,"]),
        ({"speaker": ids.speaker_id("Jane Roe")}, ["We wait,", "No talks at all,"]),
        ({"speaker": "Nobody Here"}, []),
        ({"outlet": "beta"}, ["No talks at all,"]),
        ({"via": "Reuters"}, ["No talks at all,"]),
        ({"q": "talks"}, ["No talks at all,", "The talks are near their end,"]),
        ({"q": "don't"}, ["Prices don't rise,"]),
        ({"q": '"near their end"'}, ["The talks are near their end,"]),
        ({"q": "AND NEAR( *"}, []),
        ({"since": "2021-11-02"}, ["Prices don't rise,", "We wait,", "No talks at all,"]),
        ({"until": "2021-11-01"}, ["The talks are near their end,"]),
        ({"since": "2021-11-02", "until": "2021-11-02"}, ["No talks at all,"]),
        ({"min_score": "0.8", "kind": "direct", "q": "wait"}, ["We wait,"]),
        ({"min_score": "0.81"}, []),
        ({"kind": "indirect"}, []),
        (
            {"speaker": "Lee Young", "q": "talks", "outlet": "Alpha"},
            ["The talks are near their end,"],
        ),
    ],
)
def test_quotes_are_filtered(
    client: FlaskClient, query: dict[str, str], expected: list[str]
) -> None:
    assert contents(client, **query) == expected


def test_pages_join_to_the_whole_list(client: FlaskClient) -> None:
    found, cursor = [], None
    while True:
        query = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/quotes", query_string=query).get_json()
        found += [quote["content"]["text"] for quote in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == contents(client)


def test_a_cursor_of_another_list_is_refused(client: FlaskClient) -> None:
    cursor = client.get("/v1/quotes?limit=1").get_json()["next_cursor"]
    response = client.get("/v1/quotes", query_string={"cursor": cursor, "q": "talks"})
    assert (response.status_code, response.get_json()["code"]) == (422, "invalid-cursor")


def test_a_named_speaker_is_told(client: FlaskClient) -> None:
    answer = client.get("/v1/quotes?speaker=Jane+Roe").get_json()
    assert answer["matched_speakers"] == [
        {
            "id": ids.speaker_id("Jane Roe"),
            "name": "Jane Roe",
            "kind": "person",
            "aliases": [],
            "roles": [],
            "quote_count": 2,
            "external_ids": {},
            "merged": [],
        }
    ]


def test_a_quote_is_found_by_its_id(client: FlaskClient) -> None:
    listed = client.get("/v1/quotes?q=wait").get_json()["items"][0]
    assert client.get(f"/v1/quotes/{listed['id']}").get_json() == listed
    assert listed["article"]["outlet"] == "Alpha"


def test_where_else_something_was_said(client: FlaskClient) -> None:
    words = "We will build the tunnel under the harbour"
    said = [
        f"“{words},” said Jane Roe.",
        f"“{words} soon,” said Jane Roe.",
        f"“{words},” said Lee Young.",
    ]
    for text, day in zip(said, ("2021-12-02", "2021-12-01", "2021-12-03"), strict=True):
        body = {"text": text, "published_at": day}
        assert client.post("/v1/articles", json=body).status_code == 201
    (one,) = client.get("/v1/quotes?since=2021-12-02&until=2021-12-02").get_json()["items"]
    found = client.get(f"/v1/quotes/{one['id']}/appearances").get_json()
    assert [(item["difference"], item["edits"]) for item in found["items"]] == [
        ("extended", [{"reference": "", "variant": "soon"}]),
        ("same", []),
    ]
    assert found["first"] == found["items"][0]["quote"]["id"]
    assert [item["quote"]["speaker"]["name"] for item in found["also_said_by"]] == ["Lee Young"]
    assert client.get("/v1/quotes/q_none/appearances").status_code == 404


def test_speakers_are_listed_with_most_quotes_first(client: FlaskClient) -> None:
    page = client.get("/v1/speakers?limit=1").get_json()
    (first,) = page["items"]
    (second,) = client.get(f"/v1/speakers?limit=1&cursor={page['next_cursor']}").get_json()["items"]
    assert [first["name"], second["name"]] == ["Jane Roe", "Lee Young"]
    assert [speaker["quote_count"] for speaker in (first, second)] == [2, 2]
    assert client.get(f"/v1/speakers/{first['id']}").get_json() == first


def test_speakers_are_searched(client: FlaskClient) -> None:
    names = [s["name"] for s in client.get("/v1/speakers?q=you").get_json()["items"]]
    assert names == ["Lee Young"]
    assert client.get("/v1/speakers?kind=document").get_json()["items"] == []


def test_a_speakers_quotes_take_the_filters_of_quotes(client: FlaskClient) -> None:
    path = f"/v1/speakers/{ids.speaker_id('Lee Young')}/quotes"
    answer = client.get(path, query_string={"until": "2021-11-02"}).get_json()
    assert [quote["content"]["text"] for quote in answer["items"]] == [
        "The talks are near their end,"
    ]
    assert client.get(f"/v1/speakers/{ids.speaker_id('No One')}/quotes").status_code == 404
