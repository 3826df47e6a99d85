"""From a text as submitted to one that can be analysed, its offsets unchanged."""

import re

from service.errors import InvalidText, TextTooLong
from service.records import PreparedText
from service.text import layout, normalise
from service.text.language import check_language

__all__ = ["check_language", "prepare"]

_LETTER = re.compile(r"[^\W\d_]")


def prepare(text: str, *, max_chars: int) -> PreparedText:
    """Clean a text character for character and find the parts of its page.

    Furniture stays in `text` and among the blocks; in `analysed` spaces stand in its place, so
    that the parser does not see it. Datelines and posts are left in both.

    Raises TextTooLong over max_chars characters (code points), and InvalidText where there is
    nothing to analyse: no text, only white space, or not a single letter.
    """
    if len(text) > max_chars:
        raise TextTooLong(len(text), max_chars)
    shown = normalise.clean(text)
    if not shown.strip():
        raise InvalidText("The text is empty; send the words of an article.")
    if not _LETTER.search(shown):
        raise InvalidText("The text has no letters; send the words of an article.")
    page = layout.read(text, shown)
    furniture = ((b.start, b.end) for b in page.blocks if b.kind == "furniture")
    return PreparedText(
        text=text,
        analysed=normalise.defuse(normalise.blank(shown, furniture)),
        blocks=page.blocks,
        posts=page.posts,
        date=page.date,
    )
