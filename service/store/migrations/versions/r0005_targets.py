"""Targets across articles; statements by every label."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

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


def downgrade() -> None:
    for table in ("target_words", "target_labels", "targets"):
        op.drop_table(table)
    for name in ORDERED:
        op.drop_index(f"ix_statements_{name}_order", "statements")
    op.drop_column("statements", "target_id")
    op.drop_column("statements", "target")


def _of_target(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["target_id"],
        ["targets.id"],
        name=f"fk_{table}_target_id_targets",
        ondelete="CASCADE",
    )
