"""Thousands of bodies to every call that takes one, and the same texts in every query."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.hostile import strings
from tests.hostile.asking import Asker
from tests.hostile.conftest import MAX_CHARS

FILES = sorted(Path(__file__).with_name("bodies").iterdir())
TYPES = {".json": "application/json", ".txt": "text/plain", ".ndjson": "application/x-ndjson"}
WRITING = ("POST", "PUT", "PATCH", "DELETE")
MANY = 2_200
STEPS: st.SearchStrategy[Any] = st.tuples(
    st.sampled_from(["as it is"] * 6 + ["cut", "changed", "in UTF-16", "lines"]),
    st.integers(0, 10_000),
)


@seed(20211120)
@settings(
    max_examples=MANY,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_bodies(asker: Asker, data: st.DataObject) -> None:
    """JSON of members that the call knows, with values of any kind, sent whole or damaged."""
    method, rule = data.draw(st.sampled_from(asker.rules(*WRITING)), "call")
    names = st.sampled_from([*asker.members(method, rule), "by", "note", "nonsense"])
    body = data.draw(st.dictionaries(names, strings.values | IDS, max_size=5) | strings.values)
    if isinstance(body, dict) and data.draw(st.booleans(), "with a text"):
        body = {"text": "“Yes,” said Jane Roe.", **body}
    sent = damaged(json.dumps(body), *data.draw(STEPS, "sent"))
    kind = data.draw(strings.content_types, "content type")
    asker.ask(method, asker.path(rule), data=sent, content_type=kind)


IDS = st.sampled_from(["s_x", "a_x", ["s_x", "s_x"], {"id": "s_x"}, {"name": "Ann Lee"}])


def damaged(text: str, step: str, place: int) -> bytes:
    """What is sent of a text."""
    sent = text.encode()
    at = place % (len(sent) + 1)
    if step == "cut":
        return sent[:at]
    if step == "changed":
        return sent[:at] + bytes([place % 256]) + sent[at + 1 :]
    if step == "in UTF-16":
        return text.encode("utf-16")
    return b"\n".join([sent, sent[:at], sent]) if step == "lines" else sent


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_kept_bodies(asker: Asker, file: Path) -> None:
    """Bodies that broke some service once, to every call."""
    for method, rule in asker.rules(*WRITING):
        for kind in {TYPES[file.suffix], "application/json"}:
            asker.ask(method, asker.path(rule), data=file.read_bytes(), content_type=kind)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000,
        b'{"text":' * 20_000,
        b'{"text": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"text": "x", "published_at": 1' + b"0" * 50_000 + b"}",
        b'{"text": "x", "score": 1e' + b"9" * 50_000 + b"}",
        b"{" + b",".join(b'"k%d": 1' % n for n in range(10_000)) + b"}",
        b"{" + b",".join([b'"text": "x"'] * 10_000) + b"}",
        b'{"text": "' + b"\\u202e" * 10_000 + b'"}',
        b'{"text": "' + b'\\"' * (MAX_CHARS - 1) + b'"}',
        b'{"' + b"k" * 100_000 + b'": 1}',
        b"\n" * 140_000,
        b"{}\n" * 1_500,
    ],
    ids=range(12),
)
def test_large_and_deep_bodies(asker: Asker, body: bytes) -> None:
    for method, rule in asker.rules(*WRITING):
        for kind in ("application/json", "application/x-ndjson"):
            asker.ask(method, asker.path(rule), data=body, content_type=kind)


def test_every_query_parameter_with_every_text(asker: Asker) -> None:
    texts = [text.encode("utf-8", "surrogatepass") for text in strings.TEXTS]
    asked = 0
    for method, rule in asker.rules("GET", *WRITING):
        for name in asker.parameters(method, rule):
            for text in texts:
                query = f"{name}=" + "".join(f"%{byte:02x}" for byte in text)
                asker.ask(method, asker.path(rule), query_string=query)
                asked += 1
    assert asked > 2_000


@pytest.mark.parametrize(
    "query",
    [
        b"%", b"&&&===", b"a=%zz", b"q=%ff", b"q=%ed%a0%80", b"q=%00", b"=x", b"q", b"q;q",
        b"\xff\xfe=1", b"limit=1&limit=2", b"cursor=" + b"A" * 20_000, b"__proto__=1",
        b"&".join(b"k%d=1" % n for n in range(2_000)),
    ],
)  # fmt: skip
def test_queries_that_are_none(asker: Asker, query: bytes) -> None:
    for method, rule in asker.rules("GET"):
        raw = {"QUERY_STRING": query.decode("latin-1")}
        asker.ask(method, asker.path(rule), environ_overrides=raw)


HEADERS = [
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Content-Encoding",
    "Content-Type",
    "Cookie",
    "Forwarded",
    "Idempotency-Key",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Last-Event-ID",
    "Origin",
    "Prefer",
    "Range",
    "Sec-Fetch-Site",
    "Transfer-Encoding",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-HTTP-Method-Override",
]


@pytest.mark.parametrize("name", HEADERS)
def test_every_header_with_every_text(asker: Asker, name: str) -> None:
    """What a server passes on of a header: no line ends, one byte a character."""
    texts = [t for t in strings.TEXTS if not set(t) & set("\r\n\0\x0b\x0c") and len(t) < 4_000]
    sendable = [text.encode("utf-8", "surrogatepass").decode("latin-1") for text in texts]
    for text in sendable:
        for path in ("/v1/quotes", "/docs"):
            asker.ask("GET", path, headers={name: text})
        article = {"text": "“Yes,” said Jane Roe."}
        if name not in {"Content-Type", "Content-Encoding", "Transfer-Encoding"}:
            asker.ask("POST", "/v1/articles", json=article, headers={name: text})


def test_other_methods(asker: Asker) -> None:
    for method in ("TRACE", "CONNECT", "PROPFIND", "X" * 100, "DELETE\t", "ÄÖ"):
        for path in ("/v1/articles", f"/v1/articles/{asker.known['article_id']}", "/docs"):
            assert asker.ask(method, path).status_code in {400, 404, 405}


def test_it_works_as_before(app: Flask, asker: Asker) -> None:
    """After all of this, in the same service, articles go in and quotes come out."""
    text = "“The bridge will open,” said Ann Newman."
    created = asker.ask("POST", "/v1/articles", json={"text": text})
    assert created.status_code == 201
    (quote,) = created.get_json()["quotes"]
    assert quote["speaker"]["name"] == "Ann Newman"
    found = asker.ask("GET", "/v1/quotes?q=bridge%20open").get_json()["items"]
    assert quote["id"] in [one["id"] for one in found]
    assert asker.asked > 1
