"""A full name by its parts, whatever order and spelling a newspaper gives it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.linking.rules import words
from service.linking.spelling import plain

_LONGEST = 200  # characters; nobody's name is longer
_NICKNAME = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]|\(([^()]+)\)|(?<=\s)[‘']([^‘’']+)[’'](?=\s)")
_POSSESSIVE = re.compile(r"['’]s$")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|ar|az|at|an|ul|ur)-(?=\w\w)", re.IGNORECASE)
_APOSTROPHES = re.compile(r"['’‘`ʻʼ]")
_PAIR_OF_INITIALS = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to divide a name; given may be empty."""

    family: str
    given: tuple[str, ...]
    family_first: bool


@dataclass(frozen=True, slots=True)
class FullName:
    """A name's words in order, without titles, particles, generation and nicknames."""

    words: tuple[str, ...]
    generation: str | None
    nicknames: tuple[str, ...]
    hyphenated: bool

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Give the ways to divide the name; the surname last, and first where it may be."""
        if not self.words:
            return ()
        last = Reading(self.words[-1], self.words[:-1], family_first=False)
        if len(self.words) > 1 and self._may_begin_with_family():
            return (last, Reading(self.words[0], self.words[1:], family_first=True))
        return (last,)

    def _may_begin_with_family(self) -> bool:
        if self.words[0] in words("names", "family_first"):
            return True
        hungarian = words("names", "hungarian_given")
        return self.words[-1] in hungarian and self.words[0] not in hungarian


@lru_cache(maxsize=2048)
def parse(name: str) -> FullName:
    """Divide a name as an article states it.

    >>> parse("Dr. Kim Jong-un").words, parse("Muqtada al-Sadr Jr.").generation
    (('kim', 'jong', 'un'), 'jr')
    """
    name = name[:_LONGEST]
    nicknames = tuple(
        word
        for found in _NICKNAME.findall(name)
        for word in _split(next(part for part in found if part))
    )
    left = _split(_NICKNAME.sub(" ", name))
    generation = next((w for w in left[1:] if w in words("names", "generations")), None)
    dropped = words("names", "generations") | words("names", "after_names")
    left = left[:1] + [word for word in left[1:] if word not in dropped]
    while len(left) > 1 and left[0] in words("names", "honorifics"):
        del left[0]
    while len(left) > 2 and left[0] in words("names", "styles"):
        del left[0]
    if left and left[0] not in words("names", "family_first"):
        particles = words("names", "particles")
        left = [w for at, w in enumerate(left) if not (0 < at < len(left) - 1 and w in particles)]
    hyphenated = "-" in name
    return FullName(tuple(left), generation, nicknames, hyphenated)


def _split(text: str) -> list[str]:
    found: list[str] = []
    shouted = text.isupper()
    for part in text.split():
        part = _ARTICLE.sub("", _POSSESSIVE.sub("", part))
        part = _APOSTROPHES.sub("", part)
        if _PAIR_OF_INITIALS.fullmatch(part) and not shouted:
            part = " ".join(part)  # "JD Vance" is "J.D. Vance"
        found += re.findall(r"[^\W_]+", plain(part))
    return found
