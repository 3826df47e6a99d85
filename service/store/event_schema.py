"""The tables of the event log and of saved filters, beside those of service.store.schema.

Events. A row of `events` is written in the transaction of what it tells. Writers follow one
another, so that numbers rise without gaps in the order of commits: a reader who has seen a number
has seen all before it. The oldest are deleted by their age; the newest row always stays, as the
next number comes after it. Rows hold ids, never text, and refer to what may be deleted since.
"""

from sqlalchemy import Column, Index, Table, Text

from service.store.columns import ExactText, Identifier, Instant, Long
from service.store.schema import metadata

events = Table(
    "events",
    metadata,
    Column("number", Long, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("kind", Text, nullable=False),
    Column("article_id", Identifier),
    Column("quote_id", Identifier),
    Column("claim_id", Identifier),
    Column("speaker_id", Identifier),
    Column("topic_id", Identifier),
    Column("filter_id", Identifier),
    Column("edit_id", Identifier),
    Index(None, "quote_id"),
    sqlite_strict=True,
)

filters = Table(
    "filters",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("name", ExactText, nullable=False),
    Column("kind", Text, nullable=False),  # quotes or claims
    Column("where", ExactText, nullable=False),  # JSON of a QuoteFilter or ClaimFilter
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index(None, "name", "id"),
    sqlite_strict=True,
)
