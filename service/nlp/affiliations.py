"""Party and country of a person, as titles and the words beside names tell them.

"the Republican senator" is nobody whom the article calls a Democrat, "the Korean minister" not the
one of Japan.
"""

import re
from collections.abc import Iterator

from service.nlp import rules

_PARTIES = {
    "republican": "Republican",
    "republicans": "Republican",
    "gop": "Republican",
    "r": "Republican",
    "democratic": "Democratic",
    "democrat": "Democratic",
    "democrats": "Democratic",
    "d": "Democratic",
    "labour": "Labour",
    "tory": "Conservative",
}
_WORD = re.compile(r"[^\W_][\w.]*")
_LONGEST = 2  # words of "South Korean"


def affiliations(text: str) -> set[str]:
    """Give the parties and countries that a title or description tells.

    >>> sorted(affiliations("South Korean minister")), sorted(affiliations("GOP senator"))
    (['South Korea'], ['Republican'])
    """
    return set(_found(_WORD.findall(text)))


def _found(words: list[str]) -> Iterator[str]:
    places = rules.places()
    start = 0
    while start < len(words):
        if (party := _PARTIES.get(words[start].lower())) is not None:
            yield party
        for length in range(_LONGEST, 0, -1):
            name = " ".join(words[start : start + length])
            country = places.demonym(name) or places.government(name)
            state = start > 0 and words[start - 1] == "New"  # "New Mexico"
            if country is not None and name[:1].isupper() and not state:
                yield country
                start += length - 1
                break
        start += 1


def conflict(one: set[str], other: set[str]) -> bool:
    """Say whether two people must differ: both are known to belong somewhere, nowhere alike."""
    parties = set(_PARTIES.values())
    for mine, theirs in ((one & parties, other & parties), (one - parties, other - parties)):
        if mine and theirs and not mine & theirs:
            return True
    return False
