"""`onrecord jobs`: how the work in the background stands, and failed articles once more."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from service.cli.settings import flags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.records import Job, JobState
    from service.store import Store

_SHOWN = 20


@click.group()
def jobs() -> None:
    """About articles that were accepted for the background."""


@jobs.command("list")
@click.option(
    "--state",
    type=click.Choice(["queued", "running", "done", "failed"]),
    help="Only jobs of this state; the failed ones where none is named.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all, as JSON lines.")
@flags("database_url")
def list_jobs(state: "JobState | None", as_json: bool, **overrides: Any) -> None:
    """Count jobs by state, and list those that failed, with the reason."""
    import orjson

    from service.api.schemas.jobs import JobSchema

    store, lease = _open(**overrides)
    try:
        if as_json:
            schema = JobSchema()
            for job in _all(store, state):
                click.echo(orjson.dumps(schema.dump(job)))
            return
        counts = store.jobs.counts(lately=lease)
        told = ", ".join(f"{number} {name}" for name, number in counts.states.items())
        click.echo(f"{told}; {counts.workers} workers; oldest waits {counts.waiting_seconds:.0f} s")
        page = store.jobs.list(state=state or "failed", limit=_SHOWN)
        for job in page.items:
            problem = "" if job.problem is None else f"{job.problem.code}: {job.problem.detail}"
            click.echo(f"{job.id}  {job.state}  {job.attempts} attempts  {problem}".rstrip())
        if page.next_cursor is not None:
            click.echo("… and more; --json prints all")
    finally:
        store.close()


@jobs.command()
@click.argument("job_ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that failed.")
@flags("database_url")
def retry(job_ids: tuple[str, ...], everything: bool, **overrides: Any) -> None:
    """Queue failed jobs again, named by their ids or all."""
    if everything == bool(job_ids):
        raise click.UsageError("Name jobs by their ids, or all with --all.")
    store, _ = _open(**overrides)
    try:
        click.echo(f"{store.jobs.retry(None if everything else job_ids)} queued again")
    finally:
        store.close()


def _open(**overrides: Any) -> tuple["Store", dt.timedelta]:
    from service.api import logs
    from service.config import from_environment
    from service.store import open_store

    logs.configure()
    settings = from_environment(**overrides)
    return open_store(settings.database_url), dt.timedelta(seconds=settings.lease_seconds)


def _all(store: "Store", state: "JobState | None") -> "Iterator[Job]":
    cursor = None
    while True:
        page = store.jobs.list(state=state, limit=200, cursor=cursor)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
