"""Revisions that wait for their analysis: what was asked for, and how it is done when it is time.

An article has one row of `jobs`, so that at most one revision of it waits. What it asks for is kept
as it was asked, not as a whole document: when the job's turn comes it is put together with what the
article is by then, so that what was written meanwhile is not undone unnoticed.

All functions work inside the caller's transaction.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from sqlalchemy import Connection, insert, select, update

from service import ids
from service.errors import Conflict
from service.records import Analysis, ClaimedJob, Document
from service.store import revisions
from service.store.codec import from_json, to_json
from service.store.queries import load_document
from service.store.repository import present_article, revise_article
from service.store.rows import AnyRow, Values
from service.store.schema import jobs
from service.store.validators import Expected


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a revision is to set and what it expects of the article (see Expected)."""

    given: tuple[str, ...]
    tags: tuple[str, ...] | None
    there: bool
    unless: tuple[str, ...]
    absent: bool

    @classmethod
    def of(cls, given: Mapping[str, Any], expected: Expected) -> Self:
        tags = None if expected.tags is None else tuple(sorted(expected.tags))
        unless = tuple(sorted(expected.unless))
        return cls(tuple(sorted(given)), tags, expected.there, unless, expected.absent)

    @property
    def expected(self) -> Expected:
        tags = None if self.tags is None else frozenset(self.tags)
        return Expected(tags, self.there, frozenset(self.unless), self.absent)


def accept(
    connection: Connection,
    article_id: str,
    given: Mapping[str, Any],
    expected: Expected,
    fresh: Values,
) -> AnyRow | None:
    """Queue a revision; gives its job's row, or None where the article is so already.

    given: fields of the Document, its text among them. fresh: the columns of a job that begins.
    The same revision that waits is the same job; where another analysis of the article waits the
    revision takes its place. Raises NotFound; PreconditionFailed where the article is not as
    expected; Conflict where another revision waits, or another article has or had the text.
    """
    present = present_article(connection, article_id)
    expected.check(present)
    wanted = replace(present.document, **given)
    if wanted == present.document:
        return None
    revisions.refuse_texts_of_others(connection, present.id, ids.article_id(wanted.text))
    mine = jobs.c.article_id == present.id
    asked = {
        "document": to_json(Document(**given)),
        "revises": to_json(_Asked.of(given, expected)),
    }
    row = connection.execute(select(jobs).where(mine)).one_or_none()
    values = {**fresh, **asked, "again": 1}
    if row is None:
        first = {"id": ids.job_id(present.id), "article_id": present.id, "fence": 0}
        connection.execute(insert(jobs), [{**values, **first}])
    elif row.state in ("queued", "running") and row.revises is not None:
        if {name: row._mapping[name] for name in asked} != asked:
            raise Conflict(
                f"Another revision of the article '{present.id}' waits for its analysis, the job "
                f"'{row.id}'; send yours when that is done."
            )
    else:
        # A worker that has the analysis before is known by its fence, and is not taken any more.
        connection.execute(update(jobs).where(mine).values({**values, "fence": row.fence + 1}))
    return connection.execute(select(jobs).where(mine)).one()


def document_of(connection: Connection, row: AnyRow) -> Document:
    """Put together what a job of a stored article is to analyse, as the article now is."""
    present = load_document(connection, row.article_id)
    if row.revises is None:
        return present
    asked = from_json(Document, row.document)
    given = from_json(_Asked, row.revises).given
    return replace(present, **{name: getattr(asked, name) for name in given})


def complete(connection: Connection, job: ClaimedJob, analysis: Analysis, now: dt.datetime) -> bool:
    """Do a revision with the analysis of its text, and end its job.

    False where nothing is left to do, or where the article has changed meanwhile, so that something
    else is to be analysed: then the job waits again. Raises PreconditionFailed where the revision
    expected the article to be as it was; Conflict where another article has the text by now.
    """
    mine = jobs.c.id == job.id
    row = connection.execute(select(jobs).where(mine)).one()
    present = present_article(connection, job.article_id)
    from_json(_Asked, row.revises).expected.check(present)
    wanted = document_of(connection, row)
    done: Values = {"state": "done", "document": None, "code": None, "detail": None}
    done |= {"finished_at": now, "revision": present.revision}
    if wanted == present.document:
        connection.execute(update(jobs).where(mine).values(done))
        return False
    if wanted != job.document:
        waiting = {"state": "queued", "due": now, "attempts": job.attempts - 1}
        connection.execute(update(jobs).where(mine).values(waiting))
        return False
    revised, _ = revise_article(connection, present, wanted, analysis, now)
    connection.execute(update(jobs).where(mine).values({**done, "revision": revised.revision}))
    return True
