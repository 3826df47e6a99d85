"""Statements inside quotation marks: which quoted regions are speech, and what attributes them.

Works paragraph by paragraph on the regions and the unquoted text between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from service.nlp.extensions import QuotationData, text_of
from service.nlp.found import Chars, Found
from service.nlp.quote_cues import (
    Attached,
    cue_after,
    cue_before,
    inside_unclosed,
    unusual_verb_after,
    word_bounds,
)
from service.nlp.rules import CueLexicon
from service.nlp.signed_quotations import LONGEST_SIGNATURE, signer

_FARTHEST = 600  # characters between a quotation and what attributes it
_OPENS_SPEECH = re.compile(r"(?:^|[,:;–—-]|\.\.\.|…)\s*$")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)\]]*\s*$")
_CLOSING = re.compile(r"(?:,|(?<=[^\W_A-Z])\.)$")  # not the full stop of "the U.S."
_SENTENCES = re.compile(r"(?<![A-Z])(?<!\b[DMS][rst])(?<!\bMrs)(?<!\b(?:Rev|Gov|Sen|Rep|Gen))\.\W")
_SIGNING = frozenset({"PERSON", "ORG"})
_SIGNATURE = re.compile(r"^\s*(?:[–—―-]{1,2}|\()\s*(?=[A-Z@])")


@dataclass(slots=True)
class Quote:
    """One utterance: a region, or several that the multi-paragraph convention joins."""

    regions: list[QuotationData]
    paragraph: int
    last_paragraph: int

    @property
    def start(self) -> int:
        """Offset of the opening mark."""
        return self.regions[0]["start"]

    @property
    def end(self) -> int:
        """Offset after the closing mark."""
        return self.regions[-1]["end"]

    def content(self, text: str) -> list[Chars]:
        """Offsets of what is inside the marks, without the comma or full stop that closes it."""
        return [tidy(text, r["inner_start"], r["inner_end"]) for r in self.regions]


def tidy(text: str, start: int, end: int) -> Chars:
    """Leave out white space around a content, and the comma or full stop that closes it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    closing = _CLOSING.search(text, max(start, end - 3), end)
    return start, end - 1 if closing is not None else end


def find_direct(
    doc: Doc,
    quotations: Sequence[QuotationData],
    paragraphs: Sequence[tuple[int, int]],
    lexicon: CueLexicon,
) -> Iterator[Found]:
    """Yield the statements whose content stands in quotation marks."""
    quotes = _group(quotations, paragraphs)
    by_paragraph: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_paragraph.setdefault(quote.paragraph, []).append(quote)
    for number, members in by_paragraph.items():
        yield from _paragraph(doc, members, paragraphs, number, lexicon)


def _group(
    quotations: Sequence[QuotationData], paragraphs: Sequence[tuple[int, int]]
) -> list[Quote]:
    quotes: list[Quote] = []
    position = 0
    for region in quotations:
        if region["depth"] > 0 or region["kind"] == "title":
            continue
        while position < len(paragraphs) and paragraphs[position][1] <= region["start"]:
            position += 1
        if region["continues"] and quotes and quotes[-1].last_paragraph == position - 1:
            quotes[-1].regions.append(region)
            quotes[-1].last_paragraph = position
        else:
            quotes.append(Quote([region], position, position))
    return quotes


def _paragraph(
    doc: Doc,
    quotes: list[Quote],
    paragraphs: Sequence[tuple[int, int]],
    number: int,
    lexicon: CueLexicon,
) -> Iterator[Found]:
    text = text_of(doc)
    floor, last = paragraphs[number][0], None
    signed = _signed_beside(doc, quotes[0], paragraphs)
    if signed is not None:
        yield _statement(quotes[0], signed, text)
        return
    for i, quote in enumerate(quotes):
        final = paragraphs[quote.last_paragraph][1]
        floor = max(floor, quote.start - _FARTHEST)
        ceiling = quotes[i + 1].start if i + 1 < len(quotes) else final
        ceiling = min(ceiling, quote.end + _FARTHEST)
        before, after = text[floor : quote.start], text[quote.end : ceiling]
        found = _attach(doc, quote, (floor, ceiling), lexicon, taken=last)
        if found is not None:
            statement = _statement(quote, found, text)
            if last is not None and found.cue is not None and last.cue == found.cue:
                last.content += statement.content
            else:
                if last is not None:
                    yield last
                last = statement
        elif last is not None and _goes_on(quote, before):
            last.content += quote.content(text)
        elif _stands_alone(quote, before, after):
            if last is not None:
                yield last
            last = _statement(quote, _signed_below(doc, quote, before + after, paragraphs), text)
        else:
            region = quote.regions[0]
            floor = quote.end if region["kind"] == "speech" and region["closed"] else floor
            continue
        floor = quote.end
    if last is not None:
        yield last


def _signed_beside(
    doc: Doc, quote: Quote, paragraphs: Sequence[tuple[int, int]]
) -> Attached | None:
    """Give who signs a quotation on the rest of its paragraph; others there are titles."""
    region = quote.regions[-1]
    if region["kind"] != "speech" or not region["closed"]:
        return None
    paragraph = (paragraphs[quote.paragraph][0], paragraphs[quote.last_paragraph][1])
    source = signer(doc, (quote.start, quote.end), paragraph)
    return None if source is None else _signature(source)


def _signed_below(
    doc: Doc, quote: Quote, beside: str, paragraphs: Sequence[tuple[int, int]]
) -> Attached:
    """Give who signs a quotation that is a paragraph, in the next one: "– Ann Lee, Riverside."."""
    nobody = Attached(None, None, None, None, "none")
    below = quote.last_paragraph + 1
    if beside.strip() or below == len(paragraphs):
        return nobody
    start, end = paragraphs[below]
    line = text_of(doc)[start:end]
    signature = _SIGNATURE.match(line)
    if signature is None or len(line) > LONGEST_SIGNATURE:
        return nobody
    name = line[signature.end() :].split(",", 1)[0].rstrip(" .\n)")
    source = (start + signature.end(), start + signature.end() + len(name))
    span = doc.char_span(*source, alignment_mode="expand")
    named = span is not None and any(t.ent_type_ in _SIGNING for t in span)
    return _signature(source) if named else nobody


def _signature(source: Chars) -> Attached:
    return Attached(None, None, source, None, "signature")


def _goes_on(quote: Quote, before: str) -> bool:
    """After "… ," he said. a further quotation in the paragraph is his as well."""
    if quote.regions[0]["kind"] == "title":
        return False
    if quote.regions[0]["kind"] == "scare" and not _OPENS_SPEECH.search(before.rstrip()):
        return bool(_SENTENCE_END.search(before)) and len(before) < 200
    return bool(_SENTENCE_END.search(before) or _OPENS_SPEECH.search(before)) and len(before) < 300


def _stands_alone(quote: Quote, before: str, after: str) -> bool:
    """A quotation without a cue is a statement where it fills sentences of its own."""
    region = quote.regions[0]
    if region["kind"] != "speech" or not region["closed"] or region["certainty"] < 0.6:
        return False
    begins = (
        not before.strip()
        or _SENTENCE_END.search(before) is not None
        or before.rstrip().endswith(":")
    )
    ends = not after.strip() or after.lstrip()[:1].isupper() or after.lstrip()[:1] in "\"“'‘—–-("
    return begins and ends


def _statement(quote: Quote, found: Attached, text: str) -> Found:
    region = quote.regions[0]
    certainty = min(r["certainty"] for r in quote.regions)
    flags = [] if all(r["opened"] for r in quote.regions) else ["unopened-quotation"]
    if not quote.regions[-1]["closed"]:
        flags.append("unclosed-quotation")
    lexical = found.lexical
    score = 0.95 if lexical is not None else 0.75 if found.cue is not None else 0.7
    if region["kind"] != "speech":
        score -= 0.15
    signed = found.side == "signature"
    return Found(
        content=quote.content(text),
        cue=found.cue,
        source=found.source,
        detail=f"quotation {found.side}",
        score=score * (0.5 + certainty / 2),
        cue_lemma=lexical.lemma if lexical else "",
        cue_class=lexical.cue_class if lexical else "neutral",
        verb=found.verb,
        finder="layout" if signed else "rule",
        flags=flags,
    )


def _attach(
    doc: Doc, quote: Quote, bounds: Chars, lexicon: CueLexicon, taken: Found | None
) -> Attached | None:
    """Find the cue of a quotation: after it, else before it."""
    text = text_of(doc)
    before = text[bounds[0] : quote.start]
    after = text[quote.end : bounds[1]]
    inner = text[quote.regions[-1]["inner_start"] : quote.regions[-1]["inner_end"]].rstrip()
    if not quote.regions[-1]["closed"]:
        return inside_unclosed(doc, quote.regions[-1], lexicon)
    signature = _SIGNATURE.match(after)
    if signature is not None and len(after) < 160 and not _SENTENCES.search(after.rstrip(" .)")):
        source = word_bounds(doc, quote.end + signature.end(), bounds[1])
        if source is not None:
            return _signature(source)
    starts = not before.strip() or _SENTENCE_END.search(before) is not None
    introduced = _OPENS_SPEECH.search(before.rstrip()) is not None and bool(before.strip())
    closed_off = after.lstrip()[:1] in (".", ";") and bool(after.strip())
    ended = closed_off or (inner.endswith((".", "…")) and not after.lstrip().startswith(","))
    if not starts and not introduced:
        return cue_before(doc, bounds[0], quote.start, lexicon)
    if not closed_off and (not introduced or not ended):
        first = cue_after(doc, quote.end, bounds[1], lexicon, strict=ended or not starts)
        if first is not None and (starts or not cue_before(doc, bounds[0], quote.start, lexicon)):
            return first
        if first is None and inner.endswith((",", "?", "!", "—", "–", "-")):
            unusual = unusual_verb_after(doc, quote.end, bounds[1])
            if unusual is not None:
                return unusual
    found = cue_before(doc, bounds[0], quote.start, lexicon)
    if found is not None and taken is not None and taken.cue == found.cue:
        return found if introduced else None
    return found
