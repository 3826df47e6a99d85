"""Which body "it" takes up."""

import pytest

from service.nlp import antecedents, holders, singulars
from service.nlp.reading import Reading
from tests.nlp.article_builders import LEXICONS, article, part

TEXT = "Mill Union met Hask Steel in Texas . It spoke ."


@pytest.mark.parametrize(
    ("spoke", "kind", "name"),
    [
        # the last that is named; a place where things happen is none
        (None, "organisation", "Hask Steel"),
        # who spoke last
        ("Mill Union", "organisation", "Mill Union"),
        ("Dock Board", "government", "Dock Board"),
        # people are not "it"
        ("Oda Brandt", "person", "Hask Steel"),
    ],
)
def test_antecedent(spoke: str | None, kind: str, name: str) -> None:
    doc = article(TEXT, entities={"Mill Union": "ORG", "Hask Steel": "ORG", "Texas": "GPE"})
    reading = Reading(doc, LEXICONS, antecedents.rank)
    if spoke is not None:
        held = holders.holder(spoke, kind, score=0.9, link="name", at=(0, 1))  # type: ignore[arg-type]
        reading.discourse.add_statement(0, held, [], direct=False)
    word = part(doc, "It")
    found = singulars.antecedent(reading, word[0], (word.start_char, word.end_char))
    assert found is not None
    assert found["name"] == name


def test_nothing_to_take_up() -> None:
    doc = article("It spoke .")
    assert singulars.antecedent(Reading(doc, LEXICONS, antecedents.rank), doc[0], (0, 2)) is None
