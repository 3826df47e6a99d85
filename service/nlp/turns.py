"""Turns of an interview or transcript printed as "NAME: what was said"."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from service.nlp.extensions import text_of
from service.nlp.found import Chars, Found

DETAIL = "interview turn"
_LABEL = re.compile(r"[\"“”‘'«]*(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}) ?:\s+(?=\S)")
"""What a turn begins with; a transcript quoted whole has a mark before each."""
_FEWEST = 3
_MOST_FURTHER = 4
"""Paragraphs without a label; after more of them somebody else may be speaking."""
_AROUND = " \t\r\n.…_*–—-"
_QUOTES = "\"“”‘’'«»"


def find_turns(doc: Doc) -> Iterator[Found]:
    """Yield the turns of a text in which somebody has more than one.

    Paragraphs without a label that stand between two turns go on with the first, if the text from
    its first turn to its last is for the most part turns.
    """
    text = text_of(doc)
    paragraphs = [(b["start"], b["end"]) for b in doc._.blocks or () if b["kind"] == "paragraph"]
    labels = {i: m for i, p in enumerate(paragraphs) if (m := _LABEL.match(text, *p))}
    names = [label["name"] for label in labels.values()]
    if len(names) < _FEWEST or len(set(names)) == len(names):
        return
    places = [*labels]
    between = paragraphs[places[0] : places[-1] + 1]
    transcript = 2 * len(labels) > sum(_is_spoken(text, *p) for p in between)
    for place, after in zip(places, [*places[1:], None], strict=True):
        further = paragraphs[place + 1 : after] if transcript and after else []
        yield _turn(text, labels[place], paragraphs[place][1], further)


def _turn(text: str, label: re.Match[str], end: int, further: Sequence[Chars]) -> Found:
    spoken = [p for p in further if _is_spoken(text, *p)]
    if len(spoken) > _MOST_FURTHER:
        spoken = []
    colon = text.index(":", label.end("name"))
    return Found(
        content=[unquoted(text, *part) for part in [(label.end(), end), *spoken]],
        cue=(colon, colon + 1),
        source=label.span("name"),
        detail=DETAIL,
        score=0.9,
        cue_lemma=":",
        finder="layout",
    )


def _is_spoken(text: str, start: int, end: int) -> bool:
    """Tell a speaker's words from what only marks a place: (CROSSTALK), [Laughter], "___"."""
    bare = text[start:end].strip(_QUOTES + _AROUND)
    return bool(bare) and not (bare[0] in "([" and bare[-1] in ")]")


def unquoted(text: str, start: int, end: int) -> Chars:
    """Leave out white space and quotation marks at both ends."""
    while start < end and (text[start].isspace() or text[start] in _QUOTES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _QUOTES):
        end -= 1
    return start, end
