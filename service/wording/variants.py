"""How two wordings of one utterance differ: cut, added, changed; or whether they are one at all."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.records import Difference, WordingEdit
from service.wording.words import content_stems, words

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_MOST_WORDS = 300  # of a text that are compared: the work grows with their product
_LEAST_RUN = 8  # successive words in common that make one utterance of two
_LEAST_SHARE = 0.8  # of the shorter one's words, in order
_LEAST_WORDS = 5  # of the shorter one, unless both are the same
_LEAST_STEMS = 4  # in common, of a paraphrase
_PARAPHRASED = 0.6  # share of the shorter one's stems
_CHANGED = 0.6  # share of words in order from which on it is a change of words


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its place there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts have in common.

    share: of the shorter one's words, those that the other has in that order. run: most successive
    words in common. stems: share of the shorter one's content words, in any order; common: their
    number. shorter: number of its words.
    """

    same: bool
    share: float
    run: int
    stems: float
    common: int
    shorter: int

    @property
    def verbatim(self) -> bool:
        """Whether so much is word for word the same that it is one wording."""
        enough = self.shorter >= _LEAST_WORDS and self.share >= _LEAST_SHARE
        return self.same or enough or self.run >= _LEAST_RUN

    @property
    def paraphrase(self) -> bool:
        """Whether the words are other ones, but mostly of the same stems."""
        return self.common >= _LEAST_STEMS and self.stems >= _PARAPHRASED


def tokens(text: str) -> list[Word]:
    """Give the words of a text by their plain form, with their places; no more than are compared.

    >>> [word.text for word in tokens("“Don’t wait,” he says")]
    ['dont', 'wait', 'he', 'says']
    """
    found = []
    for match in _TOKEN.finditer(text):
        plain = "".join(words(match[0]))
        if plain:
            found.append(Word(plain, *match.span()))
            if len(found) == _MOST_WORDS:
                break
    return found


def likeness(one: str, other: str) -> Likeness:
    """Say how much two texts have in common."""
    x, y = [w.text for w in tokens(one)], [w.text for w in tokens(other)]
    shorter = min(len(x), len(y))
    if not shorter:
        return Likeness(False, 0.0, 0, 0.0, 0, 0)
    a, b = (set(content_stems(text, _MOST_WORDS)) for text in (one, other))
    common = len(a & b)
    stems = common / min(len(a), len(b)) if a and b else 0.0
    if x == y:
        return Likeness(True, 1.0, shorter, stems, common, shorter)
    # The order is looked at only where the words allow that much.
    if sum((Counter(x) & Counter(y)).values()) < min(_LEAST_SHARE * shorter, _LEAST_RUN):
        return Likeness(False, 0.0, 0, stems, common, shorter)
    matched = aligned(x, y)
    return Likeness(False, len(matched) / shorter, _longest_run(x, y), stems, common, shorter)


def difference(reference: str, variant: str) -> tuple[Difference, tuple[WordingEdit, ...]]:
    """Tell how a variant differs from a reference, and where."""
    x, y = tokens(reference), tokens(variant)
    a, b = [w.text for w in x], [w.text for w in y]
    if a == b:
        return "same", ()
    matched = aligned(a, b)
    edits = tuple(_edits(reference, x, variant, y, matched))
    if len(matched) == len(b):
        return "cut", edits
    if len(matched) == len(a):
        return "extended", edits
    if len(matched) >= _CHANGED * min(len(a), len(b)):
        return "changed", edits
    return "paraphrased", edits


def aligned(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Give the places of a longest common subsequence, in both.

    >>> aligned("we will never wait".split(), "we never wait".split())
    [(0, 0), (2, 1), (3, 2)]
    """
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    lengths = [[0] * (len(b) + 1)]
    for word in reversed(a):
        below = lengths[-1]
        row = [0] * (len(b) + 1)
        for at in range(len(b) - 1, -1, -1):
            row[at] = below[at + 1] + 1 if word == b[at] else max(below[at], row[at + 1])
        lengths.append(row)
    lengths.reverse()
    found = [(at, at) for at in range(start)]
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append((start + i, start + j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return [*found, *((len(one) - k, len(other) - k) for k in range(end, 0, -1))]


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    longest = 0
    before = [0] * (len(other) + 1)
    for word in one:
        row = [0] * (len(other) + 1)
        for at, said in enumerate(other, 1):
            if word == said:
                row[at] = before[at - 1] + 1
                longest = max(longest, row[at])
        before = row
    return longest


def _edits(
    reference: str,
    x: Sequence[Word],
    variant: str,
    y: Sequence[Word],
    matched: Sequence[tuple[int, int]],
) -> Iterator[WordingEdit]:
    i = j = 0
    for at, to in [*matched, (len(x), len(y))]:
        if at > i or to > j:
            yield WordingEdit(_text(reference, x[i:at]), _text(variant, y[j:to]))
        i, j = at + 1, to + 1


def _text(text: str, some: Sequence[Word]) -> str:
    return text[some[0].start : some[-1].end] if some else ""
