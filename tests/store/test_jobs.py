"""Jobs: accepted once, taken by one worker at a time, ended once, and never lost."""

import datetime as dt

import pytest
import sqlalchemy as sa

from service.errors import InvalidCursor, NotFound, Superseded
from service.records import ClaimedJob, JobProblem
from service.store import Store
from service.store.jobs import LOST, Jobs
from tests.clock import Clock
from tests.factories import make_analysis, make_document

LEASE = dt.timedelta(seconds=30)
START = dt.datetime(2021, 11, 20, 9, 0, tzinfo=dt.UTC)
SLIP = JobProblem("analysis-failed", "The process ended.")


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def jobs(store: Store, clock: Clock) -> Jobs:
    database = store._database
    return Jobs(database.writing, database.reading, clock)


def submit(jobs: Jobs, *numbers: int) -> list[str]:
    accepted = jobs.submit([make_document(f"“Yes,” Ann Lee said. {n}") for n in numbers])
    return [one.job.id for one in accepted if one.job is not None]


def claim(jobs: Jobs, worker: str = "w") -> ClaimedJob:
    claimed = jobs.claim(worker, LEASE)
    assert claimed is not None
    return claimed


def complete(jobs: Jobs, job: ClaimedJob) -> bool:
    text = job.document.text
    analysis = make_analysis(text, [])
    return jobs.complete(job, analysis, words=6, seconds=0.5)


def test_from_acceptance_to_the_article(store: Store, jobs: Jobs, clock: Clock) -> None:
    document = make_document("A \ud800 text\0.")
    (accepted,) = jobs.submit([document])
    job = accepted.job
    assert job is not None
    assert (job.state, job.attempts, job.created_at) == ("queued", 0, START)
    clock.pass_seconds(1)
    claimed = claim(jobs)
    assert (claimed.document, claimed.attempts, claimed.fence) == (document, 1, 1)
    assert jobs.get(job.id).state == "running"
    assert jobs.claim("other", LEASE) is None
    clock.pass_seconds(1)
    assert complete(jobs, claimed)
    ended = jobs.get(job.id)
    assert (ended.state, ended.started_at, ended.finished_at) == (
        "done",
        START + dt.timedelta(seconds=1),
        START + dt.timedelta(seconds=2),
    )
    assert store.queries.article(job.article_id).document == document
    assert jobs.submit([document])[0].job is None


def test_the_same_text_is_the_same_job(jobs: Jobs) -> None:
    first, second, other = jobs.submit(
        [make_document("One."), make_document("One."), make_document("Two.")]
    )
    assert first == second
    assert first.job is not None
    assert first != other
    assert jobs.submit([make_document("One.", title="Another")])[0].job == first.job
    claim(jobs)
    (again,) = jobs.submit([make_document("One.")])
    assert again.job is not None
    assert again.job.id == first.job.id


def test_what_waited_longest_comes_first(jobs: Jobs, clock: Clock) -> None:
    expected = []
    for number in range(4):
        expected += submit(jobs, number)
        clock.pass_seconds(1)
    assert [claim(jobs).id for _ in range(4)] == expected


def test_a_dead_workers_job_is_taken_again_and_its_late_report_refused(
    store: Store, jobs: Jobs, clock: Clock
) -> None:
    submit(jobs, 1)
    dead = claim(jobs, "dead")
    assert jobs.sweep(3) == 0
    clock.pass_seconds(31)
    assert jobs.sweep(3) == 1
    assert jobs.get(dead.id).problem == LOST
    alive = claim(jobs, "alive")
    assert (alive.fence, alive.attempts) == (2, 2)
    for late in (
        lambda: complete(jobs, dead),
        lambda: jobs.fail(dead, SLIP),
        lambda: jobs.release(dead),
    ):
        with pytest.raises(Superseded):
            late()
    assert store.queries.stats().articles == 0
    assert complete(jobs, alive)
    with pytest.raises(Superseded):
        complete(jobs, alive)
    assert store.queries.stats().articles == 1


def test_a_late_report_counts_as_long_as_nobody_took_the_job(jobs: Jobs, clock: Clock) -> None:
    submit(jobs, 1)
    slow = claim(jobs)
    clock.pass_seconds(31)
    jobs.sweep(3)
    assert complete(jobs, slow)
    assert jobs.claim("other", LEASE) is None


def test_a_living_worker_keeps_its_jobs(jobs: Jobs, clock: Clock) -> None:
    submit(jobs, 1)
    slow = claim(jobs, "slow")
    for _ in range(5):
        clock.pass_seconds(20)
        jobs.beat("slow", LEASE)
        assert jobs.sweep(3) == 0
    assert complete(jobs, slow)


def test_attempts_are_capped(jobs: Jobs, clock: Clock) -> None:
    (identifier,) = submit(jobs, 1)
    for attempt in range(1, 4):
        assert claim(jobs).attempts == attempt
        clock.pass_seconds(31)
        assert jobs.sweep(3) == 1
    failed = jobs.get(identifier)
    assert (failed.state, failed.problem, failed.finished_at) == ("failed", LOST, clock.now)
    assert jobs.claim("w", LEASE) is None
    totals = jobs.counts(lately=LEASE).totals
    assert totals == {("expiries", ""): 3, ("failures", "worker-lost"): 1}


def test_a_failure_for_good_and_one_for_now(jobs: Jobs, clock: Clock) -> None:
    first, second = submit(jobs, 1, 2)
    jobs.fail(one := claim(jobs), SLIP)
    jobs.fail(other := claim(jobs), SLIP, retry_after=dt.timedelta(seconds=10))
    assert {one.id, other.id} == {first, second}
    assert jobs.get(one.id).state == "failed"
    waiting = jobs.get(other.id)
    assert (waiting.state, waiting.problem) == ("queued", SLIP)
    assert jobs.claim("w", LEASE) is None
    clock.pass_seconds(10)
    assert claim(jobs).id == other.id


def test_what_is_given_back_was_not_begun(jobs: Jobs) -> None:
    submit(jobs, 1)
    jobs.release(claim(jobs))
    again = claim(jobs)
    assert (again.attempts, again.fence) == (1, 2)


def test_failed_jobs_are_queued_again_by_hand_or_by_sending_the_text_again(jobs: Jobs) -> None:
    identifiers = submit(jobs, 1, 2, 3)
    for _ in identifiers:
        jobs.fail(claim(jobs), SLIP)
    assert jobs.retry([identifiers[0], "j_absent"]) == 1
    submit(jobs, 2)
    states = [jobs.get(identifier).state for identifier in identifiers]
    assert states == ["queued", "queued", "failed"]
    assert jobs.retry() == 1
    assert claim(jobs).fence == 2  # it goes on: no earlier claim fits


def test_a_deleted_article_takes_its_job_away_and_can_come_again(store: Store, jobs: Jobs) -> None:
    (identifier,) = submit(jobs, 1)
    complete(jobs, job := claim(jobs))
    store.repository.delete_article(job.article_id)
    with pytest.raises(NotFound, match="No job"):
        jobs.get(identifier)
    assert submit(jobs, 1) == [identifier]
    assert complete(jobs, claim(jobs))


def test_an_article_that_came_another_way_meanwhile_is_left_alone(store: Store, jobs: Jobs) -> None:
    (identifier,) = submit(jobs, 1)
    claimed = claim(jobs)
    stored, _ = store.repository.add_article(
        claimed.document, make_analysis(claimed.document.text, [])
    )
    assert not complete(jobs, claimed)
    assert jobs.get(identifier).state == "done"
    assert store.queries.article(stored.id) == stored


def test_lists_and_counts(jobs: Jobs, clock: Clock) -> None:
    identifiers = []
    for number in range(5):
        identifiers += submit(jobs, number)
        clock.pass_seconds(1)
    complete(jobs, claim(jobs))
    claim(jobs)
    jobs.beat("w", LEASE)
    counts = jobs.counts(lately=LEASE)
    assert counts.states == {"queued": 3, "running": 1, "done": 1, "failed": 0}
    assert (counts.waiting_seconds, counts.workers) == (3.0, 1)
    assert counts.totals == {("articles", ""): 1, ("words", ""): 6, ("seconds", ""): 0.5}
    page = jobs.list(limit=2)
    assert [job.id for job in page.items] == identifiers[:2]
    page = jobs.list(limit=9, cursor=page.next_cursor)
    assert ([job.id for job in page.items], page.next_cursor) == (identifiers[2:], None)
    assert [job.id for job in jobs.list(state="done", limit=9).items] == identifiers[:1]
    with pytest.raises(InvalidCursor):
        jobs.list(limit=1, cursor="nonsense")
    jobs.leave("w")
    clock.pass_seconds(60)
    assert jobs.counts(lately=LEASE).workers == 0


def test_a_big_batch(jobs: Jobs) -> None:
    assert len(set(submit(jobs, *range(1200)))) == 1200
    assert jobs.counts(lately=LEASE).states["queued"] == 1200


def test_what_cannot_be_written_is_not_accepted(store: Store, jobs: Jobs, url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE jobs RENAME TO away")
    with pytest.raises(sa.exc.DBAPIError) as caught:
        submit(jobs, 1)
    assert "Ann Lee" not in str(caught.value)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO jobs")
    engine.dispose()
    assert jobs.counts(lately=LEASE).states["queued"] == 0
