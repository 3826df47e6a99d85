"""What requests with a key were answered: kept with what they wrote, or neither."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from service.errors import InvalidEdit, KeyInUse, KeyReused, PreconditionFailed
from service.store import Editor, Store, open_store
from service.store.replies import KEPT, Attempt, Replies, Reply, Request
from service.store.validators import Expected, tag
from tests.factories import make_analysis, make_document, make_reported

LEASE = dt.timedelta(seconds=30)
ASKED = Request("ann", "POST /v1/topics", "key 1", "f1")
ROUNDS = (
    ("call", "pledge", "threat", "refusal"),
    ("prediction", "statement", "accusation", "question"),
)
DONE = Reply(201, {"Location": "/v1/topics/p_1"}, b'{"a": "\xc3\xa9"}')


def begun(store: Store, request: Request = ASKED) -> Attempt:
    attempt = store.replies.begin(request, LEASE)
    assert isinstance(attempt, Attempt)
    return attempt


def at(store: Store, later: dt.timedelta) -> Replies:
    """The replies as they are seen some time later."""
    now = dt.datetime.now(dt.UTC) + later
    return Replies(store.replies._engine, lambda: now)


def test_an_answer_is_given_again(store: Store) -> None:
    store.replies.keep(begun(store), DONE)
    assert store.replies.begin(ASKED, LEASE) == DONE
    assert at(store, KEPT).begin(ASKED, LEASE) == DONE


def test_a_key_is_of_one_caller_and_one_route(store: Store) -> None:
    store.replies.keep(begun(store), DONE)
    begun(store, Request("bo", ASKED.route, ASKED.key, "f1"))
    begun(store, Request("ann", "POST /v1/articles", ASKED.key, "f1"))
    begun(store, Request("ann", ASKED.route, "another", "f1"))


def test_a_key_is_of_one_request(store: Store) -> None:
    attempt = begun(store)
    other = Request(ASKED.caller, ASKED.route, ASKED.key, "f2")
    with pytest.raises(KeyReused):
        store.replies.begin(other, LEASE)
    store.replies.keep(attempt, DONE)
    with pytest.raises(KeyReused):
        store.replies.begin(other, LEASE)


def test_one_attempt_at_a_time(store: Store) -> None:
    attempt = begun(store)
    with pytest.raises(KeyInUse):
        store.replies.begin(ASKED, LEASE)
    later = at(store, LEASE + dt.timedelta(seconds=1)).begin(ASKED, LEASE)
    assert isinstance(later, Attempt)
    with pytest.raises(KeyInUse):
        store.replies.keep(attempt, DONE)
    store.replies.drop(attempt)
    store.replies.keep(later, DONE)
    store.replies.drop(later)
    assert store.replies.begin(ASKED, LEASE) == DONE


def test_what_was_not_done_may_be_asked_again(store: Store) -> None:
    store.replies.drop(begun(store))
    begun(store)


def test_answers_do_not_stay_for_ever(store: Store) -> None:
    store.replies.keep(begun(store), DONE)
    assert isinstance(at(store, 3 * KEPT).begin(ASKED, LEASE), Attempt)


def test_an_answer_goes_with_the_article_that_it_shows(store: Store) -> None:
    article, _ = store.repository.add_article(make_document(), make_analysis())
    store.replies.keep(begun(store), Reply(201, {}, b"text", article.id))
    store.repository.delete_article(article.id)
    begun(store)


# One transaction.


def test_a_unit_keeps_all_or_nothing(store: Store) -> None:
    attempt = begun(store)

    def fail() -> None:
        with store.replies.unit():
            store.topic_editing.create("taxes", [], Editor())
            store.replies.keep(attempt, DONE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.topics.topics(limit=9).items == ()
    with store.replies.unit():
        store.topic_editing.create("taxes", [], Editor())
        store.topic_editing.create("talks", [], Editor())
        assert store.topics.topics(limit=9).items == ()
        store.replies.keep(attempt, DONE)
    assert len(store.topics.topics(limit=9).items) == 2
    assert store.replies.begin(ASKED, LEASE) == DONE


def test_an_error_that_is_caught_breaks_a_unit_too(store: Store) -> None:
    with store.replies.unit():
        change = store.topic_editing.create("taxes", [], Editor())
        with pytest.raises(InvalidEdit):
            store.topic_editing.change(change.edit.topic_id or "", {"name": "taxes"}, Editor())
    assert store.topics.topics(limit=9).items == ()


def test_an_attempt_that_was_overtaken_writes_nothing(store: Store) -> None:
    attempt = begun(store)
    at(store, 2 * LEASE).begin(ASKED, LEASE)

    def answer() -> None:
        with store.replies.unit():
            store.topic_editing.create("taxes", [], Editor())
            store.replies.keep(attempt, DONE)

    with pytest.raises(KeyInUse):
        answer()
    assert store.topics.topics(limit=9).items == ()


# Several writers.


@pytest.fixture
def second(url: str) -> Any:
    opened = open_store(url)
    yield opened
    opened.close()


def test_of_writers_who_saw_the_same_one_writes(store: Store, second: Store) -> None:
    document, analysis = make_reported(("Ann Lee", "We wait"))
    article, _ = store.repository.add_article(document, analysis)
    (one,) = article.analysis.statements
    together = threading.Barrier(4)

    def write(number: int, act: str, expected: Expected) -> Any:
        writer = (store, second)[number % 2]
        together.wait()
        try:
            return writer.editing.correct_quote(one.id, {"act": act}, Editor(act), expected)
        except PreconditionFailed as error:
            return error

    for acts in ROUNDS:
        expected = Expected(tags={tag(store.queries.quote(one.id))})
        with ThreadPoolExecutor(4) as threads:
            results = list(threads.map(write, range(4), acts, [expected] * 4))
        (done,) = (one for one in results if not isinstance(one, PreconditionFailed))
        assert store.queries.quote(one.id) == done.quote


def test_of_two_texts_for_one_revision_one_is_taken(store: Store, second: Store) -> None:
    article, _ = store.repository.add_article(*make_reported(("Ann Lee", "We wait")))
    expected = Expected(tags={tag(store.queries.article(article.id))})
    together = threading.Barrier(2)

    def write(writer: Store, words: str) -> Any:
        document, analysis = make_reported(("Ann Lee", words))
        together.wait()
        try:
            return writer.repository.revise(
                article.id, document, analysis, base=1, expected=expected
            )
        except PreconditionFailed as error:
            return error

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(write, (store, second), ("We go", "We stay")))
    assert sorted(isinstance(one, PreconditionFailed) for one in results) == [False, True]
    (done,) = (one for one in results if not isinstance(one, PreconditionFailed))
    assert store.queries.article(article.id) == done[0]
    assert done[0].analysis.statements[0].content.text in {"We go", "We stay"}


def test_of_the_same_requests_at_once_one_is_answered(store: Store, second: Store) -> None:
    together = threading.Barrier(4)

    def ask(number: int) -> Any:
        together.wait()
        try:
            return (store, second)[number % 2].replies.begin(ASKED, LEASE)
        except KeyInUse as error:
            return error

    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(ask, range(4)))
    assert sum(isinstance(one, Attempt) for one in results) == 1
