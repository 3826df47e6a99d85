"""Texts annotated by tags in place, one form for texts written here and for standoff copies.

A statement is a number; `<s1>`, `<q1>` and `<c1>` mark its source, cue and content. Tags may
cross and nest, a source may belong to several statements (`<s1><s2>he</s2></s1>`), and a content
may have several parts. A file holds texts, each after a line `=== name`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypedDict

_TAG = re.compile(r"<(/?)([sqc])(\d+)>")
_HEAD = re.compile(r"^=== *(\S+) *$", re.MULTILINE)

Spans = list[tuple[int, int]]
Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")


class Attribution(TypedDict):
    """One statement by code point offsets; a role that the text lacks is empty."""

    source: Spans
    cue: Spans
    content: Spans


class MarkupError(ValueError):
    """Tags that do not make statements."""


def read(marked: str) -> tuple[str, list[Attribution]]:
    """Give the bare text and its statements, in the order of their numbers.

    Raises MarkupError for a tag that is not closed or was not opened, for an empty span, for a
    statement without content, and for two cues or sources of one statement.
    """
    text: list[str] = []
    length = position = 0
    opened: dict[tuple[str, str], int] = {}
    found: dict[int, Attribution] = {}
    for match in _TAG.finditer(marked):
        piece = marked[position : match.start()]
        text.append(piece)
        length += len(piece)
        position = match.end()
        closing, letter, number = match.groups()
        key = (letter, number)
        if not closing:
            if key in opened:
                raise MarkupError(f"<{letter}{number}> is opened twice")
            opened[key] = length
            continue
        if key not in opened:
            raise MarkupError(f"</{letter}{number}> closes nothing")
        start = opened.pop(key)
        if start == length:
            raise MarkupError(f"<{letter}{number}> holds no text")
        empty = Attribution(source=[], cue=[], content=[])
        _spans(found.setdefault(int(number), empty), letter).append((start, length))
    if opened:
        raise MarkupError("not closed: " + ", ".join(f"<{a}{b}>" for a, b in opened))
    text.append(marked[position:])
    for number, statement in found.items():
        if not statement["content"]:
            raise MarkupError(f"statement {number} has no content")
        for letter in "sq":
            if len(_spans(statement, letter)) > 1:
                raise MarkupError(f"statement {number} has more than one <{letter}{number}>")
    return "".join(text), [found[number] for number in sorted(found)]


def _spans(statement: Attribution, letter: str) -> Spans:
    if letter == "s":
        return statement["source"]
    return statement["cue"] if letter == "q" else statement["content"]


def texts(file: str) -> Iterator[tuple[str, str]]:
    """Give name and marked text of each part of a file."""
    heads = list(_HEAD.finditer(file))
    for i, head in enumerate(heads):
        end = heads[i + 1].start() if i + 1 < len(heads) else len(file)
        yield head[1], file[head.end() : end].strip("\n")


def main() -> None:
    """Check a file of marked texts and list its statements, for the one who writes it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--originals", type=Path, help='JSON lines {"id", "text"} to compare with')
    parser.add_argument("--quiet", action="store_true", help="print problems and totals alone")
    options = parser.parse_args()
    originals: dict[str, str] = {}
    if options.originals:
        for line in options.originals.read_text("utf-8").splitlines():
            row = json.loads(line)
            originals[row["id"]] = row["text"].strip("\n")
    problems = articles = statements = 0
    for name, marked in texts(options.file.read_text("utf-8")):
        articles += 1
        try:
            text, found = read(marked)
        except MarkupError as error:
            problems += 1
            print(f"{name}: {error}")
            continue
        statements += len(found)
        if originals and text != originals.get(name):
            problems += 1
            print(f"{name}: {_difference(text, originals.get(name))}")
        if not options.quiet:
            print(f"=== {name}")
            for statement in found:
                parts = [" … ".join(text[s:e] for s, e in statement[r]) for r in ROLES]
                print("  " + " | ".join(parts))
    print(f"{articles} texts, {statements} statements, {problems} problems")
    sys.exit(bool(problems))


def _difference(text: str, original: str | None) -> str:
    if original is None:
        return "no such text among the originals"
    at = next(
        (i for i, (a, b) in enumerate(zip(text, original, strict=False)) if a != b),
        min(len(text), len(original)),
    )
    here, there = text[at : at + 40], original[at : at + 40]
    return f"not the original text from character {at}: {here!r} instead of {there!r}"


if __name__ == "__main__":
    main()
