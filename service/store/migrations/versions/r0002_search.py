"""Full-text search in the content of statements."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The index holds no copy of the text: it reads `statements`, and is told of every change there.
CREATE = (
    """
    CREATE VIRTUAL TABLE statement_search USING fts5(
        content, content='statements', content_rowid='key',
        tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER statement_search_insert AFTER INSERT ON statements BEGIN
        INSERT INTO statement_search (rowid, content) VALUES (new.key, new.content);
    END
    """,
    """
    CREATE TRIGGER statement_search_delete AFTER DELETE ON statements BEGIN
        INSERT INTO statement_search (statement_search, rowid, content)
        VALUES ('delete', old.key, old.content);
    END
    """,
    """
    CREATE TRIGGER statement_search_update AFTER UPDATE OF key, content ON statements BEGIN
        INSERT INTO statement_search (statement_search, rowid, content)
        VALUES ('delete', old.key, old.content);
        INSERT INTO statement_search (rowid, content) VALUES (new.key, new.content);
    END
    """,
    "INSERT INTO statement_search (statement_search) VALUES ('rebuild')",
)


def upgrade() -> None:
    for statement in CREATE:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for name in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER statement_search_{name}")
    op.execute("DROP TABLE statement_search")
