"""The store: articles with their statements, and the speakers across them.

`open_store` is the way in. Articles are written through `Store.repository`, editors' acts through
`Store.editing`; reads go through `Store.queries`, of claims through `Store.claims`, and those for
editors through `Store.registry`, those of targets and of stances toward them through
`Store.positions`. Topics are read through `Store.topics` and edited through `Store.topic_editing`;
where else something was said is read through `Store.utterances`. Verdicts on claims are given
through `Store.reviewing`; the texts that an article has had are read through `Store.revisions`.
What is to be analysed in the background goes in and out through `Store.jobs`, and what requests
with a key were answered through `Store.replies`. Who may call is told by `Store.keys`.
What was done is read through `Store.events`; filters are kept under a name by `Store.filters`, and
what they find is read through `Store.feeds` by when it was stored. Webhooks are kept by
`Store.webhooks`, and what is to be sent to them goes out through `Store.outbox`.
SQLAlchemy and Alembic load when a store is opened, not when this package is imported.
"""

from typing import TYPE_CHECKING

from service.store.listings import (
    Change,
    Editor,
    JobCounts,
    ListedArticle,
    OutboxCounts,
    ReviewChange,
    Stats,
    TopicChange,
)

if TYPE_CHECKING:
    from service.store.claims import ClaimQueries
    from service.store.database import Database
    from service.store.editing import Editing
    from service.store.events import Events
    from service.store.feeds import Feeds
    from service.store.filters import Filters
    from service.store.jobs import Jobs
    from service.store.keys import Keys
    from service.store.outbox import Outbox
    from service.store.positions import Positions
    from service.store.queries import Queries
    from service.store.registry import Registry
    from service.store.replies import Replies
    from service.store.repository import Repository
    from service.store.reviewing import Reviewing
    from service.store.revisions import Revisions
    from service.store.topic_editing import TopicEditing
    from service.store.topic_queries import TopicQueries
    from service.store.utterances import Utterances
    from service.store.webhooks import Webhooks

__all__ = [
    "Change",
    "Editor",
    "JobCounts",
    "ListedArticle",
    "OutboxCounts",
    "ReviewChange",
    "Stats",
    "Store",
    "TopicChange",
    "open_store",
]


class Store:
    """An open store; safe to use from several threads, and beside other processes."""

    def __init__(
        self,
        database: "Database",
        repository: "Repository",
        queries: "Queries",
        editing: "Editing",
        registry: "Registry",
        jobs: "Jobs",
        claims: "ClaimQueries",
        positions: "Positions",
        topics: "TopicQueries",
        topic_editing: "TopicEditing",
        utterances: "Utterances",
        events: "Events",
        filters: "Filters",
        feeds: "Feeds",
        keys: "Keys",
        reviewing: "Reviewing",
        revisions: "Revisions",
        replies: "Replies",
        webhooks: "Webhooks",
        outbox: "Outbox",
    ) -> None:
        self._database = database
        self.repository = repository
        self.queries = queries
        self.editing = editing
        self.registry = registry
        self.jobs = jobs
        self.claims = claims
        self.positions = positions
        self.topics = topics
        self.topic_editing = topic_editing
        self.utterances = utterances
        self.events = events
        self.filters = filters
        self.feeds = feeds
        self.keys = keys
        self.reviewing = reviewing
        self.revisions = revisions
        self.replies = replies
        self.webhooks = webhooks
        self.outbox = outbox

    def ping(self) -> None:
        """Raise ConnectionError if the database cannot be read."""
        self._database.ping()

    def close(self) -> None:
        """Let go of the database; connections in use end with their transaction."""
        self._database.close()


def open_store(url: str) -> Store:
    """Open the database at an SQLAlchemy URL, its tables made or brought up to date where needed.

    A SQLite file and its folder are made too. Raises InvalidSetting for a URL that is neither of a
    SQLite file nor of PostgreSQL, or a database that cannot be used.
    """
    from service.store.claims import ClaimQueries
    from service.store.database import open_database
    from service.store.editing import Editing
    from service.store.events import Events
    from service.store.feeds import Feeds
    from service.store.filters import Filters
    from service.store.jobs import Jobs
    from service.store.keys import Keys
    from service.store.outbox import Outbox
    from service.store.positions import Positions
    from service.store.queries import Queries
    from service.store.registry import Registry
    from service.store.replies import Replies
    from service.store.repository import Repository
    from service.store.reviewing import Reviewing
    from service.store.revisions import Revisions
    from service.store.topic_editing import TopicEditing
    from service.store.topic_queries import TopicQueries
    from service.store.utterances import Utterances
    from service.store.webhooks import Webhooks

    database = open_database(url)
    return Store(
        database,
        Repository(database.writing),
        Queries(database.reading),
        Editing(database.writing),
        Registry(database.reading),
        Jobs(database.writing, database.reading),
        ClaimQueries(database.reading),
        Positions(database.reading),
        TopicQueries(database.reading),
        TopicEditing(database.writing),
        Utterances(database.reading),
        Events(database.writing, database.reading),
        Filters(database.writing, database.reading),
        Feeds(database.reading),
        Keys(database.writing, database.reading),
        Reviewing(database.writing),
        Revisions(database.reading),
        Replies(database.writing),
        Webhooks(database.writing, database.reading),
        Outbox(database.writing, database.reading),
    )
