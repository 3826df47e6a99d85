"""Quotations that a page sets apart and signs on the same line: “We left.” Ada Brandt, “My Blog”.

No dash leads to the name and no verb attributes the words; what tells is that the paragraph ends
without a full stop of its own, as a caption does.
"""

from spacy.tokens import Doc

from service.nlp.extensions import text_of
from service.nlp.found import Chars

LONGEST_SIGNATURE = 90  # characters
_ENDS = (".", "!", "?", "…")
_CLOSING = "\"”’' "
_OPENING = '"“«„'
_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS"})
_VERBS = frozenset({"MD", "VB", "VBD", "VBP", "VBZ"})


def signer(doc: Doc, quotation: Chars, paragraph: Chars) -> Chars | None:
    """Give who signs a quotation (with its marks) that begins a paragraph, on the rest of it."""
    text = text_of(doc)
    line = text[quotation[1] : paragraph[1]].rstrip()
    if text[paragraph[0] : quotation[0]].strip() or len(line) > LONGEST_SIGNATURE:
        return None
    said = text[quotation[0] : quotation[1]].rstrip(_CLOSING)
    written = line.lstrip()
    if not said.endswith(_ENDS) or not written[:1].isupper() or written == line:
        return None
    if line.endswith(_ENDS):
        return None
    name = written[: next((i for i, c in enumerate(written) if c in _OPENING), len(written))]
    start = quotation[1] + len(line) - len(written)
    end = start + len(name.rstrip(" ,:–—-"))
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None or any(t.tag_ in _VERBS for t in tokens):
        return None
    return (start, end) if any(t.tag_ in _NAMES for t in tokens) else None
