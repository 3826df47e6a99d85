"""The statement inside what an outlet relays: "Austin expressed his respect …, a paper reports".

Guidelines count one record, of the person and by way of the outlet; where the learned model gives
the outlet's alone, grammar finds the inner one.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc

from service.nlp import names
from service.nlp.extensions import AttributionData, text_of
from service.nlp.found import Found
from service.nlp.reported_speech import find_reported
from service.nlp.rules import CueLexicon, OutletLexicon, TitleLexicon

_AFTER = 40  # tokens
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
    """Yield the inner statement of each of an outlet's that has none."""
    cues = sorted(one["cue"][0] for one in learned if one["cue"] is not None)
    for relay in learned:
        if relay["source"] is None or len(relay["content"]) != 1:
            continue
        name = names.clean(text_of(doc)[slice(*relay["source"])])
        if not is_outlet(name, titles, outlets):
            continue
        start, end = relay["content"][0]
        span = doc.char_span(start, end, alignment_mode="contract")
        if relay["cue"] is None or relay["cue"][0] < end:
            continue  # "the paper reported that …" is the paper's own
        if span is None or bisect_left(cues, start) < bisect_left(cues, end):
            continue
        beyond = set(range(span.end, span.end + len(doc[span.end :][:_AFTER])))
        inner = [
            found
            for found in find_reported(span, lexicon, blocked, beyond)
            if _is_main(found, start, end)
        ]
        if inner:
            yield max(inner, key=lambda found: found.end - found.start).data()


def _is_main(found: Found, start: int, end: int) -> bool:
    if found.source is None or found.source[0] < start or found.end > end + 1:
        return False
    reach = max(found.end, found.cue[1] if found.cue else 0) - min(found.source[0], found.start)
    return reach >= _SHARE * (end - start)


def is_outlet(name: str, titles: TitleLexicon, outlets: OutletLexicon) -> bool:
    """Say whether a source is a news outlet, by name or by its noun ("the news agency")."""
    last = name.rsplit(" ", 1)[-1].lower()
    named = outlets.find(name) is not None
    return named or name.lower().endswith("news agency") or titles.is_outlet_noun(last)
