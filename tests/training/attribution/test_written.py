"""The texts written for the training are marked as they are meant to be."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from training.attribution import markup
from training.attribution.markup import ROLES, Attribution

FILES = sorted((Path(markup.__file__).parent / "written").glob("*.txt"))
files = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def texts(path: Path) -> list[tuple[str, str, list[Attribution]]]:
    """Read the texts of a file: name, text, statements."""
    return [(name, *markup.read(text)) for name, text in markup.texts(path.read_text("utf-8"))]


def spans(path: Path) -> Iterator[tuple[str, str, str, int, int]]:
    """Give all spans of a file: name, role, text, start, end."""
    for name, text, found in texts(path):
        for one in found:
            for role in ROLES:
                for start, end in one[role]:
                    yield name, role, text, start, end


def inside_word(text: str, at: int) -> bool:
    """Whether an offset parts two letters."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def test_there_are_enough_texts_with_statements_and_without() -> None:
    assert {path.stem for path in FILES} >= {"contrasts", "nested", "quotations"}
    found = [bool(statements) for path in FILES for _, _, statements in texts(path)]
    assert found.count(True) >= 300
    assert found.count(False) >= 100


def test_names_and_texts_are_unique() -> None:
    everything = [(name, text) for path in FILES for name, text, _ in texts(path)]
    for column in zip(*everything, strict=True):
        assert [one for one, count in Counter(column).items() if count > 1] == []


@files
def test_each_head_is_a_name(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    heads = [line for line in lines if line.lstrip().startswith("==")]
    assert heads == [f"=== {name}" for name, _, _ in texts(path)]


@files
def test_no_text_is_empty_or_holds_what_is_left_of_a_tag(path: Path) -> None:
    wrong = [name for name, text, _ in texts(path) if not text.strip() or set(text) & set("<>")]
    assert wrong == []


@files
def test_spans_start_and_end_at_the_borders_of_words(path: Path) -> None:
    wrong = [
        f"{name} {role}: {text[start:end]!r}"
        for name, role, text, start, end in spans(path)
        if inside_word(text, start)
        or inside_word(text, end)
        or text[start:end] != text[start:end].strip()
    ]
    assert wrong == []


@files
def test_sources_and_contents_hold_a_letter(path: Path) -> None:
    wrong = [
        f"{name} {role}: {text[start:end]!r}"
        for name, role, text, start, end in spans(path)
        if role != "cue" and not any(c.isalpha() for c in text[start:end])
    ]
    assert wrong == []


@files
def test_a_cue_is_words_or_a_mark_that_introduces(path: Path) -> None:
    wrong = [
        f"{name}: {text[start:end]!r}"
        for name, role, text, start, end in spans(path)
        if role == "cue"
        and text[start:end] not in {":", "–", "—"}
        and not any(c.isalpha() for c in text[start:end])
    ]
    assert wrong == []


@files
def test_the_parts_of_a_statement_do_not_overlap(path: Path) -> None:
    wrong = []
    for name, text, found in texts(path):
        for one in found:
            parts = sorted(span for role in ROLES for span in one[role])
            wrong += [
                f"{name}: {text[b[0] : a[1]]!r}" for a, b in combinations(parts, 2) if b[0] < a[1]
            ]
    assert wrong == []


@files
def test_each_cue_introduces_one_statement(path: Path) -> None:
    wrong = []
    for name, text, found in texts(path):
        cues = sorted(span for one in found for span in one["cue"])
        wrong += [f"{name}: {text[b[0] : a[1]]!r}" for a, b in combinations(cues, 2) if b[0] < a[1]]
    assert wrong == []
