"""A text as plain words, and words as what their inflections share."""

import re
import unicodedata
from functools import lru_cache

from service.wording import rules

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST_STEM = 3
_DOUBLED = frozenset("bdgmnprt")


def words(text: str, most: int | None = None) -> list[str]:
    """Give a text's words without case, marks and diacritics; most: no more than so many.

    >>> words("The U.S.-led talks — don't “wait”, señor!")
    ['the', 'u', 's', 'led', 'talks', 'dont', 'wait', 'senor']
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    found = _WORD.findall(_APOSTROPHES.sub("", plain))
    return found if most is None else found[:most]


def singular(word: str) -> str:
    """Give a noun without the ending of its plural, as far as the spelling tells.

    >>> [singular(w) for w in ("taxes", "policies", "cuts", "crisis", "class", "gas")]
    ['tax', 'policy', 'cut', 'crisis', 'class', 'gas']
    """
    if len(word) <= _SHORTEST_STEM or word in rules.words("words", "plain_s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Give what the common inflections of a word share.

    >>> [stem(w) for w in ("ending", "ended", "ends", "stopped", "making", "make", "tariffs")]
    ['end', 'end', 'end', 'stop', 'mak', 'mak', 'tariff']
    """
    base = singular(word)
    for ending in ("ing", "ed"):
        short = base[: -len(ending)]
        if base.endswith(ending) and len(short) >= 2 and _VOWEL.search(short):
            if len(short) > _SHORTEST_STEM and short[-1] == short[-2] and short[-1] in _DOUBLED:
                short = short[:-1]
            return short if ending == "ed" else short.removesuffix("e")
    return base.removesuffix("e") if len(base) > _SHORTEST_STEM else base


def content_stems(text: str, most: int | None = None) -> list[str]:
    """Give the stems of a text's words but its function words, in order.

    >>> content_stems("an end to the bombing of cities")
    ['end', 'bomb', 'city']
    """
    function = rules.words("words", "function")
    return [stem(word) for word in words(text, most) if word not in function]


def phrase_key(phrase: str) -> str:
    """Reduce a phrase to what its variants share: no case, marks, articles and plurals.

    Empty where the phrase holds no letter or digit.

    >>> phrase_key("The new Tax Cuts") == phrase_key("new tax cut")
    True
    """
    found = words(phrase)
    articles = rules.words("words", "articles")
    kept = [singular(word) for word in found if word not in articles]
    return " ".join(kept or found)
