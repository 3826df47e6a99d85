"""Targets across articles, their topics; statements by every label, and by runs of words."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
TEXT = sa.LargeBinary  # exact text is kept as bytes
STRICT = {"sqlite_strict": True, "sqlite_with_rowid": False}
ORDERED = {
    "cue_class": "cue_class",
    "stance": "stance",
    "commitment": "commitment",
    "act": "act",
    "target": "target_id",
}


def upgrade() -> None:
    # The rows are derived when the migration is done.
    op.add_column("statements", sa.Column("target", TEXT()))
    op.add_column("statements", sa.Column("target_id", sa.Text()))
    op.add_column("claims", sa.Column("target_id", sa.Text()))
    for name, column in ORDERED.items():
        op.create_index(
            f"ix_statements_{name}_order",
            "statements",
            [column, "recency", "article_id", "position"],
        )
    op.create_table(
        "targets",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", TEXT(), nullable=False),
        sa.Column("name", TEXT(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_targets"),
        sqlite_strict=True,
    )
    op.create_index("ix_targets_rank_name_id", "targets", ["rank", "name", "id"])
    op.create_table(
        "target_labels",
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", TEXT(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        _of_target("target_labels"),
        sa.PrimaryKeyConstraint("target_id", "what", "text", name="pk_target_labels"),
        **STRICT,
    )
    op.create_table(
        "target_words",
        sa.Column("word", TEXT(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        _of_target("target_words"),
        sa.PrimaryKeyConstraint("word", "target_id", name="pk_target_words"),
        **STRICT,
    )
    op.create_index("ix_target_words_target_id", "target_words", ["target_id"])
    _create_topics()
    op.create_table(
        "statement_prints",
        sa.Column("print", LONG, nullable=False),
        sa.Column("statement_key", LONG, nullable=False),
        sa.PrimaryKeyConstraint("print", "statement_key", name="pk_statement_prints"),
        **STRICT,
    )
    op.add_column("edits", sa.Column("topic_id", sa.Text()))
    op.create_index("ix_edits_topic_id", "edits", ["topic_id"])


def downgrade() -> None:
    op.execute("DELETE FROM edits WHERE action = 'topic'")
    op.drop_index("ix_edits_topic_id", "edits")
    op.drop_column("edits", "topic_id")
    for table in ("statement_prints", "topic_verdicts", "topic_targets", "topics"):
        op.drop_table(table)
    for table in ("target_words", "target_labels", "targets"):
        op.drop_table(table)
    for name in ORDERED:
        op.drop_index(f"ix_statements_{name}_order", "statements")
    op.drop_column("claims", "target_id")
    op.drop_column("statements", "target_id")
    op.drop_column("statements", "target")


def _create_topics() -> None:
    op.create_table(
        "topics",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", TEXT(), nullable=False),
        sa.Column("name_key", TEXT(), nullable=False),
        sa.Column("phrasings", TEXT(), nullable=False),
        sa.Column("created_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_topics"),
        sa.UniqueConstraint("name_key", name="uq_topics_name_key"),
        sqlite_strict=True,
    )
    op.create_index("ix_topics_name_id", "topics", ["name", "id"])
    op.create_table(
        "topic_targets",
        sa.Column("topic_id", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("score", REAL, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("phrasing", TEXT(), nullable=False),
        sa.Column("opposite", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("counts", sa.Integer(), nullable=False),
        _of_topic("topic_targets"),
        _of_target("topic_targets"),
        sa.PrimaryKeyConstraint("topic_id", "target_id", name="pk_topic_targets"),
        **STRICT,
    )
    op.create_index("ix_topic_targets_target_id", "topic_targets", ["target_id"])
    op.create_index(
        "ix_topic_targets_topic_id_rank_target_id",
        "topic_targets",
        ["topic_id", "rank", "target_id"],
    )
    op.create_table(
        "topic_verdicts",
        sa.Column("topic_id", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("opposite", sa.Integer()),
        _of_topic("topic_verdicts"),
        sa.PrimaryKeyConstraint("topic_id", "target_id", name="pk_topic_verdicts"),
        **STRICT,
    )
    op.create_index("ix_topic_verdicts_target_id", "topic_verdicts", ["target_id"])


def _of_topic(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["topic_id"],
        ["topics.id"],
        name=f"fk_{table}_topic_id_topics",
        ondelete="CASCADE",
    )


def _of_target(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["target_id"],
        ["targets.id"],
        name=f"fk_{table}_target_id_targets",
        ondelete="CASCADE",
    )
