"""Abbreviations that a text explains in brackets: "the Harbour Valley Forum (HVF)".

The shortest run of words before the bracket whose first letters are those inside it (after Schwartz
and Hearst 2003), whatever the recogniser made of them.
"""

import re
from collections.abc import Iterator

_LETTERS = re.compile(r"\(([A-Z][A-Z0-9]{1,8})\)")
_WORD = re.compile(r"[^\W_][\w'’.]*")
_SMALL = frozenset("of the and for in on at to de la des du &".split())
_BEFORE = 120  # characters before the bracket


def explained(text: str) -> Iterator[tuple[str, str]]:
    """Give each abbreviation with the words that it stands for, in text order.

    >>> list(explained("The Harbour Valley Forum (HVF) met the Bank of Lenne (BL) at noon (EST)."))
    [('HVF', 'Harbour Valley Forum'), ('BL', 'Bank of Lenne')]
    """
    for found in _LETTERS.finditer(text):
        start = max(0, found.start() - _BEFORE)
        before = text[start : found.start()].rsplit("\n", 1)[-1].rstrip()
        words = list(_WORD.finditer(before))
        name = _name(before, words, found[1])
        if name is not None:
            yield found[1], name


def _name(before: str, words: list[re.Match[str]], letters: str) -> str | None:
    """Give the words whose initials are the letters, the last of them before the bracket."""
    left = letters
    for word in reversed(words):
        first = word[0][0]
        if left and first == left[-1]:
            left = left[:-1]
            if not left:
                return before[word.start() :]
        elif word[0].lower() not in _SMALL:
            return None
    return None
