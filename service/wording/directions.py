"""Whether a phrase speaks for a thing or for its end: "the tax", "repealing the tax"."""

from collections.abc import Sequence

from service.wording import rules
from service.wording.words import stem, words

_MOST = 30  # words of a phrase that are looked at


def turned(phrase: str) -> bool:
    """Say whether a phrase names the end, limit or prevention of what it is about.

    >>> turned("ending the war"), turned("lifting the ban on trade")
    (True, False)
    """
    found = words(phrase, _MOST)
    return sum(turns(found, at) for at in range(len(found))) % 2 == 1


def opposite(one: str, other: str) -> bool:
    """Say whether to be for one phrase is to be against the other, if both are about one thing."""
    return turned(one) != turned(other)


def turns(found: Sequence[str], at: int) -> bool:
    """Say whether the word at a place turns what it governs around."""
    word = found[at]
    following = found[at + 1] if at + 1 < len(found) else ""
    if f"{word} {following}" in rules.load("directions")["never"]:
        return False
    if word in rules.words("directions", "after_noun") and at > 0:
        before = found[at - 1]
        if before not in rules.words("words", "function") or at == len(found) - 1:
            return True
    return word in _turning()


def is_turning(word: str) -> bool:
    """Say whether a word by itself, in any inflection, turns what it governs around."""
    return word in _turning() or stem(word) in _turning_stems()


def _turning() -> frozenset[str]:
    return rules.words("directions", "turning")


def _turning_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _turning())
