"""What the encoder of the attribution model makes of any stretch of a Doc taken as a statement."""

from collections.abc import Callable, Iterable

import numpy as np
from spacy.tokens import Doc

from service.nlp.attribution_model import AttributionModel, Run, pooled
from service.nlp.extensions import AttributionData
from service.nlp.word_features import Words, words_of


def states_in(doc: Doc, model: AttributionModel) -> Callable[[AttributionData], bytes]:
    """Encode a Doc, and give the function from statements to the mean states of their words.

    It gives nothing for a statement without a word that the encoder reads.
    """
    words = words_of(doc)
    states = model.states(words)

    def of(one: AttributionData) -> bytes:
        content = runs(words, one["content"])
        cue = runs(words, [one["cue"]] if one["cue"] else [])
        return pooled(states, cue[0] if cue else None, content) if content else b""

    return of


def runs(words: Words, spans: Iterable[tuple[int, int]]) -> list[Run]:
    """Give the runs of words that share characters with spans."""
    found = []
    for start, end in spans:
        first = int(np.searchsorted(words.ends, start, side="right"))
        last = int(np.searchsorted(words.starts, end, side="left"))
        if first < last:
            found.append((first, last))
    return found
