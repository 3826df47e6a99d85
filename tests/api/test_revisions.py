"""Another text for an article over HTTP."""

from typing import Any

import pytest
from flask.testing import FlaskClient

FIRST = "😀 “We wait,” said Jane Roe. “The talks are near,” said Lee Young."
SECOND = "😀😀 “The talks are near,” said Lee Young. “We go,” said Jane Roe."


@pytest.fixture
def article(client: FlaskClient) -> Any:
    body = {"text": FIRST, "title": "Talks", "outlet": "Alpha"}
    return client.post("/v1/articles", json=body).get_json()


def put(client: FlaskClient, article: Any, status: int = 200, **body: Any) -> Any:
    response = client.put(f"/v1/articles/{article['id']}", json=body)
    assert response.status_code == status, response.text
    return response.get_json()


def test_a_new_text_is_a_revision(client: FlaskClient, article: Any) -> None:
    assert (article["revision"], article["revised_at"]) == (1, None)
    answer = put(client, article, text=SECOND)
    assert (answer["id"], answer["revision"]) == (article["id"], 2)
    assert (answer["text"], answer["title"], answer["outlet"]) == (SECOND, "Talks", "Alpha")
    changes = answer.pop("changes")
    assert client.get(f"/v1/articles/{article['id']}").get_json() == answer
    (kept,) = changes["kept"]
    assert kept["id"] == article["quotes"][1]["id"] == answer["quotes"][0]["id"]
    for text, content in ((FIRST, kept["before"]), (SECOND, kept["after"])):
        for span in content["spans"]:
            assert text[span["start"] : span["end"]] == span["text"]
    assert [one["after"]["text"] for one in changes["added"]] == ["We go,"]
    assert [one["before"]["text"] for one in changes["removed"]] == ["We wait,"]
    assert changes["added"][0]["before"] is None
    assert (changes["changed"], changes["orphaned"]) == ([], [])


def test_offsets_of_changes_are_counted_each_in_its_own_text(
    client: FlaskClient, article: Any
) -> None:
    path = f"/v1/articles/{article['id']}"
    answer = client.put(f"{path}?offsets=utf-16", json={"text": SECOND}).get_json()
    (kept,) = answer["changes"]["kept"]
    for text, content in ((FIRST, kept["before"]), (SECOND, kept["after"])):
        (span,) = content["spans"]
        units = text.encode("utf-16-le")
        assert units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == span["text"]
    revision = client.get(f"{path}/revisions/2?offsets=utf-16").get_json()
    assert revision["changes"] == answer["changes"]
    assert revision["quotes"] == answer["quotes"]


def test_what_the_article_has_already_changes_nothing(client: FlaskClient, article: Any) -> None:
    titles: tuple[dict[str, str], ...] = ({}, {"title": "Talks"})
    for title in titles:
        answer = put(client, article, 200, text=FIRST, **title)
        assert (answer["revision"], answer["changes"]) == (1, None)
    answer = put(client, article, text=FIRST, title=None)
    assert (answer["revision"], answer["title"], answer["outlet"]) == (2, None, "Alpha")
    response = client.put(
        f"/v1/articles/{article['id']}?title=Other", data=SECOND, content_type="text/plain"
    )
    assert (response.get_json()["title"], response.get_json()["text"]) == ("Other", SECOND)


def test_earlier_revisions_are_listed_and_read(client: FlaskClient, article: Any) -> None:
    put(client, article, text=SECOND)
    path = f"/v1/articles/{article['id']}/revisions"
    listed = client.get(path).get_json()["items"]
    assert [(one["number"], one["current"], one["quote_count"]) for one in listed] == [
        (2, True, 2),
        (1, False, 2),
    ]
    first = client.get(f"{path}/1").get_json()
    assert first.pop("changes") is None
    assert first == article
    assert client.get(f"{path}/2").get_json()["text"] == SECOND
    for number in ("0", "3", "9" * 40, "-1", "x"):
        assert client.get(f"{path}/{number}").status_code == 404


def test_what_editors_set_and_the_text_lost_is_listed(client: FlaskClient, article: Any) -> None:
    quote = article["quotes"][0]
    client.patch(f"/v1/quotes/{quote['id']}", json={"act": "call"})
    answer = put(client, article, text=SECOND)
    (orphan,) = answer["changes"]["orphaned"]
    assert (orphan["what"], orphan["text"]) == ("correction", "We wait,")
    listed = client.get(f"/v1/articles/{article['id']}/orphans").get_json()
    assert listed == {"items": [orphan]}
    assert client.get("/v1/articles/a_none/orphans").status_code == 404


def test_a_text_of_another_article_is_a_conflict(client: FlaskClient, article: Any) -> None:
    other = client.post("/v1/articles", json={"text": SECOND}).get_json()
    problem = put(client, article, 409, text=SECOND)
    assert problem["code"] == "conflict"
    assert other["id"] in problem["detail"]
    again = client.post("/v1/articles", json={"text": FIRST})
    assert (again.status_code, again.get_json()["id"]) == (200, article["id"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"text": ""}, 422),
        ({"text": " "}, 422),
        ({"text": "x" * 2001}, 413),
        ({"text": "refuse"}, 422),
        ({"text": "y", "speaker": "z"}, 422),
    ],
)
def test_what_is_no_text_changes_nothing(
    client: FlaskClient, article: Any, body: dict[str, Any], status: int
) -> None:
    put(client, article, status, **body)
    assert client.get(f"/v1/articles/{article['id']}").get_json() == article


def test_an_unknown_article_is_not_found(client: FlaskClient) -> None:
    put(client, {"id": "a_none"}, 404, text=SECOND)
    assert client.get("/v1/articles/a_none/revisions").status_code == 404
    assert client.get("/v1/articles/a_none/revisions/1").status_code == 404
