"""Opening: what is allowed, what is made, and what is said about it."""

import ast
import sqlite3
import subprocess
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from service.errors import InvalidSetting, StoreUnavailable
from service.records import QuoteFilter
from service.store import Store, open_store, sqlite
from service.store.schema import metadata
from tests.factories import make_analysis, make_document


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?uri=true",
        "sqlite:////tmp/x?mode=ro",
        "sqlite+aiosqlite:////tmp/x",
        "postgresql+psycopg2://user:secret@host/db",
        "mysql://host/db",
        "nonsense with secret",
        "",
    ],
)
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(InvalidSetting, match="allowed is the URL of a SQLite file") as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


def test_the_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a b%20é" / "c" / "on?record.sqlite3"
    store = open_store(f"sqlite:///{str(path).replace('?', '%3F')}")
    store.ping()
    store.close()
    assert list(tmp_path.rglob("*.sqlite3"))


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///here.sqlite3")
    monkeypatch.chdir("/")
    store.ping()
    store.close()
    assert (tmp_path / "here.sqlite3").is_file()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidSetting, match="cannot be made"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'store.sqlite3'}")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_text("These are words, and many of them, but no database at all. " * 100)
    with pytest.raises(InvalidSetting, match="not a database"):
        open_store(f"sqlite:///{path}")


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="cannot be used"):
        open_store(f"sqlite:///{tmp_path}")


def test_what_was_stored_is_there_when_opened_again(url: str) -> None:
    first = open_store(url)
    article, _ = first.repository.add_article(make_document(), make_analysis())
    first.close()
    second = open_store(url)
    assert second.queries.article(article.id) == article
    second.close()


def test_ping_tells_when_the_file_is_gone(store: Store, tmp_path: Path) -> None:
    store.ping()
    for path in tmp_path.glob("store.sqlite3*"):
        path.unlink()
    with pytest.raises(ConnectionError, match="not there"):
        store.ping()


def test_ping_tells_when_the_tables_are_gone(store: Store, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "store.sqlite3")
    other.execute("ALTER TABLE articles RENAME TO elsewhere")
    other.close()
    with pytest.raises(ConnectionError, match="no such table"):
        store.ping()


def test_the_files_settings(store: Store, tmp_path: Path) -> None:
    store.ping()
    other = sqlite3.connect(tmp_path / "store.sqlite3")
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    tables = other.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite_%' AND name != 'alembic_version'"
    ).fetchall()
    assert len(tables) == len(metadata.tables)
    assert all(strict for _, strict in tables)
    other.close()


@pytest.mark.parametrize(
    ("version", "lines"), [((3, 51, 2), 1), ((3, 51, 3), 0), ((3, 52, 0), 0), ((4, 0, 0), 0)]
)
def test_one_line_warns_of_an_old_sqlite(
    url: str, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], lines: int
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    with capture_logs() as logged:
        store = open_store(url)
        store.repository.add_article(make_document(), make_analysis())
        store.close()
    assert [entry["event"] for entry in logged] == ["sqlite-wal-reset-bug"] * lines
    assert all(entry["log_level"] == "warning" for entry in logged)


def test_errors_of_the_database_do_not_show_article_text(store: Store, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "store.sqlite3")
    other.execute("DROP TABLE statement_search")
    other.close()
    with pytest.raises(Exception, match="statement_search") as caught:
        store.repository.add_article(make_document(), make_analysis())
    assert "nearing" not in "".join(traceback.format_exception(caught.value))


def test_the_package_is_light_until_a_store_is_opened() -> None:
    code = "import sys, service.store; print(sorted(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sqlalchemy", "alembic", "structlog"} & set(ast.literal_eval(done.stdout))


def test_threads_share_a_store(store: Store) -> None:
    failures = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                text = f"“The talks are nearing their conclusion,” Lee In-young said {turn}."
                store.repository.add_article(make_document(text), make_analysis(text))
                assert store.queries.quotes(QuoteFilter(speaker="Lee"), limit=200).items
                store.queries.stats()
        except Exception as error:
            failures.append((number, error))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    stats = store.queries.stats()
    assert (stats.articles, stats.statements, stats.speakers) == (5, 5, 1)
    assert store.queries.speakers(limit=9).items[0].quotes == 5


def test_a_full_disk_is_an_outage_and_room_ends_it(url: str) -> None:
    store = open_store(url)
    with store._database.writing.connect() as connection:
        full = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {full}")
    texts = [f"“We agree,” Ann Lee said. {'word ' * 2000}{number}" for number in range(9)]

    def add_all() -> None:
        for text in texts:
            store.repository.add_article(make_document(text), make_analysis(text, []))

    with pytest.raises(StoreUnavailable, match="full"):
        add_all()
    kept = store.queries.stats().articles
    with store._database.writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add_all()
    assert kept < len(texts) == store.queries.stats().articles
    store.close()


def test_a_lock_that_others_hold_is_an_outage_for_all_who_wait(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0.5)
    store = open_store(url)
    texts = [f"“We agree,” Ann Lee said. {number}" for number in range(6)]

    def add(text: str) -> str:
        try:
            store.repository.add_article(make_document(text), make_analysis(text, []))
        except StoreUnavailable as error:
            return str(error)
        return "added"

    with sqlite3.connect(url.removeprefix("sqlite:///")) as other, ThreadPoolExecutor(6) as threads:
        other.execute("BEGIN IMMEDIATE")
        told = list(threads.map(add, texts))
        assert store.queries.stats().articles == 0  # readers go on
        other.rollback()
    other.close()
    assert len(told) == 6
    assert all("locked" in one or "too many wait" in one for one in told)
    assert any("too many wait" in one for one in told)
    assert [add(text) for text in texts] == ["added"] * 6
    store.close()
