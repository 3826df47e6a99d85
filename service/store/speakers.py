"""Writes of speakers: counts go up and down with articles, and what is read is derived from them.

All functions work inside the caller's transaction.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from service import ids
from service.records import Statement
from service.store.mentions import HOLDS, RELAYS, Label, labels
from service.store.rows import AnyRow
from service.store.schema import mentions, speaker_labels, speaker_words, speakers

# Longer names are found by their full name and by these first words of it.
MOST_WORDS = 32
_TOLD_BY_NOTHING = ("unnamed", "unknown")  # kinds, least telling first


def count_in(
    connection: Connection, article_id: str, statements: Iterable[Statement], now: dt.datetime
) -> set[str]:
    """Add what an article's statements say of speakers; gives the ids of those concerned.

    The speakers' rows exist afterwards, so that statements can refer to them.
    """
    counts = labels(statements)
    concerned = {label.speaker_id for label in counts}
    _make_missing(connection, concerned, now)
    if counts:
        connection.execute(
            insert(mentions),
            [
                {
                    "article_id": article_id,
                    "speaker_id": label.speaker_id,
                    "what": label.what,
                    "text": label.text,
                    "uses": uses,
                }
                for label, uses in counts.items()
            ],
        )
    _add(connection, counts)
    return concerned


def count_out(connection: Connection, article_id: str) -> set[str]:
    """Take away what an article had added; gives the ids of the speakers concerned."""
    rows = connection.execute(
        select(*mentions.c["speaker_id", "what", "text", "uses"]).where(
            mentions.c.article_id == article_id
        )
    ).all()
    _add(connection, {Label(row.speaker_id, row.what, row.text): -row.uses for row in rows})
    connection.execute(delete(mentions).where(mentions.c.article_id == article_id))
    return {row.speaker_id for row in rows}


def refresh(connection: Connection, concerned: Iterable[str]) -> None:
    """Derive the speakers' rows from the counts; a speaker of whom nothing is left goes."""
    for speaker_id in sorted(concerned):
        rows = connection.execute(
            select(*speaker_labels.c["what", "text", "uses"]).where(
                speaker_labels.c.speaker_id == speaker_id
            )
        ).all()
        if not rows:
            connection.execute(delete(speakers).where(speakers.c.id == speaker_id))
            continue
        name = most_used(rows, "name")[0]
        key = ids.name_key(name)
        kinds = most_used(rows, "kind")
        told = [kind for kind in kinds if kind not in _TOLD_BY_NOTHING]
        parts = {row.text: row.uses for row in rows if row.what == "part"}
        old_key = connection.scalar(select(speakers.c.name_key).where(speakers.c.id == speaker_id))
        connection.execute(
            update(speakers)
            .where(speakers.c.id == speaker_id)
            .values(
                name=name,
                name_key=key,
                kind=told[0] if told else max(kinds, key=_TOLD_BY_NOTHING.index),
                rank=-parts.get(HOLDS, 0),
                relays=parts.get(RELAYS, 0),
            )
        )
        if key != old_key:
            _write_words(connection, speaker_id, key)


def most_used(rows: Sequence[AnyRow], what: str) -> list[str]:
    """Give the texts of one sort of label, most used first, then by text."""
    chosen = sorted((-row.uses, row.text) for row in rows if row.what == what)
    return [text for _, text in chosen]


def _make_missing(connection: Connection, concerned: set[str], now: dt.datetime) -> None:
    for speaker_id in sorted(concerned):
        known = connection.scalar(select(speakers.c.id).where(speakers.c.id == speaker_id))
        if known is None:
            connection.execute(
                insert(speakers).values(
                    id=speaker_id,
                    name="",
                    name_key="",
                    kind=_TOLD_BY_NOTHING[0],
                    rank=0,
                    relays=0,
                    created_at=now,
                )
            )


def _add(connection: Connection, changes: Mapping[Label, int]) -> None:
    """Change the counts; those that come to zero go."""
    table = speaker_labels
    same = (
        (table.c.speaker_id == bindparam("of_speaker"))
        & (table.c.what == bindparam("of_what"))
        & (table.c.text == bindparam("of_text"))
    )
    for label, change in changes.items():
        place = {"of_speaker": label.speaker_id, "of_what": label.what, "of_text": label.text}
        raised = connection.execute(
            update(table).where(same).values(uses=table.c.uses + bindparam("change")),
            {**place, "change": change},
        )
        if raised.rowcount == 0:
            connection.execute(
                insert(table).values(
                    speaker_id=label.speaker_id, what=label.what, text=label.text, uses=change
                )
            )
        elif change < 0:
            connection.execute(delete(table).where(same, table.c.uses <= 0), place)


def _write_words(connection: Connection, speaker_id: str, key: str) -> None:
    connection.execute(delete(speaker_words).where(speaker_words.c.speaker_id == speaker_id))
    words = dict.fromkeys(key.split()[:MOST_WORDS])
    if words:
        connection.execute(
            insert(speaker_words), [{"word": word, "speaker_id": speaker_id} for word in words]
        )
