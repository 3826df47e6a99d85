"""Full-text search in the content of statements."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The index holds no copy of the text: it reads `statements`, and is told of every change there.
SQLITE = (
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


# The same words as there: letters and digits without case, Latin letters without their accents.
# The parser of PostgreSQL, which knows addresses and signs, sees nothing but these. A vector holds
# a megabyte, so that of an endless content the beginning is searched.
POSTGRESQL = (
    r"""
    CREATE FUNCTION onrecord_words(content text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT left(regexp_replace(
            normalize(regexp_replace(
                normalize(lower(content COLLATE "und-x-icu"), NFD),
                '([a-z])[\u0300-\u036f]+', '\1', 'g'
            ), NFC) COLLATE "und-x-icu",
            '[^[:alnum:]\u0300-\u036f]+', ' ', 'g'
        ), 150000)
    $$
    """,
    """
    CREATE FUNCTION onrecord_query(phrases text[]) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE
        phrase text;
        words tsquery;
        asked tsquery;
    BEGIN
        FOREACH phrase IN ARRAY phrases LOOP
            words := phraseto_tsquery('simple', onrecord_words(phrase));
            asked := coalesce(asked && words, words);
        END LOOP;
        RETURN asked;
    END
    $$
    """,
    """
    ALTER TABLE statements ADD COLUMN search_words tsvector
    GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, onrecord_words(content))) STORED
    """,
    "CREATE INDEX ix_statements_search_words ON statements USING gin (search_words)",
)
POSTGRESQL_BACK = (
    "ALTER TABLE statements DROP COLUMN search_words",
    "DROP FUNCTION onrecord_query",
    "DROP FUNCTION onrecord_words",
)
SQLITE_BACK = (
    *(f"DROP TRIGGER statement_search_{name}" for name in ("insert", "delete", "update")),
    "DROP TABLE statement_search",
)


def upgrade() -> None:
    _run({"sqlite": SQLITE, "postgresql": POSTGRESQL})


def downgrade() -> None:
    _run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def _run(statements: dict[str, tuple[str, ...]]) -> None:
    for statement in statements[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)
