"""Tags of what is read: what has not changed is not sent again."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api.description import document
from tests.api.test_keys import calls

NO_TAG = {
    "/": "leads to the documentation",
    "/metrics": "counts, among others, the very requests for it",
}
"""Why a read has nothing to be known by."""


def path_to(rule: str, paths: dict[str, str]) -> str:
    """Fill a rule with what is stored."""
    ids = {f"{name}_id": path.rpartition("/")[2] for name, path in paths.items()}
    told = {**ids, "kind": "quotes", "number": "1", "filename": "docs.html"}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: told[found[1]], rule)


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


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles?limit=1",
        "/v1/quotes?stance=oppose",
        "/v1/claims?order=date",
        "/v1/speakers?q=lee",
        "/v1/feeds/claims.atom?limit=1",
    ],
)
def test_part_of_a_list_is_not_sent_again_either(
    client: FlaskClient, paths: dict[str, str], path: str
) -> None:
    seen = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=seen).status_code == 304


def test_every_read_has_a_tag_by_which_it_is_not_sent_again(
    app: Flask, client: FlaskClient, paths: dict[str, str]
) -> None:
    rules = {rule for method, rule, _ in calls(app) if method == "GET"}
    assert NO_TAG.keys() <= rules
    for rule in sorted(rules - NO_TAG.keys()):
        path = path_to(rule, paths)
        first = client.get(path)
        assert first.status_code == 200, f"{path}: {first.text}"
        assert "ETag" in first.headers, path
        tag = {"If-None-Match": first.headers["ETag"]}
        for method in ("GET", "HEAD"):
            again = client.open(path, method=method, headers=tag)
            assert (again.status_code, again.get_data()) == (304, b""), path
            assert again.headers["ETag"] == first.headers["ETag"], path
        other = client.get(path, headers={"If-None-Match": '"other"'})
        assert (other.status_code, other.get_data()) == (200, first.get_data()), path


@pytest.mark.parametrize("sent", ['W/"", W/"a"', '""', '"', ",", "W/", "\\", '"-"', "a-b"])
def test_odd_tags_fit_nothing_and_break_nothing(
    app: Flask, client: FlaskClient, paths: dict[str, str], sent: str
) -> None:
    for method, rule, _ in calls(app):
        if method == "GET" and rule not in NO_TAG:
            path = path_to(rule, paths)
            assert client.get(path, headers={"If-None-Match": sent}).status_code == 200, path


def test_every_read_is_described_with_its_tag(app: Flask) -> None:
    described = document(app)["paths"]
    for where, methods in described.items():
        if "get" in methods:
            call = methods["get"]
            assert "If-None-Match" in {one["name"] for one in call["parameters"]}, where
            assert "304" in call["responses"]
            assert "ETag" in call["responses"]["200"]["headers"]
