"""The table of API keys: who may call, for what, until when. No row holds a secret."""

from sqlalchemy import Column, Index, LargeBinary, Table, Text

from service.store.columns import ExactText, Identifier, Instant
from service.store.schema import metadata

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("name", ExactText, nullable=False),
    Column("digest", LargeBinary, nullable=False),  # SHA-256 of the whole key
    Column("scopes", Text, nullable=False),  # their names, with spaces between
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("revoked_at", Instant),
    Column("last_used", Text),  # the day in UTC, as YYYY-MM-DD
    Index(None, "created_at", "id"),
    sqlite_strict=True,
)
