"""Passages that somebody is quoted with after a colon."""

import pytest

from service.nlp.quotation_marks import QuotationMarks
from service.nlp.retold import retold
from tests.nlp.article_builders import article

LEE = "Oda Brandt spoke :"


def passages(*parts: str) -> list[tuple[str, str]]:
    text = "\n".join(parts)
    doc = article(text)
    doc._.blocks = []
    at = 0
    for part in parts:
        doc._.blocks.append({"kind": "paragraph", "start": at, "end": at + len(part)})
        at += len(part) + 1
    for token in doc:
        token.dep_ = "nsubj" if token.text == "Brandt" else "dep"
        token.head = token.nbor() if token.text == "Brandt" else token
    doc._.quotations = QuotationMarks().predict(doc)
    return [(text[slice(*place)], teller.text) for place, teller in retold(doc)]


@pytest.mark.parametrize(
    ("parts", "passage"),
    [
        ((LEE, "She left .", "It rained ."), "She left ."),
        # a mark that opens every paragraph, and closes the last
        (
            (LEE, '"She left “early” .', '"She was late .', '"It rained . "', '"No . "'),
            '"She left “early” .\n"She was late .\n"It rained . "',
        ),
        ((LEE, '"She left .', "It rained ."), '"She left .'),
    ],
)
def test_what_is_told_below_a_colon(parts: tuple[str, ...], passage: str) -> None:
    assert passages(*parts) == [(passage, "Brandt")]


@pytest.mark.parametrize(
    "parts",
    [
        (LEE, '" We left , " she said .'),  # her words alone
        ("Oda Brandt spoke .", "She left ."),
        ("Oda Brandt spoke late :", "She left ."),
        ("Brandt :", "She left ."),
        (LEE,),
    ],
)
def test_no_passage(parts: tuple[str, ...]) -> None:
    assert passages(*parts) == []
