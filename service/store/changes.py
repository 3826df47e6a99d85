"""What another content of an article changes: told in the event log, by ids.

All functions work inside the caller's transaction.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from service.records import Statement
from service.store.events import Happening, note
from service.store.schema import claims, statements


@dataclass(frozen=True, slots=True)
class Held:
    """What an article holds: its statements' records and its claims' statements, by their ids."""

    statements: Mapping[str, str]
    claims: Mapping[str, str]


def held(connection: Connection, article_id: str) -> Held:
    """Read what an article holds."""
    found = connection.execute(
        select(statements.c.id, statements.c.record)
        .where(statements.c.article_id == article_id)
        .order_by(statements.c.position)
    )
    claimed = connection.execute(
        select(claims.c.id, claims.c.statement_id)
        .join(statements, statements.c.id == claims.c.statement_id)
        .where(statements.c.article_id == article_id)
        .order_by(claims.c.position, claims.c.number)
    )
    return Held(
        {row.id: row.record for row in found}, {row.id: row.statement_id for row in claimed}
    )


def tell_added(
    connection: Connection, article_id: str, found: Sequence[Statement], at: dt.datetime
) -> None:
    """Tell of a new article with its statements and their claims."""
    happened = [Happening("article.created", article_id)]
    for one in found:
        happened.append(Happening("statement.created", article_id, one.id))
        happened += [
            Happening("claim.created", article_id, one.id, claim.id) for claim in one.claims
        ]
    note(connection, at, happened)


def tell_replaced(
    connection: Connection,
    article_id: str,
    before: Held,
    at: dt.datetime,
    *,
    also_changed: bool = True,
) -> None:
    """Tell what has gone and come since an article held this, and which statements changed.

    also_changed: False where whoever changed a statement tells of that.
    """
    after = held(connection, article_id)
    note(connection, at, list(_differences(article_id, before, after, also_changed=also_changed)))


def _differences(
    article_id: str, before: Held, after: Held, *, also_changed: bool
) -> Iterator[Happening]:
    for claim_id, quote_id in before.claims.items():
        if claim_id not in after.claims:
            yield Happening("claim.deleted", article_id, quote_id, claim_id)
    for quote_id in before.statements:
        if quote_id not in after.statements:
            yield Happening("statement.deleted", article_id, quote_id)
    for quote_id, record in after.statements.items():
        if quote_id not in before.statements:
            yield Happening("statement.created", article_id, quote_id)
        elif also_changed and before.statements[quote_id] != record:
            yield Happening("statement.changed", article_id, quote_id)
    for claim_id, quote_id in after.claims.items():
        if claim_id not in before.claims:
            yield Happening("claim.created", article_id, quote_id, claim_id)
