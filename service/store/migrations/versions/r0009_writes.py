"""Verdicts of persons on claims."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sa.LargeBinary  # exact text is kept as bytes
PLACE = ["recency", "article_id", "position", "number", "standalone"]
REVIEWED = {"ix_claims_reviewed_order": PLACE, "ix_claims_reviewed_rank": ["rank", *PLACE]}


def upgrade() -> None:
    _create_reviews()


def downgrade() -> None:
    op.execute("DELETE FROM edits WHERE action = 'review'")
    for column in ("review_id", "claim_id"):
        if column == "review_id":
            op.drop_index("ix_edits_review_id", "edits")
        op.drop_column("edits", column)
    op.drop_table("reviews")
    for name in REVIEWED:
        op.drop_index(name, "claims")
    op.drop_column("claims", "rating")


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Text()),
        sa.Column("claim", TEXT(), nullable=False),
        sa.Column("statement", TEXT(), nullable=False),
        sa.Column("record", TEXT()),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_reviews_article_id_articles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sqlite_strict=True,
    )
    op.create_index("ix_reviews_article_id", "reviews", ["article_id"])
    op.create_index("ix_reviews_claim_id", "reviews", ["claim_id"])
    op.add_column("claims", sa.Column("rating", sa.Text()))
    reviewed = sa.text("rating IS NOT NULL")
    for name, columns in REVIEWED.items():
        op.create_index(
            name, "claims", columns, sqlite_where=reviewed, postgresql_where=reviewed
        )
    op.add_column("edits", sa.Column("review_id", sa.Text()))
    op.add_column("edits", sa.Column("claim_id", sa.Text()))
    op.create_index("ix_edits_review_id", "edits", ["review_id"])
