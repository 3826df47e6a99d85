"""A quotation that two cues take is left to the one beside it."""

import pytest

from service.nlp.shared_quotations import unshared
from tests.nlp.builders import attribution

SANG = "“We left,” Lee sang to Hask before asking her, “Why not?”"
NAMELY = "“We left,” said Lee, asking two things, namely: “Why not?”"
AGAIN = "“We left,” Lee said in a note. “Why not?”"
WHY = "“We left,” Lee said, explaining why it left, “but not late.”"
ANSWERED = "It was late, Lee said. “It was not,” answered Hask."
ADDED = "“We left,” Lee said. “It was late.\n“It was cold,” added Hask."


@pytest.mark.parametrize(
    ("text", "cues", "sources", "contents", "kept"),
    [
        # the second is asked
        (SANG, ["sang", "asking"], ["Lee", "Hask"], [["We left", "Why not"], ["Why not"]],
         [["We left"], ["Why not"]]),
        # each its own, where both have both
        (ADDED, ["said", "added"], ["Lee", "Hask"],
         [["We left", "It was late", "It was cold"], ["It was late", "It was cold"]],
         [["We left", "It was late"], ["It was cold"]]),
        # as near, in the same sentence
        (ANSWERED, ["said", "answered"], ["Lee", "Hask"],
         [["It was late", "It was not"], ["It was not"]], [["It was late"], ["It was not"]]),
        # one holder's: what the second cue leads to
        (SANG, ["sang", "asking"], ["Lee", "Lee"], [["We left", "Why not"], ["Why not"]],
         [["We left"], ["Why not"]]),
        # with what stands before it
        (NAMELY, ["said", "asking"], ["Lee", "Lee"],
         [["We left", "Why not"], ["two things, namely: “Why not"]],
         [["We left"], ["two things, namely: “Why not"]]),
        # a sentence ends between
        (AGAIN, ["said", "in a note"], ["Lee", "Lee"], [["We left", "Why not"], ["Why not"]],
         [["We left", "Why not"], ["Why not"]]),
        # told once
        (AGAIN, ["said", "in a note"], ["Lee", "Lee"], [["We left", "Why not"]] * 2,
         [["We left", "Why not"]]),
        # an interrupted sentence goes on
        (WHY, ["said", "explaining"], ["Lee", "Lee"],
         [["We left", "but not late"], ["why it left, “but not late"]],
         [["We left", "but not late"], ["why it left, “but not late"]]),
        # nobody loses all
        (SANG, ["sang", "asking"], ["Lee", "Hask"], [["Why not"], ["Why not"]],
         [["Why not"], ["Why not"]]),
        # no quotation
        ("Lee said it rained and Hask asked why", ["said", "asked"], ["Lee", "Hask"],
         [["it rained", "why"], ["why"]], [["it rained", "why"], ["why"]]),
    ],
)  # fmt: skip
def test_a_quotation_belongs_to_the_cue_beside_it(
    text: str,
    cues: list[str],
    sources: list[str],
    contents: list[list[str]],
    kept: list[list[str]],
) -> None:
    given = [
        attribution(text, content, cue, source)
        for content, cue, source in zip(contents, cues, sources, strict=True)
    ]
    found = [[text[slice(*part)] for part in one["content"]] for one in unshared(text, given)]
    assert found == kept


def test_a_statement_without_a_cue_takes_nothing() -> None:
    given = [
        attribution(SANG, ["We left", "Why not"], "sang", "Lee"),
        attribution(SANG, ["Why not"]),
    ]
    assert unshared(SANG, given) == given
