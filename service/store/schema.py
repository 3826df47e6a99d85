"""The tables as the current code sees them; `migrations` holds how they came about.

Order. `recency` is the article's moment (published, else stored) in microseconds, negated: newest
first is ascending, as are article id and position, so that "after this row" is one comparison of
(recency, article_id, position), which an index answers. It never changes while the article exists,
and is therefore repeated where lists are read from.

Speakers. `mentions` holds what each article says of a speaker (spellings, aliases, roles, kinds,
parts), with counts; `speaker_labels` the sums over all articles; `speakers` what is read and
sorted by, derived from the sums. Deleting an article takes away exactly what it had brought.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from service.store.columns import ExactText, Identifier, Instant, Long, Real

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("recency", Long, nullable=False),
    Column("day", Integer),  # proleptic ordinal of the article's UTC date; null when unknown
    Column("outlet_key", ExactText),
    Column("quotes", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("text", ExactText, nullable=False),
    Column("document", ExactText, nullable=False),  # JSON of the Document but its text
    Column("analysis", ExactText, nullable=False),  # JSON of the Analysis but its statements
    Index(None, "recency", "id"),
    Index(None, "day", "recency"),
    Index(None, "outlet_key", "recency", "id"),
    sqlite_strict=True,
)

statements = Table(
    "statements",
    metadata,
    Column("key", Long, primary_key=True),  # what the full-text index knows it by
    Column("id", Identifier, nullable=False, unique=True),
    Column(
        "article_id",
        Identifier,
        ForeignKey("articles.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("position", Integer, nullable=False),
    Column("recency", Long, nullable=False),
    Column("day", Integer),
    Column("outlet_key", ExactText),
    Column("kind", Text, nullable=False),
    Column("speaker_id", Identifier),
    Column("speaker_name", ExactText),
    Column("cue_class", Text),
    Column("stance", Text),
    Column("commitment", Text),
    Column("act", Text),
    Column("score", Real, nullable=False),
    Column("content", Text, nullable=False),  # for search; the record keeps it exactly
    Column("created_at", Instant, nullable=False),
    Column("record", ExactText, nullable=False),  # JSON of the whole Statement
    UniqueConstraint("article_id", "position"),
    Index("ix_statements_order", "recency", "article_id", "position"),
    Index("ix_statements_outlet_order", "outlet_key", "recency", "article_id", "position"),
    sqlite_strict=True,
)

speakers = Table(
    "speakers",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("name", ExactText, nullable=False),
    Column("name_key", ExactText, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("rank", Integer, nullable=False),  # number of statements held, negated as recency is
    Column("relays", Integer, nullable=False),  # number of statements relayed
    Column("created_at", Instant, nullable=False),
    Index(None, "rank", "name", "id"),
    sqlite_strict=True,
)

speaker_words = Table(
    "speaker_words",
    metadata,
    Column("word", ExactText, primary_key=True),
    Column(
        "speaker_id", Identifier, ForeignKey("speakers.id", ondelete="CASCADE"), primary_key=True
    ),
    Index(None, "speaker_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

speaker_labels = Table(
    "speaker_labels",
    metadata,
    Column(
        "speaker_id", Identifier, ForeignKey("speakers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("what", Text, primary_key=True),
    Column("text", ExactText, primary_key=True),
    Column("uses", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    Column(
        "article_id", Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("speaker_id", Identifier, ForeignKey("speakers.id"), primary_key=True),
    Column("what", Text, primary_key=True),
    Column("text", ExactText, primary_key=True),
    Column("uses", Integer, nullable=False),
    Index(None, "speaker_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

statement_speakers = Table(
    "statement_speakers",
    metadata,
    Column(
        "statement_id",
        Identifier,
        ForeignKey("statements.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("speaker_id", Identifier, ForeignKey("speakers.id"), primary_key=True),
    Column("part", Text, primary_key=True),  # holder, co-holder or via
    Column("holds", Integer, nullable=False),  # 1 for both kinds of holder, 0 for via
    Column("recency", Long, nullable=False),
    Column("article_id", Identifier, nullable=False),
    Column("position", Integer, nullable=False),
    Index(
        "ix_statement_speakers_order", "speaker_id", "holds", "recency", "article_id", "position"
    ),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
