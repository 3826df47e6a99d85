"""The record of editors' acts: who did what when, with the state before and after."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from service import ids
from service.records import Edit, EditAction
from service.store.rows import AnyRow
from service.store.schema import edit_speakers, edits


def note(
    connection: Connection,
    action: EditAction,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    at: dt.datetime,
    by: str | None,
    remark: str | None,
    speakers: Iterable[str],
    number: int,
    quote_id: str | None = None,
    article_id: str | None = None,
    correction_id: str | None = None,
    topic_id: str | None = None,
    review_id: str | None = None,
    claim_id: str | None = None,
    undoes: str | None = None,
) -> Edit:
    """Write down an act and give it as a record."""
    concerned = sorted(set(speakers))
    identifier = ids.edit_id(number, at.isoformat(), action)
    values = {
        "number": number,
        "id": identifier,
        "at": at,
        "by": by,
        "note": remark,
        "action": action,
        "article_id": article_id,
        "correction_id": correction_id,
        "quote_id": quote_id,
        "topic_id": topic_id,
        "review_id": review_id,
        "claim_id": claim_id,
        "before": _json(before),
        "after": _json(after),
        "undoes": undoes,
        "undone_by": None,
    }
    connection.execute(insert(edits), [values])
    if concerned:
        connection.execute(
            insert(edit_speakers), [{"speaker_id": one, "number": number} for one in concerned]
        )
    if undoes is not None:
        connection.execute(update(edits).where(edits.c.id == undoes).values(undone_by=identifier))
        # What had been undone by that act is in force again.
        connection.execute(update(edits).where(edits.c.undone_by == undoes).values(undone_by=None))
    return Edit(
        identifier,
        at,
        by,
        remark,
        action,
        tuple(concerned),
        quote_id,
        before,
        after,
        undoes,
        topic_id=topic_id,
        claim_id=claim_id,
    )


def next_number(connection: Connection) -> int:
    """Give the number of the next act."""
    return (connection.execute(select(func.max(edits.c.number))).scalar_one() or 0) + 1


def read_edits(connection: Connection, rows: Sequence[AnyRow]) -> tuple[Edit, ...]:
    """Make the records of acts."""
    if not rows:
        return ()
    concerned: dict[int, list[str]] = {row.number: [] for row in rows}
    for row in connection.execute(
        select(edit_speakers.c.number, edit_speakers.c.speaker_id)
        .where(edit_speakers.c.number.in_(list(concerned)))
        .order_by(edit_speakers.c.speaker_id)
    ):
        concerned[row.number].append(row.speaker_id)
    return tuple(
        Edit(
            id=row.id,
            at=row.at,
            by=row.by,
            note=row.note,
            action=row.action,
            speakers=tuple(concerned[row.number]),
            quote_id=row.quote_id,
            before=json.loads(row.before),
            after=json.loads(row.after),
            undoes=row.undoes,
            undone_by=row.undone_by,
            topic_id=row.topic_id,
            claim_id=row.claim_id,
        )
        for row in rows
    )


def find(connection: Connection, edit_id: str) -> AnyRow | None:
    """Read an act's row."""
    return connection.execute(select(edits).where(edits.c.id == edit_id)).one_or_none()


def _json(state: Mapping[str, Any]) -> str:
    return json.dumps(state, ensure_ascii=False, sort_keys=True)
