"""What was done, told in order; filters under a name; statements and claims by when they were stored."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.LargeBinary  # exact text is kept as bytes


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("number", LONG, nullable=False, autoincrement=False),
        sa.Column("at", LONG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text()),
        sa.Column("quote_id", sa.Text()),
        sa.Column("claim_id", sa.Text()),
        sa.Column("speaker_id", sa.Text()),
        sa.Column("topic_id", sa.Text()),
        sa.Column("filter_id", sa.Text()),
        sa.Column("edit_id", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        sqlite_strict=True,
    )
    op.create_index("ix_events_quote_id", "events", ["quote_id"])
    op.create_table(
        "filters",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", TEXT(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("where", TEXT(), nullable=False),
        sa.Column("created_at", LONG, nullable=False),
        sa.Column("updated_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_filters"),
        sqlite_strict=True,
    )
    op.create_index("ix_filters_name_id", "filters", ["name", "id"])
    op.create_index(
        "ix_statements_stored", "statements", ["created_at", "article_id", "position"]
    )
    op.add_column("claims", sa.Column("created_at", LONG, nullable=False, server_default="0"))
    op.execute(
        "UPDATE claims SET created_at = (SELECT statements.created_at FROM statements "
        "WHERE statements.id = claims.statement_id)"
    )
    op.create_index(
        "ix_claims_stored", "claims", ["created_at", "article_id", "position", "number"]
    )


def downgrade() -> None:
    op.drop_index("ix_claims_stored", "claims")
    op.drop_column("claims", "created_at")
    op.drop_index("ix_statements_stored", "statements")
    for table in ("filters", "events"):
        op.drop_table(table)
