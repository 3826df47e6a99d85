"""Pages sent as HTML: read in the analysis processes, with offsets into their main text."""

import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import ids
from tests.api.conftest import MAX_CHARS

TEXT = "A deal\n\n“We are close to a deal,” said Jane Roe on Friday.\n\nShe left."
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>A deal</title>
<meta property="og:site_name" content="The Example"><meta name="author" content="Kim Reporter">
<meta property="article:published_time" content="2021-11-20T08:30:00Z">
<link rel="canonical" href="https://news.example/deal"></head><body><nav><a href="/">Home</a></nav>
<article><h1>A deal</h1><p>“We are close to a deal,” said Jane Roe on Friday.</p><p>She left.</p>
</article><footer>© The Example</footer></body></html>"""
TOLD = {
    "title": "A deal",
    "url": "https://news.example/deal",
    "outlet": "The Example",
    "author": "Kim Reporter",
    "published_at": "2021-11-20T00:00:00Z",
}


def send(client: FlaskClient, path: str, page: str | bytes = PAGE, kind: str = "text/html") -> Any:
    return client.post(path, data=page, content_type=kind)


def test_an_analysis_has_the_text_that_its_offsets_point_into(client: FlaskClient) -> None:
    answer = send(client, "/v1/analyses").get_json()
    assert answer["page"] == {"text": TEXT, **TOLD}
    (quote,) = answer["quotes"]
    (span,) = quote["content"]["spans"]
    assert TEXT[span["start"] : span["end"]] == span["text"] == "We are close to a deal,"
    assert answer["article_id"] == ids.article_id(TEXT)
    plain = client.post("/v1/analyses", json={"text": TEXT}).get_json()
    assert plain == {**answer, "page": None}


def test_a_page_is_stored_with_what_it_tells_of_itself(client: FlaskClient) -> None:
    response = send(client, "/v1/articles", kind="application/xhtml+xml; charset=UTF-8")
    assert response.status_code == 201
    article = response.get_json()
    assert {name: article[name] for name in ("text", *TOLD)} == {"text": TEXT, **TOLD}
    assert send(client, "/v1/articles").status_code == 200
    assert client.post("/v1/articles", json={"text": TEXT}).status_code == 200


def test_what_the_caller_knows_wins(client: FlaskClient) -> None:
    path = "/v1/articles?title=Close&outlet=Other&published_at=2021-11-21&author=A&language=en"
    article = send(client, f"{path}&url=https://other.example/1").get_json()
    assert {name: article[name] for name in TOLD} == {
        "title": "Close",
        "url": "https://other.example/1",
        "outlet": "Other",
        "author": "A",
        "published_at": "2021-11-21T00:00:00Z",
    }


def test_metadata_that_nobody_could_submit_is_left_out(client: FlaskClient) -> None:
    page = PAGE.replace("https://news.example/deal", "javascript:alert(1)").replace(
        "A deal</title>", f"{'long ' * 1000}</title>"
    )
    answer = send(client, "/v1/analyses", page).get_json()
    assert answer["page"]["url"] is None
    assert len(answer["page"]["title"] or "") < 100


def test_a_page_may_come_for_the_background(client: FlaskClient) -> None:
    response = client.post(
        "/v1/articles", data=PAGE, content_type="text/html", headers={"Prefer": "respond-async"}
    )
    assert response.status_code == 202
    assert response.get_json()["article_id"] == ids.article_id(TEXT)


def test_the_charset_is_that_of_header_or_page(client: FlaskClient) -> None:
    latin = PAGE.replace('<meta charset="utf-8">', "").encode("cp1252")
    kind = "text/html; charset=iso-8859-1"
    assert send(client, "/v1/analyses", latin, kind).get_json()["page"]["text"] == TEXT
    latin = PAGE.replace("utf-8", "windows-1252").encode("cp1252")
    assert send(client, "/v1/analyses", latin).get_json()["page"]["text"] == TEXT


@pytest.mark.parametrize(
    ("page", "kind", "status", "code"),
    [
        ("", "text/html", 422, "no-main-text"),
        ("<html><img src='a.png'><script>x()</script></html>", "text/html", 422, "no-main-text"),
        ("x", "text/html; charset=utf-7", 415, "unsupported-charset"),
        ("<i>" * 50_001, "text/html", 422, "page-too-complex"),
        ("x" * ((8 << 20) + 1), "text/html", 413, "content-too-large"),
        (f"<article><p>{'word ' * MAX_CHARS}</p>", "text/html", 413, "text-too-long"),
        ("<p>Refuse: refuse.</p>", "text/html", 422, "unsupported-language"),
        # takes a minute to read, and is stopped
        ("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">", "text/html", 422, "timeout"),
    ],
)
def test_a_page_that_cannot_be_read_is_the_callers_fault(
    client: FlaskClient, page: str, kind: str, status: int, code: str
) -> None:
    began = time.monotonic()
    response = send(client, "/v1/analyses", page, kind)
    assert (response.status_code, response.get_json()["code"].endswith(code)) == (status, True)
    assert time.monotonic() - began < 30


def test_other_kinds_of_bodies_are_refused_with_what_is_taken(client: FlaskClient) -> None:
    response = send(client, "/v1/articles", "x", "text/csv")
    assert response.status_code == 415
    assert response.headers["Accept"] == "application/json, text/plain, text/html"
    assert send(client, "/v1/stance", PAGE).status_code == 415
