"""Writes: each method is one transaction."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, Engine, delete, insert, select, update

from service import ids
from service.errors import Conflict, NotFound
from service.records import Analysis, Article, Document, EventKind, RevisionChanges
from service.store import changes as event_changes
from service.store import contents, differences, prints, revisions, speakers, targets
from service.store.columns import microseconds
from service.store.corrections import Correction, rematch
from service.store.events import Happening, note
from service.store.following import follow
from service.store.identity import Pairs, by_place, by_wording, carry
from service.store.queries import load_article
from service.store.rows import Values, analysis_values, article_values, document_values
from service.store.schema import articles, jobs, replies
from service.store.texts import article_of
from service.store.units import writing
from service.store.validators import ANYTHING, Expected


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Repository:
    """Adds, revises, re-analyses and deletes articles; keeps speakers and indexes in step.

    An article is known by the id of any text that it has had.
    """

    def __init__(self, engine: Engine, now: Callable[[], dt.datetime] = _now) -> None:
        self._engine = engine
        self._now = now

    def add_article(self, document: Document, analysis: Analysis) -> tuple[Article, bool]:
        """Store a document with its analysis.

        Gives the stored article and True; or, where an article has or had the same text already
        (also by another process a moment ago), that article as it is and False: then nothing has
        changed. Raises ValueError for an analysis that is not of this document, that holds a
        statement twice or a number that is not finite.
        """
        with writing(self._engine) as connection:
            added = insert_article(connection, document, analysis, self._now())
            return present_article(connection, analysis.article_id), added

    def replace_analysis(self, article_id: str, analysis: Analysis) -> Article:
        """Put a new analysis in the place of an article's present one.

        A statement that both hold keeps its id and the time of its first storing. Editors'
        corrections are matched to the new statements by content; links, merges and splits of
        speakers stay. Raises NotFound for an unknown article, ValueError as add_article does, and
        for an analysis of another text than the article's present one.
        """
        _check(analysis)
        with writing(self._engine) as connection:
            present = present_article(connection, article_id)
            if analysis.article_id not in (present.id, ids.article_id(present.document.text)):
                raise ValueError(f"The analysis of {analysis.article_id} is not of {article_id}.")
            _renew(connection, present, analysis, self._now())
            return present_article(connection, present.id)

    def revise(
        self,
        article_id: str,
        document: Document,
        analysis: Analysis,
        *,
        base: int,
        expected: Expected = ANYTHING,
    ) -> tuple[Article, RevisionChanges]:
        """Give an article another text, or tell other things of it: a new revision.

        Statements that the new text has too keep their ids, and what editors set follows them;
        the former revision stays readable. base: the number of the revision that the document was
        made from. Raises NotFound; PreconditionFailed where the article is not as expected;
        Conflict where another revision came meanwhile, or another article has or had the text;
        ValueError as add_article does.
        """
        with writing(self._engine) as connection:
            present = present_article(connection, article_id)
            expected.check(present)
            if present.revision != base:
                raise Conflict(
                    f"The article '{present.id}' has revision {present.revision} by now, and the "
                    f"change was made to revision {base}; read it again."
                )
            return revise_article(connection, present, document, analysis, self._now())

    def delete_article(self, article_id: str, expected: Expected = ANYTHING) -> None:
        """Delete an article, its statements, and every speaker that only it had.

        Raises NotFound for an unknown article, PreconditionFailed for one that is not as expected.
        """
        with writing(self._engine) as connection:
            known = article_of(connection, article_id)
            if known is None:
                raise NotFound("article", article_id)
            if expected is not ANYTHING:
                expected.check(load_article(connection, known))
            concerned = speakers.count_out(connection, known)
            targets.count_out(connection, known)
            prints.remove(connection, known)
            connection.execute(delete(articles).where(articles.c.id == known))
            connection.execute(delete(replies).where(replies.c.article_id == known))
            connection.execute(
                delete(jobs).where(
                    jobs.c.article_id == known, (jobs.c.state == "done") | (jobs.c.again == 1)
                )
            )
            speakers.refresh(connection, concerned)
            note(connection, self._now(), [Happening("article.deleted", known)])


def insert_article(
    connection: Connection, document: Document, analysis: Analysis, now: dt.datetime
) -> bool:
    """Insert an article within a transaction; False if its text is known, and nothing changes.

    Raises ValueError as Repository.add_article does.
    """
    _check_of(document, analysis)
    if article_of(connection, analysis.article_id) is not None:
        return False
    values = article_values(document, analysis, now)
    connection.execute(insert(articles).values(values))
    revisions.begin(connection, analysis.article_id, now)
    concerned = contents.put(connection, values, analysis.statements, now)
    speakers.refresh(connection, concerned)
    event_changes.tell_added(connection, analysis.article_id, analysis.statements, now)
    return True


def revise_article(
    connection: Connection,
    present: Article,
    document: Document,
    analysis: Analysis,
    now: dt.datetime,
) -> tuple[Article, RevisionChanges]:
    """Give an article, as it is, another document within a transaction.

    Raises Conflict where another article has or had the text; ValueError as Repository.add_article
    does.
    """
    _check_of(document, analysis)
    revisions.refuse_texts_of_others(connection, present.id, analysis.article_id)
    revisions.put_away(connection, present)
    text_id = analysis.article_id
    renewed = replace(present, document=document, revision=present.revision + 1, revised_at=now)
    fixes = contents.read_corrections(connection, present.id)
    former = contents.stored(connection, present.id)
    pairs = by_wording(former, analysis.statements)
    analysis = _adopted(renewed, analysis, pairs)
    fixes = follow(fixes, analysis.statements, renewed.revision)
    values = {
        **document_values(document),
        **analysis_values(document, analysis),
        "recency": -microseconds(document.published_at or present.created_at),
        "revision": renewed.revision,
        "revised_at": now,
    }
    _put(connection, renewed, values, analysis, fixes, now, "article.revised")
    told = differences.changes(former, contents.stored(connection, present.id))
    changes = replace(told, orphaned=revisions.waiting(connection, present.id))
    revisions.add(connection, renewed, text_id, changes)
    return present_article(connection, present.id), changes


def renew_analysis(
    connection: Connection,
    article_id: str,
    document: Document,
    analysis: Analysis,
    now: dt.datetime,
) -> bool:
    """Put a new analysis in an article's place within a transaction.

    document: what was analysed; False where the article is no longer made from that, and nothing
    changes. Raises ValueError as Repository.add_article does.
    """
    _check_of(document, analysis)
    present = present_article(connection, article_id)
    if present.document != document:
        return False
    _renew(connection, present, analysis, now)
    return True


def _renew(connection: Connection, present: Article, analysis: Analysis, now: dt.datetime) -> None:
    fixes = contents.read_corrections(connection, present.id)
    if present.revision > 1:
        former = contents.stored(connection, present.id)
        analysis = _adopted(present, analysis, by_place(former, analysis.statements))
    active = contents.in_force(fixes, present.revision)
    found = rematch(active, analysis.statements)
    values = analysis_values(present.document, analysis)
    _put(connection, present, values, analysis, found, now, "article.reanalysed")


def present_article(connection: Connection, article_id: str) -> Article:
    """Read an article by the id of any of its texts. Raises NotFound."""
    known = article_of(connection, article_id)
    found = None if known is None else load_article(connection, known)
    if found is None:
        raise NotFound("article", article_id)
    return found


def _adopted(article: Article, analysis: Analysis, pairs: Pairs) -> Analysis:
    """Make the analysis of an article's later text one of the article, with ids that last."""
    found = carry(pairs, analysis.statements, article.revision)
    return replace(
        analysis,
        article_id=article.id,
        statements=tuple(replace(one, article_id=article.id) for one in found),
    )


def _put(
    connection: Connection,
    article: Article,
    values: Values,
    analysis: Analysis,
    fixes: tuple[Correction, ...],
    now: dt.datetime,
    told: EventKind,
) -> None:
    """Write an article's changed columns, its statements and its corrections; told: as what."""
    note(connection, now, [Happening(told, article.id)])
    mine = articles.c.id == article.id
    connection.execute(update(articles).where(mine).values(values))
    row = connection.execute(select(*articles.c[contents.COLUMNS]).where(mine)).one()
    contents.replace_content(connection, dict(row._mapping), analysis.statements, now, fixes)
    contents.write_corrections(connection, article.id, fixes)


def _check_of(document: Document, analysis: Analysis) -> None:
    _check(analysis)
    if analysis.article_id != ids.article_id(document.text):
        raise ValueError(f"The analysis of {analysis.article_id} is not of this document.")


def _check(analysis: Analysis) -> None:
    for statement in analysis.statements:
        if statement.article_id != analysis.article_id:
            raise ValueError(f"Statement {statement.id} is not of {analysis.article_id}.")
    ((identifier, times),) = Counter(s.id for s in analysis.statements).most_common(1) or [("", 0)]
    if times > 1:
        raise ValueError(f"The analysis holds statement {identifier} {times} times.")
