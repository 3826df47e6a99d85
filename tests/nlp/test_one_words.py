"""Names of one word that are nobody's: towns, and ordinary words with a capital."""

import pytest

from service.nlp.one_words import OneWords
from tests.nlp.article_builders import LEXICONS, article, part


@pytest.mark.parametrize(
    ("text", "name", "none"),
    [
        # in or near it: twice for what is a given name too
        ("It rained in Lenne . Then Lenne dried .", "Lenne", True),
        ("It rained in Orlando . Then Orlando left .", "Orlando", False),
        ("It rained in Orlando and near Orlando .", "Orlando", True),
        ("It rained in Lenne Vale . Then Lenne left .", "Lenne", False),
        # a word that begins one sentence, and no given name, surname or title
        ("Merger is near . The merger is late .", "Merger", True),
        ("Mauer left .", "Mauer", False),
        ("Ann left . It rained on ann .", "Ann", False),
        ("Clinton left . It rained on clinton .", "Clinton", False),
        ("It rained , Merger left . The merger is late .", "Merger", False),
        ("Mr. Brusk left . It is brusk .", "Brusk", False),
    ],
)
def test_names_of_one_word(text: str, name: str, none: bool) -> None:
    doc = article(text)
    assert OneWords(doc, [name], LEXICONS).is_none(part(doc, name), name) is none


def test_the_surname_of_somebody_is_no_place() -> None:
    doc = article("Voters believe in Brusk . Ann Brusk left .")
    assert not OneWords(doc, ["Brusk", "Ann Brusk"], LEXICONS).is_none(part(doc, "Brusk"), "Brusk")
