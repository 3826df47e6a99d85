"""Invented news for load: people, places and sums are new in each article."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.store_scale import BEGINNINGS, ENDINGS

_SAID = (
    "“The {thing} will cost {sum} million euros,” {name}, {role} of {town}, said on {day}.",
    "{name}, {role} of {town}, told reporters on {day} that the {thing} was not needed.",
    "According to {name}, {role} of {town}, {sum} people had asked for the {thing}.",
    "“We were never asked about the {thing},” {name} of {town} wrote to the {role} on {day}.",
)
_PLAIN = (
    "The {thing} in {town} was planned {sum} years ago.",
    "Work on the {thing} begins in {town} on {day}.",
)
_CHOICES = {
    "thing": "bridge harbour school tunnel market theatre hospital library".split(),
    "role": "mayor,treasurer,head of the council,chief engineer".split(","),
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def invented(number: int, *, sentences: int = 3, seed: int = 1) -> Iterator[str]:
    """Yield different articles of about 14 words a sentence, the same ones for the same seed."""
    chance = random.Random(seed)
    for _ in range(number):
        lines = [_sentence(chance, _SAID if at % 3 else _PLAIN) for at in range(sentences)]
        yield "\n\n".join(lines)


def _sentence(chance: random.Random, patterns: tuple[str, ...]) -> str:
    chosen = {name: chance.choice(words) for name, words in _CHOICES.items()}
    return chance.choice(patterns).format(
        name=f"{_word(chance)} {_word(chance)}{chance.choice(ENDINGS)}",
        town=f"{_word(chance)}{chance.choice(('ton', 'burg', 'stad', 'ville'))}",
        sum=chance.randrange(2, 5000),
        **chosen,
    )


def _word(chance: random.Random) -> str:
    return (chance.choice(BEGINNINGS) + chance.choice(BEGINNINGS) + chance.choice(ENDINGS)).title()
