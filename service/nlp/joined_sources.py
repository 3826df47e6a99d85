"""Whose words they are where "and" goes on: "Lee said the pact would hold, and warned of delays".

The learned model reads each cue by itself, and parsers join a verb to the nearest one rather than
to the one that said what stands between them. Where another statement ends before "and", its
source goes on; and so it does where the verb in the past cannot be joined to the infinitive that
the parser joins it to ("said it would close by May and hoped …").
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from service.nlp.by_place import ByPlace
from service.nlp.extensions import AttributionData
from service.nlp.found import Chars
from service.nlp.misplaced_sources import without

_JOINING = frozenset({"and", "but"})
_FINITE = frozenset({"VBD", "VBZ", "VBN"})  # parsers take "accused" for a participle


def with_joined_sources(
    doc: Doc, statements: Sequence[AttributionData]
) -> Iterator[AttributionData]:
    """Yield the statements; one without a source has that of the statement which it goes on."""
    places = ByPlace((*one["cue"], one) for one in statements if one["cue"] is not None)
    changed: dict[int, AttributionData] = {}
    for one in statements:
        joined = _joined_verb(doc, one)
        if joined is None:
            continue
        joining, verb = joined
        for other in reversed(places.near(verb.sent.start_char, joining.idx)):
            if other["source"] is None:
                continue
            runs_on = _cannot_be_joined(verb) and _runs_on(other, verb)
            if runs_on or _ends_before(doc, other, joining):
                changed[id(one)] = {**one, "source": other["source"]}
            if runs_on:
                changed[id(other)] = _up_to(doc, other, joining)
            if id(one) in changed:
                break
    for one in statements:
        yield changed.get(id(one), one)


def _joined_verb(doc: Doc, one: AttributionData) -> tuple[Token, Token] | None:
    """Give "and" and the verb after it, where that is the cue of a statement without a source."""
    cue = _span(doc, one["cue"]) if one["source"] is None and one["cue"] is not None else None
    verb = None if cue is None else next((t for t in cue if t.pos_ != "ADV"), None)
    if verb is None or verb.pos_ == "AUX" or verb.tag_ not in _FINITE:
        return None
    before = (t for t in reversed(doc[verb.sent.start : verb.i]) if t.pos_ != "ADV")
    joining = next(before, None)
    return (joining, verb) if joining is not None and joining.lower_ in _JOINING else None


def _ends_before(doc: Doc, other: AttributionData, joining: Token) -> bool:
    """Say whether what another says is told behind its cue, and ends right before "and"."""
    last = other["content"][-1]
    if other["cue"] is None or last[0] < other["cue"][1] or last[1] > joining.idx:
        return False
    between = _span(doc, (last[1], joining.idx)) if last[1] < joining.idx else None
    return between is None or all(t.is_punct or t.is_space or t == joining for t in between)


def _cannot_be_joined(verb: Token) -> bool:
    return verb.tag_ == "VBD" and verb.dep_ == "conj" and verb.head.tag_ == "VB"


def _runs_on(other: AttributionData, verb: Token) -> bool:
    """Say whether what another says is told behind its cue and has the verb in it."""
    after = other["cue"] is not None and other["cue"][1] <= other["content"][0][0]
    return after and any(start < verb.idx < end for start, end in other["content"])


def _up_to(doc: Doc, other: AttributionData, joining: Token) -> AttributionData:
    """End what another says before "and"."""
    rest = (joining.idx, other["content"][-1][1])
    kept = [part for span in other["content"] for part in without(doc, span, rest)]
    return {**other, "content": kept} if kept else other


def _span(doc: Doc, place: Chars) -> Span | None:
    return doc.char_span(*place, alignment_mode="expand")
