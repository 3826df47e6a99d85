from typing import Any

import pytest
from flask.testing import FlaskClient

TEXT = "“We agree on the bridge” said Ann Lee in the town. “Never this” said Bo Chan."


@pytest.fixture
def article(client: FlaskClient) -> Any:
    return client.post("/v1/articles", json={"text": TEXT}).get_json()


def post(client: FlaskClient, **body: Any) -> Any:
    return client.post("/v1/filters", json={"name": "Bridge", "kind": "quotes", **body})


def test_a_filter_from_making_to_deleting(client: FlaskClient, article: Any) -> None:
    speaker = article["quotes"][0]["speaker"]["id"]
    query = {"speaker": speaker, "since": "2021-11-20", "min_score": 0.5}
    response = post(client, query=query)
    assert response.status_code == 201
    made = response.get_json()
    assert (made["name"], made["kind"], made["query"]) == ("Bridge", "quotes", query)
    path = response.headers["Location"]
    assert path == f"/v1/filters/{made['id']}"
    assert client.get(path).get_json() == made
    changed = client.patch(path, json={"name": "The bridge"}).get_json()
    assert (changed["name"], changed["query"]) == ("The bridge", query)
    changed = client.patch(path, json={"query": {"q": "bridge"}}).get_json()
    assert changed["query"] == {"q": "bridge"}
    assert client.get("/v1/filters").get_json() == {"items": [changed], "next_cursor": None}
    assert client.delete(path).status_code == 204
    for response in (client.get(path), client.delete(path), client.patch(path, json={"name": "a"})):
        assert (response.status_code, response.get_json()["code"]) == (404, "not-found")


def test_claims_keep_whether_they_stand_alone(client: FlaskClient) -> None:
    made = [
        post(client, kind="claims", query=query).get_json()["query"]
        for query in ({}, {"standalone": "false"}, {"standalone": "any", "q": "x"})
    ]
    assert made == [
        {"standalone": "true"},
        {"standalone": "false"},
        {"standalone": "any", "q": "x"},
    ]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"query": {"speker": "x"}}, "/query/speker"),
        ({"query": {"stance": "against"}}, "/query/stance"),
        ({"query": {"since": "yesterday"}}, "/query/since"),
        ({"query": {"min_score": 2}}, "/query/min_score"),
        ({"query": {"q": "a\0"}}, "/query/q"),
        ({"query": {"limit": 3}}, "/query/limit"),
        ({"query": {"cursor": "x"}}, "/query/cursor"),
        ({"query": {"min_checkworthiness": 0.5}}, "/query/min_checkworthiness"),
        ({"kind": "claims", "query": {"order": "date"}}, "/query/order"),
        ({"kind": "claims", "query": {"kind": "direct"}}, "/query/kind"),
        ({"kind": "articles"}, "/kind"),
        ({"query": []}, "/query"),
        ({"name": ""}, "/name"),
        ({"name": None}, "/name"),
    ],
)
def test_what_a_list_would_refuse_is_refused(
    client: FlaskClient, body: dict[str, Any], pointer: str
) -> None:
    response = post(client, **body)
    assert response.status_code == 422
    assert response.get_json()["errors"][0]["pointer"].startswith(pointer)
    made = post(client, kind=body.get("kind", "quotes")) if body.get("kind") != "articles" else None
    if made is not None and "query" in body:
        changed = client.patch(made.headers["Location"], json={"query": body["query"]})
        assert changed.status_code == 422
        assert changed.get_json()["errors"][0]["pointer"].startswith(pointer)


def test_a_speaker_is_named_by_id(client: FlaskClient, article: Any) -> None:
    problem = post(client, query={"speaker": "Ann Lee"}).get_json()
    assert (problem["status"], problem["code"]) == (422, "invalid-filter")
    assert "by id" in problem["detail"]


def test_nothing_to_change(client: FlaskClient) -> None:
    path = post(client).headers["Location"]
    assert client.patch(path, json={}).status_code == 422
    assert client.patch(path, json={"kind": "claims"}).status_code == 422


def test_what_has_changed_is_not_overwritten(client: FlaskClient) -> None:
    path = post(client).headers["Location"]
    tag = {"If-Match": client.get(path).headers["ETag"]}
    assert client.patch(path, json={"name": "New"}, headers=tag).status_code == 200
    assert client.patch(path, json={"name": "Newer"}, headers=tag).status_code == 412
    assert client.delete(path, headers=tag).status_code == 412
    tag = {"If-Match": client.get(path).headers["ETag"]}
    assert client.delete(path, headers=tag).status_code == 204


def test_a_repeated_request_makes_one_filter(client: FlaskClient) -> None:
    body = {"name": "Bridge", "kind": "quotes"}
    key = {"Idempotency-Key": "k-1"}
    first, again = (client.post("/v1/filters", json=body, headers=key) for _ in range(2))
    assert first.get_json() == again.get_json()
    assert len(client.get("/v1/filters").get_json()["items"]) == 1
    kinds = [event["type"] for event in client.get("/v1/events").get_json()["items"]]
    assert kinds == ["filter.created"]


def test_reviewed_claims(client: FlaskClient) -> None:
    query = {"reviewed": "false", "rating": "false", "standalone": "any"}
    assert post(client, kind="claims", query=query).get_json()["query"] == query
