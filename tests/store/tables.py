"""The rows of tables, as they are, in either database."""

from collections.abc import Mapping

import sqlalchemy as sa

_SQLITE_CHECKS = (
    # Raises where the index does not hold exactly what the table does.
    "INSERT INTO statement_search (statement_search) VALUES ('integrity-check')",
    "PRAGMA integrity_check",
    "PRAGMA foreign_key_check",
)


def contents(engine: sa.Engine, tables: Mapping[str, str]) -> dict[str, list[tuple[object, ...]]]:
    """Read columns of tables, by name; what a database itself can check is checked first."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            first, *others = _SQLITE_CHECKS
            connection.exec_driver_sql(first)
            answers = [connection.exec_driver_sql(check).all() for check in others]
            assert answers == [[("ok",)], []]
        found = {
            table: sorted(
                map(tuple, connection.exec_driver_sql(f"SELECT {columns} FROM {table}")),  # noqa: S608
                key=repr,
            )
            for table, columns in tables.items()
        }
        connection.rollback()
    return found
