"""Variants of an article, and where its offsets go."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

import service.nlp.pipeline  # registers the attributes
from service.nlp.extensions import BlockData
from tests.training.attribution.builders import seeded
from training.attribution.augment import KINDS, Edit, Edited, recased, remarked, renamed, variant
from training.attribution.markup import Attribution

assert service.nlp.pipeline.COMPONENTS
VOCAB = English().vocab


def article(text: str, entities: str = "") -> Doc:
    """Make a Doc of words divided by spaces, one entity label (or "-") for each if any."""
    words = text.split(" ")
    labels = entities.split() or ["-"] * len(words)
    ents = [
        "O" if label == "-" else f"{'I' if i and labels[i - 1] == label else 'B'}-{label}"
        for i, label in enumerate(labels)
    ]
    doc = Doc(VOCAB, words=words, spaces=[True] * (len(words) - 1) + [False], ents=ents)
    doc._.blocks = [BlockData(kind="paragraph", start=0, end=len(text))]
    return doc


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit], tuple[int, int]]:
    """Draw a text, replacements in it in any order, and a span of it."""
    text = draw(st.text(min_size=1, max_size=20))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [(s, e, draw(st.text(max_size=3))) for s, e in itertools.pairwise(places)]
    chosen = draw(st.permutations([one for one in edits if draw(st.booleans())]))
    start = draw(st.integers(0, len(text) - 1))
    return text, list(chosen), (start, draw(st.integers(start + 1, len(text))))


def from_the_right(text: str, edits: list[Edit]) -> str:
    """Replace one by one."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@given(edited())
def test_the_text_is_what_replacing_one_by_one_gives(
    drawn: tuple[str, list[Edit], tuple[int, int]],
) -> None:
    text, edits, _ = drawn
    assert Edited(text, edits).text == from_the_right(text, edits)


@given(edited())
def test_a_span_keeps_its_text_but_for_the_edits_inside(
    drawn: tuple[str, list[Edit], tuple[int, int]],
) -> None:
    text, edits, span = drawn
    for place in span:  # a border inside of an edit moves outwards, over the whole of it
        edges = [(s, e) for s, e, _ in edits if s < place < e]
        for start, end in edges:
            span = (start, span[1]) if place == span[0] else (span[0], end)
    inside = [(s - span[0], e - span[0], n) for s, e, n in edits if span[0] <= s and e <= span[1]]
    expected = from_the_right(text[span[0] : span[1]], inside)
    after = Edited(text, edits)
    moved = after.moved([drawn[2]])
    assert [after.text[s:e] for s, e in moved] == ([expected] if expected else [])
    assert all(0 <= s < e <= len(after.text) for s, e in moved)


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="edit at 2 overlaps"):
        Edited("abcdef", [(2, 4, "x"), (0, 3, "y")])


def test_an_attribution_is_moved_with_its_text() -> None:
    after = Edited("“No,” Ann said.", [(0, 1, "''"), (4, 5, "''"), (6, 9, "Philippa")])
    old = Attribution(source=[(6, 9)], cue=[(10, 14)], content=[(1, 3)])
    new = after.attribution(old)
    assert after.text == "''No,'' Philippa said."
    assert new == Attribution(source=[(8, 16)], cue=[(17, 21)], content=[(2, 4)])


CASES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "lower": ("Ann SAID “No”.", str.lower, "ann said “no”."),
    "upper": ("Ann said “no” in ’92.", str.upper, "ANN SAID “NO” IN ’92."),
    "two letters for one": ("Straße ﬁn", str.upper, "STRAßE ﬁN"),
    "two code points for one": ("İzmir ÉTÉ", str.lower, "İzmir été"),
}


@pytest.mark.parametrize("name", CASES)
def test_letter_case(name: str) -> None:
    text, change, expected = CASES[name]
    assert Edited(text, recased(text, change)).text == expected


@given(st.text(), st.sampled_from((str.lower, str.upper)))
def test_each_edit_of_the_letter_case_keeps_the_length(
    text: str, change: Callable[[str], str]
) -> None:
    edits = recased(text, change)
    assert all(len(new) == end - start == 1 for start, end, new in edits)
    assert all(new != text[start:end] for start, end, new in edits)


MARKS = {
    "curly to straight": ("He: “We can't,” and “so”.", ('"', '"'), 'He: "We can\'t," and "so".'),
    "straight to German": ('"Go," she said.', ("„", "“"), "„Go,“ she said."),
    "to marks of two characters": ("«Go», she said.", ("''", "''"), "''Go'', she said."),
    "to none": (
        "‘The leaders' envoys met,’ he said.",
        ("", ""),
        "The leaders' envoys met, he said.",
    ),
    "nested ones stay": ("“The ‘red’ one.”", ("«", "»"), "«The ‘red’ one.»"),
    "over paragraphs": ("“One.\n“Two,” he said.", ("«", "»"), "«One.\n«Two,» he said."),
    "a doubtful one stays": ('He went" home.', ("«", "»"), 'He went" home.'),
}


@pytest.mark.parametrize("name", MARKS)
def test_quotation_marks(name: str) -> None:
    text, style, expected = MARKS[name]
    lines = [0, *(i + 1 for i, c in enumerate(text) if c == "\n"), len(text) + 1]
    parts = [(s, e - 1) for s, e in itertools.pairwise(lines)]
    assert Edited(text, remarked(text, parts, style)).text == expected


def test_marks_that_are_right_already_are_no_edits() -> None:
    assert remarked("“Go,” she said.", [(0, 15)], ("“", "”")) == []


NAMED = {
    "first name and surname": ("Ann Lee left", "PERSON PERSON -", "Zora Zora left"),
    "upper case": ("ANN LEE left", "PERSON PERSON -", "ZORA ZORA left"),
    "particles and initials": ("Jo van Lee J. Al", "PERSON " * 5, "Jo van Zora J. Al"),
    "two people in a row": ("Ann met Bob", "PERSON - PERSON", "Zora met Zora"),
    "no person": ("Ann Arbor waits for Ann", "GPE GPE - - -", "Ann Arbor waits for Ann"),
}


@pytest.mark.parametrize("name", NAMED)
def test_names(name: str) -> None:
    text, entities, expected = NAMED[name]
    edits = renamed(article(text, entities), ["Zora"], seeded(1))
    assert Edited(text, edits).text == expected


NAMES = [f"N{letter}ra" for letter in "abcdefghijklmnopqrstuvwxyz"]


def test_a_name_becomes_the_same_everywhere() -> None:
    text = "Ann Lee and Lee and Ann"
    edits = renamed(article(text, "PERSON PERSON - PERSON - PERSON"), NAMES, seeded(1))
    first, second, *others = (new for _, _, new in edits)
    assert first != second
    assert others == [second, first]


def test_a_name_becomes_the_same_in_a_headline_in_capitals() -> None:
    edits = renamed(article("LEE left Lee", "PERSON - PERSON"), NAMES, seeded(1))
    assert edits[0][2] == edits[1][2].upper()


def test_a_variant_follows_its_kind() -> None:
    text = "“ Go , ” said Ann Lee ."
    doc = article(text, "- - - - - PERSON PERSON -")
    seen = {}
    for seed in range(100):
        kind, edits = variant(doc, ["Zora"], seeded(seed))
        seen[kind] = Edited(text, edits).text
    assert set(seen) == {kind for kind, _ in KINDS}
    assert seen["none"] == " Go ,  said Ann Lee ."
    assert seen["single"][0] in "'‘"
    assert seen["names"] == "“ Go , ” said Zora Zora ."
    assert seen["lower"] == text.lower()
    assert seen["upper"] == text.upper()


def test_marks_of_the_page_around_the_article_stay() -> None:
    text = "“ Menu ” “ Go , ” she said"
    doc = article(text)
    doc._.blocks = [
        BlockData(kind="furniture", start=0, end=8),
        BlockData(kind="paragraph", start=9, end=len(text)),
    ]
    results = [variant(doc, ["Zora"], seeded(seed)) for seed in range(40)]
    bare = {Edited(text, edits).text for kind, edits in results if kind == "none"}
    assert bare == {"“ Menu ”  Go ,  she said"}
