"""Whom a spokesperson speaks for, by the words of the title: "State Department spokesman"."""

import re

_SPOKES = r"(?:spokes(?:man|woman|person|people)|press secretary|communications director)"
_BEFORE = re.compile(rf"^(?P<whom>.+?)(?:['’]s)? {_SPOKES}\b", re.IGNORECASE)
_AFTER = re.compile(rf"\b{_SPOKES} (?:for|of|at|with) (?:the )?(?P<whom>.+)$", re.IGNORECASE)
_RANKS = frozenset(
    "a an the one its his her their our chief senior deputy former then acting top lead longtime "
    "national official".split()
)


def principal(title: str) -> str | None:
    """Give whom the bearer of a title speaks for, None where the title does not tell.

    >>> principal("State Department spokesman"), principal("a spokeswoman for the mayor of Ghent")
    ('State Department', 'mayor of Ghent')
    >>> principal("chief spokesman"), principal("foreign minister")
    (None, None)
    """
    match = _AFTER.search(title) or _BEFORE.search(title)
    if match is None:
        return None
    words = match["whom"].strip(" ,").split()
    while words and words[0].lower() in _RANKS:
        words = words[1:]
    whom = " ".join(words)
    return whom if any(word[:1].isupper() for word in words) else None
