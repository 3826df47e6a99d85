"""Writes: each method is one transaction."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

from sqlalchemy import Engine, delete, insert, update
from sqlalchemy.exc import IntegrityError

from service import ids
from service.errors import NotFound
from service.records import Analysis, Article, Document
from service.store import contents, prints, speakers, targets
from service.store.corrections import rematch
from service.store.queries import load_article
from service.store.rows import analysis_values, article_values
from service.store.schema import articles


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
        _check(analysis)
        if analysis.article_id != ids.article_id(document.text):
            raise ValueError(f"The analysis of {analysis.article_id} is not of this document.")
        now = self._now()
        values = article_values(document, analysis, now)
        try:
            with self._engine.begin() as connection:
                present = load_article(connection, analysis.article_id)
                if present is not None:
                    return present, False
                connection.execute(insert(articles).values(values))
                concerned = contents.put(connection, values, analysis.statements, now)
                speakers.refresh(connection, concerned)
                stored = load_article(connection, analysis.article_id)
        except IntegrityError:
            # Only where the database lets writers overlap: another one added it since we looked.
            with self._engine.begin() as connection:
                present = load_article(connection, analysis.article_id)
            if present is None:
                raise
            return present, False
        assert stored is not None  # noqa: S101 - it was inserted just now
        return stored, True

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
            fixes = rematch(contents.read_corrections(connection, article_id), analysis.statements)
            contents.replace_content(connection, values, analysis.statements, self._now(), fixes)
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
            speakers.refresh(connection, concerned)


def _check(analysis: Analysis) -> None:
    for statement in analysis.statements:
        if statement.article_id != analysis.article_id:
            raise ValueError(f"Statement {statement.id} is not of {analysis.article_id}.")
    ((identifier, times),) = Counter(s.id for s in analysis.statements).most_common(1) or [("", 0)]
    if times > 1:
        raise ValueError(f"The analysis holds statement {identifier} {times} times.")
