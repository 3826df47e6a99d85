"""Revisions of articles that wait for their analysis: jobs of their own kind."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("revises", sa.LargeBinary()))
    op.add_column("jobs", sa.Column("revision", sa.Integer()))


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE revises IS NOT NULL")
    for column in ("revision", "revises"):
        op.drop_column("jobs", column)
