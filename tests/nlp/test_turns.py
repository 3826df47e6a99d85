"""Turns of interviews and transcripts: whose they are, and how far they go."""

import pytest
import spacy
from spacy.tokens import Doc

from service.nlp.extensions import BlockData
from service.nlp.turns import find_turns

ASKED = "BRANDT: Will the bridge be safe in spring?"
SAID = "LENNE: The bridge is safe. We had it looked at."
AGAIN = "BRANDT: Who looked at it?"
LAST = "LENNE: The harbour master."


def page(*paragraphs: str) -> Doc:
    text = "\n\n".join(paragraphs)
    doc = spacy.blank("en")(text)
    doc._.blocks = []
    for paragraph in paragraphs:
        start = doc._.blocks[-1]["end"] + 2 if doc._.blocks else 0
        doc._.blocks.append(BlockData(kind="paragraph", start=start, end=start + len(paragraph)))
    return doc


def turns(*paragraphs: str) -> list[tuple[str, list[str]]]:
    """Give who speaks and the parts of what is said."""
    doc = page(*paragraphs)
    found = []
    for turn in find_turns(doc):
        assert turn.source is not None
        parts = [doc.text[start:end] for start, end in turn.content]
        found.append((doc.text[slice(*turn.source)], parts))
    return found


def test_each_label_begins_a_turn() -> None:
    assert turns(ASKED, SAID, AGAIN) == [
        ("BRANDT", ["Will the bridge be safe in spring?"]),
        ("LENNE", ["The bridge is safe. We had it looked at."]),
        ("BRANDT", ["Who looked at it?"]),
    ]


@pytest.mark.parametrize(
    ("further", "parts"),
    [
        (["The harbour is another matter."], ["The harbour is another matter."]),
        (['"The harbour is another matter.'], ["The harbour is another matter."]),
        (["It leaks.", "It always did."], ["It leaks.", "It always did."]),
        (["(CROSSTALK.)"], []),
        (["It leaks.", "[Laughter]"], ["It leaks."]),
        (["____"], []),
        (["It leaks."] * 5, []),  # more of an article than a turn has
    ],
)
def test_paragraphs_without_a_label_go_on_with_the_turn(
    further: list[str], parts: list[str]
) -> None:
    found = turns(ASKED, SAID, *further, AGAIN, LAST)
    assert found[1] == ("LENNE", ["The bridge is safe. We had it looked at.", *parts])
    assert found[2] == ("BRANDT", ["Who looked at it?"])


def test_after_the_last_turn_the_article_goes_on() -> None:
    found = turns(ASKED, SAID, AGAIN, LAST, "The bridge was built in 1911.")
    assert found[-1] == ("LENNE", ["The harbour master."])


def test_an_article_with_some_turns_is_no_transcript() -> None:
    told = ["The council met again.", "Nobody came.", "It was late.", "It rained."]
    found = turns(ASKED, SAID, "The two met in May.", AGAIN, *told, LAST)
    assert found[1] == ("LENNE", ["The bridge is safe. We had it looked at."])


@pytest.mark.parametrize(
    "paragraphs",
    [
        [ASKED, SAID],  # too few
        [ASKED, "LENNE: Yes.", "VOSS: No."],  # nobody twice
        ["The bridge: a history", "It is safe.", "Built in 1911"],
    ],
)
def test_what_is_no_interview(paragraphs: list[str]) -> None:
    assert turns(*paragraphs) == []
