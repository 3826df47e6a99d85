"""Which body a noun takes up, by who spoke before."""

import pytest

from service.nlp import antecedents, holders
from service.nlp.body_references import body_reference
from service.nlp.reading import Reading
from tests.nlp.article_builders import LEXICONS, article, part, person

TEXT = "Ember Watch spoke . It rained . The website spoke ."


@pytest.mark.parametrize(
    ("name", "kind", "gender", "title", "found"),
    [
        ("Ember Watch", "organisation", "", "", "Ember Watch"),
        # only its capitals make a person of it
        ("Ember Watch", "person", "", "", "Ember Watch"),
        ("Ember Watch", "person", "f", "", None),
        ("Ember Watch", "person", "", "mayor", None),
        ("Watch", "person", "", "", None),
    ],
)
def test_the_website_that_spoke(
    name: str, kind: str, gender: str, title: str, found: str | None
) -> None:
    doc = article(TEXT, [person(TEXT, name, gender=gender, title=title)])
    reading = Reading(doc, LEXICONS, antecedents.rank)
    held = holders.holder(name, kind, score=0.9, link="name", at=(0, 11))  # type: ignore[arg-type]
    reading.discourse.add_statement(0, held, [], direct=False)
    span = part(doc, "The website")
    taken_up = body_reference(reading, span, span[1], "website", definite=True)
    assert (taken_up and taken_up["name"]) == found


def test_not_long_before() -> None:
    text = TEXT.replace("It rained .", "It rained . It rained . It rained .")
    doc = article(text, [person(text, "Ember Watch")])
    reading = Reading(doc, LEXICONS, antecedents.rank)
    held = holders.holder("Ember Watch", "person", score=0.9, link="name", at=(0, 11))
    reading.discourse.add_statement(0, held, [], direct=False)
    span = part(doc, "The website")
    assert body_reference(reading, span, span[1], "website", definite=True) is None
