"""Articles, statements and speakers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("recency", LONG, nullable=False),
        sa.Column("day", sa.Integer()),
        sa.Column("outlet_key", sa.LargeBinary()),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("created_at", LONG, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("analysis", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_articles_outlet_key_recency_id", "articles", ["outlet_key", "recency", "id"]
    )
    op.create_index("ix_articles_day_recency", "articles", ["day", "recency"])
    op.create_index("ix_articles_recency_id", "articles", ["recency", "id"])
    op.create_table(
        "speakers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("name_key", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("relays", sa.Integer(), nullable=False),
        sa.Column("created_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speakers"),
        sqlite_strict=True,
    )
    op.create_index("ix_speakers_name_key", "speakers", ["name_key"])
    op.create_index("ix_speakers_rank_name_id", "speakers", ["rank", "name", "id"])
    op.create_table(
        "mentions",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_mentions_article_id_articles",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name="fk_mentions_speaker_id_speakers"
        ),
        sa.PrimaryKeyConstraint("article_id", "speaker_id", "what", "text", name="pk_mentions"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentions_speaker_id", "mentions", ["speaker_id"])
    op.create_table(
        "speaker_labels",
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"],
            ["speakers.id"],
            name="fk_speaker_labels_speaker_id_speakers",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("speaker_id", "what", "text", name="pk_speaker_labels"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "speaker_words",
        sa.Column("word", sa.LargeBinary(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"],
            ["speakers.id"],
            name="fk_speaker_words_speaker_id_speakers",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "speaker_id", name="pk_speaker_words"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_speaker_words_speaker_id", "speaker_words", ["speaker_id"])
    op.create_table(
        "statements",
        sa.Column("key", LONG, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recency", LONG, nullable=False),
        sa.Column("day", sa.Integer()),
        sa.Column("outlet_key", sa.LargeBinary()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text()),
        sa.Column("speaker_name", sa.LargeBinary()),
        sa.Column("cue_class", sa.Text()),
        sa.Column("stance", sa.Text()),
        sa.Column("commitment", sa.Text()),
        sa.Column("act", sa.Text()),
        sa.Column("score", REAL, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", LONG, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_statements_article_id_articles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name="pk_statements"),
        sa.UniqueConstraint("article_id", "position", name="uq_statements_article_id_position"),
        sa.UniqueConstraint("id", name="uq_statements_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_statements_order", "statements", ["recency", "article_id", "position"])
    op.create_index(
        "ix_statements_outlet_order",
        "statements",
        ["outlet_key", "recency", "article_id", "position"],
    )
    op.create_table(
        "statement_speakers",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("holds", sa.Integer(), nullable=False),
        sa.Column("recency", LONG, nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name="fk_statement_speakers_speaker_id_speakers"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name="fk_statement_speakers_statement_id_statements",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "speaker_id", "part", name="pk_statement_speakers"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_statement_speakers_order",
        "statement_speakers",
        ["speaker_id", "holds", "recency", "article_id", "position"],
    )


def downgrade() -> None:
    for table in (
        "statement_speakers",
        "statements",
        "speaker_words",
        "speaker_labels",
        "mentions",
        "speakers",
        "articles",
    ):
        op.drop_table(table)
