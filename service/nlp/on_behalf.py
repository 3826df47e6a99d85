"""Whom a spokesperson speaks for, by the words of the title: "State Department spokesman"."""

import re

_SPOKES = r"(?:spokes(?:man|woman|person|people)|press secretary|communications director)"
_BEFORE = re.compile(rf"^(?P<whom>.+?)(?:['’]s)? {_SPOKES}\b", re.IGNORECASE)
_AFTER = re.compile(rf"\b{_SPOKES} (?:for|of|at|with) (?:the )?(?P<whom>.+)$", re.IGNORECASE)
_LEADS = r"(?:chief executive(?: officer)?|ceo|managing director|executive director|chief)"
_LEADER = re.compile(rf"^{_LEADS} (?:of|at|for) (?:the )?(?P<whom>[A-Z].+)$", re.IGNORECASE)
_LED = re.compile(rf"^(?P<whom>[A-Z].+?)(?:['’]s)? {_LEADS}$", re.IGNORECASE)
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
    >>> principal("spokesman for Sen.") is None
    True
    """
    match = _AFTER.search(title) or _BEFORE.search(title)
    if match is None:
        return None
    words = match["whom"].strip(" ,").split()
    while words and words[0].lower() in _RANKS:
        words = words[1:]
    whom = " ".join(words)
    if len(words) == 1 and whom.endswith("."):
        return None  # "spokesman for Sen.", whose name is cut off
    return whom if any(word[:1].isupper() for word in words) else None


def led_body(title: str) -> str | None:
    """Give the body that the bearer of a title leads, so that "we" is that body.

    >>> led_body("chief executive of the Lenne Ferry Company"), led_body("Aden police chief")
    ('Lenne Ferry Company', 'Aden police')
    >>> led_body("former chief executive of Pelta"), led_body("president of Aden")
    (None, None)
    """
    match = _LEADER.match(title) or _LED.match(title)
    if match is None or title.lower().startswith(("former ", "ex-", "acting ")):
        return None
    whom: str = match["whom"].strip(" ,")
    return whom if whom[:1].isupper() and whom.split(maxsplit=1)[0].lower() not in _RANKS else None
