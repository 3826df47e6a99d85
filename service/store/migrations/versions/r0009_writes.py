"""Verdicts of persons on claims; the texts that articles have had; what requests were answered."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.LargeBinary  # exact text is kept as bytes
PLACE = ["recency", "article_id", "position", "number", "standalone"]
REVIEWED = {"ix_claims_reviewed_order": PLACE, "ix_claims_reviewed_rank": ["rank", *PLACE]}


def upgrade() -> None:
    _create_reviews()
    _create_revisions()
    _create_replies()
    op.add_column("jobs", sa.Column("again", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE again = 1")
    op.drop_column("jobs", "again")
    op.drop_table("replies")
    for table, column in (
        ("corrections", "revision"),
        ("articles", "revised_at"),
        ("articles", "revision"),
    ):
        op.drop_column(table, column)
    op.drop_table("revisions")
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
        sa.Column("revision", sa.Integer(), nullable=False, server_default="1"),
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


def _create_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("created_at", LONG, nullable=False),
        sa.Column("quotes", sa.Integer()),
        sa.Column("article", TEXT()),
        sa.Column("changes", TEXT()),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_revisions_article_id_articles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name="pk_revisions"),
        sqlite_strict=True,
    )
    op.create_index("ix_revisions_text_id", "revisions", ["text_id"])
    op.execute(
        "INSERT INTO revisions (article_id, number, text_id, created_at) "
        "SELECT id, 1, id, created_at FROM articles"
    )
    op.add_column(
        "articles", sa.Column("revision", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("articles", sa.Column("revised_at", LONG))
    op.add_column(
        "corrections", sa.Column("revision", sa.Integer(), nullable=False, server_default="1")
    )


def _create_replies() -> None:
    op.create_table(
        "replies",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("until", LONG, nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", TEXT()),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("article_id", sa.Text()),
        sa.Column("created_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
        sqlite_strict=True,
    )
    op.create_index("ix_replies_article_id", "replies", ["article_id"])
    op.create_index("ix_replies_created_at", "replies", ["created_at"])
