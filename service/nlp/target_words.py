"""What a statement and its likely targets are, as plain records: signs are counted on many of them.

Asking a Doc's tokens one by one would take longer than the network.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from spacy.attrs import LEMMA, POS
from spacy.tokens import Doc, Token

Span = tuple[int, int]
TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_DEEPEST = 20


class Word(NamedTuple):
    """A word of a text. lemma: in small letters. head: place in the text. begins: a sentence."""

    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    pos: str
    entity: str
    begins: bool


def word_of(token: Token) -> Word:
    """Read a token."""
    return Word(
        token.text,
        token.lemma_.lower(),
        token.tag_,
        token.dep_,
        token.head.i,
        token.pos_,
        token.ent_type_,
        bool(token.is_sent_start),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch made a phrase.

    span: its first and last place; words: those that tell something; whole: it hangs together.
    """

    span: Span
    text: str
    words: frozenset[str]
    whole: bool


@dataclass(eq=False)
class Asked:
    """A statement whose target is asked for.

    places: of each word that the network read, its place in the text. content: those of the
    content. holder: words of the holder's name. at: the content's first and last character.
    """

    places: Sequence[int]
    content: Sequence[int]
    words: Mapping[int, Word]
    holder: frozenset[str]
    at: Span
    candidates: Sequence[Candidate]
    scores: Sequence[float]

    def stretch(self, candidate: Candidate) -> list[int]:
        """Give the places of a candidate's words in the text."""
        return [int(i) for i in self.places[candidate.span[0] : candidate.span[1] + 1]]

    @cached_property
    def inside(self) -> frozenset[int]:
        """The places of the content's words."""
        return frozenset(self.content)

    @cached_property
    def depths(self) -> dict[int, int]:
        """Of each word of the content how many others it hangs on."""
        found: dict[int, int] = {}
        for place in self.content:
            at, depth = place, 0
            while depth < _DEEPEST:
                head = self.words[at].head
                if head == at or head not in self.inside:
                    break
                at, depth = head, depth + 1
            found[place] = depth
        return found

    @cached_property
    def sizes(self) -> dict[int, int]:
        """Of each word of the content how many words hang on it, itself with them."""
        found = dict.fromkeys(self.content, 1)
        for place in sorted(self.content, key=lambda i: -self.depths[i]):
            head = self.words[place].head
            if head != place and head in self.inside and self.depths[place]:
                found[head] += found[place]
        return found

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of the content."""
        return frozenset(self.words[i].lemma for i in self.content)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Give what share of their words two phrases have in common."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def read(doc: Doc, places: Iterable[int]) -> dict[int, Word]:
    """Read the words at some places."""
    return {i: word_of(doc[i]) for i in places}


def lemmas_of(doc: Doc, end: int | None = None) -> Counter[str]:
    """Count the lemmas of the words that tell something, of a Doc or up to one of its words."""
    pairs = Counter(map(tuple, doc.to_array([LEMMA, POS])[:end].tolist()))
    strings = doc.vocab.strings
    counts: Counter[str] = Counter()
    for (lemma, pos), count in pairs.items():
        if strings[pos] in TELLING:
            counts[strings[lemma].lower()] += count
    return counts
