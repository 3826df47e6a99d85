"""How the work in the background stands: workers that live, sums over the store's life.

All functions work inside the caller's transaction.
"""

import datetime as dt
from collections.abc import Mapping
from typing import get_args

from sqlalchemy import Connection, delete, func, select, update

from service.records import JobState
from service.store.columns import EPOCH, microseconds
from service.store.dialects import adding, ignoring
from service.store.listings import JobCounts
from service.store.schema import jobs, totals, workers

_FORGOTTEN = dt.timedelta(hours=1)


def add(connection: Connection, amounts: Mapping[tuple[str, str], float]) -> None:
    """Add to sums, by name and label."""
    rows = [
        {"name": name, "label": label, "value": amount}
        for (name, label), amount in amounts.items()
        if amount
    ]
    if rows:
        connection.execute(adding(totals, "value"), rows)


def note_worker(connection: Connection, worker: str, now: dt.datetime) -> None:
    """Note that a worker lives."""
    connection.execute(ignoring(workers), {"id": worker, "started_at": now, "seen_at": now})
    connection.execute(update(workers).where(workers.c.id == worker).values(seen_at=now))


def forget_workers(connection: Connection, now: dt.datetime) -> None:
    """Forget workers that have been gone for long."""
    connection.execute(delete(workers).where(workers.c.seen_at < now - _FORGOTTEN))


def read(connection: Connection, now: dt.datetime, lately: dt.timedelta) -> JobCounts:
    """Count what there is; workers: those seen lately."""
    counted = connection.execute(
        select(jobs.c.state, func.count().label("number")).group_by(jobs.c.state)
    )
    states: dict[JobState, int] = dict.fromkeys(get_args(JobState), 0)
    for row in counted:
        states[row.state] = row.number
    oldest = connection.execute(
        select(func.min(jobs.c.due)).where(jobs.c.state == "queued", jobs.c.due <= now)
    ).scalar_one()
    alive = select(func.count()).where(workers.c.seen_at >= now - lately)
    sums = connection.execute(select(totals)).all()
    return JobCounts(
        states=states,
        waiting_seconds=0.0 if oldest is None else (now - oldest).total_seconds(),
        workers=connection.execute(alive).scalar_one(),
        totals={(row.name, row.label): row.value for row in sums},
    )


def number(moment: dt.datetime) -> int:
    """Give a moment as the number that a cursor holds."""
    return microseconds(moment)


def moment(count: int) -> dt.datetime:
    """Give the moment of a number in a cursor; one that no calendar has is the first."""
    try:
        return EPOCH + dt.timedelta(microseconds=count)
    except OverflowError:
        return EPOCH
