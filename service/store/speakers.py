"""Writes of speakers: counts go up and down with articles, and what is read is derived from them.

All functions work inside the caller's transaction.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from service import ids
from service.records import Statement
from service.store.mentions import HOLDS, RELAYS, labels
from service.store.rows import AnyRow, Values
from service.store.schema import mentions, speaker_labels, speaker_words, speakers
from service.store.sqlite import adding

# A longer name is found by the whole of it and by its first words.
MOST_WORDS = 32
_TOLD_BY_NOTHING = ("unnamed", "unknown")  # kinds, least telling first


def count_in(
    connection: Connection, article_id: str, statements: Iterable[Statement], now: dt.datetime
) -> set[str]:
    """Add what an article's statements say of speakers; gives the ids of those concerned.

    The speakers' rows exist afterwards, so that statements can refer to them.
    """
    counts = labels(statements)
    if not counts:
        return set()
    concerned = {label.speaker_id for label in counts}
    _make_missing(connection, concerned, now)
    rows = [{**asdict(label), "uses": uses} for label, uses in counts.items()]
    connection.execute(insert(mentions), [{"article_id": article_id, **row} for row in rows])
    connection.execute(adding(speaker_labels, "uses"), rows)
    return concerned


def count_out(connection: Connection, article_id: str) -> set[str]:
    """Take away what an article had added; gives the ids of the speakers concerned."""
    rows = connection.execute(select(mentions).where(mentions.c.article_id == article_id)).all()
    if not rows:
        return set()
    connection.execute(
        adding(speaker_labels, "uses"),
        [
            {"speaker_id": row.speaker_id, "what": row.what, "text": row.text, "uses": -row.uses}
            for row in rows
        ],
    )
    concerned = {row.speaker_id for row in rows}
    connection.execute(
        delete(speaker_labels).where(
            speaker_labels.c.speaker_id.in_(concerned), speaker_labels.c.uses <= 0
        )
    )
    connection.execute(delete(mentions).where(mentions.c.article_id == article_id))
    return concerned


def refresh(connection: Connection, concerned: Collection[str]) -> None:
    """Derive the speakers' rows from the counts; a speaker of whom nothing is left goes."""
    if not concerned:
        return
    counted: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(
        select(speaker_labels).where(speaker_labels.c.speaker_id.in_(concerned))
    ):
        counted[row.speaker_id].append(row)
    if gone := [{"of": speaker_id} for speaker_id in concerned if speaker_id not in counted]:
        connection.execute(delete(speakers).where(speakers.c.id == bindparam("of")), gone)
    if not counted:
        return
    keys = {
        row.id: row.name_key
        for row in connection.execute(
            select(speakers.c.id, speakers.c.name_key).where(speakers.c.id.in_(counted))
        )
    }
    derived = {speaker_id: _derive(rows) for speaker_id, rows in counted.items()}
    connection.execute(
        update(speakers).where(speakers.c.id == bindparam("of")),
        [{"of": speaker_id, **values} for speaker_id, values in derived.items()],
    )
    for speaker_id, values in derived.items():
        if values["name_key"] != keys[speaker_id]:
            _write_words(connection, speaker_id, values["name_key"])


def most_used(rows: Sequence[AnyRow], what: str) -> list[str]:
    """Give the texts of one sort of label, most used first, then by text."""
    chosen = sorted((-row.uses, row.text) for row in rows if row.what == what)
    return [text for _, text in chosen]


def _derive(rows: Sequence[AnyRow]) -> Values:
    """Make a speaker's row from what articles say of it."""
    name = most_used(rows, "name")[0]
    kinds = most_used(rows, "kind")
    told = [kind for kind in kinds if kind not in _TOLD_BY_NOTHING]
    parts = {row.text: row.uses for row in rows if row.what == "part"}
    return {
        "name": name,
        "name_key": ids.name_key(name),
        "kind": told[0] if told else max(kinds, key=_TOLD_BY_NOTHING.index),
        "rank": -parts.get(HOLDS, 0),
        "relays": parts.get(RELAYS, 0),
    }


def _make_missing(connection: Connection, concerned: set[str], now: dt.datetime) -> None:
    """Make rows that `refresh` fills."""
    known = connection.scalars(select(speakers.c.id).where(speakers.c.id.in_(concerned)))
    if missing := concerned.difference(known):
        empty = {"name": "", "name_key": "", "kind": "unnamed", "rank": 0, "relays": 0}
        connection.execute(
            insert(speakers),
            [{"id": speaker_id, "created_at": now, **empty} for speaker_id in sorted(missing)],
        )


def _write_words(connection: Connection, speaker_id: str, key: str) -> None:
    connection.execute(delete(speaker_words).where(speaker_words.c.speaker_id == speaker_id))
    words = dict.fromkeys(key.split()[:MOST_WORDS])
    if words:
        connection.execute(
            insert(speaker_words), [{"word": word, "speaker_id": speaker_id} for word in words]
        )
