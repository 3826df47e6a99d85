"""What the label network reads of a statement: the states of its words, and the role of each."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from service.nlp.extensions import AttributionData, StatesData, paragraphs

CONTEXT, CONTENT, CUE, SOURCE, PADDING = range(5)
"""Roles of words; PADDING fills up shorter statements."""
ROLES = 5
_AROUND = 8
"""Words of the paragraph that are read before and after a statement."""
_MOST_CONTENT = 80
_MOST_OTHERS = 24
Span = tuple[int, int]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LabelInput:
    """A statement for the network. tokens, roles: of each word; states: words × width."""

    tokens: Ints
    roles: Ints
    states: NDArray[np.float16]

    def content(self) -> Ints:
        """Give the places of the content's words."""
        return np.flatnonzero(self.roles == CONTENT)


class StateTable:
    """The states of a Doc's words, found by characters."""

    def __init__(self, doc: Doc) -> None:
        """Index doc._.states; without them no word has a state."""
        found: StatesData | None = doc._.states
        self._doc = doc
        self._tokens = np.frombuffer(found["tokens"] if found else b"", np.int32).astype(np.int64)
        values = np.frombuffer(found["values"] if found else b"", np.float16)
        self._values = values.reshape(len(self._tokens), -1) if len(self._tokens) else values
        self._starts = [start for start, _ in paragraphs(doc)]

    def input(self, attribution: AttributionData) -> LabelInput | None:
        """Give a statement's words with some around it; None where no word of it has a state."""
        if self._values.ndim != 2 or not self._values.shape[1]:
            return None
        content = self._rows(attribution["content"])[:_MOST_CONTENT]
        if not len(content):
            return None
        roles: dict[int, int] = {}
        for span, role in ((attribution["source"], SOURCE), (attribution["cue"], CUE)):
            if span is not None:
                roles |= dict.fromkeys(self._rows([span])[:_MOST_OTHERS].tolist(), role)
        roles |= dict.fromkeys(content.tolist(), CONTENT)
        first, last = min(roles), max(roles)
        around = [*range(first - _AROUND, first), *range(last + 1, last + 1 + _AROUND)]
        near = {first: self._paragraph(first), last: self._paragraph(last)}
        for row in around:
            inside = 0 <= row < len(self._tokens)
            if inside and self._paragraph(row) == near[first if row < first else last]:
                roles[row] = CONTEXT
        rows = np.array(sorted(roles), np.int64)
        return LabelInput(
            tokens=self._tokens[rows],
            roles=np.array([roles[row] for row in rows.tolist()], np.int64),
            states=self._values[rows],
        )

    def _rows(self, spans: Sequence[Span]) -> Ints:
        """Give the words of spans, by row, in text order."""
        found = [np.zeros(0, np.int64)]
        for start, end in spans:
            span = self._doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                low, high = np.searchsorted(self._tokens, (span.start, span.end))
                found.append(np.arange(low, high, dtype=np.int64))
        return np.unique(np.concatenate(found))

    def _paragraph(self, row: int) -> int:
        return bisect_right(self._starts, self._doc[int(self._tokens[row])].idx)
