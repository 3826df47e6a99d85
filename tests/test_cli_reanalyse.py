"""`onrecord reanalyse`: which articles it queues."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from service import analysis
from service.cli import onrecord
from service.config import Settings
from service.store import open_store
from tests import analysers
from tests.factories import make_reported


@pytest.fixture
def articles(tmp_path: Path) -> tuple[str, list[str]]:
    """A store with an article of the small analyser, and one of an older model."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = open_store(url)
    found = []
    for version in ("1.0", "0.9"):
        document, told = make_reported(("Ann Lee", "We wait"), lead=version)
        told = replace(told, model="small", version=version)
        found.append(store.repository.add_article(document, told)[0].id)
    store.close()
    return url, found


def run(url: str, *arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(onrecord, ["reanalyse", "--database-url", url, *arguments])
    assert done.exit_code == status, done.output
    return done.stdout.strip()


def test_articles_of_another_model_are_queued(
    articles: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(settings: Settings) -> Any:
        return analysers.load(settings)

    monkeypatch.setattr(analysis, "load_analyser", load)
    url, (_, older) = articles
    assert run(url) == "1 queued"
    store = open_store(url)
    assert [job.article_id for job in store.jobs.list(limit=9).items] == [older]
    store.close()


def test_articles_are_queued_by_id_or_all(articles: tuple[str, list[str]]) -> None:
    url, (newer, _) = articles
    assert run(url, newer, "a_none") == "1 queued"
    assert run(url, "--all") == "1 queued"
    run(url, "--all", newer, status=2)
