"""Tags of what is read, and writes only where it still is so."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import ids

TEXT = "“The talks are near,” said Lee Young. “We wait,” said Jane Roe."
LEE = ids.speaker_id("Lee Young")


@pytest.fixture
def paths(client: FlaskClient) -> dict[str, str]:
    article = client.post("/v1/articles", json={"text": TEXT}).get_json()
    (first, _) = article["quotes"]
    claim = f"/v1/claims/{first['claims'][0]['id']}"
    topic = client.post("/v1/topics", json={"name": "talks"}).get_json()["topic"]
    client.put(f"{claim}/review", json={"rating": "false"})
    return {
        "article": f"/v1/articles/{article['id']}",
        "quote": f"/v1/quotes/{first['id']}",
        "claim": claim,
        "review": f"{claim}/review",
        "speaker": f"/v1/speakers/{LEE}",
        "topic": f"/v1/topics/{topic['id']}",
    }


Change = Callable[[FlaskClient, dict[str, str], dict[str, str]], Any]
WRITES: dict[str, tuple[str, Change]] = {
    "PUT article": (
        "article",
        lambda client, paths, headers: client.put(
            paths["article"], json={"text": TEXT + " New."}, headers=headers
        ),
    ),
    "the same text": (
        "article",
        lambda client, paths, headers: client.put(
            paths["article"], json={"text": TEXT}, headers=headers
        ),
    ),
    "DELETE article": (
        "article",
        lambda client, paths, headers: client.delete(paths["article"], headers=headers),
    ),
    "PATCH quote": (
        "quote",
        lambda client, paths, headers: client.patch(
            paths["quote"], json={"act": "call"}, headers=headers
        ),
    ),
    "PUT review": (
        "review",
        lambda client, paths, headers: client.put(
            paths["review"], json={"rating": "true"}, headers=headers
        ),
    ),
    "DELETE review": (
        "review",
        lambda client, paths, headers: client.delete(paths["review"], headers=headers),
    ),
    "PATCH speaker": (
        "speaker",
        lambda client, paths, headers: client.patch(
            paths["speaker"], json={"name": "Lee A. Young"}, headers=headers
        ),
    ),
    "merge": (
        "speaker",
        lambda client, paths, headers: client.post(
            f"{paths['speaker']}/merge",
            json={"speakers": [ids.speaker_id("Jane Roe")]},
            headers=headers,
        ),
    ),
    "split": (
        "speaker",
        lambda client, paths, headers: client.post(
            f"{paths['speaker']}/split",
            json={"articles": [paths["article"].rpartition("/")[2]]},
            headers=headers,
        ),
    ),
    "PATCH topic": (
        "topic",
        lambda client, paths, headers: client.patch(
            paths["topic"], json={"phrasings": ["peace"]}, headers=headers
        ),
    ),
    "DELETE topic": (
        "topic",
        lambda client, paths, headers: client.delete(paths["topic"], headers=headers),
    ),
}
STALE = '"' + "0" * 32 + '"'


@pytest.mark.parametrize("name", [name for name in WRITES if name != "split"])
def test_a_write_goes_through_where_nothing_has_changed(
    client: FlaskClient, paths: dict[str, str], name: str
) -> None:
    what, write = WRITES[name]
    seen = client.get(paths[what]).headers["ETag"]
    response = write(client, paths, {"If-Match": f'{STALE}, W/"weak", {seen}'})
    assert response.status_code in {200, 204}, response.text


@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_refused_where_it_is_not_so(
    client: FlaskClient, paths: dict[str, str], name: str
) -> None:
    what, write = WRITES[name]
    before = client.get(paths[what])
    for given in (STALE, f"{STALE}, {STALE}", f"W/{before.headers['ETag']}", "", "abc"):
        response = write(client, paths, {"If-Match": given})
        assert response.status_code == 412, response.text
        assert response.get_json()["code"] == "precondition-failed"
    assert client.get(paths[what]).get_data() == before.get_data()


@pytest.mark.parametrize("name", [name for name in WRITES if name != "split"])
def test_any_or_no_expectation_is_met_by_what_is_there(
    client: FlaskClient, paths: dict[str, str], name: str
) -> None:
    _, write = WRITES[name]
    assert write(client, paths, {"If-Match": "*"}).status_code in {200, 204}


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
