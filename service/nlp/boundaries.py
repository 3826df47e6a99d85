"""Pipeline component: no sentence runs across the border of a block.

Parsers are trained on clean sentences; without this a headline, which has no full stop, is read as
the beginning of the paragraph below it.
"""

from spacy.language import Language
from spacy.tokens import Doc


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
        for index in self.predict(doc):
            doc[index].is_sent_start = True
        return doc

    def predict(self, doc: Doc) -> list[int]:
        """Give the indices of the tokens that must begin a sentence."""
        if doc._.blocks is not None:
            starts = sorted(b["start"] for b in doc._.blocks)
            return _first_tokens(doc, starts)
        return [
            token.i
            for token in doc[1:]
            if not token.is_space and doc[token.i - 1].is_space and "\n" in doc[token.i - 1].text
        ]


def _first_tokens(doc: Doc, starts: list[int]) -> list[int]:
    indices = []
    position = 0
    for token in doc:
        if position < len(starts) and token.idx >= starts[position] and not token.is_space:
            indices.append(token.i)
            while position < len(starts) and token.idx >= starts[position]:
                position += 1
    return indices
