"""Offices of people who are often in the news, beyond what an article tells of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from service.ids import name_key
from service.nlp.rules.load import RulesError, load

_WORD = re.compile(r"[^\W_][\w-]*")


@dataclass(frozen=True, slots=True)
class Known:
    """The titles that somebody bears or has borne, and their words in lower case.

    gender: 'm' or 'f' where the given name does not tell it, else ''.
    """

    titles: tuple[str, ...]
    words: frozenset[str]
    gender: str = ""


@cache
def known_people() -> Mapping[tuple[str, str], Known]:
    """Map the first and last word of each name of known_people.json to the person's titles."""
    result: dict[tuple[str, str], Known] = {}
    for entry in load("known_people.json")["people"]:
        name, titles = entry["name"], tuple(entry["titles"])
        key = _ends(name)
        if key is None:
            raise RulesError(f"the known person {name!r} needs a name of two words or more")
        if key in result and result[key].titles != titles:
            raise RulesError(f"two known people are called {' … '.join(key)!r}")
        words = frozenset(w.lower() for title in titles for w in _WORD.findall(title))
        result[key] = Known(titles, words, entry.get("gender", ""))
    return result


@cache
def _surnames() -> frozenset[str]:
    return frozenset(last for _, last in known_people())


def known_person(name: str) -> Known | None:
    """Give what is known of the bearer of a full name, with or without middle names.

    >>> known_person("Donald J. Trump") == known_person("Donald Trump")
    True
    """
    key = _ends(name)
    return known_people().get(key) if key is not None else None


def is_known_surname(word: str) -> bool:
    """Say whether a word, as `name_key` writes it, is the surname of a known person.

    >>> is_known_surname("clinton"), is_known_surname("oda")
    (True, False)
    """
    return word in _surnames()


def _ends(name: str) -> tuple[str, str] | None:
    words = [word for word in name_key(name).split() if word not in ("jr", "sr")]
    return (words[0], words[-1]) if len(words) > 1 else None
