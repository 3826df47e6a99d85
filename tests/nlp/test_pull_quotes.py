"""A passage set apart with its speaker's name below, known by words that the article has twice."""

import pytest
import spacy
from spacy.tokens import Doc

from service.nlp.extensions import BlockData
from service.nlp.pull_quotes import find_pull_quotes

SAID = "It was a hard decision, made with the fishermen in mind."


def page(*paragraphs: str) -> Doc:
    text = "\n\n".join(paragraphs)
    doc = spacy.blank("en")(text)
    doc._.blocks = [
        BlockData(kind="paragraph", start=text.index(p), end=text.index(p) + len(p))
        for p in paragraphs
    ]
    return doc


@pytest.mark.parametrize(
    ("below", "who"),
    [
        ("Ada Brandt, harbour master", "Ada Brandt, harbour master"),
        ("Ada Brandt", "Ada Brandt"),
        ("— Ada Brandt, M.P. (Green)", "Ada Brandt, M.P. (Green)"),
        ("Ada van der Brandt", "Ada van der Brandt"),
    ],
)
def test_name_below_words_that_stand_elsewhere(below: str, who: str) -> None:
    doc = page(f'"{SAID}" Brandt told the crowd.', f"{SAID} {below}")
    (found,) = find_pull_quotes(doc)
    ((start, end),) = found.content
    assert doc.text[start:end] == SAID
    assert found.source is not None
    assert doc.text[slice(*found.source)] == who
    assert found.cue is None


@pytest.mark.parametrize(
    "last",
    [
        f"{SAID} Ada Brandt, harbour master.",  # a sentence of its own
        f"{SAID} harbour master",  # no name
        "The harbour stays open for the whole of next winter. Ada Brandt, harbour master",  # once
        "It was hard. Ada Brandt",  # too short to be known again
        "Ada Brandt, harbour master",  # nothing said
    ],
)
def test_what_is_no_pull_quote(last: str) -> None:
    assert not list(find_pull_quotes(page(f'"{SAID}" Brandt told the crowd. It was hard.', last)))


def test_a_doc_without_blocks_has_none() -> None:
    assert not list(find_pull_quotes(spacy.blank("en")(f"{SAID} {SAID} Ada Brandt")))
