"""What is particular to PostgreSQL: opening, outages, and words as SQLite divides them."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from service.errors import InvalidSetting, StoreUnavailable
from service.records import QuoteFilter
from service.store import Store, open_store
from tests.factories import make_analysis, make_document, make_reported
from tests.postgresql import Cluster, cluster


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    """A server that a test may end."""
    with cluster() as running:
        yield running


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_ways_to_write_its_url(migrated_database: str, postgresql: Cluster, scheme: str) -> None:
    url = postgresql.url(migrated_database).replace("postgresql+psycopg", scheme)
    store = open_store(url)
    store.ping()
    store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://onrecord:secret@127.0.0.1:{port}", "names no database"),
        ("postgresql://onrecord:secret@127.0.0.1:{port}/absent", "'absent' at '127.0.0.1' cannot"),
        ("postgresql://nobody:secret@127.0.0.1:{port}/postgres", "nobody"),
        ("postgresql://onrecord:secret@127.0.0.1:1/postgres?connect_timeout=1", "refused"),
    ],
)
def test_what_cannot_be_opened_is_said_without_the_password(
    postgresql: Cluster, url: str, said: str
) -> None:
    with pytest.raises(InvalidSetting, match=said) as caught:
        open_store(url.format(port=postgresql.port))
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_in_another_encoding_is_refused(postgresql: Cluster) -> None:
    url = postgresql.create()
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(
            "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
        )
    admin.dispose()
    with pytest.raises(InvalidSetting, match="LATIN1; UTF8 is needed"):
        open_store(postgresql.url("latin"))


def test_a_server_that_ends_is_an_outage_and_one_that_is_back_is_used(own: Cluster) -> None:
    store = open_store(own.create())
    article, _ = store.repository.add_article(make_document(), make_analysis())
    own.kill()
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            store.queries.article(article.id)
        with pytest.raises(StoreUnavailable):
            store.repository.delete_article(article.id)
        with pytest.raises(ConnectionError):
            store.ping()
    own.start()
    assert store.queries.article(article.id) == article
    store.repository.delete_article(article.id)
    store.close()


@pytest.mark.parametrize(
    ("content", "q", "found"),
    [
        ("Ça suffit, dit-elle à Øystein", "ca dit elle", True),
        ("the naïve café", '"naive cafe"', True),
        ("İstanbul is ISTANBUL", "istanbul", True),
        ("Μία ΦΟΡΆ", "φορά", True),
        ("ЕЩЁ раз", "ещё", True),
        ("3.5 per cent, 1e5 and 100km", '"3 5"', True),
        ("see news.example/talks?id=7", "talks id 7", True),
        ("mail ann.lee@news.example now", "news", True),
        ("non-state-actors", '"state actors"', True),
        ("-5 degrees", "5", True),
        ("日本 の 首相", "首相", True),
        ("talking of talks", "talk", False),
        ("the of and", "the", True),
        ("near their end", '"their near"', False),
    ],
)
def test_words_are_what_they_are_in_the_other_database(
    store: Store, content: str, q: str, found: bool
) -> None:
    store.repository.add_article(*make_reported(("Ann Lee", content)))
    assert bool(store.queries.quotes(QuoteFilter(q=q), limit=1).items) is found


def test_an_endless_content_is_kept_and_found_by_its_beginning(store: Store) -> None:
    content = " ".join(f"wörd{number}𝒶" for number in range(60_000))
    store.repository.add_article(*make_reported(("Ann Lee", content)))
    assert store.queries.quotes(QuoteFilter(q="word17𝒶"), limit=1).items


def test_a_question_of_many_words_is_answered(store: Store) -> None:
    store.repository.add_article(*make_reported(("Ann Lee", "We agree")))
    assert not store.queries.quotes(QuoteFilter(q=" ".join(map(str, range(900)))), limit=1).items
