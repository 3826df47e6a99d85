"""Sources that name several bodies."""

import pytest

from service.nlp import antecedents
from service.nlp.body_lists import of_bodies
from service.nlp.reading import Reading
from tests.nlp.article_builders import LEXICONS, article, part

LABELS = {
    "China": "GPE",
    "Russia": "GPE",
    "United States": "GPE",
    "Mill Union": "ORG",
    "Dock Union": "ORG",
    "Oda Brandt": "PERSON",
}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("China and Russia", ["China", "Russia"]),
        ("China, Russia and the United States", ["China", "Russia", "United States"]),
        ("the Mill Union and the Dock Union", ["Mill Union", "Dock Union"]),
        ("both China and the Mill Union", ["China", "Mill Union"]),
        ("unions, the Mill Union and the Dock Union", ["Mill Union", "Dock Union"]),
        ("unions, including the Mill Union", ["Mill Union"]),
        # nothing but names of bodies makes a list
        ("China, Russia", None),
        ("the Mill Union and its members", None),
        ("officials of China and Russia", None),
        ("China and Oda Brandt", None),
        ("the Mill Union", None),
    ],
)
def test_bodies(source: str, found: list[str] | None) -> None:
    doc = article(
        f"{source} said it rained.", entities={k: v for k, v in LABELS.items() if k in source}
    )
    span = part(doc, source)
    holder = of_bodies(Reading(doc, LEXICONS, antecedents.rank), span, span[0])
    assert (holder and [holder["name"], *holder["also"]]) == found
