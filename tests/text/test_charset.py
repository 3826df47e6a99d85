"""Pages in the charsets in which they come."""

import pytest

from service.errors import UnsupportedCharset
from service.text import charset

WORDS = "“Café,” said Ann Lee."
LATIN = WORDS.encode("cp1252")


@pytest.mark.parametrize(
    ("html", "named", "expected"),
    [
        (WORDS.encode(), None, WORDS),
        (LATIN, None, WORDS),
        (LATIN, "ISO-8859-1", WORDS),
        (LATIN, "us-ascii", WORDS),
        (b'<meta charset="windows-1252">' + LATIN, None, '<meta charset="windows-1252">' + WORDS),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>\xc1",
            None,
            "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>а",
        ),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), None, WORDS),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-8", WORDS),
        (b"\xef\xbb\xbf" + WORDS.encode(), "windows-1252", WORDS),
        # what the transfer says counts more than what the page says
        (b"<meta charset=koi8-r>" + WORDS.encode(), "utf-8", "<meta charset=koi8-r>" + WORDS),
        # a page that declares nonsense, or what it cannot be
        (b"<meta charset=punycode>" + WORDS.encode(), None, "<meta charset=punycode>" + WORDS),
        (b"<meta charset=utf-16>" + WORDS.encode(), None, "<meta charset=utf-16>" + WORDS),
        (b"a\xffb", "utf-8", "a\ufffdb"),
        (b"", None, ""),
    ],
)
def test_a_page_is_decoded_as_a_browser_does(html: bytes, named: str | None, expected: str) -> None:
    assert charset.decode(html, named) == expected


@pytest.mark.parametrize("name", ["utf-7", "punycode", "rot13", "klingon", "zlib", "\x00", "é"])
def test_a_transfer_in_no_charset_of_texts_is_refused(name: str) -> None:
    with pytest.raises(UnsupportedCharset):
        charset.decode(b"x", name)
