"""Statements and claims as schema.org has them."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from service.exports import linked_data
from service.records import (
    ArticleSummary,
    Rating,
    Review,
    Reviewer,
    SaidOn,
    SpeakerKind,
    Stance,
    StoredClaim,
    StoredStatement,
)
from tests.exports import vocabulary
from tests.factories import make_claim, make_speaker, make_statement

WHEN = dt.datetime(2021, 11, 20, 9, 30, tzinfo=dt.UTC)
ARTICLE = ArticleSummary("a_1", "Talks", "https://news.example/talks", "The Example", WHEN)
BARE = ArticleSummary("a_1", None, None, None, None)


def stored(article: ArticleSummary = ARTICLE, **changes: Any) -> StoredStatement:
    return StoredStatement(make_statement(**changes), article, WHEN, "onrecord", "1.0")


def test_a_quotation_is_the_speakers_and_part_of_the_article() -> None:
    one = stored(stance=Stance("support", "the talks", 0.8))
    node = linked_data.quotation(one)
    vocabulary.check(node)
    statement = one.statement
    assert node == {
        "@type": "Quotation",
        "@id": f"urn:onrecord:quote:{statement.id}",
        "identifier": statement.id,
        "text": "The talks are nearing their conclusion",
        "creator": {
            "@type": "Person",
            "@id": f"urn:onrecord:speaker:{statement.speaker.id}",
            "identifier": statement.speaker.id,
            "name": "Lee In-young",
            "jobTitle": "Unification Minister",
        },
        "about": {"@type": "Thing", "name": "the talks"},
        "isPartOf": {
            "@type": "NewsArticle",
            "@id": "urn:onrecord:article:a_1",
            "identifier": "a_1",
            "headline": "Talks",
            "url": "https://news.example/talks",
            "datePublished": "2021-11-20T09:30:00+00:00",
            "publisher": {"@type": "Organization", "name": "The Example"},
        },
    }


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("direct", "Quotation"), ("mixed", "CreativeWork"), ("indirect", "CreativeWork")],
)
def test_a_paraphrase_is_no_quotation(kind: str, type_: str) -> None:
    node = linked_data.quotation(stored(kind=kind))
    vocabulary.check(node)
    assert node["@type"] == type_


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("person", "Person"),
        ("author", "Person"),
        ("organisation", "Organization"),
        ("government", "Organization"),
        ("group", "Organization"),
        ("document", None),
        ("unnamed", None),
        ("unknown", None),
    ],
)
def test_who_is_known_is_the_creator(kind: SpeakerKind, type_: str | None) -> None:
    node = linked_data.quotation(stored(speaker=make_speaker("Lee In-young", kind=kind)))
    vocabulary.check(node)
    assert node.get("creator", {}).get("@type") == type_
    assert ("isBasedOn" in node) == (kind == "document")
    assert "jobTitle" not in node.get("creator", {}) or type_ == "Person"


def test_what_is_not_known_is_left_out() -> None:
    node = linked_data.quotation(stored(BARE, speaker=make_speaker(None)))
    vocabulary.check(node)
    assert set(node) == {"@type", "@id", "identifier", "text", "isPartOf"}
    assert set(node["isPartOf"]) == {"@type", "@id", "identifier"}


@pytest.mark.parametrize(
    ("precision", "date"), [("day", "2021-11-01"), ("month", "2021-11"), ("year", "2021")]
)
def test_a_date_is_as_exact_as_it_is_known(precision: Any, date: str) -> None:
    said_on = SaidOn(dt.date(2021, 11, 1), precision, "text")
    node = linked_data.quotation(stored(said_on=said_on))
    vocabulary.check(node)
    assert node["dateCreated"] == date


def test_several_holders_are_all_creators() -> None:
    node = linked_data.quotation(stored(speaker=make_speaker("Lee In-young", also=("Ann Lee",))))
    vocabulary.check(node)
    assert [one["name"] for one in node["creator"]] == ["Lee In-young", "Ann Lee"]


def test_a_claim_appears_in_its_article_and_comes_from_its_statement() -> None:
    one = stored()
    node = linked_data.claim(
        StoredClaim(make_claim(one.statement, "The talks near their end."), one)
    )
    vocabulary.check(node)
    assert (node["@type"], node["text"]) == ("Claim", "The talks near their end.")
    assert node["appearance"]["headline"] == "Talks"
    assert node["author"]["name"] == "Lee In-young"
    assert node["isBasedOn"]["@type"] == "Quotation"


@pytest.mark.parametrize(
    ("rating", "label", "shown"),
    [
        ("false", None, {"alternateName": "false", "ratingValue": 1}),
        ("true", "Correct", {"alternateName": "Correct", "ratingValue": 5}),
        ("half-true", None, {"alternateName": "half-true", "ratingValue": 3}),
        ("misleading", None, {"alternateName": "misleading"}),
        ("unproven", None, {"alternateName": "unproven"}),
    ],
)
def test_a_verdict_is_a_claim_review(
    rating: Rating, label: str | None, shown: dict[str, Any]
) -> None:
    one = stored()
    found = StoredClaim(make_claim(one.statement), one)
    assert "review" not in linked_data.claim(found)
    review = Review(
        "r_1", "a_1", found.claim.id, "The talks near their end.", rating, WHEN, label=label,
        explanation="They do.", url="https://checks.example/7", reviewer=Reviewer("Fact desk"),
    )  # fmt: skip
    node = linked_data.claim(replace(found, review=review))
    vocabulary.check(node)
    told = node["review"]
    scale = {"worstRating": 1, "bestRating": 5} if "ratingValue" in shown else {}
    assert told["reviewRating"] == {"@type": "Rating", **shown, **scale}
    assert told["claimReviewed"] == "The talks near their end."
    assert (told["reviewBody"], told["author"]) == ("They do.", {"name": "Fact desk"})


def test_a_list_is_one_document() -> None:
    node = linked_data.collection([linked_data.quotation(stored())])
    vocabulary.check(node)
    assert node["@context"] == "https://schema.org"
