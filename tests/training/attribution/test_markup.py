"""Texts annotated by tags in place."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from training.attribution.markup import ROLES, MarkupError, main, read, texts

Row = tuple[str, str, str]

READ: dict[str, tuple[str, list[Row]]] = {
    "one statement": ("<s1>Ann</s1> <q1>said</q1> <c1>no</c1>.", [("Ann", "said", "no")]),
    "no cue, no source": ("“<c1>No</c1>”", [("", "", "No")]),
    "several parts": (
        "“<c1>No</c1>,” <s1>Ann</s1> <q1>said</q1>. “<c1>Not now.</c1>”",
        [("Ann", "said", "No|Not now.")],
    ),
    "a shared source": (
        "<s1><s2>Ann</s2></s1> <q1>said</q1> <c1>no</c1> and <q2>added</q2> <c2>never</c2>",
        [("Ann", "said", "no"), ("Ann", "added", "never")],
    ),
    "nested": (
        "<s1>Ann</s1> <q1>said</q1> <c1><s2>Bo</s2> <q2>hopes</q2> <c2>to win</c2></c1>",
        [("Ann", "said", "Bo hopes to win"), ("Bo", "hopes", "to win")],
    ),
    "crossing": ("<c1>a <c2>b</c1> c</c2>", [("", "", "a b"), ("", "", "b c")]),
    "in the order of their numbers": (
        "<c10>a</c10> <c2>b</c2>",
        [("", "", "b"), ("", "", "a")],
    ),
    "a source inside the content": (
        "<c1>the plan of <s1>Ann</s1></c1>",
        [("Ann", "", "the plan of Ann")],
    ),
    "what only looks like a tag": ("<b1> 2 < 3 <c1>a</c1> <s> </q>", [("", "", "a")]),
}


@pytest.mark.parametrize("name", READ)
def test_read(name: str) -> None:
    marked, expected = READ[name]
    text, found = read(marked)
    assert text == re.sub(r"</?[sqc]\d+>", "", marked)
    rows = [tuple("|".join(text[s:e] for s, e in one[role]) for role in ROLES) for one in found]
    assert rows == expected


ERRORS = {
    "not closed": ("<c1>a", "not closed: <c1>"),
    "not closed, each named": ("<c1>a <s2>b", "not closed: <c1>, <s2>"),
    "not opened": ("a</c1>", "</c1> closes nothing"),
    "closed twice": ("<c1>a</c1></c1>", "</c1> closes nothing"),
    "opened twice": ("<c1>a <c1>b</c1></c1>", "<c1> is opened twice"),
    "empty": ("<c1></c1>a", "<c1> holds no text"),
    "holds only tags": ("<c1><s1></c1>a</s1>", "<c1> holds no text"),
    "no content": ("<s7>Ann</s7> <q7>said</q7>", "statement 7 has no content"),
    "two cues": ("<q1>a</q1> <q1>b</q1> <c1>c</c1>", "statement 1 has more than one <q1>"),
    "two sources": ("<s1>a</s1> <s1>b</s1> <c1>c</c1>", "statement 1 has more than one <s1>"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_is_no_markup_is_refused(name: str) -> None:
    marked, message = ERRORS[name]
    with pytest.raises(MarkupError) as error:
        read(marked)
    assert str(error.value) == message


@given(st.text(alphabet="</>sqcx12\n"))
def test_a_text_without_tags_is_given_back(text: str) -> None:
    assume(not re.search(r"</?[sqc]\d", text))
    assert read(text) == (text, [])


@st.composite
def contents(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Draw a text and spans of it that hold a character at least."""
    text = draw(st.text(alphabet="ab<\n ", min_size=1, max_size=12))
    starts = st.integers(0, len(text) - 1)
    spans = starts.flatmap(lambda s: st.tuples(st.just(s), st.integers(s + 1, len(text))))
    return text, draw(st.lists(spans, max_size=5))


@given(contents())
def test_spans_that_nest_and_cross_are_read_as_they_were_marked(
    drawn: tuple[str, list[tuple[int, int]]],
) -> None:
    text, spans = drawn
    marked = ""
    for i, character in enumerate(f"{text} "):
        marked += "".join(f"</c{n}>" for n, (_, end) in enumerate(spans) if end == i)
        marked += "".join(f"<c{n}>" for n, (start, _) in enumerate(spans) if start == i)
        marked += character
    bare, found = read(marked)
    assert bare == f"{text} "
    assert [one["content"] for one in found] == [[span] for span in spans]


def test_a_file_holds_texts_after_their_names() -> None:
    file = "\n=== one-1 \nFirst.\n\nStill <c1>first</c1>.\n\n===two\n=== three\nLast = = ==="
    assert list(texts(file)) == [
        ("one-1", "First.\n\nStill <c1>first</c1>."),
        ("two", ""),
        ("three", "Last = = ==="),
    ]


def check(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    """Run the checker on a file and give its exit status."""
    path = tmp_path / "marked.txt"
    path.write_text(file, "utf-8")
    monkeypatch.setattr("sys.argv", ["markup", str(path), *options])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_the_checker_lists_statements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = "=== a\n<s1>Ann</s1> <q1>said</q1> <c1>no</c1>, <c1>never</c1>."
    status = check(file, tmp_path, monkeypatch)
    assert status == 0
    assert capsys.readouterr().out.splitlines() == [
        "=== a",
        "  Ann | said | no … never",
        "1 texts, 1 statements, 0 problems",
    ]


def test_the_checker_names_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    originals = tmp_path / "originals.jsonl"
    rows = [{"id": "same", "text": "\nYes.\n"}, {"id": "other", "text": "It was so."}]
    originals.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    file = "=== same\n<c1>Yes</c1>.\n=== other\nIt is so.\n=== new\nHm.\n=== bad\n<c1>Yes."
    options = ("--originals", str(originals), "--quiet")
    status = check(file, tmp_path, monkeypatch, *options)
    assert status == 1
    assert capsys.readouterr().out.splitlines() == [
        "other: not the original text from character 3: 'is so.' instead of 'was so.'",
        "new: no such text among the originals",
        "bad: not closed: <c1>",
        "4 texts, 1 statements, 3 problems",
    ]
