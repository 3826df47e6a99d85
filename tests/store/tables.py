"""The rows of tables, as they are, in either database."""

from collections.abc import Mapping

import sqlalchemy as sa

_INDEX_CHECKS = (
    # Raises where the index does not hold exactly what the table does.
    "INSERT INTO statement_search (statement_search) VALUES ('integrity-check')",
    "INSERT INTO claim_search (claim_search) VALUES ('integrity-check')",
)
_SQLITE_CHECKS = ("PRAGMA integrity_check", "PRAGMA foreign_key_check")


def contents(engine: sa.Engine, tables: Mapping[str, str]) -> dict[str, list[tuple[object, ...]]]:
    """Read columns of tables, by name; what a database itself can check is checked first."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            for check in _INDEX_CHECKS:
                connection.exec_driver_sql(check)
            answers = [connection.exec_driver_sql(check).all() for check in _SQLITE_CHECKS]
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
