"""Speakers across articles: appearances, links, search by any alias, editors' work."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
TEXT = sa.LargeBinary  # exact text is kept as bytes
STRICT = {"sqlite_strict": True, "sqlite_with_rowid": False}

# A speaker's kind and name in one article: what most of its statements there tell.
APPEARANCES = """
    INSERT INTO appearances (article_id, key, name, kind, linked_id, base_id, speaker_id)
    SELECT m.article_id, s.name_key,
        (SELECT n.text FROM mentions_before n
         WHERE n.article_id = m.article_id AND n.speaker_id = m.speaker_id AND n.what = 'name'
         ORDER BY n.uses DESC, n.text LIMIT 1),
        (SELECT {kind} FROM mentions_before k
         WHERE k.article_id = m.article_id AND k.speaker_id = m.speaker_id AND k.what = 'kind'
         ORDER BY {kind} IN ('unknown', 'unnamed'), k.uses DESC, k.text LIMIT 1),
        s.id, s.id, s.id
    FROM (SELECT DISTINCT article_id, speaker_id FROM mentions_before) m
    JOIN speakers s ON s.id = m.speaker_id
"""
# How bytes are read as text.
KIND = {"sqlite": "CAST(k.text AS TEXT)", "postgresql": "convert_from(k.text, 'UTF8')"}
MENTIONS = """
    INSERT INTO mentions (article_id, key, what, text, uses)
    SELECT m.article_id, s.name_key, m.what, m.text, m.uses
    FROM mentions_before m JOIN speakers s ON s.id = m.speaker_id
"""
LINKS = """
    INSERT INTO statement_speakers
        (statement_id, part, key, speaker_id, holds, recency, article_id, position)
    SELECT l.statement_id, l.part, s.name_key, l.speaker_id, l.holds, l.recency, l.article_id,
        l.position
    FROM statement_speakers_before l JOIN speakers s ON s.id = l.speaker_id
"""
MENTIONS_BACK = """
    INSERT INTO mentions (article_id, speaker_id, what, text, uses)
    SELECT a.article_id, a.speaker_id, m.what, m.text, SUM(m.uses)
    FROM mentions_before m JOIN appearances a ON a.article_id = m.article_id AND a.key = m.key
    GROUP BY a.article_id, a.speaker_id, m.what, m.text
"""
LINKS_BACK = """
    INSERT INTO statement_speakers
        (statement_id, speaker_id, part, holds, recency, article_id, position)
    SELECT DISTINCT statement_id, speaker_id, part, holds, recency, article_id, position
    FROM statement_speakers_before
"""
WORDS_BACK = "DELETE FROM speaker_words WHERE speaker_id NOT IN (SELECT id FROM speakers)"


def upgrade() -> None:
    op.add_column("speakers", sa.Column("merged_into", sa.Text()))
    op.add_column("speakers", sa.Column("root_id", sa.Text()))
    op.add_column(
        "speakers", sa.Column("edited", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("speakers", sa.Column("editor", TEXT()))
    op.create_index("ix_speakers_root_id", "speakers", ["root_id"])
    _put_aside("mentions", "ix_mentions_speaker_id")
    _put_aside("statement_speakers", "ix_statement_speakers_order")
    _create_appearances()
    op.execute(APPEARANCES.format(kind=KIND[op.get_bind().dialect.name]))
    op.execute(MENTIONS)
    op.execute(LINKS)
    op.drop_table("mentions_before")
    op.drop_table("statement_speakers_before")
    _create_lookups()
    _create_editing()
    # Whom linking and editors found is in statement_speakers alone.
    op.drop_column("statements", "speaker_name")
    op.drop_column("statements", "speaker_id")


def downgrade() -> None:
    op.add_column("statements", sa.Column("speaker_id", sa.Text()))
    op.add_column("statements", sa.Column("speaker_name", TEXT()))
    for table in ("edit_speakers", "edits", "corrections", "pins", "suggestions", "word_grams"):
        op.drop_table(table)
    for table in ("speaker_forms", "speaker_blocks", "speaker_names"):
        op.drop_table(table)
    _put_aside("mentions")
    _put_aside("statement_speakers", "ix_statement_speakers_order")
    op.create_table(
        "mentions",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", TEXT(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        _reference("mentions", "article_id", "articles", cascade=True),
        _reference("mentions", "speaker_id", "speakers"),
        sa.PrimaryKeyConstraint("article_id", "speaker_id", "what", "text", name="pk_mentions"),
        **STRICT,
    )
    op.create_index("ix_mentions_speaker_id", "mentions", ["speaker_id"])
    _create_links(with_key=False)
    op.execute(MENTIONS_BACK)
    op.execute(LINKS_BACK)
    op.drop_table("mentions_before")
    op.drop_table("statement_speakers_before")
    op.drop_table("appearances")
    op.execute(WORDS_BACK)
    op.drop_index("ix_speakers_root_id", "speakers")
    for column in ("editor", "edited", "root_id", "merged_into"):
        op.drop_column("speakers", column)


def _put_aside(table: str, *indexes: str) -> None:
    for index in indexes:
        op.drop_index(index, table)
    op.rename_table(table, f"{table}_before")
    if op.get_bind().dialect.name == "postgresql":  # where the name of a key is taken, too
        op.execute(f"ALTER INDEX pk_{table} RENAME TO pk_{table}_before")


def _reference(table: str, column: str, to: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    target = "number" if to == "edits" else "id"
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.{target}"],
        name=f"fk_{table}_{column}_{to}",
        ondelete="CASCADE" if cascade else None,
    )


def _create_appearances() -> None:
    op.create_table(
        "appearances",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("key", TEXT(), nullable=False),
        sa.Column("name", TEXT(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("linked_id", sa.Text(), nullable=False),
        sa.Column("base_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        _reference("appearances", "article_id", "articles", cascade=True),
        _reference("appearances", "linked_id", "speakers"),
        _reference("appearances", "base_id", "speakers"),
        _reference("appearances", "speaker_id", "speakers"),
        sa.PrimaryKeyConstraint("article_id", "key", name="pk_appearances"),
        **STRICT,
    )
    for column in ("linked_id", "base_id", "speaker_id"):
        op.create_index(f"ix_appearances_{column}", "appearances", [column])
    op.create_table(
        "mentions",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("key", TEXT(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", TEXT(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "key"],
            ["appearances.article_id", "appearances.key"],
            name="fk_mentions_article_id_appearances",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "key", "what", "text", name="pk_mentions"),
        **STRICT,
    )
    _create_links(with_key=True)


def _create_links(*, with_key: bool) -> None:
    key = [sa.Column("key", TEXT(), nullable=False)] if with_key else []
    keys = ("statement_id", "part", "key") if with_key else ("statement_id", "speaker_id", "part")
    op.create_table(
        "statement_speakers",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        *key,
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("holds", sa.Integer(), nullable=False),
        sa.Column("recency", LONG, nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _reference("statement_speakers", "speaker_id", "speakers"),
        _reference("statement_speakers", "statement_id", "statements", cascade=True),
        sa.PrimaryKeyConstraint(*keys, name="pk_statement_speakers"),
        **STRICT,
    )
    op.create_index(
        "ix_statement_speakers_order",
        "statement_speakers",
        ["speaker_id", "holds", "recency", "article_id", "position"],
    )


def _create_lookups() -> None:
    op.create_table(
        "speaker_names",
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("name", TEXT(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        _reference("speaker_names", "speaker_id", "speakers", cascade=True),
        sa.PrimaryKeyConstraint("speaker_id", "name", name="pk_speaker_names"),
        **STRICT,
    )
    for table, column in (("speaker_blocks", "block"), ("speaker_forms", "form")):
        op.create_table(
            table,
            sa.Column(column, TEXT(), nullable=False),
            sa.Column("speaker_id", sa.Text(), nullable=False),
            _reference(table, "speaker_id", "speakers", cascade=True),
            sa.PrimaryKeyConstraint(column, "speaker_id", name=f"pk_{table}"),
            **STRICT,
        )
        op.create_index(f"ix_{table}_speaker_id", table, ["speaker_id"])
    op.create_table(
        "word_grams",
        sa.Column("gram", TEXT(), nullable=False),
        sa.Column("word", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("gram", "word", name="pk_word_grams"),
        **STRICT,
    )
    op.create_index("ix_word_grams_word", "word_grams", ["word"])


def _create_editing() -> None:
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first_id", sa.Text(), nullable=False),
        sa.Column("second_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("score", REAL, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("dismissed", sa.Integer(), nullable=False),
        _reference("suggestions", "first_id", "speakers", cascade=True),
        _reference("suggestions", "second_id", "speakers", cascade=True),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
        sqlite_strict=True,
    )
    op.create_index("ix_suggestions_dismissed_rank_id", "suggestions", ["dismissed", "rank", "id"])
    op.create_index("ix_suggestions_first_id", "suggestions", ["first_id"])
    op.create_index("ix_suggestions_second_id", "suggestions", ["second_id"])
    op.create_table(
        "pins",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("key", TEXT(), nullable=False),
        sa.Column("name", TEXT(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        _reference("pins", "article_id", "articles", cascade=True),
        _reference("pins", "speaker_id", "speakers"),
        sa.PrimaryKeyConstraint("article_id", "key", name="pk_pins"),
        **STRICT,
    )
    op.create_index("ix_pins_speaker_id", "pins", ["speaker_id"])
    op.create_table(
        "corrections",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("original", TEXT(), nullable=False),
        sa.Column("fields", TEXT(), nullable=False),
        sa.Column("linked", TEXT(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        _reference("corrections", "article_id", "articles", cascade=True),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
        sqlite_strict=True,
    )
    op.create_index("ix_corrections_article_id", "corrections", ["article_id"])
    op.create_index("ix_corrections_statement_id", "corrections", ["statement_id"])
    op.create_table(
        "edits",
        sa.Column("number", LONG, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", LONG, nullable=False),
        sa.Column("by", TEXT()),
        sa.Column("note", TEXT()),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text()),
        sa.Column("correction_id", sa.Text()),
        sa.Column("quote_id", sa.Text()),
        sa.Column("before", TEXT(), nullable=False),
        sa.Column("after", TEXT(), nullable=False),
        sa.Column("undoes", sa.Text()),
        sa.Column("undone_by", sa.Text()),
        _reference("edits", "article_id", "articles", cascade=True),
        sa.PrimaryKeyConstraint("number", name="pk_edits"),
        sa.UniqueConstraint("id", name="uq_edits_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_edits_article_id", "edits", ["article_id"])
    op.create_index("ix_edits_correction_id", "edits", ["correction_id"])
    op.create_table(
        "edit_speakers",
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("number", LONG, nullable=False),
        _reference("edit_speakers", "number", "edits", cascade=True),
        sa.PrimaryKeyConstraint("speaker_id", "number", name="pk_edit_speakers"),
        **STRICT,
    )
    op.create_index("ix_edit_speakers_number", "edit_speakers", ["number"])
