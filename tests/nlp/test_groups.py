"""Sources that name or mean several people."""

import pytest

from service.nlp import antecedents
from service.nlp.discourse import Discourse
from service.nlp.extensions import PersonData
from service.nlp.groups import coordinated, group
from service.nlp.reading import Reading
from tests.nlp.article_builders import LEXICONS, article, part, person

NAMES = ("Oda Brandt", "Peter Hask", "Ines Okoye")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("Oda Brandt and Peter Hask", 2),
        ("Oda Brandt & Peter Hask", 2),
        ("Oda Brandt, Peter Hask and Ines Okoye", 3),
        ("Oda Brandt, Peter Hask, and Ines Okoye", 3),
        ("Mayor Oda Brandt and Senator Peter Hask", 2),
        # titles, parties and asides between the names, and clauses after them
        ("President Oda Brandt and former governor Peter Hask", 2),
        ("former governor Oda Brandt and Peter Hask", 2),
        ("Oda Brandt (R-Va.) and Senator Peter Hask (D-Ohio)", 2),
        ("Oda Brandt, the mayor, and her deputy, Peter Hask", 2),
        ("Oda Brandt and Peter Hask, who run the mill", 2),
        # no list of people alone
        ("the mother of Oda Brandt and Peter Hask", 0),
        ("Oda Brandt and the friends of Peter Hask", 0),
        ("Oda Brandt, Peter Hask", 0),
        ("Oda Brandt of Peter Hask", 0),
        ("a friend of Oda Brandt and Peter Hask", 0),
        ("Oda Brandt and Peter Hask's mother", 0),
        ("Oda Brandt", 0),
        ("the mayor", 0),
    ],
)
def test_coordinated(source: str, count: int) -> None:
    text = f"{source} said it rained."
    people = [person(text, name) for name in NAMES if name in text]
    doc = article(text, people)
    found = coordinated(part(doc, source), Discourse(doc, people))
    assert [p["name"] for p in found] == list(NAMES[:count])


def both(text: str, source: str, *people: PersonData) -> list[str] | None:
    doc = article(text, people)
    span = part(doc, source)
    reading = Reading(doc, LEXICONS, antecedents.rank)
    found = group(reading, span, span[-1], (span.start_char, span.end_char))
    return None if found is None else [found["name"] or "", *found["also"]]


@pytest.mark.parametrize(
    ("source", "titles", "found"),
    [
        ("The two", ("", ""), ["Oda Brandt", "Peter Hask"]),
        ("The two leaders", ("", ""), ["Oda Brandt", "Peter Hask"]),
        ("Both", ("", ""), ["Oda Brandt", "Peter Hask"]),
        ("Both candidates", ("", ""), ["Oda Brandt", "Peter Hask"]),
        ("Both women", ("", ""), ["Oda Brandt", "Peter Hask"]),
        # others than the last two who were named
        ("Both parties", ("", ""), None),
        ("Both parents", ("", ""), None),
        ("The senators", ("senator", "senator"), ["Oda Brandt", "Peter Hask"]),
        # one bears the title, or nobody; things and unnamed people
        ("The senators", ("senator", ""), None),
        ("The senators", ("", ""), None),
        ("The voters", ("", ""), None),
        ("Two senators", ("senator", "senator"), None),
        ("Senators", ("senator", "senator"), None),
    ],
)
def test_several(source: str, titles: tuple[str, str], found: list[str] | None) -> None:
    text = f"Oda Brandt met Peter Hask . {source} said it rained ."
    people = [person(text, n, title=t) for n, t in zip(NAMES[:2], titles, strict=True)]
    assert both(text, source, *people) == found


def test_one_person_is_no_group() -> None:
    text = "Oda Brandt met Brandt . The two said it rained ."
    assert both(text, "The two", person(text, "Oda Brandt", "Brandt")) is None


def test_the_nearest_two() -> None:
    text = "Oda Brandt left . Peter Hask met Ines Okoye . The two said it rained ."
    people = [person(text, name) for name in NAMES]
    assert both(text, "The two", *people) == ["Peter Hask", "Ines Okoye"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("The Brandts", ["Oda Brandt", "Peter Brandt"]),
        ("the Brandts", ["Oda Brandt", "Peter Brandt"]),
        # one of them, or their things
        ("Brandts", None),
        ("The Brandts of Riverside", None),
        ("The Hasks", None),
    ],
)
def test_family(source: str, found: list[str] | None) -> None:
    text = f"Oda Brandt met Peter Brandt and Ines Hask . {source} said it rained ."
    people = [person(text, name) for name in ("Oda Brandt", "Peter Brandt", "Ines Hask")]
    assert both(text, source, *people) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("two unions, the Mill Union and the Dock Union", ["Mill Union", "Dock Union"]),
        ("critics, including the Mill Union", ["Mill Union"]),
        ("groups such as the Mill Union", None),
        ("critics of the Mill Union", None),
        ("critics, including farmers", None),
        ("a union, the Mill Union", None),
    ],
)
def test_bodies_named_as_members(source: str, found: list[str] | None) -> None:
    doc = article(
        f"It rained , {source} said .", entities={"Mill Union": "ORG", "Dock Union": "ORG"}
    )
    span = part(doc, source)
    head = next(token for token in span if token.text in ("unions", "critics", "groups", "union"))
    reading = Reading(doc, LEXICONS, antecedents.rank)
    held = group(reading, span, head, (span.start_char, span.end_char))
    assert (None if held is None else [held["name"], *held["also"]]) == found
