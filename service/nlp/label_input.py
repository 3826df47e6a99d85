"""What the label network reads of a statement: its words and some around it, as word pieces.

Each word has a role. Persons' names are hidden, so that no label hangs on who it is: all words of a
name are one and the same sign, another one for each person.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from spacy.tokens import Doc, Token

from service.nlp.extensions import AttributionData
from service.nlp.word_features import Ints, running_text, shape_of
from service.nlp.word_pieces import WordPieces

CONTEXT, CONTENT, CUE, SOURCE, PADDING = range(5)
"""Roles of words; PADDING fills up shorter statements."""
ROLES = 5
BEGIN, END = "[CLS]", "[SEP]"
"""Pieces before and after the words; PADDING is piece 0."""
NAMES = tuple(f"[unused{number}]" for number in range(10, 18))
"""Pieces that stand for persons, in the order in which they are met."""
_AROUND = 8
"""Words of the paragraph that are read before and after a statement."""
_MOST_CONTENT = 80
_MOST_OTHERS = 24
_MOST_PIECES = 3  # of a word, where a statement has many
_ROOM = 500  # places of the network, some left over
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A statement's words as the network takes them.

    pieces: ids, from BEGIN to END. piece_roles, shapes: of each piece its word's role and letter
    case (see word_features.shape_of). firsts: the first piece of each word. roles: of each word.
    """

    pieces: Ints
    piece_roles: Ints
    shapes: Ints
    firsts: Ints
    roles: Ints


@dataclass(frozen=True, slots=True)
class LabelInput:
    """A statement for the network. tokens: of each word its index in the Doc."""

    tokens: Ints
    spelling: Spelling

    @property
    def roles(self) -> Ints:
        """The role of each word."""
        return self.spelling.roles

    def content(self) -> Ints:
        """Give the places of the content's words."""
        return np.flatnonzero(self.roles == CONTENT)


class LabelReader:
    """Reads the statements of one Doc."""

    def __init__(self, doc: Doc, pieces: WordPieces) -> None:
        """Index the words of the Doc's running text."""
        self._doc = doc
        self._pieces = pieces
        self._words, self._paragraphs = running_text(doc)
        self._tokens = [token.i for token in self._words]

    def input(self, attribution: AttributionData) -> LabelInput | None:
        """Give a statement's words with some around it; None where it is no running text."""
        content = self._rows(attribution["content"])[:_MOST_CONTENT]
        if not content:
            return None
        roles: dict[int, int] = {}
        for span, role in ((attribution["source"], SOURCE), (attribution["cue"], CUE)):
            if span is not None:
                roles |= dict.fromkeys(self._rows([span])[:_MOST_OTHERS], role)
        roles |= dict.fromkeys(content, CONTENT)
        first, last = min(roles), max(roles)
        for row in chain(range(first - _AROUND, first), range(last + 1, last + 1 + _AROUND)):
            near = first if row < first else last
            inside = 0 <= row < len(self._words)
            if inside and self._paragraphs[row] == self._paragraphs[near]:
                roles[row] = CONTEXT
        rows = sorted(roles)
        words = [self._words[row] for row in rows]
        return LabelInput(
            tokens=np.array([word.i for word in words], np.int64),
            spelling=spell(
                [word.text for word in words],
                [roles[row] for row in rows],
                [is_named(word) for word in words],
                self._pieces,
            ),
        )

    def _rows(self, spans: Sequence[Span]) -> list[int]:
        """Give the words of spans, by row, in text order."""
        rows: set[int] = set()
        for start, end in spans:
            span = self._doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                low, high = (bisect_left(self._tokens, i) for i in (span.start, span.end))
                rows.update(range(low, high))
        return sorted(rows)


def is_named(token: Token) -> bool:
    """Say whether a word is of a person's name."""
    return bool(token.ent_type_ == "PERSON")


def spell(
    words: Sequence[str], roles: Sequence[int], named: Sequence[bool], pieces: WordPieces
) -> Spelling:
    """Give the pieces of words; named: whether each is of a person's name."""
    persons = [pieces.id_of(name) for name in NAMES]
    who = dict(_persons(words, named))
    ids = [
        (persons[who[place] % len(persons)],) if place in who else pieces.ids(word)
        for place, word in enumerate(words)
    ]
    if sum(map(len, ids)) > _ROOM:
        ids = [own[:_MOST_PIECES] for own in ids]
    sizes = [len(own) for own in ids]
    shapes = [0 if place in who else shape_of(word) for place, word in enumerate(words)]
    ends = np.cumsum([1, *sizes])
    return Spelling(
        pieces=np.array([pieces.id_of(BEGIN), *chain(*ids), pieces.id_of(END)], np.int64),
        piece_roles=np.array([CONTEXT, *np.repeat(roles, sizes), CONTEXT], np.int64),
        shapes=np.array([0, *np.repeat(shapes, sizes), 0], np.int64),
        firsts=np.asarray(ends[:-1], np.int64),
        roles=np.array(roles, np.int64),
    )


def _persons(words: Sequence[str], named: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the places of names, each with the number of its person, by the last word of it."""
    known: dict[str, int] = {}
    place = 0
    while place < len(words):
        start = place
        while place < len(words) and named[place]:
            place += 1
        if start == place:
            place += 1
            continue
        name = [word for word in words[start:place] if word not in _POSSESSIVES]
        number = known.setdefault(name[-1].lower() if name else "", len(known))
        yield from ((at, number) for at in range(start, place))
