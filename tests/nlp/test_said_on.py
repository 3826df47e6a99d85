"""When a statement was made, by its cue's clause, its post or its article."""

import datetime as dt
import re
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import pipeline
from service.nlp.extensions import AttributionData, HolderData, HolderLink, PostData, SaidOnData
from service.nlp.said_on import SaidOnComponent

WRITTEN = dt.date(2016, 10, 5)  # a Wednesday
ARTICLE = ("2016-10-05", "day", "article date", None)

SAID = [
    # [source], {cue}, |content|
    ("[Roe] {said} on Monday that |the port will close|.", "2016-10-03", "day", "Monday"),
    ("“|The port will close|,” [Roe] {told} reporters last month.", "2016-09-01", "month", None),
    ("On Monday, [Roe] {said} |the port will close|.", "2016-10-03", "day", "Monday"),
    (
        "“|It will close|,” {said} [Ada Roe, the minister], on Monday.",
        "2016-10-03",
        "day",
        "Monday",
    ),
    ("[Roe] {said} in an interview on Sunday that |it will close|.", "2016-10-02", "day", "Sunday"),
    ("[Roe] {said} at a rally in Bergen last week that |it will close|.", None, None, None),
    ("[Roe] {wrote} in a 2014 report that |the port had closed|.", "2014-01-01", "year", None),
    ("A [report] published on Tuesday {found} |that the port is safe|.", "2016-10-04", "day", None),
    ("The [council] on Monday {announced} |that it will close|.", "2016-10-03", "day", "Monday"),
    ("On Monday's show, [Roe] {said} |it will close|.", "2016-10-03", "day", "Monday"),
    ("[Roe] {says} in a statement on Monday |it will close|.", "2016-10-03", "day", "Monday"),
    ("[Roe] spoke out on Monday, {saying} |it will close|.", "2016-10-03", "day", "Monday"),
    ("[Roe] met the mayor on Monday and {said} |the port will close|.", "2016-10-03", "day", None),
]

BY_THE_ARTICLE = [
    "[Roe] {said} |the port will close on Monday|.",
    "[Roe], who visited Bergen on Monday, {said} |the port will close|.",
    "“|It will close|,” {said} [Ada Roe, who ran for mayor in 2008].",
    "[Roe] {said} of Tuesday's vote that |it was unfair|.",
    "|The port will close|.",
]

UNKNOWN = [
    "[Roe] {had said} |the port would close|.",
    "[Roe] {has said} |the port will close|.",
    "[Roe] once {said} |the port would close|.",
    "[Roe] {said} nearly two years ago |the port would close|.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load(learned=False, labelled=False)


def marked(nlp: Language, text: str, written: dt.date | None = WRITTEN) -> Doc:
    """Parse a text with one statement, its source, cue and content marked in place."""
    spans: dict[str, list[Any]] = {"[": [], "{": [], "|": []}
    plain, opened = "", 0
    for part in re.split(r"([\[\]{}|])", text):
        if part in ("[", "{") or (part == "|" and not opened):
            opened = len(plain) or -1
        elif part in ("]", "}", "|"):
            key = {"]": "[", "}": "{"}.get(part, "|")
            spans[key].append((max(opened, 0), len(plain)))
            opened = 0
        else:
            plain += part
    doc = nlp(plain)
    doc._.written_on = written.isoformat() if written else ""
    cue, source = ((spans[mark] or [None])[0] for mark in "{[")
    doc._.attributions = [statement(spans["|"], cue, source)]
    doc._.holders = [HolderLink(holder=holder("Roe"), via=[])]
    return doc


def statement(
    content: list[tuple[int, int]],
    cue: tuple[int, int] | None = None,
    source: tuple[int, int] | None = None,
) -> AttributionData:
    return AttributionData(
        content=content,
        cue=cue,
        cue_lemma="",
        cue_class="neutral",
        source=source,
        finder="rule",
        detail="",
        score=1.0,
        flags=[],
    )


def holder(name: str | None) -> HolderData:
    return HolderData(
        name=name,
        kind="person",
        role=None,
        score=1.0,
        also=[],
        evidence=[],
        alternatives=[],
        reason=None,
    )


def day(doc: Doc) -> tuple[str, str, str, str | None] | None:
    (found,) = SaidOnComponent().predict(doc)
    return None if found is None else read(found, doc)


def read(found: SaidOnData, doc: Doc) -> tuple[str, str, str, str | None]:
    words = None if found["evidence"] is None else doc.text[slice(*found["evidence"])]
    return found["date"], found["precision"], found["source"], words


@pytest.mark.parametrize(("text", "date", "precision", "words"), SAID)
def test_a_date_with_the_cue(
    nlp: Language, text: str, date: str | None, precision: str | None, words: str | None
) -> None:
    found = day(marked(nlp, text))
    assert found is not None
    if date is None:  # a week that lies in two months
        date, precision = "2016-01-01", "year"
    assert found[:3] == (date, precision, "text")
    assert words in (None, found[3])


@pytest.mark.parametrize("text", BY_THE_ARTICLE)
def test_without_one_the_date_of_the_article(nlp: Language, text: str) -> None:
    assert day(marked(nlp, text)) == ARTICLE


@pytest.mark.parametrize("text", UNKNOWN)
def test_another_time_is_not_guessed(nlp: Language, text: str) -> None:
    assert day(marked(nlp, text)) is None


def test_without_any_date_it_is_unknown(nlp: Language) -> None:
    assert day(marked(nlp, "[Roe] {said} |the port will close|.", written=None)) is None
    assert day(marked(nlp, "[Roe] {said} on Monday |it will close|.", written=None)) is None


def test_a_full_date_needs_no_article_date(nlp: Language) -> None:
    doc = marked(nlp, "[Roe] {said} on 3 March 2014 that |it will close|.", written=None)
    assert day(doc) == ("2014-03-03", "day", "text", "3 March 2014")


def test_a_post_has_its_own_date(nlp: Language) -> None:
    doc = marked(nlp, "|The port will close| — Roe")
    doc._.posts = [PostData(content=(0, 19), author=(22, 25), date="2016-09-30")]
    assert day(doc) == ("2016-09-30", "day", "post date", None)


def test_what_is_said_next_in_the_paragraph_was_said_on_the_same_day(nlp: Language) -> None:
    text = "Roe said on Monday it will close. He added that it is late.\n\nRoe says it is closed."
    doc = nlp(text)
    doc._.written_on = WRITTEN.isoformat()
    doc._.attributions = [
        statement([(19, 32)], (4, 8)),
        statement([(43, 58)], (37, 42)),
        statement([(70, 82)], (65, 69)),
    ]
    doc._.holders = [HolderLink(holder=holder("Roe"), via=[])] * 3
    found = SaidOnComponent().predict(doc)
    assert [one and one["date"] for one in found] == ["2016-10-03", "2016-10-03", "2016-10-05"]
