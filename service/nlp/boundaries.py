"""Pipeline component: no sentence runs across the border of a block, and none is endless.

Parsers are trained on clean sentences; without this a headline, which has no full stop, is read as
the beginning of the paragraph below it. A sentence of thousands of words is no sentence, and all
work on parse trees would grow with its square.
"""

from typing import Any

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

_FULL_STOPS = frozenset({".", "?", "!"})
_LONGEST_SENTENCE = 250


@Language.factory(
    "paragraph_boundaries",
    assigns=["token.is_sent_start"],
    default_config={},
)
def make_paragraph_boundaries(nlp: Language, name: str) -> "ParagraphBoundaries":
    """Build the component (spaCy factory)."""
    return ParagraphBoundaries()


class ParagraphBoundaries:
    """Marks the first token of each block, and of each line where blocks are unknown."""

    def __call__(self, doc: Doc) -> Doc:
        """Set sentence starts on the Doc and return it."""
        # at once: setting one token's start goes through all of the Doc
        starts: Any = doc.to_array([SENT_START])
        starts[self.predict(doc)] = 1
        return doc.from_array([SENT_START], starts)

    def predict(self, doc: Doc) -> list[int]:
        """Give the indices of the tokens that must begin a sentence."""
        if doc._.blocks is not None:
            first = _first_tokens(doc, sorted(b["start"] for b in doc._.blocks))
        else:
            first = [
                token.i
                for token in doc[1:]
                if not token.is_space
                and doc[token.i - 1].is_space
                and "\n" in doc[token.i - 1].text
            ]
        return _with_cuts(doc, first)


def _first_tokens(doc: Doc, starts: list[int]) -> list[int]:
    indices = []
    position = 0
    for token in doc:
        if position < len(starts) and token.idx >= starts[position] and not token.is_space:
            indices.append(token.i)
            while position < len(starts) and token.idx >= starts[position]:
                position += 1
    return indices


def _with_cuts(doc: Doc, starts: list[int]) -> list[int]:
    """Add a start wherever no start and no full stop came for too long."""
    result = set(starts)
    length = 0
    for token in doc:
        if token.i in result or token.text in _FULL_STOPS:
            length = 0
        length += 1
        if length > _LONGEST_SENTENCE:
            result.add(token.i)
            length = 0
    return sorted(result)
