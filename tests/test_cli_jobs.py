"""`onrecord jobs` and `onrecord migrate`: what is told, and what is done."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import onrecord
from service.records import Document, JobProblem
from service.store import open_store


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store in which one of three articles has failed."""
    found = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = open_store(found)
    store.jobs.submit([Document("One."), Document("Two."), Document("Three.")])
    claimed = store.jobs.claim("w", dt.timedelta(seconds=30))
    assert claimed is not None
    store.jobs.fail(claimed, JobProblem("analysis-timeout", "Stopped after 60 seconds."))
    store.close()
    return found


def run(*arguments: str, status: int = 0) -> list[str]:
    done = CliRunner().invoke(onrecord, arguments)
    assert done.exit_code == status, done.output
    return done.stdout.splitlines()


def test_failed_articles_are_listed_with_the_reason(url: str) -> None:
    counts, failed = run("jobs", "list", "--database-url", url)
    assert counts.startswith("2 queued, 0 running, 0 done, 1 failed; 0 workers; oldest waits ")
    assert failed.endswith("failed  1 attempts  analysis-timeout: Stopped after 60 seconds.")


def test_all_are_listed_as_json(url: str) -> None:
    jobs = [json.loads(line) for line in run("jobs", "list", "--json", "--database-url", url)]
    assert sorted(job["state"] for job in jobs) == ["failed", "queued", "queued"]
    (line,) = run("jobs", "list", "--json", "--state", "failed", "--database-url", url)
    assert json.loads(line)["problem"]["code"] == "analysis-timeout"


def test_failed_ones_are_queued_again(url: str) -> None:
    (line,) = run("jobs", "list", "--json", "--state", "failed", "--database-url", url)
    assert run("jobs", "retry", json.loads(line)["id"], "--database-url", url) == ["1 queued again"]
    assert run("jobs", "retry", "--all", "--database-url", url) == ["0 queued again"]
    run("jobs", "retry", "--database-url", url, status=2)


def test_migrate_makes_the_tables(tmp_path: Path) -> None:
    run("migrate", "--database-url", f"sqlite:///{tmp_path / 'new' / 'store.sqlite3'}")
    assert (tmp_path / "new" / "store.sqlite3").is_file()
