"""Migrations lead to the tables that the code expects, from every earlier state."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from service import ids
from service.errors import InvalidSetting
from service.records import ClaimFilter, QuoteFilter, Stance
from service.store import Store, open_store
from service.store.migrate import upgrade
from service.store.rows import article_values, statement_values
from service.store.schema import articles, claims, metadata, statements
from tests.factories import (
    make_analysis,
    make_claim,
    make_document,
    make_reported,
    make_statement,
)


def test_models_and_migrations_agree(store: Store, url: str) -> None:
    store.ping()
    engine = sa.create_engine(url)

    def ours(name: str | None, kind: str, parents: object) -> bool:
        """What the full-text search is made of is in the migrations alone."""
        of_search = ("statement_search", "claim_search", "search_words")
        return not (name or "").startswith(of_search) and not (
            kind == "index" and (name or "").endswith("_search_words")
        )

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": ours, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_database_of_the_first_revision_is_upgraded(empty_url: str) -> None:
    document, analysis = make_document(), make_analysis()
    engine = sa.create_engine(empty_url)
    with engine.begin() as connection:
        assert upgrade(connection, "0001")
        article = article_values(document, analysis, now := document.published_at)  # type: ignore[arg-type]
        connection.execute(sa.insert(articles).values(of_table(connection, "articles", article)))
        created = {statement.id: now for statement in analysis.statements}
        rows = statement_values(article, analysis.statements, created)  # type: ignore[arg-type]
        old = [of_table(connection, "statements", row) for row in rows]
        connection.execute(sa.insert(statements), old)
    engine.dispose()
    store = open_store(empty_url)
    assert store.queries.article(analysis.article_id).analysis == analysis
    assert len(store.queries.quotes(QuoteFilter(q="conclusion"), limit=9).items) == 1
    store.repository.delete_article(analysis.article_id)
    assert store.queries.quotes(QuoteFilter(q="conclusion"), limit=9).items == ()
    store.close()


def of_table(connection: sa.Connection, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The values for which a table of an earlier revision has columns."""
    there = {column["name"] for column in sa.inspect(connection).get_columns(table)}
    return {name: value for name, value in row.items() if name in there}


def test_speakers_of_the_second_revision_are_kept_and_found(url: str) -> None:
    document, analysis = make_document(), make_analysis()
    store = open_store(url)
    store.repository.add_article(document, analysis)
    store.close()
    engine = sa.create_engine(url)
    downgrade(engine, "0002")
    with engine.connect() as connection:
        joined = connection.exec_driver_sql("SELECT speaker_id, part FROM statement_speakers").all()
        told = connection.exec_driver_sql("SELECT count(*), sum(uses) FROM mentions").one()
    engine.dispose()
    assert joined == [(ids.speaker_id("Lee In-young"), "holder")]
    assert told == (4, 4)
    store = open_store(url)
    assert store.queries.article(analysis.article_id).analysis == analysis
    for q in ("lee in-young", "in young lee", "yuong"):
        assert [s.name for s in store.queries.speakers(q, limit=9).items] == ["Lee In-young"]
    (quote,) = store.queries.quotes(QuoteFilter(speaker="Lee"), limit=9).items
    assert quote.statement == analysis.statements[0]
    store.repository.delete_article(analysis.article_id)
    assert store.queries.stats().speakers == 0
    store.close()


def test_claims_that_records_hold_are_found_after_an_upgrade(url: str) -> None:
    one = make_statement(stance=Stance("oppose", "Café tax", 0.5), commitment="asserted")
    worthy, other = (
        make_claim(one, "The talks near their end.", 0.75),
        make_claim(one, "Prices \ud800 rise.", id="c_other"),
    )
    store = open_store(url)
    document, analysis = make_document(), make_analysis(statements=[])
    told = replace(one, claims=(worthy, other))
    store.repository.add_article(document, replace(analysis, statements=(told,)))
    before = rows(url)
    store.close()
    engine = sa.create_engine(url)
    downgrade(engine, "0003")
    engine.dispose()
    store = open_store(url)
    assert rows(url) == before
    assert len(before) == 2
    (found,) = store.claims.claims(ClaimFilter(q="rise"), order="date", limit=9).items
    assert found.claim == other
    (found,) = store.claims.claims(
        ClaimFilter(target="cafe", min_checkworthiness=0.7), order="date", limit=9
    ).items
    assert found.claim == worthy
    store.close()


@pytest.mark.parametrize("revision", ["0003", "0004"])
def test_targets_and_wordings_of_earlier_statements_are_found_after_an_upgrade(
    url: str, revision: str
) -> None:
    stance = Stance("oppose", "the Café tax", 0.5)
    store = open_store(url)
    for lead in ("First", "Later"):
        document, analysis = make_reported(("Ann Lee", "The tax on cafés closes them"), lead=lead)
        (one,) = analysis.statements
        claim = make_claim(one, id=f"c_{lead}")
        told = (replace(one, stance=stance, claims=(claim,)),)
        store.repository.add_article(document, replace(analysis, statements=told))
    before = store.positions.targets(limit=9).items
    appearances = store.utterances.of(told[0].id).appearances
    store.close()
    engine = sa.create_engine(url)
    downgrade(engine, revision)
    engine.dispose()
    store = open_store(url)
    assert store.positions.targets(limit=9).items == before
    assert [(one.name, one.quotes) for one in before] == [("the Café tax", 2)]
    assert store.utterances.of(told[0].id).appearances == appearances
    assert len(appearances) == 2
    assert len(store.queries.quotes(QuoteFilter(target="cafe tax"), limit=9).items) == 2
    wanted = ClaimFilter(target="cafe tax", standalone=None)
    assert len(store.claims.claims(wanted, order="date", limit=9).items) == 2
    store.close()


def rows(url: str) -> list[tuple[object, ...]]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        found = connection.execute(sa.select(claims).order_by(claims.c.id)).all()
    engine.dispose()
    return [tuple(row)[1:] for row in found]


def test_an_upgraded_database_is_left_alone(store: Store, url: str) -> None:
    store.ping()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        assert not upgrade(connection)
    engine.dispose()


def test_a_database_of_a_later_version_is_refused(store: Store, url: str) -> None:
    store.close()
    engine = sa.create_engine(url)
    with engine.begin() as other:
        other.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(InvalidSetting, match="revision 9999"):
        open_store(url)


def test_a_migration_that_breaks_references_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL checks each change itself."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"

    def breaking(connection: sa.Connection) -> bool:
        connection.exec_driver_sql("INSERT INTO speaker_words VALUES (x'61', 's_none')")
        return True

    open_store(url).close()
    monkeypatch.setattr("service.store.sqlite.upgrade", breaking)
    with pytest.raises(InvalidSetting, match="nothing was changed"):
        open_store(url)
    other = sqlite3.connect(tmp_path / "store.sqlite3")
    assert other.execute("SELECT count(*) FROM speaker_words").fetchone() == (0,)
    other.close()


def downgrade(engine: sa.Engine, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "service.store:migrations")
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_the_downgrades_lead_back(empty_url: str) -> None:
    open_store(empty_url).close()
    engine = sa.create_engine(empty_url)
    downgrade(engine, "base")
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()
