"""Whom a source names outright."""

import pytest

from service.nlp.discourse import Discourse
from service.nlp.named_sources import name_words, named_person, segments, trailing_name
from tests.nlp.article_builders import LEXICONS, article, part, person
from tests.nlp.builders import doc_from


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("Oda Brandt", ["Oda Brandt"]),
        ("Oda Brandt, the mayor", ["Oda Brandt", "the mayor"]),
        ("the mayor, Oda Brandt,", ["the mayor", "Oda Brandt"]),
        ("Oda Brandt — the mayor", ["Oda Brandt", "the mayor"]),
        ("Oda Brandt (the mayor)", ["Oda Brandt", "the mayor)"]),
        ("the farmer who owns the mill", ["the farmer", "who owns the mill"]),
        ("Oda Brandt, who runs the mill", ["Oda Brandt", "who runs the mill"]),
        ("Lee In-young", ["Lee In-young"]),
        ("a poll since Jan. 1, 2015", ["a poll since Jan. 1, 2015"]),
        ("a poll of Jan. 1, 2015, by Lee", ["a poll of Jan. 1, 2015", "by Lee"]),
        ("the mayor, 2015", ["the mayor", "2015"]),
        (",", [","]),
    ],
)
def test_segments(source: str, parts: list[str]) -> None:
    assert [one.text for one in segments(article(source)[:])] == parts


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("Ann Lee", True),
        ("senior adviser Ann Lee", True),
        ("the mayor, Ann Lee,", True),
        ("Ann Lee, the mayor", True),
        ("Peter's aide Ann Lee", True),
        ("the secretary of state Ann Lee", True),
        # others of hers
        ("an aide to Ann Lee", False),
        ("an aide to President Ann Lee", False),
        ("a minister under President Ann Lee", False),
        ("Ann Lee's aide", False),
        ("Ann Lee’s aide", False),
        ("the Ann Lee campaign", False),
        ("an aide, a friend of Ann Lee", False),
        ("the Ann Lee super group", False),
        ("an aide, Ann Lee of Fen University", True),
        ("an aide, Ann Lee of the mill", False),
        ("the aide", False),
    ],
)
def test_named_person(source: str, named: bool) -> None:
    text = f"{source} said it rained."
    people = [person(text, "Ann Lee")] if "Ann Lee" in text else []
    doc = article(text, people)
    found = named_person(part(doc, source), Discourse(doc, people), LEXICONS.titles)
    assert (found is not None) == named


def test_who_leads_a_body_is_not_the_body() -> None:
    doc = doc_from(
        """
        the  the  DET   DT  det   1
        wing wing NOUN  NN  ROOT  1
        ,    ,    PUNCT ,   punct 1
        led  lead VERB  VBN acl   1
        by   by   ADP   IN  agent 3
        Oda  Oda  PROPN NNP pobj  4
        ,    ,    PUNCT ,   punct 5
        Ann  Ann  PROPN NNP nmod  8
        Lee  Lee  PROPN NNP appos 5
        """
    )
    people = [person(doc.text, "Ann Lee")]
    assert named_person(doc[:], Discourse(doc, people), LEXICONS.titles) is None
    assert named_person(doc[7:], Discourse(doc, people), LEXICONS.titles) is not None


@pytest.mark.parametrize(
    ("source", "label", "name"),
    [
        ("Oda Brandt", "", "Oda Brandt"),
        ("Professor Oda Brandt, the chairman", "", "Oda Brandt"),
        ("Ludwig van der Hoost", "", "Ludwig van der Hoost"),
        ("Faris bin Rashid", "", "Faris bin Rashid"),
        ("Baek Mi-ran", "", "Baek Mi-ran"),
        # taken for a body, but somebody's
        ("Riverside's Oda Brandt", "ORG", "Oda Brandt"),
        ("Oda Brandt", "ORG", None),
        ("Oda Brandt", "GPE", None),
        # one word is no full name
        ("Mr. Brandt", "", None),
        ("the mayor", "", None),
        # bodies, places, outlets, shouting
        ("Riverside Ministry", "", None),
        ("North Korea", "", None),
        ("Washington Post", "", None),
        ("ODA BRANDT", "", None),
        ("Apollo 13", "", None),
    ],
)
def test_trailing_name(source: str, label: str, name: str | None) -> None:
    text = f"{source} said it rained."
    doc = article(text, entities={"Oda Brandt": label} if label else {})
    found = trailing_name(part(doc, source), LEXICONS)
    assert (found.text if found is not None else None) == name


@pytest.mark.parametrize(("first", "named"), [("PERSON", False), ("ORG", True)])
def test_a_person_of_somewhere_is_not_what_that_is_called(first: str, named: bool) -> None:
    doc = article(
        "Nils Aas of Riverside's Brandt Rooms said it rained.",
        entities={"Nils Aas": first, "Brandt Rooms": "ORG"},
    )
    found = trailing_name(part(doc, "Nils Aas of Riverside's Brandt Rooms"), LEXICONS)
    assert (found is not None) == named


def test_headlines_name_nobody_new() -> None:
    doc = article("Mill Owner Oda Brandt Spoke")
    assert trailing_name(part(doc, "Oda Brandt"), LEXICONS) is None


@pytest.mark.parametrize(
    ("core", "words"),
    [
        ("Brandt", ("brandt",)),
        ("Mr. Brandt", ("brandt",)),
        ("Mayor Brandt", ("brandt",)),
        ("Brandt's", ("brandt",)),
        ("José Muñizaga", ("jose", "munizaga")),
        ("the mayor", ()),
        ("Brandt campaign", ()),
        ("Mr.", ()),
    ],
)
def test_name_words(core: str, words: tuple[str, ...]) -> None:
    assert name_words(article(core)[:], LEXICONS.titles) == words
