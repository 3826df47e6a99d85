"""Passages that somebody is quoted with after a colon: "Lee reports:" and what she wrote, below.

Whoever writes such a passage speaks of others in it: "she" is anybody but Lee. Only passages count
that are quoted as wholes, as paragraphs without marks or by a mark that opens several of them; in
'Lee explained: "We left," she said' the words between the marks alone are Lee's.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.extensions import paragraphs, text_of
from service.nlp.found import Chars

_CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'", "‘": "’"}
_FINITE = frozenset({"VBD", "VBZ"})
_LONGEST = 8  # paragraphs


def retold(doc: Doc) -> Iterator[tuple[Chars, Token]]:
    """Yield each passage with the subject that introduces it, in text order."""
    text, places = text_of(doc), list(paragraphs(doc))
    opened = {q["start"]: q for q in doc._.quotations or ()}
    for number, (start, end) in enumerate(places[:-1]):
        teller = _teller(doc, start, end)
        if teller is None:
            continue
        first, last = places[number + 1]
        mark = _CLOSING.get(text[first : first + 1])
        quotation = opened.get(first)
        if mark is not None and quotation is not None and quotation["closed"]:
            continue
        for start_of_next, end_of_next in places[number + 2 : number + 1 + _LONGEST]:
            ended = mark is None or text[first:last].rstrip().endswith(mark)
            if ended or text[start_of_next : start_of_next + 1] not in _CLOSING:
                break
            last = end_of_next
        yield (first, last), teller


def _teller(doc: Doc, start: int, end: int) -> Token | None:
    """Give the subject of a verb that stands at the end of a paragraph, before a colon."""
    words = doc.char_span(start, end, alignment_mode="contract")
    told = [t for t in words if not t.is_space] if words is not None else []
    if len(told) < 2 or told[-1].text != ":" or told[-2].tag_ not in _FINITE:
        return None
    return clauses.own_subject(told[-2])
