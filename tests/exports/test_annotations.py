"""Statements as W3C Web Annotations: every selector selects the statement's own words."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.exports import annotations
from service.records import Article, Content, ContentSpan, Stance
from tests.factories import make_reported, make_speaker, make_statement

WHEN = dt.datetime(2021, 11, 20, 9, 30, tzinfo=dt.UTC)


def article(*sayings: tuple[str, str], **changes: Any) -> Article:
    document, analysis = make_reported(*sayings, **changes)
    return Article("a_1", document, WHEN, analysis)


def test_a_statement_is_an_annotation_of_its_words() -> None:
    one = article(("Ann Lee", "We agree"))
    statement = replace(
        one.analysis.statements[0], stance=Stance("support", "the deal", 0.9), act="pledge"
    )
    told = replace(one, analysis=replace(one.analysis, statements=(statement,)))
    page = annotations.page(told)
    assert (page["@context"], page["type"]) == (
        "http://www.w3.org/ns/anno.jsonld",
        "AnnotationPage",
    )
    assert page["items"] == [
        {
            "id": f"urn:onrecord:quote:{statement.id}",
            "type": "Annotation",
            "motivation": "identifying",
            "created": "2021-11-20T09:30:00Z",
            "generator": {"type": "Software", "name": "onrecord 0.1.0"},
            "body": [
                {
                    "type": "TextualBody",
                    "purpose": purpose,
                    "value": value,
                    "format": "text/plain",
                }
                for purpose, value in (
                    ("identifying", "Ann Lee"),
                    ("tagging", "kind: direct"),
                    ("tagging", "stance: support: the deal"),
                    ("tagging", "act: pledge"),
                )
            ],
            "target": {
                "type": "SpecificResource",
                "source": "urn:onrecord:article:a_1",
                "scope": "https://news.example/talks",
                "selector": [
                    {"type": "TextPositionSelector", "start": 1, "end": 9},
                    {
                        "type": "TextQuoteSelector",
                        "exact": "We agree",
                        "prefix": "“",
                        "suffix": ",” Ann Lee said.",
                    },
                ],
            },
        }
    ]


def test_nobody_is_not_identified() -> None:
    text = "“We agree,” it was said."
    statement = make_statement(text, content="We agree", speaker=make_speaker(None))
    one = article(("x", "y"), url=None)
    one = replace(
        one,
        document=replace(one.document, text=text),
        analysis=replace(one.analysis, statements=(statement,)),
    )
    (found,) = annotations.page(one)["items"]
    assert found["motivation"] == "tagging"
    assert [body["purpose"] for body in found["body"]] == ["tagging"]
    assert "scope" not in found["target"]


def test_each_fragment_is_a_target() -> None:
    text = "“We,” said Ann Lee, “agree.”"
    statement = make_statement(text, content="We", cue="said", speaker="Ann Lee")
    spans = tuple(ContentSpan(a, b, text[a:b], verbatim=True) for a, b in ((1, 3), (21, 26)))
    one = article(("x", "y"))
    told = (replace(statement, content=Content("We agree", spans)),)
    one = replace(
        one,
        document=replace(one.document, text=text),
        analysis=replace(one.analysis, statements=told),
    )
    (found,) = annotations.page(one)["items"]
    assert [target["selector"][1]["exact"] for target in found["target"]] == ["We", "agree"]


@pytest.mark.parametrize("lead", ["", "😀 é\u0301 " * 20])
@given(words=st.text(min_size=1, max_size=60).filter(lambda text: text.strip() == text))
def test_selectors_select_code_points(lead: str, words: str) -> None:
    one = article(("Ann Lee", words), lead=lead)
    text = one.document.text
    (found,) = annotations.page(one)["items"]
    position, quote = found["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == words
    assert len(quote["prefix"]) <= 32 >= len(quote["suffix"])
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert text[: position["start"]].endswith(quote["prefix"])
