"""The forms in which `onrecord extract` writes what it finds; each gives the exit status."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson

from service.api.schemas.answers import PageSchema
from service.api.schemas.statements import StatementSchema
from service.cli.inputs import Entry, Outcome
from service.errors import OnrecordError
from service.records import Analysis

_PAGE = PageSchema()
_STATEMENT = StatementSchema()


def write_jsonl(found: Iterable[Outcome]) -> int:
    """Write a line per text, each as soon as it is analysed."""
    code = 0
    for entry, result in found:
        code = max(code, int(isinstance(result, OnrecordError)))
        sys.stdout.buffer.write(orjson.dumps(_plain(entry, result)) + b"\n")
        sys.stdout.buffer.flush()
    return code


def write_json(found: Iterable[Outcome]) -> int:
    """Write an array with an object per text."""
    code = 0
    separator = b"[\n"
    for entry, result in found:
        code = max(code, int(isinstance(result, OnrecordError)))
        item = orjson.dumps(_plain(entry, result), option=orjson.OPT_INDENT_2)
        sys.stdout.buffer.write(separator + item)
        separator = b",\n"
    sys.stdout.buffer.write(b"\n]\n" if separator == b",\n" else b"[]\n")
    sys.stdout.buffer.flush()
    return code


def write_table(found: Iterable[Outcome]) -> int:
    """Write a table per text, for reading."""
    from service.cli.table import show

    code = 0
    for entry, result in found:
        if isinstance(result, OnrecordError):
            code = 1
        else:
            show(entry.place, result)
    return code


def _plain(entry: Entry, result: Analysis | OnrecordError) -> dict[str, Any]:
    if isinstance(result, OnrecordError):
        return {"id": entry.id, "error": {"code": result.code, "detail": str(result)}}
    page = {"page": _PAGE.dump(entry.document)} if entry.from_page else {}
    return {
        "id": result.article_id if entry.id is None else entry.id,
        **page,
        "language": result.language,
        "model": result.model,
        "version": result.version,
        "quotes": _STATEMENT.dump(result.statements, many=True),
    }


WRITERS: Mapping[str, Callable[[Iterable[Outcome]], int]] = {
    "json": write_json,
    "jsonl": write_jsonl,
    "table": write_table,
}
