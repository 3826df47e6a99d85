"""Writes of the numbers by which statements of one wording are found.

All functions work inside the caller's transaction.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select

from service.store.dialects import ignoring
from service.store.position_schema import statement_prints
from service.store.rows import Values
from service.store.schema import statements
from service.wording.fingerprints import fingerprints
from service.wording.words import words

_AT_ONCE = 500


def numbers(content: str) -> list[int]:
    """Give the numbers of a statement's content."""
    return fingerprints(words(content))


def add(connection: Connection, article_id: str) -> None:
    """Add the numbers of an article's statements, which are there already."""
    rows = _of(connection, statements.c.article_id == article_id)
    if rows:
        connection.execute(ignoring(statement_prints), rows)


def remove(connection: Connection, article_id: str) -> None:
    """Take away the numbers of an article's statements, which are still there.

    They are worked out anew: an index from statements to numbers would be as large as the table.
    """
    rows = _of(connection, statements.c.article_id == article_id)
    if rows:
        connection.execute(
            delete(statement_prints).where(
                statement_prints.c.print == bindparam("number"),
                statement_prints.c.statement_key == bindparam("key"),
            ),
            [{"number": row["print"], "key": row["statement_key"]} for row in rows],
        )


def rebuild(connection: Connection) -> None:
    """Derive everything anew, as after a migration."""
    connection.execute(delete(statement_prints))
    keys = connection.scalars(select(statements.c.key).order_by(statements.c.key)).all()
    for some in _batches(keys):
        rows = _of(connection, statements.c.key.between(some[0], some[-1]))
        if rows:
            connection.execute(ignoring(statement_prints), rows)


def _of(connection: Connection, which: ColumnElement[bool]) -> list[Values]:
    return [
        {"print": number, "statement_key": row.key}
        for row in connection.execute(select(statements.c.key, statements.c.content).where(which))
        for number in numbers(row.content)
    ]


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
