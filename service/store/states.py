"""The states between which editors' acts lead: read, compared and written, one pair per action.

A state is plain JSON. An act and its undoing are the same step with before and after exchanged.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select, update

from service.errors import NotFound
from service.records import EditAction, ExternalId
from service.store import contents, regrouping, reviews, speakers
from service.store.editor_state import read_state, write_state
from service.store.schema import articles, suggestions
from service.store.schema import speakers as speakers_table
from service.store.speaker_index import write_blocks
from service.store.topic_state import read_topic, write_topic

State = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """How a kind of state is read, as it now is for what a state speaks of, and written."""

    read: Callable[[Connection, State], State]
    write: Callable[[Connection, State, dt.datetime], None]


def _read_merge(connection: Connection, like: State) -> State:
    return {"merged_into": regrouping.read_parents(connection, list(like["merged_into"]))}


def _write_merge(connection: Connection, state: State, now: dt.datetime) -> None:
    regrouping.write_parents(connection, state["merged_into"])


def _read_split(connection: Connection, like: State) -> State:
    listed = [(one["article_id"], one["key"]) for one in like["pins"]]
    present = regrouping.read_pins(connection, listed)
    return {
        "pins": [
            {**one, "speaker_id": present[one["article_id"], one["key"]]} for one in like["pins"]
        ]
    }


def _write_split(connection: Connection, state: State, now: dt.datetime) -> None:
    regrouping.write_pins(connection, state["pins"])


def _read_speaker(connection: Connection, like: State) -> State:
    row = connection.execute(
        select(speakers_table.c.editor).where(speakers_table.c.id == like["speaker_id"])
    ).one_or_none()
    if row is None:
        raise NotFound("speaker", like["speaker_id"])
    state = read_state(row.editor)
    values = {
        "speaker_id": like["speaker_id"],
        "name": state.name,
        "aliases": list(state.aliases),
        "external_ids": {one.scheme: one.value for one in state.external_ids},
    }
    return {name: values[name] for name in like}


def _write_speaker(connection: Connection, state: State, now: dt.datetime) -> None:
    speaker_id = state["speaker_id"]
    of = speakers_table.c.id == speaker_id
    present = read_state(connection.execute(select(speakers_table.c.editor).where(of)).scalar_one())
    if "name" in state:
        present = replace(present, name=state["name"])
    if "aliases" in state:
        present = replace(present, aliases=tuple(state["aliases"]))
    if "external_ids" in state:
        given = sorted(state["external_ids"].items())
        present = replace(present, external_ids=tuple(ExternalId(*pair) for pair in given))
    connection.execute(
        update(speakers_table).where(of).values(editor=write_state(present), edited=1)
    )
    write_blocks(connection, speaker_id)
    speakers.refresh(connection, [speaker_id])


def _read_quote(connection: Connection, like: State) -> State:
    fixes = contents.read_corrections(connection, like["article_id"])
    fields = next((fix.fields for fix in fixes if fix.id == like["correction_id"]), {})
    return {**like, "fields": fields}


def _write_quote(connection: Connection, state: State, now: dt.datetime) -> None:
    article_id = state["article_id"]
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one()
    fixes = contents.read_corrections(connection, article_id)
    present = contents.in_force(fixes, row.revision)
    found = contents.as_analysed(contents.stored(connection, article_id), present)
    changed = tuple(
        replace(fix, fields=state["fields"]) if fix.id == state["correction_id"] else fix
        for fix in fixes
    )
    values = {name: getattr(row, name) for name in contents.COLUMNS}
    contents.replace_content(connection, values, found, now, changed, telling_changes=False)
    contents.write_corrections(connection, article_id, changed)


def _read_suggestion(connection: Connection, like: State) -> State:
    dismissed = connection.execute(
        select(suggestions.c.dismissed).where(suggestions.c.id == like["suggestion_id"])
    ).scalar_one_or_none()
    if dismissed is None:
        raise NotFound("suggestion", like["suggestion_id"])
    return {"suggestion_id": like["suggestion_id"], "dismissed": bool(dismissed)}


def _write_suggestion(connection: Connection, state: State, now: dt.datetime) -> None:
    connection.execute(
        update(suggestions)
        .where(suggestions.c.id == state["suggestion_id"])
        .values(dismissed=int(state["dismissed"]))
    )


STEPS: Mapping[EditAction, Step] = {
    "merge": Step(_read_merge, _write_merge),
    "split": Step(_read_split, _write_split),
    "speaker": Step(_read_speaker, _write_speaker),
    "quote": Step(_read_quote, _write_quote),
    "suggestion": Step(_read_suggestion, _write_suggestion),
    "topic": Step(read_topic, write_topic),
    "review": Step(reviews.read_state, reviews.write_state),
}
