"""Which article a text is of: each text that an article has had leads to it."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from service.store.schema import revisions

_AT_ONCE = 500  # ids in one query


def article_of(connection: Connection, text_id: str) -> str | None:
    """Give the article that has or had the text of which an id is made; an article's own too."""
    return articles_of(connection, [text_id]).get(text_id)


def articles_of(connection: Connection, text_ids: Iterable[str]) -> dict[str, str]:
    """Give the articles of several texts, by the ids made of these."""
    listed = list(text_ids)
    found: dict[str, str] = {}
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        rows = connection.execute(
            select(revisions.c.text_id, revisions.c.article_id).where(revisions.c.text_id.in_(some))
        )
        found |= {row.text_id: row.article_id for row in rows}
    return found
