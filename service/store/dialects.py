"""What the two databases say differently, or alike beside the standard: the only place for it.

SQLite took PostgreSQL's ON CONFLICT clause word for word, so that one construct serves both.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Select,
    Table,
    Text,
    cast,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR, Insert, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal

# SQLite's full-text indexes are tables of their own. PostgreSQL keeps the words of a row in a
# generated column, which SQLite's tables do not have.
_INDEXES = {"statements": "statement_search", "claims": "claim_search"}


class _EitherWay(ColumnElement[bool]):
    """A condition that each database states in its own way."""

    _traverse_internals = [  # noqa: RUF012 - declared so by the base class
        ("sqlite", InternalTraversal.dp_clauseelement),
        ("postgresql", InternalTraversal.dp_clauseelement),
    ]
    type = Boolean()

    def __init__(self, sqlite: ColumnElement[bool], postgresql: ColumnElement[bool]) -> None:
        self.sqlite = sqlite
        self.postgresql = postgresql

    def self_group(self, against: Any = None) -> "_EitherWay":
        """Stand beside other conditions as it is; a truth value compared would use no index."""
        return self


@compiles(_EitherWay)
def _compile(element: _EitherWay, compiler: Any, **options: Any) -> str:
    stated = getattr(element, compiler.dialect.name)
    text: str = compiler.process(stated, **options)
    return text


def containing(listed: Table, phrases: Iterable[str]) -> ColumnElement[bool]:
    """Say that a statement's content, or a claim's text, holds all phrases, in any case or accents.

    listed: the table of statements or of claims. No word of a phrase is taken for a database's own
    query language.
    """
    index = _INDEXES[listed.name]
    asked = list(phrases)
    quoted = " AND ".join('"' + phrase.replace('"', '""') + '"' for phrase in asked)
    match = literal_column(index).op("MATCH")(quoted)
    found: Select[tuple[int]] = (
        select(literal_column("rowid")).select_from(table(index)).where(match)
    )
    words: Column[Any] = Column("search_words", TSVECTOR)
    table(listed.name, words)
    wanted = func.onrecord_query(cast(asked, ARRAY(Text)))
    return _EitherWay(listed.c.key.in_(found), words.op("@@", is_comparison=True)(wanted))


def usual(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """State a condition that many rows fulfil, so that SQLite reads in order rather than by it.

    PostgreSQL knows from its statistics how many do; SQLite, without any, would collect and sort
    all of them.
    """
    return _EitherWay(func.likely(condition), condition)


def ignoring(rows: Table) -> Insert:
    """Insert into a table; rows whose key is there already stay as they are."""
    return insert(rows).on_conflict_do_nothing()


def adding(counts: Table, number: str) -> Insert:
    """Insert into a table of counts; where the row is there already, add to its number."""
    statement = insert(counts)
    return statement.on_conflict_do_update(
        index_elements=list(counts.primary_key),
        set_={number: counts.c[number] + statement.excluded[number]},
    )
