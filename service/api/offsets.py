"""Offsets in UTF-16 units, for callers whose strings are counted so (JavaScript, Java, C#)."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from service.records import Claim, Span

T = TypeVar("T")


def utf16_offsets(text: str) -> Callable[[int], int]:
    """Give the function from code-point offsets into `text` to UTF-16 offsets.

    >>> utf16_offsets("a😀b")(2)
    3
    """
    # Each character beyond the basic plane takes one unit more than code points tell.
    astral = [at for at, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(astral, offset)


def in_utf16(record: T, text: str) -> T:
    """Copy a record with the offsets of every span in it counted in UTF-16 units of `text`.

    Offsets into a claim's own text are counted in units of that.
    """
    if text.isascii():
        return record
    shifted: T = _shifted(record, utf16_offsets(text))
    return shifted


def _shifted(value: Any, offset: Callable[[int], int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_shifted(item, offset) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {f.name: _shifted(getattr(value, f.name), offset) for f in fields(value)}
    if isinstance(value, Claim):
        within = utf16_offsets(value.text)
        for name in ("changes", "entities"):
            changes[name] = tuple(
                replace(part, start=within(part.start), end=within(part.end))
                for part in changes[name]
            )
    if isinstance(value, Span):
        changes |= {"start": offset(value.start), "end": offset(value.end)}
    return replace(value, **changes)
