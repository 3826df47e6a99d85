"""The tables of webhooks and of what is to be sent to them.

A webhook has looked at the events up to `position`. What it is told of those after it is a row of
`deliveries`, written in the transaction that moves the position: no event is left out or told
twice. Rows of deliveries hold ids, never text; the message is written when it is sent.

A sender that takes a delivery holds it until `lease` and raises `fence`, as with jobs. A webhook
has one delivery under way at most, and is left alone until `resting_until` after a failure.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from service.store.columns import ExactText, Identifier, Instant, Long
from service.store.schema import metadata

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("url", ExactText, nullable=False),
    Column("filter_id", Identifier, nullable=False),  # which may be deleted since
    Column("enabled", Integer, nullable=False),
    Column("problem", Text),  # why it was disabled, where nobody did it by hand
    Column("secret", ExactText, nullable=False),
    Column("old_secret", ExactText),
    Column("old_until", Instant),  # until when messages are signed with the old secret, too
    Column("position", Long, nullable=False),
    Column("failures", Integer, nullable=False),  # since the last message that was taken
    Column("failing_since", Instant),
    Column("resting_until", Instant, nullable=False),
    Column("delivered_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index(None, "created_at", "id"),
    Index(None, "filter_id"),
    sqlite_strict=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("webhook_id", Identifier, ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("events", ExactText, nullable=False),  # JSON: [records.Told, …]
    Column("state", Text, nullable=False),  # waiting, sending, delivered or failed
    Column("attempts", Integer, nullable=False),
    Column("fence", Long, nullable=False),
    Column("due", Instant, nullable=False),  # not to be sent before
    Column("lease", Instant),
    Column("worker", Identifier),
    Column("status", Integer),  # of the last answer
    Column("problem", Text),  # of the last attempt
    Column("created_at", Instant, nullable=False),
    Column("attempted_at", Instant),
    Column("finished_at", Instant),
    Index(None, "webhook_id", "state", "due", "id"),
    Index(None, "webhook_id", "created_at", "id"),
    Index(None, "state", "lease"),
    Index(None, "finished_at"),
    sqlite_strict=True,
)
