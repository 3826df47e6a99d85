"""Reads pairs.txt."""

import re
from pathlib import Path
from typing import NamedTuple

_SAID = re.compile(r"(?P<name>[^,\[]+?)(?:, (?P<role>[^\[]+?))?(?: \[(?P<kind>\w+)\])?")


class Said(NamedTuple):
    """What an article says of a speaker; None as role: it states none."""

    name: str
    role: str | None
    kind: str


class Pair(NamedTuple):
    a: Said
    b: Said
    same: bool
    why: str


def _said(text: str) -> Said:
    found = _SAID.fullmatch(text)
    assert found is not None, text
    return Said(found["name"], found["role"], found["kind"] or "person")


def _pair(line: str) -> Pair:
    sign, a, b, why = line.split(" | ")
    assert sign in {"=", "≠"}, line
    return Pair(_said(a), _said(b), sign == "=", why)


PAIRS = [
    _pair(line)
    for line in Path(__file__).with_name("pairs.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
