"""Which people a bare name can mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp import names
from service.nlp.bearers import MOST, Bearers
from service.nlp.extensions import PersonData

PEOPLE = (
    "Oda Brandt",
    "Peter Hask",
    "Paula Hask",
    "Jordan Merrow",
    "Ines Jordan",
    "Debora Ruiz Corvel",
    "Baek Mi-ran",
    "Ludmila",
    "Imogen Maurer",
)


def people(*called: str) -> list[PersonData]:
    return [
        PersonData(name=name, roles=[], role_words=[], gender="", mentions=[(0, 1)])
        for name in called
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Brandt", ["Oda Brandt"]),
        ("Oda", ["Oda Brandt"]),
        ("Baek", ["Baek Mi-ran"]),
        ("Mi-ran", ["Baek Mi-ran"]),
        ("Ludmila", ["Ludmila"]),
        # both bear it
        ("Hask", ["Peter Hask", "Paula Hask"]),
        # a surname counts before a given name
        ("Jordan", ["Ines Jordan"]),
        # the end of a longer name, either half of a double surname
        ("Ruiz Corvel", ["Debora Ruiz Corvel"]),
        ("Ruiz", ["Debora Ruiz Corvel"]),
        # the whole name is a mention, not an end of one
        ("Oda Brandt", []),
        ("Debora Ruiz", []),
        # one letter left out, added, swapped
        ("Mauer", ["Imogen Maurer"]),
        ("Maurrer", ["Imogen Maurer"]),
        ("Brnadt", ["Oda Brandt"]),
        # too short to be a slip
        ("Hasks", []),
        ("Hsk", []),
        ("Vauquelin", []),
        ("", []),
    ],
)
def test_called(name: str, found: list[str]) -> None:
    # "Hasks" is one slip from a surname that two bear
    bearers = Bearers(people(*PEOPLE))
    assert [p["name"] for p in bearers.called(names.words(name))] == found


@given(st.lists(st.sampled_from(["Ann Lee", "Bo Lee", "Cy Ray", "Ann Ray Lee"]), unique=True))
def test_all_bearers_of_a_surname(called: list[str]) -> None:
    found = [p["name"] for p in Bearers(people(*called)).called(("brandt",))]
    assert found == []
    expected = [name for name in called if "lee" in names.surnames(name)]
    lees = [p["name"] for p in Bearers(people(*called)).called(("lee",))]
    if expected:
        assert lees == expected


def test_a_hostile_text_has_no_more_bearers_than_are_kept() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = people(*(f"A{a}{b} Brandt" for a in letters for b in letters))
    assert len(Bearers(many).called(("brandt",))) == MOST
