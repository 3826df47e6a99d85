"""The tables of targets, topics and utterances, beside those of service.store.schema.

Targets. A `target` is what stances are toward, by a key that the variants of its phrase share;
`target_labels` holds its phrases and stances with counts, `target_words` what it is found by.

Topics. `topic_targets` holds which targets fit which topic how well, derived from the topics'
phrasings and the editors' `topic_verdicts`; a verdict outlives its target's last statement.

Utterances. `statement_prints` holds numbers of runs of words, by which statements of one wording
are found; they are compared when they are asked for, so that nothing is to be kept in step.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from service.store.columns import ExactText, Identifier, Instant, Long, Real
from service.store.schema import metadata

targets = Table(
    "targets",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("key", ExactText, nullable=False),
    Column("name", ExactText, nullable=False),  # the most used phrase
    Column("rank", Integer, nullable=False),  # number of statements, negated as recency is
    Index(None, "rank", "name", "id"),
    sqlite_strict=True,
)


def _of_target(name: str, *columns: Column[Any], **options: Any) -> Table:
    """Make a table of things that belong to a target and go with it."""
    target = Column(
        "target_id", Identifier, ForeignKey("targets.id", ondelete="CASCADE"), primary_key=True
    )
    lookup = options.pop("lookup", False)
    ordered = [*columns, target, Index(None, "target_id")] if lookup else [target, *columns]
    return Table(name, metadata, *ordered, sqlite_strict=True, sqlite_with_rowid=False, **options)


target_labels = _of_target(
    "target_labels",
    Column("what", Text, primary_key=True),  # phrase or stance
    Column("text", ExactText, primary_key=True),
    Column("uses", Integer, nullable=False),
)
target_words = _of_target("target_words", Column("word", ExactText, primary_key=True), lookup=True)

statement_prints = Table(
    "statement_prints",
    metadata,
    Column("print", Long, primary_key=True),
    Column("statement_key", Long, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

topics = Table(
    "topics",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("name", ExactText, nullable=False),
    Column("name_key", ExactText, nullable=False, unique=True),
    Column("phrasings", ExactText, nullable=False),  # JSON of a list
    Column("created_at", Instant, nullable=False),
    Index(None, "name", "id"),
    sqlite_strict=True,
)

topic_targets = Table(
    "topic_targets",
    metadata,
    Column("topic_id", Identifier, ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True),
    Column("target_id", Identifier, ForeignKey("targets.id", ondelete="CASCADE"), primary_key=True),
    Column("score", Real, nullable=False),
    Column("rank", Integer, nullable=False),  # the score in thousandths, negated
    Column("phrasing", ExactText, nullable=False),
    Column("opposite", Integer, nullable=False),
    Column("verdict", Text),
    Column("counts", Integer, nullable=False),
    Index(None, "target_id"),
    Index(None, "topic_id", "rank", "target_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

topic_verdicts = Table(
    "topic_verdicts",
    metadata,
    Column("topic_id", Identifier, ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True),
    Column("target_id", Identifier, primary_key=True),
    Column("verdict", Text),
    Column("opposite", Integer),  # null: as the wording tells
    Index(None, "target_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
