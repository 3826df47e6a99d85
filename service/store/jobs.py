"""Articles that wait for their analysis: accepted, taken by one worker at a time, ended once.

A worker that takes a job has it until its lease ends and renews that while it lives. Each taking
raises the job's fence: a worker that was thought dead and reports after another has taken the job
is refused, so that a job has one effect however often it was begun.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from service import ids
from service.errors import NotFound, Superseded
from service.records import Analysis, ClaimedJob, Document, Job, JobProblem, JobState, Page
from service.store import job_counts, revising
from service.store.codec import from_json, to_json
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.listings import JobCounts
from service.store.repository import insert_article, renew_analysis
from service.store.rows import AnyRow, Values
from service.store.schema import jobs, workers
from service.store.texts import articles_of
from service.store.timed import Timed
from service.store.units import writing
from service.store.validators import ANYTHING, Expected

LOST = JobProblem("worker-lost", "The process that analysed the article ended before it was done.")
_AT_ONCE = 500  # rows in one statement
_WAITING = ("queued", "running")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a submission: a job, or none where the article is stored already."""

    article_id: str
    job: Job | None


class Jobs(Timed):
    """Accepts, hands out and ends jobs; each method is one transaction."""

    def submit(self, documents: Sequence[Document]) -> list[Accepted]:
        """Accept documents for analysis, all or none; what returns is on the disk.

        The same text is the same job while it waits; a job that failed is tried anew.
        """
        now = self._now()
        wanted = {ids.article_id(document.text): document for document in reversed(documents)}
        with writing(self._writing) as connection:
            stored = articles_of(connection, wanted)
            known = {row.article_id: row for row in _rows(connection, wanted)}
            again = [i for i in wanted if i not in stored and i in known]
            restarted = [i for i in again if known[i].state not in _WAITING]
            added = [i for i in wanted if i not in stored and i not in known]
            if added:
                connection.execute(
                    insert(jobs),
                    [{**_fresh(wanted[i], now), **_first(i)} for i in added],
                )
            for i in restarted:
                change = update(jobs).where(jobs.c.article_id == i)
                connection.execute(change.values(_fresh(wanted[i], now)))
            found = {row.article_id: _read(row) for row in _rows(connection, [*again, *added])}
        listed = (ids.article_id(document.text) for document in documents)
        return [Accepted(stored.get(i, i), found.get(i)) for i in listed]

    def reanalyse(self, article_ids: Sequence[str]) -> int:
        """Queue stored articles to be analysed once more; gives how many were not queued already.

        Ids that are of no article are passed over.
        """
        now = self._now()
        with writing(self._writing) as connection:
            wanted = dict.fromkeys(articles_of(connection, article_ids).values())
            known = {row.article_id: row for row in _rows(connection, wanted)}
            queued: Values = {**_fresh(None, now), "again": 1}
            added = [i for i in wanted if i not in known]
            if added:
                connection.execute(insert(jobs), [{**queued, **_first(i)} for i in added])
            restarted = [i for i in wanted if i in known and known[i].state not in _WAITING]
            for i in restarted:
                connection.execute(update(jobs).where(jobs.c.article_id == i).values(queued))
        return len(added) + len(restarted)

    def revise(
        self, article_id: str, given: Mapping[str, Any], expected: Expected = ANYTHING
    ) -> Job | None:
        """Accept a revision of a stored article; None where the article is so already.

        given: fields of the Document, its text among them. Raises NotFound; PreconditionFailed
        where the article is not as expected; Conflict where another revision waits, or another
        article has or had the text.
        """
        fresh = _fresh(None, self._now())
        with writing(self._writing) as connection:
            row = revising.accept(connection, article_id, given, expected, fresh)
        return None if row is None else _read(row)

    def claim(self, worker: str, lease: dt.timedelta) -> ClaimedJob | None:
        """Take the job that has waited longest, if any may be begun."""
        now = self._now()
        ready = (
            select(jobs.c.id)
            .where(jobs.c.state == "queued", jobs.c.due <= now)
            .order_by(jobs.c.due, jobs.c.id)
            .limit(1)
        )
        with self._reading.connect() as connection:  # looking must not hold up writers
            if connection.execute(ready).first() is None:
                return None
        with writing(self._writing) as connection:
            row = connection.execute(
                update(jobs)
                .where(jobs.c.id == ready.scalar_subquery())
                .values(
                    state="running",
                    worker=worker,
                    lease=now + lease,
                    fence=jobs.c.fence + 1,
                    attempts=jobs.c.attempts + 1,
                    started_at=now,
                )
                .returning(
                    *jobs.c["id", "article_id", "fence", "attempts", "document", "again", "revises"]
                )
            ).one_or_none()
            if row is None:  # another worker was faster
                return None
            if row.again:
                document = revising.document_of(connection, row)
            else:
                document = from_json(Document, row.document)
        told = (row.id, row.article_id, row.fence, row.attempts)
        revises = row.revises is not None
        return ClaimedJob(*told, document, again=bool(row.again), revises=revises)

    def complete(self, job: ClaimedJob, analysis: Analysis, *, words: int, seconds: float) -> bool:
        """Store the article, its new analysis or its revision, and end the job.

        False where the article was there already, or has had another text meanwhile; a revision
        then waits again. words, seconds: what the analysis was of and took. Raises Superseded where
        the job is no longer the claimant's, ValueError as Repository.add_article does, and of a
        revision Conflict and PreconditionFailed as Repository.revise does.
        """
        now = self._now()
        with writing(self._writing) as connection:
            done = {"state": "done", "document": None, "code": None, "detail": None}
            _end(connection, job, {} if job.revises else {**done, "finished_at": now})
            if job.revises:
                added = revising.complete(connection, job, analysis, now)
            elif job.again:
                added = renew_analysis(connection, job.article_id, job.document, analysis, now)
            else:
                added = insert_article(connection, job.document, analysis, now)
            job_counts.add(
                connection,
                {("articles", ""): 1, ("words", ""): words, ("seconds", ""): seconds},
            )
        return added

    def fail(
        self, job: ClaimedJob, problem: JobProblem, *, retry_after: dt.timedelta | None = None
    ) -> None:
        """Note why a job was not done: for good, or to be begun again after a while.

        Raises Superseded.
        """
        now = self._now()
        values: Values = {"code": problem.code, "detail": problem.detail}
        if retry_after is None:
            values |= {"state": "failed", "finished_at": now}
        else:
            values |= {"state": "queued", "due": now + retry_after}
        with writing(self._writing) as connection:
            _end(connection, job, values)
            job_counts.add(connection, {("failures", problem.code): 1})

    def release(self, job: ClaimedJob, after: dt.timedelta = dt.timedelta()) -> None:
        """Give a job back as if it had not been begun. Raises Superseded."""
        values = {"state": "queued", "due": self._now() + after, "attempts": job.attempts - 1}
        with writing(self._writing) as connection:
            _end(connection, job, values)

    def beat(self, worker: str, lease: dt.timedelta) -> None:
        """Tell that a worker lives: its leases are renewed."""
        now = self._now()
        with writing(self._writing) as connection:
            connection.execute(
                update(jobs)
                .where(jobs.c.worker == worker, jobs.c.state == "running")
                .values(lease=now + lease)
            )
            job_counts.note_worker(connection, worker, now)

    def leave(self, worker: str) -> None:
        """Tell that a worker ends in order."""
        with writing(self._writing) as connection:
            connection.execute(delete(workers).where(workers.c.id == worker))

    def sweep(self, most_attempts: int) -> int:
        """Take the jobs of workers that are gone back into the queue; gives how many these were.

        One that was begun most_attempts times has failed.
        """
        now = self._now()
        expired = (jobs.c.state == "running") & (jobs.c.lease < now)
        with self._reading.connect() as connection:
            if connection.execute(select(jobs.c.id).where(expired).limit(1)).first() is None:
                return 0
        lost: Values = {"lease": None, "worker": None, "code": LOST.code, "detail": LOST.detail}
        ended = {**lost, "state": "failed", "finished_at": now}
        last = jobs.c.attempts >= most_attempts
        with writing(self._writing) as connection:
            failed = connection.execute(update(jobs).where(expired, last).values(ended)).rowcount
            again = {**lost, "state": "queued", "due": now}
            queued = connection.execute(update(jobs).where(expired).values(again)).rowcount
            job_counts.add(
                connection,
                {("expiries", ""): failed + queued, ("failures", LOST.code): failed},
            )
            job_counts.forget_workers(connection, now)
        return failed + queued

    def get(self, job_id: str) -> Job:
        """Read a job. Raises NotFound."""
        with self._reading.connect() as connection:
            row = connection.execute(select(jobs).where(jobs.c.id == job_id)).one_or_none()
        if row is None:
            raise NotFound("job", job_id)
        return _read(row)

    def list(
        self, *, state: JobState | None = None, limit: int, cursor: str | None = None
    ) -> Page[Job]:
        """List jobs, oldest first; those of one state. Raises InvalidCursor."""
        mark = fingerprint("jobs", state)
        after = read_cursor(cursor, mark, int, str)
        query = select(jobs).order_by(jobs.c.created_at, jobs.c.id).limit(limit + 1)
        if state is not None:
            query = query.where(jobs.c.state == state)
        if after is not None:
            moment = job_counts.moment(int(after[0]))
            query = query.where(tuple_(jobs.c.created_at, jobs.c.id) > (moment, after[1]))
        with self._reading.connect() as connection:
            rows = connection.execute(query).all()
        following = None
        if len(rows) > limit:
            last = rows[limit - 1]
            following = write_cursor((job_counts.number(last.created_at), last.id), mark)
        return Page(tuple(_read(row) for row in rows[:limit]), following)

    def retry(self, job_ids: Iterable[str] | None = None) -> int:
        """Queue failed jobs again, all or those named; gives how many these were."""
        query = update(jobs).where(jobs.c.state == "failed")
        if job_ids is not None:
            query = query.where(jobs.c.id.in_(list(job_ids)))
        again = {"state": "queued", "attempts": 0, "due": self._now(), "finished_at": None}
        with writing(self._writing) as connection:
            return connection.execute(query.values(again)).rowcount

    def counts(self, *, lately: dt.timedelta) -> JobCounts:
        """Count jobs by state, the workers that were seen lately, and what has been done so far."""
        with self._reading.connect() as connection:
            return job_counts.read(connection, self._now(), lately)


def _end(connection: Connection, job: ClaimedJob, values: Mapping[str, Any]) -> None:
    """Let go of a job with its outcome. Raises Superseded."""
    # One whose lease ended, but that nobody has taken since, is still the claimant's to end.
    mine = (jobs.c.id == job.id) & (jobs.c.fence == job.fence) & jobs.c.state.in_(_WAITING)
    ended = connection.execute(update(jobs).where(mine).values(lease=None, worker=None, **values))
    if ended.rowcount != 1:
        raise Superseded(job.id)


def _fresh(document: Document | None, now: dt.datetime) -> Values:
    """Make the columns of a job that begins, or begins anew."""
    return {
        "state": "queued",
        "document": None if document is None else to_json(document),
        "again": 0,
        "revises": None,
        "revision": None,
        "attempts": 0,
        "due": now,
        "lease": None,
        "worker": None,
        "code": None,
        "detail": None,
        "created_at": now,
        "started_at": None,
        "finished_at": None,
    }


def _first(article_id: str) -> Values:
    return {"id": ids.job_id(article_id), "article_id": article_id, "fence": 0}


def _rows(connection: Connection, wanted: Iterable[str]) -> Sequence[AnyRow]:
    listed = list(wanted)
    found: list[AnyRow] = []
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        found += connection.execute(select(jobs).where(jobs.c.article_id.in_(some))).all()
    return found


def _read(row: AnyRow) -> Job:
    return Job(
        id=row.id,
        article_id=row.article_id,
        state=row.state,
        attempts=row.attempts,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        problem=None if row.code is None else JobProblem(row.code, row.detail),
        task="revise" if row.revises is not None else "reanalyse" if row.again else "store",
        revision=row.revision,
    )
