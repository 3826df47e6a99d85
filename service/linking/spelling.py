"""Spellings: letters without their marks, and how far two words are apart."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[dgkst]h(?=[^aeiouy])|(?<=[dgk])h"), ""),
    (re.compile(r"ck|c(?=[^eihy])|c$|q"), "k"),
    (re.compile(r"^g(?=[aou])|^k(?=[aou])"), "k"),
    (re.compile(r"[wv]"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"j(?=[aeiou])"), "y"),
    (re.compile(r"[aeiouy]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Give a text in lower case without diacritics, compared and searched by.

    >>> plain("Łukasz Çelik-Øst")
    'lukasz celik-ost'
    """
    marked = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in marked if not unicodedata.combining(c))
    return bare.casefold().translate(_LETTERS)


@lru_cache(maxsize=2048)
def skeleton(word: str) -> str:
    """Reduce a word to what transliterations of it share, mostly its consonants.

    >>> skeleton("gaddafi") == skeleton("kadhafi"), skeleton("zelensky") == skeleton("zelenskyy")
    (True, True)
    """
    for pattern, by in _SOUNDS:
        word = pattern.sub(by, word)
    return word


def distance(a: str, b: str, most: int) -> int:
    """Count the letters to add, drop, change or swap from one word to the other.

    Counts no further than most + 1.
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        last, before, row = before, row, [i]
        for j, y in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
