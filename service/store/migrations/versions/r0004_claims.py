"""Claims of statements: found by words, labels and check-worthiness."""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
AT_ONCE = 500

SQLITE = (
    """
    CREATE VIRTUAL TABLE claim_search USING fts5(
        text, content='claims', content_rowid='key', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER claim_search_insert AFTER INSERT ON claims BEGIN
        INSERT INTO claim_search (rowid, text) VALUES (new.key, new.text);
    END
    """,
    """
    CREATE TRIGGER claim_search_delete AFTER DELETE ON claims BEGIN
        INSERT INTO claim_search (claim_search, rowid, text)
        VALUES ('delete', old.key, old.text);
    END
    """,
    """
    CREATE TRIGGER claim_search_update AFTER UPDATE OF key, text ON claims BEGIN
        INSERT INTO claim_search (claim_search, rowid, text)
        VALUES ('delete', old.key, old.text);
        INSERT INTO claim_search (rowid, text) VALUES (new.key, new.text);
    END
    """,
)
# As of statements: the functions are made with their search.
POSTGRESQL = (
    """
    ALTER TABLE claims ADD COLUMN search_words tsvector
    GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, onrecord_words(text))) STORED
    """,
    "CREATE INDEX ix_claims_search_words ON claims USING gin (search_words)",
)
SEARCH = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("key", LONG, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recency", LONG, nullable=False),
        sa.Column("day", sa.Integer()),
        sa.Column("outlet_key", sa.LargeBinary()),
        sa.Column("cue_class", sa.Text()),
        sa.Column("stance", sa.Text()),
        sa.Column("commitment", sa.Text()),
        sa.Column("act", sa.Text()),
        sa.Column("checkworthiness", REAL),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("standalone", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name="fk_claims_statement_id_statements",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name="pk_claims"),
        sa.UniqueConstraint("id", name="uq_claims_id"),
        sqlite_strict=True,
    )
    place = ["recency", "article_id", "position", "number"]
    op.create_index("ix_claims_statement_id_number", "claims", ["statement_id", "number"])
    op.create_index("ix_claims_order", "claims", [*place, "standalone"])
    op.create_index("ix_claims_rank", "claims", ["rank", *place, "standalone"])
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)
    _fill()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":  # the other's search is part of the table
        for name in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER claim_search_{name}")
        op.execute("DROP TABLE claim_search")
    op.drop_table("claims")


def _fill() -> None:
    """Write the rows of claims that records hold already: the tables were taken back before."""
    statements = sa.table(
        "statements",
        *map(
            sa.column,
            "key id article_id position recency day outlet_key cue_class stance commitment act "
            "record".split(),
        ),
    )
    claims = sa.Table("claims", sa.MetaData(), autoload_with=op.get_bind())
    last = -(2**63)
    while True:
        query = sa.select(statements).where(statements.c.key > last).order_by(statements.c.key)
        rows = op.get_bind().execute(query.limit(AT_ONCE)).all()
        if not rows:
            return
        last = rows[-1].key
        values = [value for row in rows for value in _of(row)]
        if values:
            op.get_bind().execute(sa.insert(claims), values)


def _of(row: Any) -> list[dict[str, Any]]:
    record = json.loads(bytes(row.record).decode("utf-8", "surrogatepass"))
    found = []
    for number, claim in enumerate(record.get("claims") or ()):
        score = (claim.get("checkworthy") or {}).get("score")
        found.append(
            {
                "id": claim["id"],
                "statement_id": row.id,
                "article_id": row.article_id,
                "position": row.position,
                "number": number,
                "recency": row.recency,
                "day": row.day,
                "outlet_key": row.outlet_key,
                "cue_class": row.cue_class,
                "stance": row.stance,
                "commitment": row.commitment,
                "act": row.act,
                "checkworthiness": score,
                "rank": 1 if score is None else -round(score * 1_000_000),
                "standalone": int(claim.get("standalone", True)),
                "text": _searchable(claim["text"]),
            }
        )
    return found


def _searchable(text: str) -> str:
    return re.sub("[\x00\ud800-\udfff]", " ", text)
