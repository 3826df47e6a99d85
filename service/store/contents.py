"""What an article brings into the store and takes away: statements, speakers, corrections.

All functions work inside the caller's transaction.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from service.records import Statement
from service.store import changes, prints, reviews, speakers, targets
from service.store.claim_rows import claim_values
from service.store.codec import from_json, to_json
from service.store.corrections import Correction, corrected
from service.store.rows import Values, link_values, statement_values
from service.store.schema import (
    appearances,
    articles,
    claims,
    corrections,
    statement_speakers,
    statements,
)

COLUMNS = ("id", "recency", "day", "outlet_key", "quotes", "revision")
"""Those of an article's row that its statements' rows are made with."""


def put(
    connection: Connection,
    article: Values,
    found: Sequence[Statement],
    now: dt.datetime,
    *,
    fixes: Sequence[Correction] = (),
    created: Mapping[str, dt.datetime] | None = None,
    before: Mapping[str, str] | None = None,
) -> set[str]:
    """Insert an article's statements, corrected, with their speakers; gives the ids of these.

    created: when each statement was first stored. before: whom the article's names were linked to.
    """
    shown = corrected(found, in_force(fixes, article["revision"]))
    if not shown.statements:
        return set()
    first = {one.id: (created or {}).get(one.id, now) for one in shown.statements}
    counted = speakers.count_in(
        connection, article["id"], shown.statements, now, fixed=shown.fixed, before=before or {}
    )
    rows = statement_values(article, shown.statements, first)
    connection.execute(insert(statements), rows)
    targets.count_in(connection, rows)
    prints.add(connection, article["id"])
    claimed = list(claim_values(article, shown.statements, first))
    if claimed:
        connection.execute(insert(claims), claimed)
    joined = list(link_values(article, shown.statements, shown.fixed, counted.speakers))
    if joined:
        connection.execute(insert(statement_speakers), joined)
    if len(shown.statements) != article["quotes"]:
        connection.execute(
            update(articles)
            .where(articles.c.id == article["id"])
            .values(quotes=len(shown.statements))
        )
    return counted.concerned


def replace_content(
    connection: Connection,
    article: Values,
    found: Sequence[Statement],
    now: dt.datetime,
    fixes: Sequence[Correction],
    *,
    telling_changes: bool = True,
) -> None:
    """Put other statements in the place of an article's present ones.

    telling_changes: whether the event log tells which statements changed, too.
    """
    article_id = article["id"]
    held = changes.held(connection, article_id)
    created = {
        row.id: row.created_at
        for row in connection.execute(
            select(statements.c.id, statements.c.created_at).where(
                statements.c.article_id == article_id
            )
        )
    }
    before = {key: linked for fix in fixes for key, linked in fix.linked.items()}
    before |= read_links(connection, article_id)
    concerned = speakers.count_out(connection, article_id)
    targets.count_out(connection, article_id)
    prints.remove(connection, article_id)
    connection.execute(delete(statements).where(statements.c.article_id == article_id))
    concerned |= put(connection, article, found, now, fixes=fixes, created=created, before=before)
    reviews.settle(connection, article_id, article["revision"])
    speakers.refresh(connection, concerned)
    changes.tell_replaced(connection, article_id, held, now, also_changed=telling_changes)


def read_links(connection: Connection, article_id: str) -> dict[str, str]:
    """Read whom an article's names are linked to, by their keys."""
    rows = connection.execute(
        select(appearances.c.key, appearances.c.linked_id).where(
            appearances.c.article_id == article_id
        )
    )
    return {row.key: row.linked_id for row in rows}


def read_corrections(connection: Connection, article_id: str) -> tuple[Correction, ...]:
    """Read the corrections of an article's statements."""
    rows = connection.execute(
        select(corrections).where(corrections.c.article_id == article_id).order_by(corrections.c.id)
    )
    return tuple(
        Correction(
            row.id,
            from_json(Statement, row.original),
            json.loads(row.fields),
            bool(row.found),
            json.loads(row.linked),
            row.revision,
        )
        for row in rows
    )


def write_corrections(connection: Connection, article_id: str, fixes: Sequence[Correction]) -> None:
    """Write an article's corrections; those that are there already are brought up to date."""
    known = set(
        connection.scalars(select(corrections.c.id).where(corrections.c.article_id == article_id))
    )
    values = [
        {
            "of": fix.id,
            "statement_id": fix.original.id,
            "original": to_json(fix.original),
            "fields": json.dumps(dict(fix.fields), ensure_ascii=False),
            "found": int(fix.found),
            "linked": json.dumps(dict(fix.linked), ensure_ascii=False),
            "revision": fix.revision,
        }
        for fix in fixes
    ]
    if changed := [row for row in values if row["of"] in known]:
        connection.execute(update(corrections).where(corrections.c.id == bindparam("of")), changed)
    if added := [row for row in values if row["of"] not in known]:
        connection.execute(
            insert(corrections),
            [{**row, "id": row.pop("of"), "article_id": article_id} for row in added],
        )


def in_force(fixes: Iterable[Correction], revision: int) -> tuple[Correction, ...]:
    """Give the corrections that are of an article's present text."""
    return tuple(fix for fix in fixes if fix.revision == revision)


def stored(connection: Connection, article_id: str) -> tuple[Statement, ...]:
    """Read an article's statements as they are shown, but with the ids that the analysis gave."""
    records = connection.scalars(
        select(statements.c.record)
        .where(statements.c.article_id == article_id)
        .order_by(statements.c.position)
    )
    return tuple(from_json(Statement, record) for record in records)


def as_analysed(shown: Sequence[Statement], fixes: Sequence[Correction]) -> tuple[Statement, ...]:
    """Give an article's statements as the present analysis has them, from those that are shown."""
    effective = {fix.original.id: fix for fix in fixes if fix.fields}
    return tuple(
        effective[one.id].original if one.id in effective else one
        for one in shown
        if one.id not in effective or effective[one.id].found
    )
