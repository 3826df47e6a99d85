"""Articles out of HTML pages, all written for these tests."""

import contextlib
import datetime as dt
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import NoMainText, PageTooComplex
from service.records import Document, WebPage
from service.text import web_page

PAGE = (Path(__file__).parent / "page.html").read_bytes()


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> NoReturn:
        raise AssertionError("a page made the service call somebody")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def read(html: str | bytes, url: str | None = None) -> Document:
    return web_page.read(WebPage(html.encode() if isinstance(html, str) else html, url=url))


def paragraphs(inner: str) -> list[str]:
    return read(f"<html><body><article>{inner}</article></body></html>").text.split("\n\n")


def test_an_article_is_taken_out_of_its_page() -> None:
    found = read(PAGE)
    assert found == Document(
        text="""\
Port tax to stay, minister says

The tax on ships that enter the port will stay, Trade Minister Ana Ruiz said on Friday.

“We need it,” she said.
“We need it badly.”

Traders object

“It will ruin us,” said Bob Ray, who owns three ships.

This tax is a gift to our rivals. — Cara Moss (@caramoss) February 28, 2026

The tax is 3 per cent.

It began in 2019.

The association of pilots, which had called for talks, said it would wait. Its chair, Dan Poe, \
told reporters that “nothing is decided”.

Year | Tax

2025 | 3""",
        title="Port tax to stay, minister says",
        url="https://harbour.example/news/port-tax",
        outlet="The Harbour Post",
        author="Kim Reporter",
        published_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>One <b>bold</b>\n  word.</p><p>Two.</p>", ["One bold word.", "Two."]),
        ("<p>One.<br>Line.</p>", ["One.\nLine."]),
        ("<div>“One,” said Ann Lee.<br><br>Two.</div>", ["“One,” said Ann Lee.", "Two."]),
        ("<p>Tom &amp; Ann &#8220;agree&#8221; &lt;b&gt;</p>", ["Tom & Ann “agree” <b>"]),
        ("<p>She said it <q>will hold</q>.</p>", ["She said it “will hold”."]),
        ("<p>She said it <q>“will hold”</q>.</p>", ["She said it “will hold”."]),
        (
            "<p>One.</p><blockquote><p>“Two,” said Ann Lee.</p><p>Three.</p></blockquote>",
            ["One.", "“Two,” said Ann Lee.", "Three."],
        ),
        (
            "<p>One.</p><blockquote class='twitter-tweet'><p>Two!</p>&mdash; Ann Lee (@annlee) "
            "<a href='https://x.example/1'>May 2, 2026</a></blockquote><p>— Three.</p>",
            ["One.", "Two! — Ann Lee (@annlee) May 2, 2026", "— Three."],
        ),
        ("<p>One.</p><p hidden>Not shown.</p><p>Two.</p>", ["One.", "Two."]),
        ("<p>One.</p><script>var said = '“No”';</script><p>Two.</p>", ["One.", "Two."]),
        ("<p>One 😀 é\u0301.</p>", ["One 😀 é\u0301."]),
    ],
)
def test_paragraphs_are_those_of_the_page(inner: str, expected: list[str]) -> None:
    assert paragraphs(inner) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>“It is done,” said Ann Lee.</p>",
        "<html><body>“It is done,” said Ann Lee.</body></html>",
        "<!-- a --><div><p>“It is done,” said Ann Lee.",
        "<nav><a href='/'>Home</a></nav><p>“It is done,” said Ann Lee.</p><footer>© x</footer>",
        '<?xml version="1.0" encoding="koi8-r"?><html><p>“It is done,” said Ann Lee.</p></html>',
    ],
)
def test_a_small_page_is_a_page(html: str) -> None:
    assert read(html).text == "“It is done,” said Ann Lee."


def test_metadata_that_the_page_does_not_tell_is_none() -> None:
    found = read("<html><body><article><p>On 3 May 2024 it rained. © 2025</p></article></html>")
    assert found == Document("On 3 May 2024 it rained. © 2025")


def test_an_address_is_no_outlet() -> None:
    url = "https://harbour.example/2026/03/01/port-tax"
    found = read("<html><body><article><p>It rained.</p></article></html>", url)
    assert (found.url, found.outlet) == (url, None)


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b" \n",
        b"\x00",
        b"<",
        b"<!-- -->",
        b"<html></html>",
        b"<html><body><script>x</script></body></html>",
        b"<html><body><p>&nbsp;</p></body></html>",
    ],
)
def test_a_page_without_text_is_refused(html: bytes) -> None:
    with pytest.raises(NoMainText):
        read(html)


def test_a_page_of_endless_markup_is_refused() -> None:
    with pytest.raises(PageTooComplex, match=r"50,001 tags; at most 50,000"):
        read("<br>" * 50_001)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 40_000 + "deep",
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><p>&b; is said.</p>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><p>So: &a;</p></html>',
        "<html><body><p>" + "&amp;" * 100_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>Said.</p>",
    ],
)
def test_a_page_made_to_harm_has_a_text_or_none(html: str) -> None:
    with contextlib.suppress(NoMainText):
        assert "ha" not in read(html).text


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_page_has_a_text_or_none(head: str, body: str) -> None:
    try:
        text = read(f"<title>{head}</title><article><p>{body}".encode("utf-8", "replace")).text
    except NoMainText:
        return
    assert text.strip() == text != ""
    assert "\n\n\n" not in text
    assert "\0" not in text
