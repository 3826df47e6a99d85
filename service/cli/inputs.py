"""What commands read: texts and JSONL lines, from files, folders and standard input."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from service.errors import OnrecordError
from service.records import Analysis, Document

Kind = Literal["text", "jsonl"]
STANDARD_INPUT = "-"
_ENDINGS: dict[str, Kind] = {".txt": "text", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_NAMES = frozenset(field.name for field in fields(Document))


class Unreadable(OnrecordError):
    """What should be analysed could not be read: no such file, not text, not JSON."""

    code = "unreadable"


@dataclass(frozen=True)
class Entry:
    """One thing to analyse: a document, or why it could not be read.

    id: the file's path, or the id in a JSONL line. place: where it is from, for messages.
    """

    id: Any
    place: str
    document: Document | Unreadable


Outcome = tuple[Entry, Analysis | OnrecordError]
"""What became of an entry."""


def entries(paths: Iterable[str], kind: Kind, **given: str | None) -> Iterator[Entry]:
    """Read each path; `-` is standard input. `given` metadata fills what the input leaves open."""
    for path in paths:
        try:
            if kind == "jsonl":
                yield from _lines(path, given)
            else:
                yield _text(path, given)
        except OSError as error:
            yield Entry(path, path, Unreadable(error.strerror or str(error)))


def found_in(path: str) -> list[tuple[str, Kind]]:
    """List what to read: a file, standard input (as JSONL), or the files of a folder.

    Of a folder, also in folders below, those with the endings .txt, .jsonl and .ndjson.
    """
    if path == STANDARD_INPUT:
        return [(path, "jsonl")]
    if not Path(path).is_dir():
        return [(path, _kind(Path(path)))]
    return [
        (str(file), _kind(file))
        for file in sorted(Path(path).rglob("*"))
        if file.suffix in _ENDINGS and file.is_file()
    ]


def _kind(path: Path) -> Kind:
    return _ENDINGS.get(path.suffix, "text")


def _text(path: str, given: dict[str, str | None]) -> Entry:
    data = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    try:
        # As bytes, so that no line ending changes and offsets fit the file.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Entry(path, path, Unreadable(f"Not UTF-8 text: byte {error.start} is no character."))
    return Entry(path, path, Document(text=text, **_known(given)))


def _lines(path: str, given: dict[str, str | None]) -> Iterator[Entry]:
    with sys.stdin.buffer if path == STANDARD_INPUT else Path(path).open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _line(line, f"{path}:{number}", given)


def _line(line: bytes, place: str, given: dict[str, str | None]) -> Entry:
    import marshmallow
    import orjson

    from service.api.schemas.requests import DocumentSchema

    row: Any = None
    try:
        row = orjson.loads(line)
        values = DocumentSchema(unknown=marshmallow.EXCLUDE).load(_filled(row))
    except orjson.JSONDecodeError as error:
        return Entry(None, place, Unreadable(f"Not JSON: {error}."))
    except marshmallow.ValidationError as error:
        identifier = row.get("id") if isinstance(row, dict) else None
        return Entry(identifier, place, Unreadable(_faults(error)))
    document = Document(**(_known(given) | values))
    return Entry(row.get("id"), place, document)


def _filled(row: Any) -> Any:
    """Leave out empty metadata, which exports write where they have none."""
    if not isinstance(row, dict):
        return row
    return {name: value for name, value in row.items() if value != "" or name == "text"}


def _known(given: dict[str, str | None]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in _NAMES and value is not None}


def _faults(error: Any) -> str:
    messages = error.messages if isinstance(error.messages, dict) else {"_schema": error.messages}
    return " ".join(
        said if name == "_schema" else f"{name}: {said}"
        for name, saids in messages.items()
        for said in (saids if isinstance(saids, list) else [str(saids)])
    )
