"""Webhooks, and what is to be sent to them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0012"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.LargeBinary  # exact text is kept as bytes


def upgrade() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", TEXT(), nullable=False),
        sa.Column("filter_id", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text()),
        sa.Column("secret", TEXT(), nullable=False),
        sa.Column("old_secret", TEXT()),
        sa.Column("old_until", LONG),
        sa.Column("position", LONG, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", LONG),
        sa.Column("resting_until", LONG, nullable=False),
        sa.Column("delivered_at", LONG),
        sa.Column("created_at", LONG, nullable=False),
        sa.Column("updated_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
        sqlite_strict=True,
    )
    op.create_index("ix_webhooks_created_at_id", "webhooks", ["created_at", "id"])
    op.create_index("ix_webhooks_filter_id", "webhooks", ["filter_id"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("webhook_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("events", TEXT(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", LONG, nullable=False),
        sa.Column("due", LONG, nullable=False),
        sa.Column("lease", LONG),
        sa.Column("worker", sa.Text()),
        sa.Column("status", sa.Integer()),
        sa.Column("problem", sa.Text()),
        sa.Column("created_at", LONG, nullable=False),
        sa.Column("attempted_at", LONG),
        sa.Column("finished_at", LONG),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["webhooks.id"],
            name="fk_deliveries_webhook_id_webhooks",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_deliveries_webhook_id_state_due_id", "deliveries", ["webhook_id", "state", "due", "id"]
    )
    op.create_index(
        "ix_deliveries_webhook_id_created_at_id", "deliveries", ["webhook_id", "created_at", "id"]
    )
    op.create_index("ix_deliveries_state_lease", "deliveries", ["state", "lease"])
    op.create_index("ix_deliveries_finished_at", "deliveries", ["finished_at"])


def downgrade() -> None:
    for table in ("deliveries", "webhooks"):
        op.drop_table(table)
