"""`onrecord export` in each format."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from service.cli import onrecord
from service.records import QuoteFilter
from service.store import open_store
from tests.exports import vocabulary
from tests.factories import make_reported


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = f"sqlite:///{tmp_path_factory.mktemp('export') / 'store.sqlite3'}"
    store = open_store(made)
    store.repository.add_article(*make_reported(("Ann Lee", "=We agree"), ("Bob Ray", "No")))
    store.repository.add_article(*make_reported(lead="Nobody says anything."))
    store.close()
    return made


def exported(url: str, form: str) -> str:
    done = CliRunner().invoke(onrecord, ["export", "--format", form, "--database-url", url])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(
    ("form", "lines"), [("gold", 2), ("jsonl", 2), ("jsonld", 2), ("annotations", 2), ("gdelt", 1)]
)
def test_every_line_is_json(url: str, form: str, lines: int) -> None:
    found = [json.loads(line) for line in exported(url, form).splitlines()]
    assert len(found) == lines
    if form == "jsonld":
        for node in found:
            vocabulary.check(node)
    if form == "jsonl":
        assert sorted(len(article["quotes"]) for article in found) == [0, 2]


def test_csv_is_the_table_of_statements(url: str) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(url, "csv"), newline="")))
    store = open_store(url)
    listed = store.queries.quotes(QuoteFilter(), limit=10).items
    store.close()
    assert {row["id"] for row in rows} == {one.statement.id for one in listed}
    assert [row["content"] for row in rows] == ["'=We agree", "No"]
