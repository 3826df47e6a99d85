"""Which mention of a person gives the name that is put where the article has less."""

import pytest

from service.nlp.extensions import PersonData
from service.nlp.full_names import FullNames
from tests.nlp.word_builders import tokenized

CASES = [
    ("Ann Lee spoke. Lee left.", "Ann Lee", ["Ann Lee", "Lee"], "Ann Lee"),
    # What stands behind "Miss" may be a prize.
    (
        "Miss Aden Ann Lee spoke. They met Ann Lee.",
        "Aden Ann Lee",
        ["Aden Ann Lee", "Ann Lee."],
        "Ann Lee",
    ),
    ("Ann O’Neill spoke. O’Neill left.", "Ann O'Neill", ["Ann O’Neill", "O’Neill"], "Ann O’Neill"),
    # A headline of two people, read as one.
    ("Ann Lee Sues Tim Vos.", "Ann Lee Sues Tim Vos", ["Ann Lee Sues Tim Vos"], None),
    # A word that begins a sentence, read as a name; a name of one word.
    ("Then Lee spoke and then left. Then it rained.", "Then", ["Then", "Then"], None),
    ("Pelta spoke. Pelta left.", "Pelta", ["Pelta", "Pelta"], "Pelta"),
]


def person(text: str, name: str, mentions: list[str]) -> PersonData:
    places: list[tuple[int, int]] = []
    for mention in mentions:
        start = text.index(mention, places[-1][1] if places else 0)
        places.append((start, start + len(mention)))
    return PersonData(name=name, roles=[], role_words=[], gender="", mentions=places)


@pytest.mark.parametrize(("text", "name", "mentions", "expected"), CASES)
def test_full_name(text: str, name: str, mentions: list[str], expected: str | None) -> None:
    found = FullNames(tokenized(text)).of(person(text, name, mentions))
    assert (None if found is None else found[0]) == expected
    if found is not None:
        assert text[slice(*found[1])] == found[0]
