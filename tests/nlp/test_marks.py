"""Pairing of quotation marks: one table of texts with what stands inside each pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.marks import Region, find_regions


def regions(text: str) -> list[Region]:
    """Find the regions of a text whose paragraphs are its lines."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    return find_regions(text, paragraphs)


def inner(text: str) -> list[str]:
    """Give what stands inside each region."""
    return [text[r.inner_start : r.inner_end] for r in regions(text)]


PAIRED = [
    ("straight", 'He said "we go" and left.', ["we go"]),
    ("curly", "“We go,” he said.", ["We go,"]),
    ("guillemets", "«We go,» he said.", ["We go,"]),
    ("German marks", "„We go“, he said.", ["We go"]),
    ("LaTeX marks", "``We go,'' he said.", ["We go,"]),
    ("curly closed by straight", '“We go," he said.', ["We go,"]),
    ("single straight", "'We go,' he said.", ["We go,"]),
    ("single curly", "‘We go,’ he said.", ["We go,"]),
    ("single before a verb", "'A formal end helps' says Minister Noh", ["A formal end helps"]),
    ("possessive", "the North's tests and the leaders' talks", []),
    ("possessive inside", "'The leaders' envoys met,' he said.", ["The leaders' envoys met,"]),
    ("contractions", "I can't say it's theirs, y'all.", []),
    ("elisions", "In the '90s, 'twas rock 'n' roll.", []),
    ("plural quoted, then words", "the 'red lines' policy", ["red lines"]),
    ("full stop inside single marks", "did not cross the 'red line.'", ["red line."]),
    ("nested", "He said: “The ‘red’ one.”", ["The ‘red’ one.", "red"]),
    ("nested straight", "\"They call it 'peace',\" she said.", ["They call it 'peace',", "peace"]),
    ("two in a line", '"Go," he said. "Now."', ["Go,", "Now."]),
    ("height", "She is 6'2\" tall.", []),
    ("inches", 'The 24" screen was on.', []),
    ("spaced marks", 'He said " we go " then.', [" we go "]),
    ("empty pair", 'It says "" there.', []),
    ("Spanish guillemets nested", "«Dijo “no” ayer», she wrote.", ["Dijo “no” ayer", "no"]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in PAIRED], ids=[c[0] for c in PAIRED])
def test_pairs(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_second_opening_mark_ends_an_unclosed_quotation() -> None:
    text = '"We go, he said. "We stay," he added.'
    first, second = regions(text)
    assert not first.closed
    assert first.certainty < 0.5
    assert text[second.inner_start : second.inner_end] == "We stay,"
    assert second.certainty == 1.0


def test_a_stray_closing_mark_opens_at_its_sentence_and_is_uncertain() -> None:
    text = 'It rained. We will go," she said. "Tomorrow," she added.'
    stray, sound = regions(text)
    assert not stray.opened
    assert text[stray.inner_start : stray.inner_end] == "We will go,"
    assert stray.certainty < 0.5
    assert text[sound.inner_start : sound.inner_end] == "Tomorrow,"


@pytest.mark.parametrize(
    "text",
    [
        "“First we talk.\n“Then we sign,” she said.",
        "“First we talk.\nThen we sign,” she said.",
        '"First we talk.\n"Then we sign," she said.',
        "‘First we talk.\n‘Then we sign,’ she said.",
    ],
)
def test_a_quotation_goes_on_in_the_next_paragraph(text: str) -> None:
    first, second = regions(text)
    assert not first.closed
    assert second.continues
    assert second.closed
    assert text[first.inner_start : first.inner_end] == "First we talk."
    assert text[second.inner_start : second.inner_end] == "Then we sign,"


@pytest.mark.parametrize(
    ("between", "goes_on"),
    [
        ("The port." + 15 * " ", True),  # of "Image: Ann Lee"
        ("The port.", False),
        ("The port. ", False),
        ("The “port”." + 15 * " ", False),
    ],
)
def test_a_quotation_goes_on_past_a_caption(between: str, goes_on: bool) -> None:
    text = f"“First we talk.\n{between}\n“Then we sign,” she said."
    starts = (0, text.index("The"), text.rindex("“"))
    ends = (text.index("\n"), starts[1] + len(between.rstrip()), len(text))
    found = find_regions(text, list(zip(starts, ends, strict=True)))
    assert found[-1].continues == goes_on


def test_a_quotation_goes_on_with_the_mark_that_began_it() -> None:
    # straight marks for what is taken from elsewhere, curly ones for what is said there
    before, said = regions('"She sat down.\n“We tested it,” she said.')
    assert not before.closed
    assert not said.continues


def test_a_bad_mark_costs_only_its_paragraph() -> None:
    text = 'A stray " here.\n"We go," he said.\n“We stay,” she said.'
    assert inner(text)[-2:] == ["We go,", "We stay,"]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„s", max_size=200))
def test_regions_are_inside_the_text_and_in_order(text: str) -> None:
    found = regions(text)
    for region in found:
        assert 0 <= region.start <= region.inner_start < region.inner_end <= region.end <= len(text)
        assert 0.0 < region.certainty <= 1.0
    assert [r.start for r in found] == sorted(r.start for r in found)


@pytest.mark.parametrize(
    "unit", ['"', "'", '" ', "' ", '"a', "'s ", "as' ", "“", "”", "‘a ", 'a" ']
)
def test_masses_of_marks_are_handled(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert len(find_regions(text, [(0, len(text))])) <= len(text)
