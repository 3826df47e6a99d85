"""Which appearances count as which speaker, after editors' merges and splits.

All functions work inside the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, insert, or_, select, tuple_, update

from service.errors import InvalidEdit
from service.records import Orphan
from service.store import speakers as counting
from service.store.names import root_of
from service.store.schema import appearances, articles, pins, speakers, statement_speakers

Place = tuple[str, str]
"""An appearance: article and key."""

_AT_ONCE = 200


def read_parents(connection: Connection, wanted: Sequence[str]) -> dict[str, str | None]:
    """Read into whom speakers are merged; None: into nobody."""
    rows = connection.execute(
        select(speakers.c.id, speakers.c.merged_into).where(speakers.c.id.in_(wanted))
    )
    return {row.id: row.merged_into for row in rows}


def write_parents(connection: Connection, parents: Mapping[str, str | None]) -> None:
    """Merge speakers into others, or let them be on their own again.

    Raises InvalidEdit where a speaker would be merged into itself.
    """
    concerned: set[str] = set()
    for speaker_id, parent in sorted(parents.items()):
        before = root_of(connection, speaker_id)
        tree = _with_merged(connection, speaker_id, before)
        after = speaker_id if parent is None else root_of(connection, parent)
        if after in tree and parent is not None:
            raise InvalidEdit(f"The speaker '{speaker_id}' cannot be merged into itself.")
        keep(connection, [speaker_id] if parent is None else [speaker_id, parent])
        change = update(speakers).where(speakers.c.id == speaker_id)
        connection.execute(change.values(merged_into=parent))
        connection.execute(update(speakers).where(speakers.c.id.in_(tree)).values(root_id=after))
        connection.execute(update(speakers).where(speakers.c.id == after).values(root_id=None))
        moved = select(appearances.c.article_id, appearances.c.key).where(
            appearances.c.base_id.in_(tree)
        )
        joined = update(statement_speakers).where(statement_speakers.c.speaker_id == before)
        if before != speaker_id:  # only a part of those who count as the former speaker
            place = tuple_(statement_speakers.c.article_id, statement_speakers.c.key)
            joined = joined.where(place.in_(moved))
        connection.execute(joined.values(speaker_id=after))
        connection.execute(
            update(appearances).where(appearances.c.base_id.in_(tree)).values(speaker_id=after)
        )
        concerned |= {before, after}
    counting.recount(connection, concerned)
    counting.refresh(connection, concerned)


def read_pins(connection: Connection, places: Sequence[Place]) -> dict[Place, str | None]:
    """Read to whom editors pinned appearances; None: to nobody."""
    found: dict[Place, str | None] = dict.fromkeys(places)
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        rows = connection.execute(select(pins).where(_at(pins.c.article_id, pins.c.key, some)))
        found |= {(row.article_id, row.key): row.speaker_id for row in rows}
    return found


def write_pins(connection: Connection, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Pin appearances to speakers, or leave them to linking again where speaker_id is None.

    wanted: article_id, key, name and speaker_id of each. Deleted articles are passed over.
    """
    present = set(
        connection.scalars(
            select(articles.c.id).where(articles.c.id.in_({one["article_id"] for one in wanted}))
        )
    )
    concerned: set[str] = set()
    bases: set[str] = set()
    for one in wanted:
        if one["article_id"] not in present:
            continue
        place = (pins.c.article_id == one["article_id"]) & (pins.c.key == one["key"])
        connection.execute(delete(pins).where(place))
        if one["speaker_id"] is not None:
            connection.execute(insert(pins), [dict(one)])
        row = connection.execute(
            select(appearances).where(
                appearances.c.article_id == one["article_id"], appearances.c.key == one["key"]
            )
        ).one_or_none()
        if row is None:  # the present analysis does not name the speaker so
            continue
        base = one["speaker_id"] or row.linked_id
        keep(connection, [base, row.base_id])
        after = root_of(connection, base)
        here = and_(appearances.c.article_id == row.article_id, appearances.c.key == row.key)
        connection.execute(update(appearances).where(here).values(base_id=base, speaker_id=after))
        connection.execute(
            update(statement_speakers)
            .where(
                statement_speakers.c.speaker_id == row.speaker_id,
                statement_speakers.c.article_id == row.article_id,
                statement_speakers.c.key == row.key,
            )
            .values(speaker_id=after)
        )
        concerned |= {row.speaker_id, after}
        bases |= {row.base_id, base}
    counting.recount(connection, concerned)
    counting.recount_names(connection, bases)
    counting.refresh(connection, concerned | bases)


def unused_pins(connection: Connection, article_id: str) -> list[Orphan]:
    """List the names that an editor pinned to a speaker and that an article has no more."""
    named = exists().where(
        appearances.c.article_id == pins.c.article_id, appearances.c.key == pins.c.key
    )
    rows = connection.execute(
        select(pins.c.name).where(pins.c.article_id == article_id, ~named).order_by(pins.c.key)
    )
    return [Orphan("pin", row.name, row.name) for row in rows]


def keep(connection: Connection, wanted: Sequence[str]) -> None:
    """Keep the rows of speakers to whom an editor's act refers, whatever is deleted."""
    connection.execute(update(speakers).where(speakers.c.id.in_(wanted)).values(edited=1))


def _at(article: Any, key: Any, places: Sequence[Place]) -> Any:
    return or_(*(and_(article == one, key == other) for one, other in places))


def _with_merged(connection: Connection, speaker_id: str, root: str) -> set[str]:
    """Give a speaker with all that are merged into it, one after the other."""
    rows = connection.execute(
        select(speakers.c.id, speakers.c.merged_into).where(speakers.c.root_id == root)
    ).all()
    tree = {speaker_id}
    while more := {row.id for row in rows if row.merged_into in tree} - tree:
        tree |= more
    return tree
