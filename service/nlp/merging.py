"""One list from what the different rules found: duplicates go, contents respect the marks."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from service.nlp.by_place import ByPlace
from service.nlp.extensions import QuotationData, text_of
from service.nlp.found import Chars, Found, length, overlap

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "you", "my", "our"})
_LONGEST_STATEMENT = 6000  # characters; a parse gone wrong must not claim a whole article


def merge(
    doc: Doc,
    direct: Sequence[Found],
    other: Sequence[Found],
    quotations: Sequence[QuotationData],
    min_score: float,
) -> list[Found]:
    """Combine quoted and grammatical findings into one list in text order."""
    marks = closed_quotations(quotations)
    others = [
        fit_to_marks(text_of(doc), found, marks)
        for found in other
        if found.score >= min_score and length(found.content) <= _LONGEST_STATEMENT
    ]
    result: list[Found] = []
    for near_direct, near_others in _neighbourhoods(direct, others):
        near_others = _without_duplicates(near_others)
        kept_direct = [d for d in near_direct if not _absorbed(d, near_others, doc)]
        result += [r for r in near_others if not _repeats(r, kept_direct, doc)]
        result += [d for d in kept_direct if d.score >= min_score]
    result.sort(key=lambda f: (f.start, -f.end, f.cue or (0, 0)))
    return result


def _neighbourhoods(
    direct: Sequence[Found], others: Sequence[Found]
) -> Iterator[tuple[list[Found], list[Found]]]:
    """Group findings whose extents touch, so that only neighbours are compared with each other."""
    marked = [(*_extent(f), 0, f) for f in direct] + [(*_extent(f), 1, f) for f in others]
    group: tuple[list[Found], list[Found]] = ([], [])
    reach = -1
    for start, end, which, found in sorted(marked, key=lambda m: m[:3]):
        if 0 <= reach <= start:
            yield group
            group = ([], [])
        group[which].append(found)
        reach = max(reach, end)
    yield group


def _extent(found: Found) -> Chars:
    spans = [*found.content, *(s for s in (found.cue, found.source) if s is not None)]
    return min(s for s, _ in spans), max(e for _, e in spans)


Marks = ByPlace[QuotationData]


def closed_quotations(quotations: Iterable[QuotationData]) -> Marks:
    """Index the quotations that have a closing mark."""
    return ByPlace((q["start"], q["end"], q) for q in quotations if q["closed"])


def fit_to_marks(text: str, found: Found, marks: Marks) -> Found:
    """Let no fragment begin or end inside a quotation that it only partly covers.

    A quotation covered for more than half is taken whole, else left out; marks that end up at the
    border of a fragment belong to it only if their partner does.
    """
    content = [_fit(text, span, marks) for span in found.content]
    content = [(start, end) for start, end in content if start < end]
    return found.moved(content) if content else found


def _fit(text: str, span: Chars, marks: Marks) -> Chars:
    start, end = span
    for region in marks.near(start, end):
        if region["end"] <= start or region["start"] >= end:
            continue  # an earlier region has moved the border
        if start <= region["start"] and end >= region["inner_end"]:
            end = max(end, region["end"])
        elif region["start"] < start and end > region["end"]:
            covered = region["inner_end"] - start
            if covered * 2 > region["inner_end"] - region["inner_start"]:
                start = region["start"]
            else:
                start = region["end"]
        elif start < region["start"] and end < region["inner_end"]:
            covered = end - region["inner_start"]
            end = (
                region["end"]
                if covered * 2 > region["inner_end"] - region["inner_start"]
                else (region["start"])
            )
        elif start == region["inner_start"] and end > region["inner_end"]:
            start = region["start"]
        if start == region["start"] and end == region["end"]:
            start, end = region["inner_start"], region["inner_end"]
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


def _without_duplicates(found: list[Found]) -> list[Found]:
    """Of several findings of one content, or of one cue, keep the surest."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: (-f.score, f.start)):
        if not any(_same(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


def _same(a: Found, b: Found) -> bool:
    if _same_verb(a, b):
        return True
    shared = overlap(a.content, b.content)
    if shared * 10 < 9 * max(length(a.content), length(b.content)):
        return False
    if a.cue and b.cue and a.cue != b.cue:
        return not (_holds_cue(a, b) or _holds_cue(b, a))
    return True


def _same_verb(a: Found, b: Found) -> bool:
    return a.verb is not None and b.verb is not None and a.verb.i == b.verb.i


def _holds_cue(outer: Found, inner: Found) -> bool:
    """Say whether the cue of one statement stands in the content of another."""
    cue = inner.cue
    return cue is not None and any(start <= cue[0] < end for start, end in outer.content)


def _absorbed(direct: Found, others: Sequence[Found], doc: Doc) -> bool:
    """A quotation inside a reported clause is part of that statement ("said it was a 'lie'")."""
    for other in others:
        shared = overlap(direct.content, other.content)
        if shared < 0.9 * length(direct.content):
            continue
        same_cue = _same_verb(direct, other)
        if _holds_cue(other, direct) and not same_cue:
            continue
        text = text_of(doc)
        if text[other.start : max(other.start, direct.start - 1)].split():
            return True
        introduced = text[max(0, direct.start - 9) : direct.start - 1].rstrip().endswith((",", ":"))
        if same_cue and not introduced and text[direct.end + 1 : other.end].split()[1:]:
            return True  # 'says "his word" does not count': the clause goes on
    return False


def _repeats(reported: Found, direct: Sequence[Found], doc: Doc) -> bool:
    """A reported statement that only repeats a quotation, or is the quoted person's own nesting."""
    for quote in direct:
        shared = overlap(quote.content, reported.content)
        if _same_verb(quote, reported) and quote.cue is not None:
            return True
        if quote.cue is not None and reported.cue == quote.cue:
            return True
        if shared > 0.5 * length(reported.content):
            if not _holds_cue(quote, reported):
                return True
            source = text_of(doc)[slice(*reported.source)].lower() if reported.source else "i"
            if source in _FIRST_PERSON or reported.score < 0.8:
                return True
    return False
