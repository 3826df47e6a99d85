"""Windows of words as the arrays that the encoder takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.nlp.windows import Window, windows
from service.nlp.word_features import FEATURES, Ints, Words
from service.nlp.word_pieces import WordPieces


@dataclass(frozen=True, slots=True)
class Part:
    """A window of a text with the ids of its words' pieces. text: number of the text."""

    text: int
    words: Words
    window: Window
    ids: list[tuple[int, ...]]

    @property
    def size(self) -> int:
        """Number of word pieces."""
        return sum(map(len, self.ids))

    @property
    def length(self) -> int:
        """Number of words."""
        return self.window.end - self.window.start


@dataclass(frozen=True, slots=True)
class EncoderInput:
    """Windows side by side.

    pieces: ids, windows × pieces, 0 past the end. owners: the word of each piece. firsts: the
    first piece of each word. features: windows × words × FEATURES. lengths: words of each window.
    """

    pieces: Ints
    owners: Ints
    firsts: Ints
    features: Ints
    lengths: Ints


def divide(
    words: Words, pieces: WordPieces, core: int, context: int, *, text: int = 0, first: int = 0
) -> list[Part]:
    """Divide a text into windows (see service.nlp.windows) and look up its pieces."""
    ids = [pieces.ids(word) for word in words.texts]
    return [
        Part(text, words, window, ids[window.start : window.end])
        for window in windows(words, [len(i) for i in ids], core, context, first)
    ]


def encoder_input(parts: Sequence[Part]) -> EncoderInput:
    """Put windows side by side, filled up with zeros."""
    count = len(parts)
    longest = max(part.size for part in parts)
    most = max(part.length for part in parts)
    pieces = np.zeros((count, longest), np.int64)
    owners = np.zeros((count, longest), np.int64)
    firsts = np.zeros((count, most), np.int64)
    features = np.zeros((count, most, len(FEATURES)), np.int64)
    for row, part in enumerate(parts):
        sizes = [len(ids) for ids in part.ids]
        size, length = sum(sizes), len(sizes)
        pieces[row, :size] = [piece for ids in part.ids for piece in ids]
        owners[row, :size] = np.repeat(np.arange(length), sizes)
        firsts[row, 1:length] = np.cumsum(sizes)[:-1]
        features[row, :length] = part.words.features[part.window.start : part.window.end]
    lengths = np.array([part.length for part in parts], np.int64)
    return EncoderInput(pieces, owners, firsts, features, lengths)
