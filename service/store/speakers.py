"""Writes of speakers: counts go up and down with articles, and what is read is derived from them.

All functions work inside the caller's transaction.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from service import ids
from service.records import Statement
from service.store import linker
from service.store.dialects import adding
from service.store.editor_state import read_state
from service.store.mentions import HOLDS, RELAYS, Fixed, appearances, labels, told_kind
from service.store.rows import AnyRow, Values
from service.store.schema import appearances as appearances_table
from service.store.schema import (
    mentions,
    speaker_blocks,
    speaker_forms,
    speaker_labels,
    speaker_names,
    speaker_words,
    speakers,
    word_grams,
)
from service.store.speaker_index import write_blocks, write_forms


@dataclass(frozen=True)
class Counted:
    """What an article's statements were counted as: keys to speakers, and whom that concerns."""

    speakers: Mapping[str, str]
    concerned: set[str]


def count_in(
    connection: Connection,
    article_id: str,
    statements: Iterable[Statement],
    now: dt.datetime,
    *,
    fixed: Fixed,
    before: Mapping[str, str],
) -> Counted:
    """Add what an article's statements say of speakers, linking each to a known or a new one.

    fixed: speakers that editors gave to statements. before: the speakers that the article's keys
    were linked to, which they keep. The speakers' rows exist afterwards.
    """
    counts = labels(statements, fixed)
    if not counts:
        return Counted({}, set())
    found = appearances(counts)
    linked = linker.link(connection, article_id, found, now, fixed=fixed, before=before)
    connection.execute(
        insert(appearances_table),
        [
            {
                "article_id": article_id,
                "key": one.key,
                "name": one.name,
                "kind": one.kind,
                "linked_id": linked[one.key].linked,
                "base_id": linked[one.key].base,
                "speaker_id": linked[one.key].speaker,
            }
            for one in found
        ],
    )
    connection.execute(
        insert(mentions),
        [
            {
                "article_id": article_id,
                "key": label.key,
                "what": label.what,
                "text": label.text,
                "uses": uses,
            }
            for label, uses in counts.items()
        ],
    )
    sums: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for label, uses in counts.items():
        sums[linked[label.key].speaker, label.what, label.text] += uses
    _add_labels(connection, sums)
    meant = {key: link.speaker for key, link in linked.items()}
    return Counted(meant, set(meant.values()))


def count_out(connection: Connection, article_id: str) -> set[str]:
    """Take away what an article had added; gives the ids of the speakers concerned."""
    mine = appearances_table.c.article_id == article_id
    rows = connection.execute(select(appearances_table).where(mine)).all()
    if not rows:
        return set()
    meant = {row.key: row.speaker_id for row in rows}
    sums: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for row in connection.execute(select(mentions).where(mentions.c.article_id == article_id)):
        sums[meant[row.key], row.what, row.text] -= row.uses
    _add_labels(connection, sums)
    concerned = set(meant.values())
    connection.execute(
        delete(speaker_labels).where(
            speaker_labels.c.speaker_id.in_(concerned), speaker_labels.c.uses <= 0
        )
    )
    connection.execute(delete(mentions).where(mentions.c.article_id == article_id))
    connection.execute(delete(appearances_table).where(mine))
    _take_names(connection, rows)
    # A merged speaker whose last name went is looked at, too.
    return concerned | {row.base_id for row in rows} | {row.linked_id for row in rows}


def recount(connection: Connection, concerned: Collection[str]) -> None:
    """Sum up anew what all articles say of speakers, after appearances have changed sides."""
    connection.execute(delete(speaker_labels).where(speaker_labels.c.speaker_id.in_(concerned)))
    summed = (
        select(
            appearances_table.c.speaker_id,
            mentions.c.what,
            mentions.c.text,
            func.sum(mentions.c.uses),
        )
        .join_from(
            appearances_table,
            mentions,
            (mentions.c.article_id == appearances_table.c.article_id)
            & (mentions.c.key == appearances_table.c.key),
        )
        .where(appearances_table.c.speaker_id.in_(concerned))
        .group_by(appearances_table.c.speaker_id, mentions.c.what, mentions.c.text)
    )
    connection.execute(
        insert(speaker_labels).from_select(["speaker_id", "what", "text", "uses"], summed)
    )


def recount_names(connection: Connection, bases: Collection[str]) -> None:
    """Sum up anew the names by which speakers are linked."""
    connection.execute(delete(speaker_names).where(speaker_names.c.speaker_id.in_(bases)))
    summed = (
        select(appearances_table.c.base_id, appearances_table.c.name, func.count())
        .where(appearances_table.c.base_id.in_(bases))
        .group_by(appearances_table.c.base_id, appearances_table.c.name)
    )
    connection.execute(insert(speaker_names).from_select(["speaker_id", "name", "uses"], summed))
    for base in sorted(bases):
        write_blocks(connection, base)


def rebuild(connection: Connection) -> None:
    """Derive everything anew, as after a migration."""
    for table in (speaker_words, word_grams, speaker_forms, speaker_blocks):
        connection.execute(delete(table))
    everyone = connection.scalars(select(speakers.c.id)).all()
    for start in range(0, len(everyone), 500):
        some = everyone[start : start + 500]
        recount(connection, some)
        recount_names(connection, some)
        refresh(connection, some)


def refresh(connection: Connection, concerned: Collection[str]) -> None:
    """Derive the speakers' rows from the counts; a speaker of whom nothing is left goes."""
    if not concerned:
        return
    counted: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(
        select(speaker_labels).where(speaker_labels.c.speaker_id.in_(concerned))
    ):
        counted[row.speaker_id].append(row)
    rows = {
        row.id: row
        for row in connection.execute(select(speakers).where(speakers.c.id.in_(concerned)))
    }
    gone = []
    changes = []
    for speaker_id, row in rows.items():
        state = read_state(row.editor)
        if speaker_id in counted:
            name = state.name or (_own_name(connection, speaker_id) if row.edited else None)
            values = _derive(counted[speaker_id], name)
        elif row.edited:
            name = state.name or row.name
            values = {"name": name, "name_key": ids.name_key(name), "kind": row.kind}
            values |= {"rank": 0, "relays": 0}
        else:
            gone.append({"of": speaker_id})
            continue
        if any(getattr(row, name) != value for name, value in values.items()):
            changes.append({"of": speaker_id, **values})
    for one in gone:
        write_forms(connection, one["of"])  # which takes its words and their trigrams away
    if gone:
        connection.execute(delete(speakers).where(speakers.c.id == bindparam("of")), gone)
    if changes:
        connection.execute(update(speakers).where(speakers.c.id == bindparam("of")), changes)
    for speaker_id in counted.keys() | {i for i, row in rows.items() if row.edited}:
        if speaker_id in rows:
            write_forms(connection, speaker_id)


def most_used(rows: Sequence[AnyRow], what: str) -> list[str]:
    """Give the texts of one sort of label, most used first, then by text."""
    chosen = sorted((-row.uses, row.text) for row in rows if row.what == what)
    return [text for _, text in chosen]


def _own_name(connection: Connection, speaker_id: str) -> str | None:
    """Give the most used name of a speaker itself, whoever was merged into it."""
    return connection.execute(
        select(speaker_names.c.name)
        .where(speaker_names.c.speaker_id == speaker_id)
        .order_by(speaker_names.c.uses.desc(), speaker_names.c.name)
        .limit(1)
    ).scalar_one_or_none()


def _derive(rows: Sequence[AnyRow], name: str | None) -> Values:
    """Make a speaker's row from what articles say of it; name: instead of the most used one."""
    name = name or most_used(rows, "name")[0]
    parts = {row.text: row.uses for row in rows if row.what == "part"}
    return {
        "name": name,
        "name_key": ids.name_key(name),
        "kind": told_kind(most_used(rows, "kind")),
        "rank": -parts.get(HOLDS, 0),
        "relays": parts.get(RELAYS, 0),
    }


def _add_labels(connection: Connection, sums: Mapping[tuple[str, str, str], int]) -> None:
    connection.execute(
        adding(speaker_labels, "uses"),
        [
            {"speaker_id": speaker_id, "what": what, "text": text, "uses": uses}
            for (speaker_id, what, text), uses in sums.items()
        ],
    )


def _take_names(connection: Connection, rows: Sequence[AnyRow]) -> None:
    """Take away the names of appearances that are gone."""
    connection.execute(
        adding(speaker_names, "uses"),
        [{"speaker_id": row.base_id, "name": row.name, "uses": -1} for row in rows],
    )
    bases = {row.base_id for row in rows}
    lost = connection.execute(
        delete(speaker_names)
        .where(speaker_names.c.speaker_id.in_(bases), speaker_names.c.uses <= 0)
        .returning(speaker_names.c.speaker_id)
    ).scalars()
    for base in sorted(set(lost)):
        write_blocks(connection, base)
