"""Pull quotes: a quoted passage that the page sets apart once more, with its speaker's name below.

"This was a very difficult decision. Ada Brandt, harbour master" — no quotation marks and no verb;
what tells them is that the article has the same words elsewhere.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from service.nlp.extensions import text_of
from service.nlp.found import Found

DETAIL = "pull quote"
_SIGNATURE = re.compile(
    r"[.!?…][\"”’']?\s+[—–-]?\s*"
    r"(?P<who>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|da|del|van|von|der|al|bin|of))+"
    r"(?:, [^;:!?\"“”\n]{2,70})?)\s*\Z"
)
_WORD = re.compile(r"\w+")
_FEWEST = 6
"""Words that must be found again; fewer recur by chance."""
_LONGEST = 2000
_MARKS = "\"“”‘’'«» "


def find_pull_quotes(doc: Doc) -> Iterator[Found]:
    """Yield the pull quotes of a Doc with blocks."""
    blocks = [b for b in doc._.blocks or () if b["kind"] in ("paragraph", "headline")]
    signed = []
    for block in blocks:
        start, end = block["start"], block["end"]
        if end - start <= _LONGEST:
            match = _signature(text_of(doc)[start:end])
            if match is not None:
                signed.append((start, match))
    if not signed:
        return
    said = " ".join(_WORD.findall(text_of(doc).lower()))
    for start, match in signed:
        content = _stripped(text_of(doc), start, start + match.start() + 1)
        words = _WORD.findall(text_of(doc)[slice(*content)].lower())
        first = " ".join(words[:_FEWEST])
        if len(words) >= _FEWEST and said.count(first) > 1:
            yield Found(
                content=[content],
                cue=None,
                source=(start + match.start("who"), start + match.end("who")),
                detail=DETAIL,
                score=0.9,
                finder="layout",
            )


def _signature(text: str) -> re.Match[str] | None:
    """Find the name that closes a paragraph without a full stop of its own."""
    if text.rstrip()[-1:] in (".", "!", "?", '"', "”"):
        return None
    return _SIGNATURE.search(text)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end
