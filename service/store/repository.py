"""Writes: each method is one transaction."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

from sqlalchemy import Connection, Engine, delete, insert, select, update

from service import ids
from service.errors import NotFound
from service.records import Analysis, Article, Document
from service.store import changes, contents, prints, speakers, targets
from service.store.corrections import rematch
from service.store.events import Happening, note
from service.store.queries import load_article
from service.store.rows import analysis_values, article_values
from service.store.schema import articles, jobs


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Repository:
    """Adds, re-analyses and deletes articles; keeps speakers and indexes in step."""

    def __init__(self, engine: Engine, now: Callable[[], dt.datetime] = _now) -> None:
        self._engine = engine
        self._now = now

    def add_article(self, document: Document, analysis: Analysis) -> tuple[Article, bool]:
        """Store a document with its analysis.

        Gives the stored article and True; or, where the same text is stored already (also by
        another process a moment ago), the article as it was stored first and False: then nothing
        has changed. Raises ValueError for an analysis that is not of this document, that holds a
        statement twice or a number that is not finite.
        """
        with self._engine.begin() as connection:
            added = insert_article(connection, document, analysis, self._now())
            stored = load_article(connection, analysis.article_id)
        assert stored is not None  # noqa: S101 - it is there, from now or from before
        return stored, added

    def replace_analysis(self, article_id: str, analysis: Analysis) -> Article:
        """Put a new analysis in the place of an article's present one.

        A statement that both hold keeps the time of its first storing. Editors' corrections are
        matched to the new statements by content; links, merges and splits of speakers stay. Raises
        NotFound for an unknown article, ValueError as add_article does.
        """
        _check(analysis)
        if analysis.article_id != article_id:
            raise ValueError(f"The analysis of {analysis.article_id} is not of {article_id}.")
        with self._engine.begin() as connection:
            present = load_article(connection, article_id)
            if present is None:
                raise NotFound("article", article_id)
            values = {
                **article_values(present.document, analysis, present.created_at),
                "created_at": present.created_at,
            }
            connection.execute(
                update(articles)
                .where(articles.c.id == article_id)
                .values(analysis_values(present.document, analysis))
            )
            now = self._now()
            note(connection, now, [Happening("article.reanalysed", article_id)])
            fixes = rematch(contents.read_corrections(connection, article_id), analysis.statements)
            contents.replace_content(connection, values, analysis.statements, now, fixes)
            contents.write_corrections(connection, article_id, fixes)
            stored = load_article(connection, article_id)
        assert stored is not None  # noqa: S101 - it was replaced just now
        return stored

    def delete_article(self, article_id: str) -> None:
        """Delete an article, its statements, and every speaker that only it had.

        Raises NotFound for an unknown article.
        """
        with self._engine.begin() as connection:
            concerned = speakers.count_out(connection, article_id)
            targets.count_out(connection, article_id)
            prints.remove(connection, article_id)
            deleted = connection.execute(delete(articles).where(articles.c.id == article_id))
            if deleted.rowcount == 0:
                raise NotFound("article", article_id)
            connection.execute(
                delete(jobs).where(jobs.c.article_id == article_id, jobs.c.state == "done")
            )
            speakers.refresh(connection, concerned)
            note(connection, self._now(), [Happening("article.deleted", article_id)])


def insert_article(
    connection: Connection, document: Document, analysis: Analysis, now: dt.datetime
) -> bool:
    """Insert an article within a transaction; False if it is there already, and nothing changes.

    Raises ValueError as Repository.add_article does.
    """
    _check(analysis)
    if analysis.article_id != ids.article_id(document.text):
        raise ValueError(f"The analysis of {analysis.article_id} is not of this document.")
    known = select(articles.c.id).where(articles.c.id == analysis.article_id)
    if connection.execute(known).first() is not None:
        return False
    values = article_values(document, analysis, now)
    connection.execute(insert(articles).values(values))
    concerned = contents.put(connection, values, analysis.statements, now)
    speakers.refresh(connection, concerned)
    changes.tell_added(connection, analysis.article_id, analysis.statements, now)
    return True


def _check(analysis: Analysis) -> None:
    for statement in analysis.statements:
        if statement.article_id != analysis.article_id:
            raise ValueError(f"Statement {statement.id} is not of {analysis.article_id}.")
    ((identifier, times),) = Counter(s.id for s in analysis.statements).most_common(1) or [("", 0)]
    if times > 1:
        raise ValueError(f"The analysis holds statement {identifier} {times} times.")
