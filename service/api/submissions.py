"""From a request's arguments to a document, and from records to what the caller asked to see."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from service.api.callers import caller
from service.api.context import services
from service.api.offsets import in_utf16
from service.api.parsing import HTML
from service.api.schemas.requests import EXAMPLE
from service.errors import TextTooLong
from service.records import Document, RevisionChanges, StatementChange
from service.store import Editor

T = TypeVar("T")
_NAMES = frozenset(field.name for field in fields(Document))
OTHER_BODIES = {
    "content": {
        "text/plain": {
            "schema": {"type": "string", "minLength": 1},
            "example": EXAMPLE,
        },
        HTML[0]: {
            "schema": {"contentMediaType": HTML[0]},
            "example": f"<html><title>A deal</title><article><p>{EXAMPLE}</p></article></html>",
        },
    }
}
"""How the document describes the other bodies that a call takes."""


def document_of(query: Mapping[str, Any], body: Mapping[str, Any]) -> Document:
    """Join metadata from the query string with the body, whose members win.

    Raises TextTooLong.
    """
    return Document(**given_of(query, body))


def given_of(query: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """Give those fields of a document that the caller tells, in the query string or the body.

    Raises TextTooLong, so that an overlong text waits for no process.
    """
    allowed = services().settings.max_chars
    if len(body["text"]) > allowed:
        raise TextTooLong(len(body["text"]), allowed)
    given = {name: value for name, value in query.items() if name in _NAMES}
    return {**given, **body}


def editor_of(body: Mapping[str, Any]) -> Editor:
    """Read who edits: whom they name, else the name of their key."""
    key = caller()
    return Editor(body.get("by") or (key.name if key else None), body.get("note"))


def shown(record: T, text: str, query: Mapping[str, Any]) -> T:
    """Count a record's offsets the way the query asks for."""
    return in_utf16(record, text) if query["offsets"] == "utf-16" else record


def shown_changes(
    changes: RevisionChanges, earlier: str, present: str, query: Mapping[str, Any]
) -> RevisionChanges:
    """Count the offsets of a revision's changes, each in its own text, as the query asks for."""

    def either(one: StatementChange) -> StatementChange:
        return replace(
            one,
            before=one.before and shown(one.before, earlier, query),
            after=one.after and shown(one.after, present, query),
        )

    return replace(
        changes,
        added=tuple(map(either, changes.added)),
        removed=tuple(map(either, changes.removed)),
        kept=tuple(map(either, changes.kept)),
        changed=tuple(map(either, changes.changed)),
    )
