"""The article of an HTML page: main text without menus and advertisements, and its metadata.

Only what the page itself holds is read; nothing is fetched. trafilatura is known here alone. What
it makes of a page takes its time with some, and is therefore run in the analysis processes.
"""

import datetime as dt
import logging
import re
from copy import deepcopy
from typing import Any

from service.errors import NoMainText, PageTooComplex
from service.records import Document, WebPage
from service.text import charset
from service.text.paragraphs import plain

MOST_TAGS = 50_000  # a long page of a newspaper has 5,000
_LONGEST = 2_000  # characters of a title or name that are taken for one
_LETTER = re.compile(r"[^\W\d_]")
_QUIET = ("trafilatura", "htmldate", "courlan", "justext", "readability")


def load() -> None:
    """Load what reads pages (a second), so that the first page does not wait for it."""
    for name in _QUIET:  # their messages may quote a page
        logging.getLogger(name).setLevel(logging.CRITICAL)
    import trafilatura.core  # noqa: F401


def read(page: WebPage) -> Document:
    """Take the article out of a page, with title, author, outlet, date and address if it has them.

    The text is paragraphs apart by blank lines, in the order of the page. Raises NoMainText,
    PageTooComplex, UnsupportedCharset.
    """
    load()
    html = charset.decode(page.html, page.charset)
    if (tags := html.count("<")) > MOST_TAGS:
        raise PageTooComplex(tags, MOST_TAGS)
    found = _extract(html, page.url)
    text = "" if found is None else plain(found.body)
    if not _LETTER.search(text):
        raise NoMainText
    return Document(
        text=text,
        title=_told(found.title),
        url=page.url or _told(found.url),
        outlet=_outlet(found),
        author=_told(found.author),
        published_at=_moment(found.date),
    )


def _extract(html: str, url: str | None) -> Any:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    # Below it all words of the page are taken, menus too; what is short may be a brief.
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    # As bytes in a charset that is told: a declaration within the page would be believed instead.
    data = html.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
        no_network=True,
    )
    try:
        tree = document_fromstring(data, parser=parser)
    except ParserError:  # nothing in it
        return None
    return bare_extraction(
        tree,
        url=url,
        config=config,
        include_comments=False,
        with_metadata=True,
        prune_xpath="//*[@hidden]",
        # The words of the text may name any day: only what is marked up as the page's date counts.
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": dt.date.max.isoformat(),
        },
    )


def _told(value: str | None) -> str | None:
    """Give metadata on one line; None where there is none, or something else in its place."""
    line = " ".join((value or "").split())
    return line if 0 < len(line) <= _LONGEST else None


def _outlet(found: Any) -> str | None:
    """Name the site, unless all that is known of it is its address."""
    name = _told(found.sitename)
    return None if name is not None and name in (found.url or "") else name


def _moment(date: str | None) -> dt.datetime | None:
    try:
        return None if date is None else dt.datetime.fromisoformat(f"{date}T00:00:00+00:00")
    except ValueError:
        return None
