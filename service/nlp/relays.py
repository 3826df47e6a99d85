"""The statement inside what another relays: "Lee expressed his respect …, a paper reports".

Guidelines count one record where an outlet relays, of the person and by way of the outlet; else
two ("Lee has pledged to help, Suh said", "Suh said the board expects that it closes"). Where the
learned model gives the outer one alone, as the corpus that it learned from does, grammar finds the
inner one.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span

from service.nlp import names
from service.nlp.body_names import is_press_name
from service.nlp.extensions import AttributionData, text_of
from service.nlp.found import Found
from service.nlp.reported_speech import find_reported
from service.nlp.rules import CueLexicon, OutletLexicon, TitleLexicon

_AFTER = 40  # tokens
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HALF = 0.5
_NEARLY_ALWAYS = 0.85
_CLOSE_BY = 3  # characters between a cue and what it tells
_CLAUSES = frozenset({"ccomp", "xcomp", "obj_xcomp"})
_SHARE = 0.6
"""Of what is relayed, from the inner source to the end of the inner content."""


def relayed(
    doc: Doc,
    learned: Sequence[AttributionData],
    lexicon: CueLexicon,
    blocked: Mapping[int, str],
    titles: TitleLexicon,
    outlets: OutletLexicon,
) -> Iterator[AttributionData]:
    """Yield the inner statement of each that has none: of what is told before its cue, or after it.

    Within what another than an outlet says only a named source that surely says something counts.
    """
    cues = sorted(one["cue"][0] for one in learned if one["cue"] is not None)
    for relay in learned:
        if relay["source"] is None or relay["cue"] is None or len(relay["content"]) != 1:
            continue
        start, end = relay["content"][0]
        span = doc.char_span(start, end, alignment_mode="contract")
        if span is None or bisect_left(cues, start) < bisect_left(cues, end):
            continue
        if relay["cue"][0] < end:
            told = find_reported(span, lexicon, blocked)
            inner = [found for found in told if _is_told(doc, found, start, end)]
        else:
            outlet = is_of_outlet(doc, relay, titles, outlets)
            inner = [
                found
                for found in _told_before(doc, span, lexicon, blocked)
                if _is_main(found, start, end) and (outlet or _is_sure(doc, found))
            ]
        if inner:
            yield max(inner, key=lambda found: found.end - found.start).data()


def _told_before(
    doc: Doc, span: Span, lexicon: CueLexicon, blocked: Mapping[int, str]
) -> list[Found]:
    """Find what is said in what a sentence tells before it names who relays it."""
    beyond = set(range(span.end, span.end + len(doc[span.end :][:_AFTER])))
    told = list(find_reported(span, lexicon, blocked, beyond))
    return [
        _to_the_end(doc, found, span.end_char) if _is_alone(found, told) else found
        for found in told
    ]


def _is_main(found: Found, start: int, end: int) -> bool:
    if found.source is None or found.source[0] < start or found.end > end + 1:
        return False
    reach = max(found.end, found.cue[1] if found.cue else 0) - min(found.source[0], found.start)
    return reach >= _SHARE * (end - start)


def _is_sure(doc: Doc, found: Found) -> bool:
    """Say whether a named subject has a finite cue that reports at least every other time."""
    if found.source is None or found.cue is None or found.score < _HALF:
        return False
    source, cue = (
        doc.char_span(*span, alignment_mode="expand") for span in (found.source, found.cue)
    )
    named = source is not None and any(t.pos_ == "PROPN" for t in source)
    return named and cue is not None and cue[0].tag_ in _FINITE


def _is_told(doc: Doc, found: Found, start: int, end: int) -> bool:
    """Say whether what somebody says is that another says something ("said the board expects …").

    Only by a verb that all but always reports; "he" may be the same person, and what stands inside
    quotation marks is the quoted person's own.
    """
    if found.source is None or found.cue is None or found.score < _NEARLY_ALWAYS:
        return False
    if found.source[0] < start or found.end > end + 1 or found.detail not in _CLAUSES:
        return False
    source, cue = (
        doc.char_span(*span, alignment_mode="expand") for span in (found.source, found.cue)
    )
    if source is None or cue is None or source.root.pos_ not in ("NOUN", "PROPN"):
        return False
    if source.end != cue.start or not found.cue[1] < found.start <= found.cue[1] + _CLOSE_BY:
        return False  # what the parse joins over other words it joins wrongly too often
    quoted = any(q["start"] < found.cue[0] < q["end"] for q in doc._.quotations or ())
    told_of = cue.root.tag_ == "VBG" and cue.root.dep_ == "acl"
    return not quoted and (told_of or cue[0].tag_ in _FINITE)


def _is_alone(found: Found, told: Sequence[Found]) -> bool:
    """Say whether nobody else says anything behind a statement."""
    return not any(other.source is not None and other.start > found.end for other in told)


def _to_the_end(doc: Doc, found: Found, end: int) -> Found:
    """Let "said that …" go on to the end of what is relayed, where the parse breaks it off."""
    first = doc.char_span(found.start, found.end, alignment_mode="expand")
    if (
        found.cue is None
        or first is None
        or first[0].lower_ != "that"
        or found.cue[0] > found.start
    ):
        return found
    return found.moved([(found.start, end)])


def is_of_outlet(
    doc: Doc, one: AttributionData, titles: TitleLexicon, outlets: OutletLexicon
) -> bool:
    """Say whether the source of a statement is a news outlet."""
    source = one["source"]
    return source is not None and is_outlet(
        names.clean(text_of(doc)[slice(*source)]), titles, outlets
    )


def is_outlet(name: str, titles: TitleLexicon, outlets: OutletLexicon) -> bool:
    """Say whether a source is a news outlet, by name or by its noun ("the news agency")."""
    last = name.rsplit(" ", 1)[-1].lower()
    named = outlets.find(name) is not None
    called = name.lower().endswith("news agency") or titles.is_outlet_noun(last)
    return named or called or is_press_name(name)
