"""The forms under which a reader may look for a name."""

from collections.abc import Iterable

from service.linking.names import parse
from service.linking.spelling import plain

_LONGEST = 200


def search_key(text: str) -> str:
    """Reduce a name or what a reader types to words without case, marks and punctuation.

    >>> search_key("Søren  O'Brien-Łoś")
    'soren obrien los'
    """
    # Marks within a word are left out; others separate words.
    joined = plain(text[:_LONGEST])
    for mark in "'’‘`ʻʼ":
        joined = joined.replace(mark, "")
    return " ".join("".join(c if c.isalnum() else " " for c in joined).split())


def forms(names: Iterable[str]) -> tuple[str, ...]:
    """Give the forms of some names: as written, in the other order, and without a middle initial.

    >>> forms(["Kim Jong-un"])
    ('kim jong un', 'jong un kim', 'kim jongun')
    """
    found: dict[str, None] = {}
    for name in names:
        key = search_key(name)
        if key:
            found[key] = None
        for variant in _variants(name):
            found[variant] = None
    return tuple(found)


def _variants(name: str) -> Iterable[str]:
    full = parse(name)
    words = full.words
    if not 2 <= len(words) <= 6:
        return
    last = full.readings[-1]
    if last.family_first:
        yield " ".join((*last.given, last.family))
        if len(last.given) > 1:
            yield f"{last.family} {''.join(last.given)}"
    else:
        yield " ".join((words[-1], *words[:-1]))
    short = [word for at, word in enumerate(words) if len(word) > 1 or at == 0]
    if 2 <= len(short) < len(words):
        yield " ".join(short)
    for nickname in full.nicknames[:2]:
        yield f"{nickname} {words[-1]}"
    if len(words) != len(search_key(name).split()):
        yield " ".join(words)
