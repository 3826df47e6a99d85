"""The tables as the current code sees them; `migrations` holds how they came about.

Those of targets, topics and utterances are in service.store.position_schema.

Order. `recency` is the article's moment (published, else stored) in microseconds, negated: newest
first is ascending, as are article id and position, so that "after this row" is one comparison of
(recency, article_id, position), which an index answers. It changes only with a new text that has
another date, and is therefore repeated where lists are read from.

Speakers. An `appearance` is a speaker as one article names it, by a key that is the name without
case and marks; `mentions` holds what the article says of it (spellings, aliases, roles, kinds,
parts), with counts. `linked_id` is the speaker that linking chose, `base_id` that or the one that
an editor's pin says, `speaker_id` the one that this counts as after merges. `speaker_labels` holds
the sums over all appearances; `speakers` what is read and sorted by, and the tables of names,
blocks, forms, words and trigrams what is looked up by, all derived. Deleting an article takes away
exactly what it had brought.

Jobs. A text accepted for analysis in the background is a row of `jobs` until its article is stored,
in the same transaction that ends the job. Whoever takes it holds it until `lease`, and raises
`fence`, by which a later report of an earlier holder is known.

Editors. What editors set is kept apart from what is derived: on the speaker, in `pins`, in
`corrections` and in `reviews`; every act is in `edits` with the state before and after.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
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
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("revised_at", Instant),  # null for the first text
    Column("text", ExactText, nullable=False),
    Column("document", ExactText, nullable=False),  # JSON of the Document but its text
    Column("analysis", ExactText, nullable=False),  # JSON of the Analysis but its statements
    Index(None, "recency", "id"),
    Index(None, "day", "recency"),
    Index(None, "outlet_key", "recency", "id"),
    sqlite_strict=True,
)

# Every text that an article has had. An article's id is that of its first text; each of its texts
# leads to it, and to no other article.
revisions = Table(
    "revisions",
    metadata,
    Column(
        "article_id", Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("number", Integer, primary_key=True),
    Column("text_id", Identifier, nullable=False, index=True),  # the id made of this text
    Column("created_at", Instant, nullable=False),
    Column("quotes", Integer),  # these two: null of the present one
    Column("article", ExactText),  # JSON of the whole Article as it was last
    Column("changes", ExactText),  # JSON of the RevisionChanges; null of the first
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
    Column("cue_class", Text),
    Column("stance", Text),
    Column("commitment", Text),
    Column("act", Text),
    Column("target", ExactText),  # the phrase, and the target that it names
    Column("target_id", Identifier),
    Column("score", Real, nullable=False),
    Column("content", Text, nullable=False),  # for search; the record keeps it exactly
    Column("created_at", Instant, nullable=False),
    Column("record", ExactText, nullable=False),  # JSON of the whole Statement
    UniqueConstraint("article_id", "position"),
    Index("ix_statements_order", "recency", "article_id", "position"),
    Index("ix_statements_stored", "created_at", "article_id", "position"),
    *(
        Index(f"ix_statements_{name}_order", column, "recency", "article_id", "position")
        for name, column in (
            ("outlet", "outlet_key"),
            ("cue_class", "cue_class"),
            ("stance", "stance"),
            ("commitment", "commitment"),
            ("act", "act"),
            ("target", "target_id"),
        )
    ),
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
    Column("merged_into", Identifier),  # by an editor; null for a speaker of its own
    Column("root_id", Identifier, index=True),  # where merged_into leads in the end
    Column("edited", Integer, nullable=False, server_default="0"),  # 1: an editor refers to it
    Column("editor", ExactText),  # JSON of what editors set: name, aliases, external ids
    Index(None, "rank", "name", "id"),
    sqlite_strict=True,
)

appearances = Table(
    "appearances",
    metadata,
    Column(
        "article_id", Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("key", ExactText, primary_key=True),
    Column("name", ExactText, nullable=False),
    Column("kind", Text, nullable=False),
    Column("linked_id", Identifier, ForeignKey("speakers.id"), nullable=False, index=True),
    Column("base_id", Identifier, ForeignKey("speakers.id"), nullable=False, index=True),
    Column("speaker_id", Identifier, ForeignKey("speakers.id"), nullable=False, index=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    Column("article_id", Identifier, primary_key=True),
    Column("key", ExactText, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("text", ExactText, primary_key=True),
    Column("uses", Integer, nullable=False),
    ForeignKeyConstraint(
        ["article_id", "key"],
        ["appearances.article_id", "appearances.key"],
        name="fk_mentions_article_id_appearances",
        ondelete="CASCADE",
    ),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)


def _of_speaker(name: str, *columns: Column[Any], **options: Any) -> Table:
    """Make a table of things that are looked up by or for a speaker, and go with it."""
    speaker = Column(
        "speaker_id", Identifier, ForeignKey("speakers.id", ondelete="CASCADE"), primary_key=True
    )
    indexes = [Index(None, "speaker_id")] if options.pop("reverse", False) else []
    ordered = [*columns, speaker] if indexes else [speaker, *columns]
    return Table(
        name, metadata, *ordered, *indexes, sqlite_strict=True, sqlite_with_rowid=False, **options
    )


speaker_labels = _of_speaker(
    "speaker_labels",
    Column("what", Text, primary_key=True),
    Column("text", ExactText, primary_key=True),
    Column("uses", Integer, nullable=False),
)
# Full names by base_id, which linking compares.
speaker_names = _of_speaker(
    "speaker_names",
    Column("name", ExactText, primary_key=True),
    Column("uses", Integer, nullable=False),
)
speaker_blocks = _of_speaker(
    "speaker_blocks", Column("block", ExactText, primary_key=True), reverse=True
)
# What readers search, of speakers as they count: whole names, words, and trigrams of the words.
speaker_forms = _of_speaker(
    "speaker_forms", Column("form", ExactText, primary_key=True), reverse=True
)
speaker_words = _of_speaker(
    "speaker_words", Column("word", ExactText, primary_key=True), reverse=True
)

word_grams = Table(
    "word_grams",
    metadata,
    Column("gram", ExactText, primary_key=True),
    Column("word", ExactText, primary_key=True),
    Index(None, "word"),
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
    Column("part", Text, primary_key=True),  # holder, co-holder or via
    Column("key", ExactText, primary_key=True),  # the appearance's
    Column("speaker_id", Identifier, ForeignKey("speakers.id"), nullable=False),
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

# What a statement claims: what is searched and sorted by; the claim itself is in its record.
claims = Table(
    "claims",
    metadata,
    Column("key", Long, primary_key=True),  # what the full-text index knows it by
    Column("id", Identifier, nullable=False, unique=True),
    Column(
        "statement_id",
        Identifier,
        ForeignKey("statements.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("article_id", Identifier, nullable=False),
    Column("position", Integer, nullable=False),  # the statement's
    Column("number", Integer, nullable=False),  # the claim's within it
    Column("recency", Long, nullable=False),
    Column("day", Integer),
    Column("outlet_key", ExactText),
    Column("cue_class", Text),
    Column("stance", Text),
    Column("target_id", Identifier),  # the statement's
    Column("commitment", Text),
    Column("act", Text),
    Column("checkworthiness", Real),  # null: not known
    Column("rank", Integer, nullable=False),  # checkworthiness in millionths, negated; 1 for null
    Column("standalone", Integer, nullable=False),
    Column("text", Text, nullable=False),  # for search; the record keeps it exactly
    Column("created_at", Instant, nullable=False, server_default="0"),  # the statement's
    Index("ix_claims_stored", "created_at", "article_id", "position", "number"),
    Column("rating", Text),  # of the review in force
    Index(None, "statement_id", "number"),
    *(
        Index(
            f"ix_claims_reviewed_{name}",
            *order,
            *("recency", "article_id", "position", "number", "standalone"),
            sqlite_where=text("rating IS NOT NULL"),
            postgresql_where=text("rating IS NOT NULL"),
        )
        for name, order in (("order", ()), ("rank", ("rank",)))
    ),
    # standalone last: claims that do not stand alone are passed over within the index
    Index("ix_claims_order", "recency", "article_id", "position", "number", "standalone"),
    Index("ix_claims_rank", "rank", "recency", "article_id", "position", "number", "standalone"),
    sqlite_strict=True,
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("first_id", Identifier, ForeignKey("speakers.id", ondelete="CASCADE"), nullable=False),
    Column("second_id", Identifier, ForeignKey("speakers.id", ondelete="CASCADE"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("score", Real, nullable=False),
    Column("rank", Integer, nullable=False),  # the score in hundredths, negated
    Column("dismissed", Integer, nullable=False),
    Index(None, "dismissed", "rank", "id"),
    Index(None, "first_id"),
    Index(None, "second_id"),
    sqlite_strict=True,
)

pins = Table(
    "pins",
    metadata,
    Column(
        "article_id", Identifier, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("key", ExactText, primary_key=True),
    Column("name", ExactText, nullable=False),
    Column("speaker_id", Identifier, ForeignKey("speakers.id"), nullable=False, index=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column(
        "article_id",
        Identifier,
        ForeignKey("articles.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("statement_id", Identifier, nullable=False, index=True),
    Column("original", ExactText, nullable=False),  # JSON of the Statement as it was analysed
    Column("fields", ExactText, nullable=False),  # JSON of what the editor set
    Column("linked", ExactText, nullable=False),  # JSON of keys to linked_id, as it was before
    Column("found", Integer, nullable=False),  # 1: the present analysis has the statement
    Column("revision", Integer, nullable=False, server_default="1"),  # whose text original is of
    sqlite_strict=True,
)

# Verdicts of persons on claims. One without a record is taken back, one without a claim waits for
# an analysis that makes the claim again.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column(
        "article_id",
        Identifier,
        ForeignKey("articles.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("claim_id", Identifier, index=True),  # of the claim as it now is
    Column("claim", ExactText, nullable=False),  # JSON of the Claim as it was reviewed
    Column("statement", ExactText, nullable=False),  # JSON of the Statement that made it
    Column("record", ExactText),  # JSON of what the reviewer said
    Column("revision", Integer, nullable=False, server_default="1"),  # whose text these are of
    sqlite_strict=True,
)

edits = Table(
    "edits",
    metadata,
    Column("number", Long, primary_key=True),
    Column("id", Identifier, nullable=False, unique=True),
    Column("at", Instant, nullable=False),
    Column("by", ExactText),
    Column("note", ExactText),
    Column("action", Text, nullable=False),
    Column(
        "article_id", Identifier, ForeignKey("articles.id", ondelete="CASCADE"), index=True
    ),  # of a quote's correction, which goes with it
    Column("correction_id", Identifier, index=True),
    Column("quote_id", Identifier),
    Column("topic_id", Identifier, index=True),
    Column("review_id", Identifier, index=True),
    Column("claim_id", Identifier),
    Column("before", ExactText, nullable=False),  # JSON
    Column("after", ExactText, nullable=False),  # JSON
    Column("undoes", Identifier),
    Column("undone_by", Identifier),
    sqlite_strict=True,
)

edit_speakers = Table(
    "edit_speakers",
    metadata,
    Column("speaker_id", Identifier, primary_key=True),
    Column("number", Long, ForeignKey("edits.number", ondelete="CASCADE"), primary_key=True),
    Index(None, "number"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("article_id", Identifier, nullable=False, unique=True),
    Column("state", Text, nullable=False),  # queued, running, done or failed
    Column("document", ExactText),  # JSON of the whole Document; null once the article is stored
    Column("again", Integer, nullable=False, server_default="0"),  # 1: of a stored article
    Column("revises", ExactText),  # JSON of what a revision sets and expects; null: it is none
    Column("revision", Integer),  # the number of the revision, once it is made
    Column("attempts", Integer, nullable=False),
    Column("fence", Long, nullable=False),
    Column("due", Instant, nullable=False),  # not to be begun before
    Column("lease", Instant),
    Column("worker", Identifier),
    Column("code", Text),
    Column("detail", ExactText),
    Column("created_at", Instant, nullable=False),
    Column("started_at", Instant),
    Column("finished_at", Instant),
    Index(None, "state", "due", "id"),
    Index(None, "state", "created_at", "id"),
    Index(None, "worker"),
    sqlite_strict=True,
)

workers = Table(
    "workers",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    sqlite_strict=True,
)

# Sums over the store's whole life, for metrics: they do not start anew with a process.
totals = Table(
    "totals",
    metadata,
    Column("name", Text, primary_key=True),
    Column("label", Text, primary_key=True),
    Column("value", Real, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# What requests with a key of their own were answered; without a status, one is being answered.
replies = Table(
    "replies",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("fingerprint", Identifier, nullable=False),
    Column("token", Identifier, nullable=False),  # of the attempt that may answer
    Column("until", Instant, nullable=False),  # then another attempt may begin
    Column("status", Integer),
    Column("headers", ExactText),  # JSON
    Column("body", LargeBinary),  # compressed
    Column("article_id", Identifier, index=True),  # whose text the body may hold
    Column("created_at", Instant, nullable=False, index=True),
    sqlite_strict=True,
)
