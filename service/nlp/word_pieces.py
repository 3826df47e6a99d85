"""Word pieces of an uncased encoder: greedy longest match first (Schuster and Nakajima 2012)."""

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

UNKNOWN = "[UNK]"
_MOST_PIECES = 12
_LONGEST_RUN = 100  # characters, as the encoder was pre-trained
_CACHED = 200_000
_PLAIN_MARKS = str.maketrans(
    dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛‹›`´", "'") | dict.fromkeys("–—−‐‑", "-")
)


class WordPieces:
    """Splits words into ids of a vocabulary; typographic marks count as their plain forms.

    How a newsroom types its quotation marks and dashes must not matter to the encoder.
    """

    def __init__(self, pieces: list[str]) -> None:
        self._index = {piece: i for i, piece in enumerate(pieces)}
        self._unknown = self._index[UNKNOWN]
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, path: Path) -> "WordPieces":
        """Read a vocabulary file of one piece a line. Raises KeyError without "[UNK]"."""
        return cls(path.read_text("utf-8").rstrip("\n").split("\n"))

    def id_of(self, piece: str) -> int:
        """Give the id of a special piece such as "[SEP]". Raises KeyError for another."""
        return self._index[piece]

    def ids(self, word: str) -> tuple[int, ...]:
        """Give the ids of a word's pieces, at least one and at most twelve."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            known = self._known[word] = self._split(word)
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word.translate(_PLAIN_MARKS).lower())
        found: list[int] = []
        for run in _runs(c for c in plain if unicodedata.category(c) != "Mn"):
            short = len(run) <= _LONGEST_RUN
            found += (longest_first(run, self._index) if short else []) or [self._unknown]
            if len(found) >= _MOST_PIECES:
                break
        return tuple(found[:_MOST_PIECES]) or (self._unknown,)


def longest_first(word: str, pieces: Mapping[str, int]) -> list[int]:
    """Give the ids of a word's pieces, the longest that fits first; empty when it has none."""
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = pieces.get(("##" if start else "") + word[start:end])
            if piece is not None:
                found.append(piece)
                start = end
                break
        else:
            return []
    return found


def _runs(characters: Iterable[str]) -> list[str]:
    """Divide a word at its punctuation; each mark is a run of its own."""
    runs: list[str] = []
    word = ""
    for c in characters:
        if unicodedata.category(c)[0] in "PS":
            if word:
                runs.append(word)
            runs.append(c)
            word = ""
        elif c.isspace() or unicodedata.category(c)[0] == "C":
            if word:
                runs.append(word)
            word = ""
        else:
            word += c
    return [*runs, word] if word else runs
