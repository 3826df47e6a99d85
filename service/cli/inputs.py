"""What commands read: texts and JSONL lines, from files, folders and standard input."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from service.errors import OnrecordError
from service.records import Analysis, Document, WebPage

Kind = Literal["text", "jsonl", "html"]
STANDARD_INPUT = "-"
_ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_NAMES = frozenset(one.name for one in fields(Document))


class Unreadable(OnrecordError):
    """What should be analysed could not be read: no such file, not text, not JSON."""

    code = "unreadable"


@dataclass(frozen=True)
class Entry:
    """One thing to analyse: a document, a page that holds one, or why it could not be read.

    id: the file's path, or the id in a JSONL line. place: where it is from, for messages. given:
    metadata for what a page does not tell. from_page: the document was taken out of one.
    """

    id: Any
    place: str
    document: Document | WebPage | OnrecordError
    given: Mapping[str, Any] = field(default_factory=dict)
    from_page: bool = False


Outcome = tuple[Entry, Analysis | OnrecordError]
"""What became of an entry."""


def opened(entry: Entry, read_page: Callable[[WebPage], Document]) -> Entry:
    """Give the entry with its article, taken out of its page if it is one."""
    from service.api.schemas.requests import MetadataSchema, told_by

    if not isinstance(entry.document, WebPage):
        return entry
    try:
        found = read_page(entry.document)
    except OnrecordError as error:
        return replace(entry, document=error)
    told = MetadataSchema().load(told_by(found))
    document = Document(found.text, **{**entry.given, **told})
    return replace(entry, document=document, from_page=True)


def entries(paths: Iterable[str], kind: Kind, **given: str | None) -> Iterator[Entry]:
    """Read each path; `-` is standard input. `given` metadata fills what the input leaves open."""
    for path in paths:
        try:
            if kind == "jsonl":
                yield from _lines(path, given)
            elif kind == "html":
                yield Entry(path, path, WebPage(_bytes(path)), _known(given))
            else:
                yield _text(path, given)
        except OSError as error:
            yield Entry(path, path, Unreadable(error.strerror or str(error)))


def found_in(path: str) -> list[tuple[str, Kind]]:
    """List what to read: a file, standard input (as JSONL), or the files of a folder.

    Of a folder, also in folders below, those with the endings .txt, .html, .jsonl and their like.
    """
    if path == STANDARD_INPUT:
        return [(path, "jsonl")]
    if not Path(path).is_dir():
        return [(path, kind_of(path))]
    return [
        (str(file), kind_of(str(file)))
        for file in sorted(Path(path).rglob("*"))
        if file.suffix.lower() in _ENDINGS and file.is_file()
    ]


def kind_of(path: str) -> Kind:
    """Tell by a file's ending how it is read."""
    return _ENDINGS.get(Path(path).suffix.lower(), "text")


def _bytes(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()


def _text(path: str, given: dict[str, str | None]) -> Entry:
    data = _bytes(path)
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
