"""Names of bodies: where they end, which noun heads them."""

import pytest

from service.nlp.body_names import fits_nouns, is_headed_by, is_of_press, more_nouns, name_of
from service.nlp.extensions import BlockData
from tests.nlp.article_builders import LEXICONS, article, part


@pytest.mark.parametrize(
    ("text", "entity", "name"),
    [
        ("The Mill Union said it rained .", "Mill Union", "Mill Union"),
        (
            "The Court of Appeals for the Third Riverside Circuit said it rained .",
            "Court of Appeals",
            "Court of Appeals for the Third Riverside Circuit",
        ),
        ("The High Court for the first time said it rained .", "High Court", "High Court"),
        ("The High Court for", "High Court", "High Court"),
    ],
)
def test_name(text: str, entity: str, name: str) -> None:
    doc = article(text, entities={entity: "ORG"})
    assert name_of(doc.ents[0], LEXICONS.outlets) == name


@pytest.mark.parametrize(("kind", "name"), [("headline", "Washington Post"), ("paragraph", None)])
def test_an_outlet_in_a_headline(kind: str, name: str | None) -> None:
    text = "Washington Post Hit Piece on the mill that no one in the valley had seen or read"
    blocks = [BlockData(kind=kind, start=0, end=len(text))]  # type: ignore[typeddict-item]
    doc = article(text, entities={"Washington Post Hit Piece": "ORG"}, blocks=blocks)
    assert name_of(doc.ents[0], LEXICONS.outlets) == (name or "Washington Post Hit Piece")


@pytest.mark.parametrize(
    ("name", "word", "headed"),
    [
        ("Mill Union", "union", True),
        ("Alliance for Open Rivers", "alliance", True),
        ("U.S. Court of Appeals", "court", True),
        ("Union Mill", "union", False),
        ("Union", "union", False),
        ("", "union", False),
    ],
)
def test_headed(name: str, word: str, headed: bool) -> None:
    assert is_headed_by(name, word) == headed


@pytest.mark.parametrize(
    ("mention", "name", "fits"),
    [
        ("the appeals court", "U.S. Court of Appeals", True),
        ("the appeals court", "U.S. Supreme Court", False),
        ("the court", "U.S. Supreme Court", True),
    ],
)
def test_other_nouns(mention: str, name: str, fits: bool) -> None:
    span = part(article(f"It rained , {mention} said ."), mention)
    assert fits_nouns(name, more_nouns(span, "court")) == fits


@pytest.mark.parametrize(
    ("text", "entity", "press"),
    [
        ("The Lenne Courier said it rained .", "Lenne Courier", True),
        ("The Lenne Courier said it rained .", "The Lenne Courier", True),
        ("Ann Star said it rained .", "Ann Star", False),
        ("Ann Lee Radio said it rained .", "Ann Lee Radio", True),
        ("The Courier said it rained .", "Courier", False),
    ],
)
def test_papers_and_programmes(text: str, entity: str, press: bool) -> None:
    doc = article(text, entities={entity: "PERSON"})
    assert is_of_press(doc.ents[0]) == press
