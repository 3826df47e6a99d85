"""Finds the stretch of a content that an annotated target names, as the network is to find it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.nlp.label_model import LONGEST_TARGET

_EMPTY = frozenset("the a an of".split())
_ENDING = re.compile(r"(?:ing|ed|es|s|e|y)$")
_LEAST = 0.45
_PER_WORD = 0.004  # among equals the shorter
_BEGINS = 0.02
_SHORT = 4
_HALF = 0.5


def stretch(words: Sequence[str], content: Sequence[bool], target: str) -> tuple[int, int] | None:
    """Give first and last place of the words that agree best with a target; None if none does.

    Agreement is the mean of the words' overlap (Dice) and that of their stems, so that "withdraw
    the troops" is found for "withdrawing the troops".
    """
    wanted, stems = _words(target), _stems(_words(target))
    if not wanted:
        return None
    own = [_words(word) for word in words]
    best, found = 0.0, None
    for first, begins in enumerate(own):
        if not content[first] or not begins:
            continue
        said: list[str] = []
        for last in range(first, min(len(own), first + LONGEST_TARGET)):
            if not content[last] or not own[last]:
                continue
            said += own[last]
            value = (_dice(set(said), set(wanted)) + _dice(_stems(said), stems)) / 2
            value += _BEGINS * bool(_stems(begins) & stems) - _PER_WORD * (last - first)
            if value > best:
                best, found = value, (first, last)
    return found if best >= _LEAST else None


def agree(one: str, other: str) -> bool:
    """Say whether two phrases share at least half of their words."""
    return _dice(set(_words(one)), set(_words(other))) >= _HALF


def _words(text: str) -> list[str]:
    found = re.findall(r"\w+", text.lower().replace("’s", " ").replace("'s", " "))
    return [word for word in found if word not in _EMPTY]


def _stems(words: Sequence[str]) -> set[str]:
    return {_ENDING.sub("", word) if len(word) > _SHORT else word for word in words}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
