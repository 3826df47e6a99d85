"""Records to JSON and back, exactly; one generic pair for every record.

The JSON text holds characters as they are, so that also two lone surrogates that stand side by
side come back as two (as escapes they would be read as one character).
"""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson

R = TypeVar("R")
_Reader = Callable[[Any], Any]


def to_json(record: object) -> str:
    """Write a record. Raises ValueError for a number that JSON does not have, such as NaN."""
    return json.dumps(
        _plain(record), ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=False
    )


def from_json(kind: type[R], text: str) -> R:
    """Read a record of the given kind.

    A field that the text lacks takes its default and an unknown one is passed over, so that what
    an earlier or later version wrote can be read. Raises TypeError where a field without default
    is missing.
    """
    reader = _reader(cast(Any, kind))
    record: R = reader(parsed(text))
    return record


def parsed(text: str) -> Any:
    """Read JSON that to_json wrote."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # of lone surrogates, which are no text for it
        return json.loads(text)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date):  # a datetime is one, too
        return value.isoformat()
    return value


@cache
def _reader(kind: Any) -> _Reader:
    """Build what turns plain JSON values into a type; once per type, as hints are slow to read."""
    if is_dataclass(kind):
        return _record_reader(kind)
    if kind in (dt.datetime, dt.date):
        read: _Reader = kind.fromisoformat
        return read
    origin = get_origin(kind)
    if origin is tuple:
        item, rest = get_args(kind)
        if rest is not ...:
            raise TypeError(f"No JSON form for {kind}; tuples are tuple[X, ...].")
        read_item = _reader(item)
        if read_item is _as_it_is:
            return tuple
        return lambda value: tuple(read_item(part) for part in value)
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        read_inner = _reader(inner)
        if read_inner is _as_it_is:
            return _as_it_is
        return lambda value: None if value is None else read_inner(value)
    if origin is Literal or kind in (str, int, float, bool):
        return _as_it_is
    raise TypeError(f"No JSON form for {kind}.")


def _record_reader(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    known = readers.keys()
    # Most fields are read as they are, and a page of quotes has thousands of them.
    turned = [(name, reader) for name, reader in readers.items() if reader is not _as_it_is]

    def read(value: dict[str, Any]) -> Any:
        given = value if value.keys() <= known else {k: v for k, v in value.items() if k in known}
        for name, reader in turned:
            if name in given:
                given[name] = reader(given[name])
        return kind(**given)

    return read


def _as_it_is(value: Any) -> Any:
    return value
