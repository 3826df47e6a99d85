"""Articles that wait for analysis in the background, who works on them, and sums for metrics."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", LONG, nullable=False),
        sa.Column("due", LONG, nullable=False),
        sa.Column("lease", LONG),
        sa.Column("worker", sa.Text()),
        sa.Column("code", sa.Text()),
        sa.Column("detail", sa.LargeBinary()),
        sa.Column("created_at", LONG, nullable=False),
        sa.Column("started_at", LONG),
        sa.Column("finished_at", LONG),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint("article_id", name="uq_jobs_article_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_jobs_state_due_id", "jobs", ["state", "due", "id"])
    op.create_index("ix_jobs_state_created_at_id", "jobs", ["state", "created_at", "id"])
    op.create_index("ix_jobs_worker", "jobs", ["worker"])
    op.create_table(
        "workers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("started_at", LONG, nullable=False),
        sa.Column("seen_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workers"),
        sqlite_strict=True,
    )
    op.create_table(
        "totals",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("value", REAL, nullable=False),
        sa.PrimaryKeyConstraint("name", "label", name="pk_totals"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("totals", "workers", "jobs"):
        op.drop_table(table)
