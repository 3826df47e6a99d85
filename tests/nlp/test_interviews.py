"""Interviews set as questions and answers."""

import pytest

from service.nlp import antecedents
from service.nlp.extensions import BlockData
from service.nlp.resolution import Resolver
from tests.nlp.article_builders import LEXICONS, article, person

INTRODUCED = "Oda Brandt met Peter Hask . Oda Brandt runs the mill ."
QUESTIONS = ["Q: Is it safe ?", "A: It is safe .", "Q: Is it old ?", "A: It is old ."]


@pytest.mark.parametrize(
    ("paragraphs", "name"),
    [
        ([INTRODUCED, *QUESTIONS], "Oda Brandt"),
        # one answer is no interview; nobody is introduced
        ([INTRODUCED, *QUESTIONS[:2]], "A"),
        (["It rained .", *QUESTIONS], "A"),
    ],
)
def test_who_answers(paragraphs: list[str], name: str) -> None:
    text, blocks = "\n".join(paragraphs), []
    start = 0
    for one in paragraphs:
        blocks.append(BlockData(kind="paragraph", start=start, end=start + len(one)))
        start += len(one) + 1
    people = [person(text, "Oda Brandt"), person(text, "Peter Hask")]
    doc = article(text, [one for one in people if one["mentions"]], blocks=blocks)
    at = text.index("A: It")
    assert Resolver(doc, LEXICONS, antecedents.rank).resolve((at, at + 1))["name"] == name
