"""Articles accepted for the background are analysed, or fail visibly, and end with the process."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import update

from service.config import Settings
from service.engine import Engine
from service.errors import StoreUnavailable
from service.jobs.runner import Runner
from service.jobs.work import Work
from service.records import Analysis, ClaimedJob, Document, Job, QuoteFilter
from service.store import Store
from service.store.event_schema import events
from tests import analysers
from tests.factories import make_analysis, make_document, make_reported
from tests.jobs.conftest import StartRunner
from tests.processes import spawned

_MINUTE = dt.timedelta(minutes=1)


def submit(store: Store, *texts: str) -> list[str]:
    return [one.job.id for one in store.jobs.submit([Document(t) for t in texts]) if one.job]


def ended(store: Store, job_id: str) -> Job:
    return wait_for(lambda: store.jobs.get(job_id), lambda job: job.state in {"done", "failed"})


def wait_for(read: Callable[[], Job], fits: Callable[[Job], bool]) -> Job:
    end = time.monotonic() + 60
    while not fits(found := read()):
        assert time.monotonic() < end, found
        time.sleep(0.05)
    return found


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_accepted_articles_are_analysed(store: Store, start: StartRunner) -> None:
    jobs = submit(store, *(f"“We agree {n},” Ann Lee.  “Yes {n}” said Bo Chan" for n in range(20)))
    start()
    assert {ended(store, job).state for job in jobs} == {"done"}
    assert store.queries.stats().articles == 20
    assert len(store.queries.quotes(QuoteFilter(speaker="Bo Chan"), limit=50).items) == 20
    totals = store.jobs.counts(lately=_MINUTE).totals
    assert totals["articles", ""] == 20
    assert totals["words", ""] == 200


def test_old_events_are_swept(store: Store, settings: Settings, start: StartRunner) -> None:
    for words in ("One", "Two"):
        store.repository.add_article(*make_reported(("Ann Lee", words)))
    past = dt.datetime.now(dt.UTC) - dt.timedelta(days=settings.event_days, minutes=1)
    with store._database.writing.begin() as connection:
        connection.execute(update(events).where(events.c.number <= 2).values(at=past))
    start()
    end = time.monotonic() + 60
    while store.events.after(limit=1)[0].number == 1 and time.monotonic() < end:
        time.sleep(0.05)
    assert [event.number for event in store.events.after(limit=9)] == [3, 4]


def test_a_stored_article_is_analysed_again(store: Store, start: StartRunner) -> None:
    text = "“We agree,” said Ann Lee"
    document, analysis = make_document(text), make_analysis(text, [], version="0.9")
    article, _ = store.repository.add_article(document, analysis)
    store.jobs.reanalyse([article.id])
    start()
    (job,) = store.jobs.list(limit=9).items
    assert ended(store, job.id).state == "done"
    again = store.queries.article(article.id).analysis
    assert again.version == "1.0"
    assert [one.speaker.name for one in again.statements] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "code", "attempts"),
    [
        ("   ", "invalid-text", 1),
        ("refuse", "unsupported-language", 1),
        ("sleep 9", "analysis-timeout", 1),
        ("die here", "analysis-failed", 3),
        ("break here", "internal-error", 3),
    ],
)
def test_what_cannot_be_analysed_fails_visibly_and_holds_up_nothing(
    store: Store,
    settings: Settings,
    start: StartRunner,
    caplog: pytest.LogCaptureFixture,
    text: str,
    code: str,
    attempts: int,
) -> None:
    caplog.set_level(logging.INFO)
    bad, good = submit(store, text, "“Fine” said Ann Lee")
    start()
    assert ended(store, good).state == "done"
    job = ended(store, bad)
    assert (job.state, job.attempts) == ("failed", attempts)
    assert job.problem is not None
    assert job.problem.code == code
    assert store.jobs.counts(lately=_MINUTE).totals["failures", code] == attempts
    assert "here" not in caplog.text


def test_the_process_that_exceeds_the_limit_is_replaced(store: Store, start: StartRunner) -> None:
    slow, good = submit(store, "sleep 60", "“Fine” said Ann Lee")
    start()
    problem = ended(store, slow).problem
    assert problem is not None
    assert "2 seconds" in problem.detail
    assert ended(store, good).state == "done"


def test_a_runner_that_stops_finishes_what_it_began_and_begins_nothing(
    store: Store, start: StartRunner, caplog: pytest.LogCaptureFixture
) -> None:
    first, *others = submit(store, "sleep 1.2 “Yes” said Ann Lee", *map(str, range(50)))
    runner = start()
    wait_for(lambda: store.jobs.get(first), lambda job: job.state == "running")
    runner.stop()
    assert "died" not in caplog.text  # no thread that ended in order was started again
    assert store.jobs.get(first).state == "done"
    left = [job for job in others if store.jobs.get(job).state == "queued"]
    assert left
    assert store.jobs.counts(lately=_MINUTE).workers == 0
    assert store.jobs.counts(lately=_MINUTE).states["running"] == 0
    start()
    assert {ended(store, job).state for job in left} == {"done"}


def test_what_cannot_be_finished_in_time_is_given_back_unharmed(
    settings: Settings, store: Store
) -> None:
    settings = replace(settings, drain_seconds=0.2)
    engine = Engine(settings, analysers.load)
    runner = Runner(settings, store, engine)
    runner.start()
    (job,) = submit(store, "sleep 1.5")
    wait_for(lambda: store.jobs.get(job), lambda found: found.state == "running")
    runner.stop()
    given_back = store.jobs.get(job)
    assert (given_back.state, given_back.attempts, given_back.problem) == ("queued", 0, None)


def test_a_killed_analysis_process_costs_an_attempt_and_not_the_article(
    store: Store, start: StartRunner
) -> None:
    (job,) = submit(store, "sleep 1 “Yes” said Ann Lee")
    start()
    wait_for(lambda: store.jobs.get(job), lambda found: found.state == "running")
    for child in spawned():
        child.kill()
    found = ended(store, job)
    assert (found.state, found.attempts) == ("done", 2)


def test_a_model_that_cannot_be_loaded_ends_the_runner(store: Store, start: StartRunner) -> None:
    (job,) = submit(store, "“Yes” said Ann Lee")
    runner = start(analysers.load_nothing)
    assert runner.ended.wait(60)
    assert "not installed" in str(runner.failure)
    assert store.jobs.get(job).state == "queued"


def test_an_outage_at_the_end_of_an_analysis_is_waited_for(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job,) = submit(store, "“Yes” said Ann Lee")
    claimed = store.jobs.claim("w", dt.timedelta(seconds=30))
    assert claimed is not None
    complete, refusals = store.jobs.complete, iter([True, True, False])

    def refusing(*arguments: object, **options: object) -> bool:
        if next(refusals):
            raise StoreUnavailable("the server is starting")
        return complete(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(store.jobs, "complete", refusing)
    analyser = analysers.load(settings)
    Work(settings, store, analyser.analyse, threading.Event(), threading.Event())(claimed)
    assert store.jobs.get(job).state == "done"


def claim_two(store: Store) -> list[ClaimedJob]:
    submit(store, "“Yes” said Ann Lee", "“No” said Bo Chan")
    found = [store.jobs.claim("w", dt.timedelta(seconds=30)) for _ in range(2)]
    return [job for job in found if job is not None]


def test_the_next_article_is_analysed_while_one_is_written(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = claim_two(store)
    analyser, complete = analysers.load(settings), store.jobs.complete
    writing, both, present = threading.Event(), threading.Event(), threading.Semaphore(1)

    def analyse(document: Document) -> Analysis:
        assert present.acquire(blocking=False), "two analyses at once with one process"
        try:
            if document == second.document:
                assert writing.wait(20)
                both.set()
            return analyser.analyse(document)
        finally:
            present.release()

    def slow(job: ClaimedJob, analysis: Analysis, **told: float) -> bool:
        if job is first:
            writing.set()
            assert both.wait(20)
        return complete(job, analysis, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(store.jobs, "complete", slow)
    work = Work(replace(settings, workers=1), store, analyse, threading.Event(), threading.Event())
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, (first, second)))
    assert {store.jobs.get(job.id).state for job in (first, second)} == {"done"}


def test_a_job_taken_ahead_is_given_back_when_the_process_is_to_end(
    settings: Settings, store: Store
) -> None:
    job, _ = claim_two(store)
    ending = threading.Event()
    ending.set()
    analysed: list[Document] = []

    def analyse(document: Document) -> Analysis:
        analysed.append(document)
        return make_analysis(document.text, [])

    Work(settings, store, analyse, ending, threading.Event())(job)
    found = store.jobs.get(job.id)
    assert (found.state, found.attempts, analysed) == ("queued", 0, [])


def test_two_runners_share_the_work(store: Store, start: StartRunner) -> None:
    jobs = submit(store, *(f"sleep 0.05 “Yes” said Ann Lee {n}" for n in range(40)))
    start()
    start()
    found = [ended(store, job) for job in jobs]
    assert {(job.state, job.attempts) for job in found} == {("done", 1)}
    assert store.queries.speakers(limit=9).items[0].quotes == 40


def test_a_job_that_cannot_be_stored_is_told_of(
    store: Store, start: StartRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete, full = store.jobs.complete, threading.Event()

    def refusing(*arguments: object, **options: object) -> bool:
        if full.is_set():
            raise StoreUnavailable("the disk is full")
        return complete(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(store.jobs, "complete", refusing)
    full.set()
    runner = start()
    assert runner.writing
    (job,) = submit(store, "“Yes” said Ann Lee")
    wait_until(lambda: not runner.writing)
    assert store.jobs.get(job).state == "running"
    full.clear()
    assert ended(store, job).state == "done"
    wait_until(lambda: runner.writing)
