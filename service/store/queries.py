"""Reads: each method sees one state of the database, whatever is written meanwhile.

Lists are in a fixed order and continue after the last item's sort key, so that what is added or
deleted between two pages neither repeats nor hides other items. The one exception are speakers,
whose order is by number of quotes: one whose number changes between two pages may change sides.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, func, select, tuple_

from service.errors import NotFound
from service.records import (
    Article,
    Document,
    Page,
    QuoteFilter,
    Speaker,
    SpeakerKind,
    Statement,
    StoredStatement,
)
from service.store import names
from service.store.codec import from_json
from service.store.cursors import Key, fingerprint, read_cursor, write_cursor
from service.store.listings import ListedArticle, Stats
from service.store.rows import (
    AnyRow,
    outlet_key,
    read_article,
    read_listed,
    read_statement,
    with_speakers,
)
from service.store.schema import articles, speakers, statement_speakers, statements
from service.store.selection import Found, Meant, meaning, of_one, selection
from service.store.speaker_search import tiers
from service.store.texts import article_of

_STORED = select(
    *statements.c["id", "article_id", "record", "created_at"], *articles.c["document", "analysis"]
).join(articles, articles.c.id == statements.c.article_id)
# Built once: to put a statement together takes longer than to run it.
_STORED_BY_ID = _STORED.where(statements.c.id.in_(bindparam("ids", expanding=True)))
_JOINED = select(*statement_speakers.c["statement_id", "part", "key", "speaker_id"]).where(
    statement_speakers.c.statement_id.in_(bindparam("ids", expanding=True))
)
_AT_ONCE = 500  # ids in one query


class Queries:
    """Reads articles, statements and speakers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def article(self, article_id: str) -> Article:
        """Read an article with all its statements, in text order. Raises NotFound."""
        article = self.find_article(article_id)
        if article is None:
            raise NotFound("article", article_id)
        return article

    def find_article(self, article_id: str) -> Article | None:
        """Read an article with all its statements by the id of any of its texts, if it is there."""
        with self._engine.connect() as connection:
            found = load_article(connection, article_id)
            if found is None and (known := article_of(connection, article_id)) is not None:
                found = load_article(connection, known)
            return found

    def articles(
        self, *, limit: int, cursor: str | None = None, outlet: str | None = None
    ) -> Page[ListedArticle]:
        """List articles, newest first (published, else stored), then by id.

        outlet: only this one's, in any case. Raises InvalidCursor.
        """
        mark = fingerprint("articles", outlet)
        after = read_cursor(cursor, mark, int, str)
        columns = articles.c["recency", "id"]
        query = select(*articles.c["id", "recency", "document", "created_at", "quotes"])
        if outlet is not None:
            query = query.where(articles.c.outlet_key == outlet_key(outlet))
        if after is not None:
            query = query.where(tuple_(*columns) > after)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(*columns).limit(more_than(limit))).all()
        page = rows[:limit]
        following = None
        if len(rows) > limit:
            following = write_cursor((page[-1].recency, page[-1].id), mark)
        return Page(tuple(read_listed(row) for row in page), following)

    def quotes(
        self, where: QuoteFilter, *, limit: int, cursor: str | None = None
    ) -> Page[StoredStatement]:
        """List statements, those of the newest article first, then in text order.

        A speaker's name that matches several gives the statements of all, and matched_speakers
        the most quoted of them. Dates are of the article, in UTC; one whose date nothing tells is
        not within any bounds. Search words without a letter or digit find nothing. Raises
        InvalidCursor.
        """
        mark = fingerprint("quotes", where)
        after = read_cursor(cursor, mark, int, str, int)
        asked = more_than(limit)
        with self._engine.connect() as connection:
            meant = meaning(connection, where)
            if meant.nothing:
                return Page((), None, meant.matched)
            usual = of_one(where, meant, asked) if after is None else None
            query, values = usual or _page(where, meant, after, asked)
            rows = connection.execute(query, values).all()
            page = rows[:limit]
            items = load_quotes(connection, [row.id for row in page])
        following = None
        if len(rows) > limit:
            last = page[-1]
            following = write_cursor((last.recency, last.article_id, last.position), mark)
        return Page(items, following, meant.matched)

    def quote(self, statement_id: str) -> StoredStatement:
        """Read a statement with its article's summary. Raises NotFound."""
        with self._engine.connect() as connection:
            found = load_quote(connection, statement_id)
        if found is None:
            raise NotFound("quote", statement_id)
        return found

    def speakers(
        self,
        q: str | None = None,
        *,
        kind: SpeakerKind | None = None,
        limit: int,
        cursor: str | None = None,
    ) -> Page[Speaker]:
        """List those who hold a statement, most quoted first, then by name and id.

        q: a name or part of one, perhaps mistyped. Then names that are just this come first, those
        that begin so next, those with words that begin so next, mistyped ones last, each most
        quoted first. Raises InvalidCursor.
        """
        mark = fingerprint("speakers", q, kind)
        after = read_cursor(cursor, mark, int, int, str, str)
        tier, place = (0, None) if after is None else (int(after[0]), after[1:])
        columns = speakers.c["rank", "name", "id"]
        query = select(speakers).where(speakers.c.rank < 0).order_by(*columns)
        if kind is not None:
            query = query.where(speakers.c.kind == kind)
        asked = more_than(limit)
        found: list[tuple[int, AnyRow]] = []
        with self._engine.connect() as connection:
            search = None if q is None else tiers(connection, q)
            for at in range(max(tier, 0), 1 if search is None else search.COUNT):
                part = query.limit(asked - len(found))
                if search is not None:
                    condition = search.condition(at)
                    if condition is None:
                        continue
                    part = part.where(condition)
                if place is not None and at == tier:
                    part = part.where(tuple_(*columns) > place)
                found += [(at, row) for row in connection.execute(part)]
                if len(found) == asked:
                    break
            page = found[:limit]
            items = names.read_speakers(connection, [row for _, row in page])
        following = None
        if len(found) > limit:
            at, last = page[-1]
            following = write_cursor((at, last.rank, last.name, last.id), mark)
        return Page(items, following)

    def speaker(self, speaker_id: str) -> Speaker:
        """Read a speaker, also one who only relays statements, by its id or one merged into it.

        Raises NotFound.
        """
        with self._engine.connect() as connection:
            root = names.root_of(connection, speaker_id)
            query = select(speakers).where(speakers.c.id == root, speakers.c.kind != "unnamed")
            items = names.read_speakers(connection, connection.execute(query).all())
        if not items:
            raise NotFound("speaker", speaker_id)
        return items[0]

    def stats(self) -> Stats:
        """Count what is stored."""
        with self._engine.connect() as connection:
            return Stats(
                articles=_count(connection, articles.c.id),
                statements=_count(connection, statements.c.id),
                speakers=_count(connection, speakers.c.id, speakers.c.rank < 0),
            )


def _page(where: QuoteFilter, meant: Meant, after: Key | None, asked: int) -> Found:
    query, order = selection(where, meant)
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return query.order_by(*order).limit(asked), {}


def load_quote(connection: Connection, statement_id: str) -> StoredStatement | None:
    """Read a statement within a transaction."""
    row = connection.execute(_STORED.where(statements.c.id == statement_id)).one_or_none()
    if row is None:
        return None
    return read_statement(row, _joined(connection, [statement_id])[statement_id])


def load_article(connection: Connection, article_id: str) -> Article | None:
    """Read an article within a transaction."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    if row is None:
        return None
    found = connection.execute(
        select(statements.c.id, statements.c.record)
        .where(statements.c.article_id == article_id)
        .order_by(statements.c.position)
    ).all()
    joined = _joined(connection, [one.id for one in found])
    return read_article(
        row,
        tuple(with_speakers(from_json(Statement, one.record), joined[one.id]) for one in found),
    )


def load_document(connection: Connection, article_id: str) -> Document:
    """Read what a stored article was made from, within a transaction."""
    columns = articles.c["document", "text"]
    row = connection.execute(select(*columns).where(articles.c.id == article_id)).one()
    return replace(from_json(Document, row.document), text=row.text)


def load_quotes(connection: Connection, wanted: list[str]) -> tuple[StoredStatement, ...]:
    """Read statements in the given order; apart from finding them, so that no sort moves them."""
    if not wanted:
        return ()
    rows = connection.execute(_STORED_BY_ID, {"ids": wanted}).all()
    joined = _joined(connection, wanted)
    found = {row.id: read_statement(row, joined[row.id]) for row in rows}
    return tuple(found[statement_id] for statement_id in wanted)


def _joined(connection: Connection, wanted: Sequence[str]) -> dict[str, list[AnyRow]]:
    """Read which speakers statements are joined to."""
    found: dict[str, list[AnyRow]] = {statement_id: [] for statement_id in wanted}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        for row in connection.execute(_JOINED, {"ids": some}):
            found[row.statement_id].append(row)
    return found


def _count(connection: Connection, column: ColumnElement[Any], *where: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count(column)).where(*where)).scalar_one()


def more_than(limit: int) -> int:
    """Ask for one item beyond the page: it tells whether there is another page."""
    if limit < 1:
        raise ValueError(f"A page has at least one item, not {limit}.")
    return limit + 1
