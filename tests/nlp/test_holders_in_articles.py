"""Whom sources stand for in short articles, as the shipped base pipeline parses them.

Each row: the article, the words of a source in it (the last place of them), and its holder by name.
"""

import pytest
from spacy.language import Language

from service.nlp import pipeline
from service.nlp.extensions import HolderData
from service.nlp.resolution import Resolver
from service.text import prepare
from tests.nlp.article_builders import LEXICONS

LONGEST = 10_000


@pytest.fixture(scope="module")
def base() -> Language:
    """The pipeline up to the people of an article."""
    nlp = pipeline.load(learned=False, labelled=False)
    nlp.disable_pipes("attribution_rules", "speakers", "nesting")
    return nlp


def holder(nlp: Language, text: str, source: str) -> HolderData:
    """Resolve the last place of some words of a text."""
    prepared = prepare(text, max_chars=LONGEST)
    doc = pipeline.make_doc(nlp, prepared)
    for _, component in nlp.pipeline:
        doc = component(doc)
    start = text.rindex(source)
    return Resolver(doc, LEXICONS).resolve((start, start + len(source)))


DESCRIPTIONS = [
    # commas set off what is only added; clauses without a comma tell who it is
    (
        "Officials at the Harbour Board, a part of the Riverside Port Authority, denied it.",
        "Officials at the Harbour Board, a part of the Riverside Port Authority,",
        "Officials at the Harbour Board",
    ),
    (
        "Many voters who had backed the dam said they would stay at home.",
        "Many voters who had backed the dam",
        "Many voters who had backed the dam",
    ),
    (
        "A grain dealer speaking on condition of anonymity called it a loss.",
        "A grain dealer speaking on condition of anonymity",
        "A grain dealer",
    ),
    (
        "A report released last year said the dam was safe.",
        "A report released last year",
        "A report",
    ),
    # "many", "one", "27 percent" head what follows
    (
        "Many of the farmers said they had lost hay.",
        "Many of the farmers",
        "Many of the farmers",
    ),
]

DOCUMENTS = [
    (
        "A Hollowbrook University poll released last week showed the mayor ahead.",
        "A Hollowbrook University poll released last week",
        "Hollowbrook University",
    ),
    # the issuer is told before, or after a headline
    (
        "A Hollowbrook University poll showed the mayor ahead. The survey found few undecided.",
        "The survey",
        "Hollowbrook University",
    ),
    # who publishes it does not speak in it
    (
        "A report on the dam released by the Harbour Board said it was safe.",
        "A report on the dam released by the Harbour Board",
        "A report on the dam",
    ),
]

BODIES = [
    (
        "The United Nations Water Council met. The Water Council said it was safe.",
        "The Water Council",
        "United Nations Water Council",
    ),
    (
        "The United Nations Water Council met on Monday. The U.N. said it was safe.",
        "The U.N.",
        "United Nations",
    ),
    # several bodies are described, not named
    (
        "Three Riverside unions said they would strike.",
        "Three Riverside unions",
        "Three Riverside unions",
    ),
]

PEOPLE = [
    # "she" is nobody who is known to be a man
    (
        "Peter Hask won the vote, and Peter Hask thanked the voters. She said it was unfair.",
        "She",
        None,
    ),
    (
        "Oda Brandt and Megan Lee met. Democrat Megan Lee said it was over. Lee said it rained.",
        "Lee",
        "Megan Lee",
    ),
]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [*DESCRIPTIONS, *DOCUMENTS, *BODIES, *PEOPLE, *TAKEN_UP, *GROUPS, *AUTHORS, *RELATIVES],
)
def test_holder(base: Language, text: str, source: str, name: str | None) -> None:
    assert holder(base, text, source)["name"] == name
