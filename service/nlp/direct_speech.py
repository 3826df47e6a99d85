"""Statements inside quotation marks: which quoted regions are speech, and what attributes them.

Works paragraph by paragraph on the regions and the unquoted text between them ("gaps"), and uses
the parse only to find subjects, because parsers are at their weakest around quotation marks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.extensions import QuotationData
from service.nlp.found import Chars, Found
from service.nlp.rules import Cue, CueLexicon
from service.nlp.verb_groups import quoting_verb, verb_group

_OPENS_SPEECH = re.compile(r"(?:^|[,:;–—-]|\.\.\.|…)\s*$")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)\]]*\s*$")
_SIGNATURE = re.compile(r"^\s*(?:[–—―-]{1,2}|\()\s*(?=[A-Z@])")
_LONGEST_CUE_CLAUSE = 60  # tokens between a quotation and the verb that attributes it


@dataclass(slots=True)
class Quote:
    """One utterance: a region, or several that the multi-paragraph convention joins."""

    regions: list[QuotationData]
    paragraph: int
    last_paragraph: int
    cue: "Attached | None" = None
    flags: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of the opening mark."""
        return self.regions[0]["start"]

    @property
    def end(self) -> int:
        """Offset after the closing mark."""
        return self.regions[-1]["end"]

    @property
    def content(self) -> list[Chars]:
        """Offsets of what is inside the marks."""
        return [(r["inner_start"], r["inner_end"]) for r in self.regions]


@dataclass(frozen=True, slots=True)
class Attached:
    """A cue with its source as found beside a quotation; side: 'after' or 'before'."""

    verb: Token | None
    cue: Chars | None
    source: Chars | None
    lexical: Cue | None
    side: str


def find_direct(
    doc: Doc,
    quotations: Sequence[QuotationData],
    paragraphs: Sequence[tuple[int, int]],
    lexicon: CueLexicon,
) -> Iterator[Found]:
    """Yield the statements whose content stands in quotation marks."""
    quotes = _group(doc.text, quotations, paragraphs)
    by_paragraph: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_paragraph.setdefault(quote.paragraph, []).append(quote)
    for number, members in by_paragraph.items():
        yield from _paragraph(doc, members, paragraphs, number, lexicon)


def _group(
    text: str, quotations: Sequence[QuotationData], paragraphs: Sequence[tuple[int, int]]
) -> list[Quote]:
    quotes: list[Quote] = []
    position = 0
    for region in quotations:
        if region["depth"] > 0:
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
    text = doc.text
    floor, last = paragraphs[number][0], None
    for i, quote in enumerate(quotes):
        final = paragraphs[quote.last_paragraph][1]
        ceiling = quotes[i + 1].start if i + 1 < len(quotes) else final
        before, after = text[floor : quote.start], text[quote.end : ceiling]
        found = _attach(doc, quote, (floor, ceiling), lexicon, taken=last)
        if found is not None:
            statement = _statement(quote, found)
            if last is not None and found.cue is not None and last.cue == found.cue:
                last.content += statement.content
            else:
                if last is not None:
                    yield last
                last = statement
        elif last is not None and _goes_on(quote, last, before):
            last.content += quote.content
        elif _stands_alone(quote, before, after):
            if last is not None:
                yield last
            last = _statement(quote, Attached(None, None, None, None, "none"))
        else:
            floor = quote.end if quote.regions[0]["kind"] == "speech" else floor
            continue
        floor = quote.end
    if last is not None:
        yield last


def _goes_on(quote: Quote, last: Found, before: str) -> bool:
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


def _statement(quote: Quote, found: Attached) -> Found:
    region = quote.regions[0]
    certainty = min(r["certainty"] for r in quote.regions)
    flags = [] if all(r["opened"] for r in quote.regions) else ["unopened-quotation"]
    if not quote.regions[-1]["closed"]:
        flags.append("unclosed-quotation")
    lexical = found.lexical
    score = 0.95 if found.cue is not None else 0.7
    if region["kind"] != "speech":
        score -= 0.15
    signed = found.side == "signature"
    return Found(
        content=list(quote.content),
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
    text = doc.text
    before = text[bounds[0] : quote.start]
    after = text[quote.end : bounds[1]]
    inner = text[quote.regions[-1]["inner_start"] : quote.regions[-1]["inner_end"]].rstrip()
    if not quote.regions[-1]["closed"]:
        return _inside(doc, quote, lexicon)
    signature = _SIGNATURE.match(after)
    if signature is not None and len(after) < 160 and "." not in after.rstrip(" .)")[:-1]:
        source = word_bounds(doc, quote.end + signature.end(), bounds[1])
        if source is not None:
            return Attached(None, None, source, None, "signature")
    starts = not before.strip() or _SENTENCE_END.search(before) is not None
    introduced = _OPENS_SPEECH.search(before.rstrip()) is not None and bool(before.strip())
    ended = inner.endswith((".", "…")) and not after.lstrip().startswith(",")
    if not starts and not introduced:
        return _before(doc, bounds[0], quote.start, lexicon)
    if not introduced or not ended:
        first = _after(doc, quote.end, bounds[1], lexicon, strict=ended or not starts)
        if first is not None and (starts or not _before(doc, bounds[0], quote.start, lexicon)):
            return first
    found = _before(doc, bounds[0], quote.start, lexicon)
    if found is not None and taken is not None and taken.cue == found.cue:
        return found if introduced else None
    return found


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="contract") if end > start else None
    return [t for t in span if not t.is_space] if span is not None else []


def word_bounds(doc: Doc, start: int, end: int) -> Chars | None:
    """Trim a stretch of characters to its words."""
    tokens = _tokens(doc, start, end)
    run = clauses.trim(doc, tokens[0].i, tokens[-1].i + 1) if tokens else None
    return clauses.char_span(doc, run) if run else None


def _after(doc: Doc, start: int, end: int, lexicon: CueLexicon, *, strict: bool) -> Attached | None:
    """'…," the minister said' and '…," said the minister': within the first clause."""
    tokens = _clause(_tokens(doc, start, end))
    if not tokens:
        return None
    for position, token in enumerate(tokens[:_LONGEST_CUE_CLAUSE]):
        cue = _quoting(token, lexicon)
        if cue is None:
            if strict and position > 8:
                return None
            if position and token.text in (";", ":"):
                return None
            continue
        source = _source_near(token, tokens, position)
        if source is None and clauses.is_passive(token) is False and position > 0:
            continue
        if strict and position > 8:
            return None
        return Attached(token, clauses.char_span(doc, verb_group(token)), source, cue, "after")
    return None


def _before(doc: Doc, start: int, end: int, lexicon: CueLexicon) -> Attached | None:
    """'The minister said: "…' and 'He added that "…': the last cue of the sentence before."""
    before = doc.text[start:end].rstrip()
    if not before or before[-1] in ".?!":
        return None
    tokens = _last_sentence(_tokens(doc, start, end))
    pointed = before.endswith((",", ":", "–", "—", "-"))
    for position in range(len(tokens) - 1, -1, -1):
        token = tokens[position]
        cue = _quoting(token, lexicon)
        near = len(tokens) - position <= (25 if pointed else 3)
        if cue is not None and near and (token.tag_ != "VBN" or _said_or_passive(token)):
            source = _source_near(token, tokens, position)
            if source is None and clauses.own_subject(token) is None and token.tag_ != "VBG":
                subject = clauses.subject_of(token)
                if subject is None:
                    continue
            return Attached(token, clauses.char_span(doc, verb_group(token)), source, cue, "before")
    if before.endswith(":"):
        return _colon(doc, tokens, lexicon)
    return None


def _said_or_passive(verb: Token) -> bool:
    return (
        any(c.dep_ in ("aux", "auxpass") for c in verb.children) or quoting_verb(verb) is not None
    )


def _colon(doc: Doc, tokens: list[Token], lexicon: CueLexicon) -> Attached | None:
    """'Lee: "…' and 'The ministry issued a statement: "…'."""
    words = [t for t in tokens if not t.is_punct]
    if not words:
        return None
    verbs = [t for t in words if t.pos_ == "VERB"]
    if not verbs and len(words) <= 8:
        source = word_bounds(doc, words[0].idx, words[-1].idx + len(words[-1]))
        colon = tokens[-1]
        return Attached(None, (colon.idx, colon.idx + 1), source, None, "colon")
    for verb in reversed(verbs):
        subject = clauses.subject_of(verb)
        if subject is not None and subject in words:
            cue = lexicon.verb(verb.lemma_.lower())
            group = verb_group(verb)
            noun = clauses.child_with(verb, "dobj")
            if noun is not None and lexicon.noun(noun.lemma_.lower()) is not None:
                group = (group[0], noun.i + 1)
            source = clauses.char_span(doc, clauses.noun_phrase(subject))
            return Attached(verb, clauses.char_span(doc, group), source, cue, "colon")
    return None


def _inside(doc: Doc, quote: Quote, lexicon: CueLexicon) -> Attached | None:
    """An unclosed quotation ends where its attribution begins: '"We will go, he said.'"""
    region = quote.regions[-1]
    tokens = _tokens(doc, region["inner_start"], region["inner_end"])
    for position, token in enumerate(tokens):
        cue = _quoting(token, lexicon)
        if cue is None or position == 0 or position > 120:
            continue
        comma = next(
            (j for j in range(position, max(-1, position - 9), -1) if tokens[j].text in ",?!"), None
        )
        if comma is None or comma == 0:
            continue
        source = _source_near(token, tokens[comma + 1 :], position - comma - 1)
        if source is None:
            continue
        region["inner_end"] = region["end"] = tokens[comma].idx
        return Attached(token, clauses.char_span(doc, verb_group(token)), source, cue, "after")
    return _before(doc, max(0, region["start"] - 300), region["start"], lexicon)


def _quoted(token: Token | None) -> bool:
    """Say whether a token stands inside quotation marks; a quotation is nobody's source."""
    if token is None:
        return False
    return any(q["start"] <= token.idx < q["end"] for q in token.doc._.quotations or ())


def _quoting(token: Token, lexicon: CueLexicon) -> Cue | None:
    if not token.tag_.startswith("VB") and token.pos_ != "VERB":
        return None
    if token.lower_ in ("quoted", "cited") and token.doc[token.i + 1 : token.i + 2].text == "as":
        return None  # "was quoted as saying": the participle is the verb of speech
    cue = lexicon.verb(token.lemma_.lower())
    return cue if cue is not None and cue.quote else None


def _clause(tokens: list[Token]) -> list[Token]:
    """The tokens up to the end of the first sentence."""
    for i, token in enumerate(tokens):
        if (i and token.text in (".", "?", "!")) or (i and token.is_sent_start and i > 3):
            return tokens[:i]
    return tokens


def _last_sentence(tokens: list[Token]) -> list[Token]:
    for i in range(len(tokens) - 2, -1, -1):
        if tokens[i].text in (".", "?", "!"):
            return tokens[i + 1 :]
    return tokens


def _source_near(verb: Token, tokens: list[Token], position: int) -> Chars | None:
    """The subject by the parse where it stands in the same stretch, else the noun phrase beside."""
    doc = verb.doc
    inside = {t.i for t in tokens}
    quoting = quoting_verb(verb)
    subject = clauses.own_subject(quoting if quoting is not None else verb)
    if subject is None and verb.tag_ in ("VBG", "VBD", "VBN", "VBZ"):
        inherited = clauses.subject_of(verb)
        subject = inherited if verb.dep_ in ("conj", "advcl", "pcomp", "acl", "relcl") else None
        if inherited is not None and subject is not None and subject.i > verb.i:
            subject = None
    earlier = verb.dep_ in ("conj", "advcl", "acl") and not _quoted(subject)
    if subject is not None and (subject.i in inside or earlier):
        run = clauses.noun_phrase(subject)
        start, end = run
        if start <= verb.i < end:
            start, end = (start, verb.i) if subject.i < verb.i else (verb.i + 1, end)
        if subject.i in inside:
            start, end = max(start, tokens[0].i), min(end, tokens[-1].i + 1)
        trimmed = clauses.trim(doc, start, end)
        return clauses.char_span(doc, trimmed) if trimmed else None
    left = _phrase(tokens[:position], from_right=True)
    right = _phrase(tokens[position + 1 :], from_right=False)
    chosen = left or right
    if not chosen:
        return None
    trimmed = clauses.trim(doc, chosen[0].i, chosen[-1].i + 1)
    return clauses.char_span(doc, trimmed) if trimmed else None


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
_LINKS = frozenset({"of", "'s", "’s", "'", "’", "for", "-", "at", "in"})


def _phrase(tokens: list[Token], *, from_right: bool) -> list[Token]:
    """Read off the noun phrase that begins (or ends) a stretch of tokens, by part of speech."""
    chosen: list[Token] = []
    for token in reversed(tokens) if from_right else tokens:
        if token.pos_ in _NOMINAL or (chosen and token.lower_ in _LINKS):
            chosen.append(token)
        elif token.pos_ in ("AUX", "ADV", "PART") and not chosen:
            continue
        else:
            break
    if from_right:
        chosen.reverse()
    if not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in chosen):
        return []
    return chosen
