"""Names that the recogniser missed, told by what they are part of."""

import pytest

from service.nlp.bodies import Bodies
from service.nlp.body_parts import described_parts
from tests.nlp.article_builders import LEXICONS, article, part

BOARD = {"Harbour Board": "ORG"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hask Patrols, a division of the Harbour Board, met.", ["Hask Patrols"]),
        ("Hask Patrols, an arm of Harbour Board, met.", ["Hask Patrols"]),
        ("Hask Patrols, a rival of the Harbour Board, met.", []),
        ("Patrols, a division of the Harbour Board, met.", []),
        ("Hask Patrols met the Harbour Board.", []),
    ],
)
def test_described_parts(text: str, names: list[str]) -> None:
    found = described_parts(article(text, entities=BOARD))
    assert [(one.text, one.label_) for one in found] == [(name, "ORG") for name in names]


def test_one_that_is_known_stays_as_it_is() -> None:
    text = "Hask Patrols, a division of the Harbour Board, met."
    doc = article(text, entities=BOARD | {"Hask Patrols": "ORG"})
    assert list(described_parts(doc)) == []


def test_the_part_is_taken_up_and_not_the_whole() -> None:
    text = "Officials at Hask Patrols, a division of the Harbour Board, met. The agency left."
    doc = article(text, entities=BOARD)
    found = Bodies(doc, LEXICONS.titles, LEXICONS.places, LEXICONS.outlets)
    assert found.again("agency", part(doc, "The agency")) == ("Hask Patrols", "ORG")
