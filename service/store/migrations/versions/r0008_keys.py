"""API keys: who may call, for what, until when."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("created_at", LONG, nullable=False),
        sa.Column("expires_at", LONG),
        sa.Column("revoked_at", LONG),
        sa.Column("last_used", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sqlite_strict=True,
    )
    op.create_index("ix_api_keys_created_at_id", "api_keys", ["created_at", "id"])


def downgrade() -> None:
    op.drop_table("api_keys")
