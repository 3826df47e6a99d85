"""The texts that an article has had: which article a text is of, and how it was with each."""

import datetime as dt

from sqlalchemy import Connection, Engine, insert, select, update

from service import ids
from service.errors import Conflict, NotFound
from service.records import Article, ListedRevision, Orphan, Page, Revision, RevisionChanges
from service.store import contents, reviews
from service.store.codec import from_json, to_json
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.following import left_behind
from service.store.queries import load_article
from service.store.regrouping import unused_pins
from service.store.schema import articles, revisions
from service.store.texts import article_of


class Revisions:
    """Reads the revisions of articles."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(
        self, article_id: str, *, limit: int, cursor: str | None = None
    ) -> Page[ListedRevision]:
        """List an article's revisions, newest first. Raises NotFound, InvalidCursor."""
        mark = fingerprint("revisions", article_id)
        after = read_cursor(cursor, mark, int)
        with self._engine.connect() as connection:
            known = article_of(connection, article_id)
            present = connection.execute(
                select(*articles.c["id", "revision", "quotes"]).where(articles.c.id == known)
            ).one_or_none()
            if present is None:
                raise NotFound("article", article_id)
            query = (
                select(*revisions.c["number", "created_at", "quotes"])
                .where(revisions.c.article_id == present.id)
                .order_by(revisions.c.number.desc())
                .limit(limit + 1)
            )
            if after is not None:
                query = query.where(revisions.c.number < after[0])
            rows = connection.execute(query).all()
        following = write_cursor((rows[limit - 1].number,), mark) if len(rows) > limit else None
        items = tuple(
            ListedRevision(
                row.number,
                row.created_at,
                present.quotes if row.number == present.revision else row.quotes,
                row.number == present.revision,
            )
            for row in rows[:limit]
        )
        return Page(items, following)

    def orphans(self, article_id: str) -> tuple[Orphan, ...]:
        """List what editors set for what an article has no more. Raises NotFound."""
        with self._engine.connect() as connection:
            known = article_of(connection, article_id)
            if known is None:
                raise NotFound("article", article_id)
            return waiting(connection, known)

    def check_free(self, article_id: str, text: str) -> None:
        """Raise Conflict where another article has or had a text."""
        with self._engine.connect() as connection:
            refuse_texts_of_others(connection, article_id, ids.article_id(text))

    def get(self, article_id: str, number: int) -> Revision:
        """Read an article as it was with one of its texts. Raises NotFound."""
        with self._engine.connect() as connection:
            known = article_of(connection, article_id)
            present = None if known is None else load_article(connection, known)
            if present is None:
                raise NotFound("article", article_id)
            if not 1 <= number <= present.revision:
                raise NotFound(f"revision of the article '{present.id}'", str(number))
            row = connection.execute(
                select(*revisions.c["created_at", "article", "changes"]).where(
                    revisions.c.article_id == present.id, revisions.c.number == number
                )
            ).one()
        return Revision(
            number,
            row.created_at,
            present if row.article is None else from_json(Article, row.article),
            None if row.changes is None else from_json(RevisionChanges, row.changes),
        )


def waiting(connection: Connection, article_id: str) -> tuple[Orphan, ...]:
    """List what editors set for what an article has no more, within a transaction."""
    revision = connection.execute(
        select(articles.c.revision).where(articles.c.id == article_id)
    ).scalar_one()
    fixes = contents.read_corrections(connection, article_id)
    return (
        *left_behind(fixes, revision),
        *reviews.left_behind(connection, article_id),
        *unused_pins(connection, article_id),
    )


def begin(connection: Connection, article_id: str, now: dt.datetime) -> None:
    """Note the first text of a new article."""
    row = {"article_id": article_id, "number": 1, "text_id": article_id, "created_at": now}
    connection.execute(insert(revisions), [row])


def put_away(connection: Connection, article: Article) -> None:
    """Keep an article as it is, before it gets another text."""
    place = (revisions.c.article_id == article.id) & (revisions.c.number == article.revision)
    connection.execute(
        update(revisions)
        .where(place)
        .values(quotes=len(article.analysis.statements), article=to_json(article))
    )


def add(connection: Connection, article: Article, text_id: str, changes: RevisionChanges) -> None:
    """Note the present text of a revised article. Raises Conflict where another has the text."""
    refuse_texts_of_others(connection, article.id, text_id)
    row = {
        "article_id": article.id,
        "number": article.revision,
        "text_id": text_id,
        "created_at": article.revised_at,
        "changes": to_json(changes),
    }
    connection.execute(insert(revisions), [row])


def refuse_texts_of_others(connection: Connection, article_id: str, text_id: str) -> None:
    """Raise Conflict where a text is, or was, that of another article."""
    holder = article_of(connection, text_id)
    if holder not in (None, article_id):
        raise Conflict(
            f"The article '{holder}' has, or had, this very text; revise that one, or delete it."
        )
