"""Names of bodies told by what they are part of: "Hask Patrols, a unit of the Harbour Board"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

_PARTS = frozenset(
    "agency affiliate arm branch bureau chapter division office part section subsidiary unit "
    "wing".split()
)
"""What bodies are of others."""
_LONGEST = 6  # tokens of a name
_PAIR = 2


def described_parts(doc: Doc) -> Iterator[Span]:
    """Give the names that the recogniser missed, each before "a division of" another body."""
    for ent in doc.ents:
        if ent.label_ == "ORG" and (name := _part_before(ent)) is not None:
            yield name


def _part_before(whole: Span) -> Span | None:
    """Give the capitalised words before ", a division of" a body."""
    doc = whole.doc
    start = whole.start - (doc[whole.start - 1].lower_ == "the")
    before = doc[max(0, start - 4) : start]
    if [t.lower_ for t in before[:2]] not in ([",", "a"], [",", "an"]) or len(before) != 4:
        return None
    if before[2].lower_ not in _PARTS or before[3].lower_ != "of":
        return None
    end = first = before.start
    while first > 0 and end - first < _LONGEST and _of_name(doc[first - 1]):
        first -= 1
    return Span(doc, first, end, label="ORG") if end - first >= _PAIR else None


def _of_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not token.ent_type_
