"""Keys under which a name is looked up, so that only a few known speakers need comparing."""

from service.linking.matching import institution_key, short_forms
from service.linking.names import Reading, parse
from service.linking.roles import country_names
from service.linking.spelling import skeleton

_MOST_KEYS = 16


def blocks(name: str, *, person: bool) -> frozenset[str]:
    """Give a name's keys. Two names that can be one person's share a key.

    >>> bool(blocks("Kim Jong-un", person=True) & blocks("Jong Un Kim", person=True))
    True
    """
    found = [f"n:{institution_key(name)}"]
    if person:
        full = parse(name)
        for reading in full.readings:
            found += _of(reading, full.nicknames)
        if len(full.words) > 2:  # a second surname behind the one that counts
            found += _of(Reading(full.words[-2], full.words[:-2], family_first=False), ())
    return frozenset(found[:_MOST_KEYS])


def is_bare(name: str) -> bool:
    """Say whether a name is a single word: a surname alone, as far as anybody can tell."""
    return len(parse(name).words) < 2


def is_body(name: str) -> bool:
    """Say whether a single word names a country or, in capitals, a body such as NATO."""
    letters = [c for c in name if c.isalpha()]
    return institution_key(name) in country_names() or (
        len(letters) > 1 and all(c.isupper() for c in letters)
    )


def _of(reading: Reading, nicknames: tuple[str, ...]) -> list[str]:
    if not reading.given:
        return []
    family = skeleton(reading.family) or reading.family
    found = []
    for given in (*reading.given[:2], *nicknames[:2]):
        # By sound for the many; the first letter serves initials and short forms.
        bones = skeleton(given) or given
        found.append(f"f:{bones}|{family}")
    found.append(f"i:{reading.given[0][0]}|{reading.family}")
    found += [f"f:{skeleton(w) or w}|{family}" for w in sorted(short_forms(reading.given[0]))[:4]]
    if len(reading.given) > 1:
        found.append(f"f:{skeleton(''.join(reading.given))}|{family}")
    return found
