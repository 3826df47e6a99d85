"""Records to table rows and back."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from service import ids
from service.records import (
    Analysis,
    Article,
    ArticleSummary,
    Document,
    Statement,
    StoredStatement,
)
from service.store.codec import from_json, parsed, to_json
from service.store.columns import EPOCH, microseconds
from service.store.listings import ListedArticle
from service.store.mentions import Fixed, links
from service.store.search import searchable
from service.wording.words import content_stems, phrase_key

_MOST_WORDS = 60  # of a target, that are looked at
_MICROSECONDS_PER_DAY = 86_400_000_000
Values = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]


def outlet_key(outlet: str) -> str:
    """Reduce an outlet's name to what is compared: no case, no surplus space."""
    return " ".join(outlet.casefold().split())


def article_day(document: Document, analysis: Analysis) -> int | None:
    """Give the article's date in UTC as a proleptic ordinal; None when nothing tells it."""
    if document.published_at is not None:
        days = microseconds(document.published_at) // _MICROSECONDS_PER_DAY
        return EPOCH.toordinal() + days
    return None if analysis.date is None else analysis.date.toordinal()


def article_values(document: Document, analysis: Analysis, now: dt.datetime) -> Values:
    """Make the row of a new article."""
    return {
        "id": analysis.article_id,
        "recency": -microseconds(document.published_at or now),
        "created_at": now,
        "revision": 1,
        "revised_at": None,
        **document_values(document),
        **analysis_values(document, analysis),
    }


def document_values(document: Document) -> Values:
    """Make those columns of an article's row that hold its text and what the caller told."""
    return {
        "outlet_key": None if document.outlet is None else outlet_key(document.outlet),
        "text": document.text,
        "document": to_json(replace(document, text="")),
    }


def analysis_values(document: Document, analysis: Analysis) -> Values:
    """Make those columns of an article's row that a new analysis changes."""
    return {
        "day": article_day(document, analysis),
        "quotes": len(analysis.statements),
        "analysis": to_json(replace(analysis, statements=())),
    }


def statement_values(
    article: Values, statements: Sequence[Statement], created: Mapping[str, dt.datetime]
) -> list[Values]:
    """Make the statements' rows; created: when each was first stored, by id."""
    return [
        {
            "id": statement.id,
            "article_id": article["id"],
            "position": position,
            "recency": article["recency"],
            "day": article["day"],
            "outlet_key": article["outlet_key"],
            "kind": statement.kind,
            "cue_class": None if statement.cue is None else statement.cue.cue_class,
            "stance": None if statement.stance is None else statement.stance.label,
            "commitment": statement.commitment,
            "act": statement.act,
            **target_values(statement),
            "score": statement.score,
            "content": searchable(statement.content.text),
            "created_at": created[statement.id],
            "record": to_json(statement),
        }
        for position, statement in enumerate(statements)
    ]


def target_values(statement: Statement) -> Values:
    """Give the target's phrase and id; nothing for one that names nothing, such as "him"."""
    phrase = None if statement.stance is None else statement.stance.target
    named = phrase is not None and content_stems(phrase, _MOST_WORDS)
    key = phrase_key(phrase) if phrase is not None and named else ""
    return {
        "target": phrase if key else None,
        "target_id": ids.target_id(key) if key else None,
    }


def link_values(
    article: Values, statements: Sequence[Statement], fixed: Fixed, speakers: Mapping[str, str]
) -> Iterator[Values]:
    """Make the rows that join statements to speakers, given these by their keys in the article."""
    for position, statement in enumerate(statements):
        for link in links(statement, fixed.get(statement.id)):
            yield {
                "statement_id": statement.id,
                "part": link.part,
                "key": link.key,
                "speaker_id": speakers[link.key],
                "holds": int(link.part != "via"),
                "recency": article["recency"],
                "article_id": article["id"],
                "position": position,
            }


def with_speakers(statement: Statement, joined: Sequence[AnyRow]) -> Statement:
    """Give a statement the ids that its speakers have across articles.

    joined: its rows of the table that joins statements to speakers.
    """
    held = {row.part: row.speaker_id for row in joined}
    relayed = {row.key: row.speaker_id for row in joined if row.part == "via"}
    # Who holds and relays a statement under one name is joined once as each.
    changes: Values = {}
    holder = statement.speaker
    if holder.id is not None and held.get("holder", holder.id) != holder.id:
        changes["speaker"] = replace(holder, id=held["holder"])
    if relayed:
        changes["via"] = tuple(
            one if one.id is None else replace(one, id=relayed.get(ids.name_key(one.name), one.id))
            for one in statement.via
        )
    return replace(statement, **changes) if changes else statement


def read_article(row: AnyRow, statements: tuple[Statement, ...]) -> Article:
    """Make an article from its row and its statements in order."""
    return Article(
        id=row.id,
        document=replace(from_json(Document, row.document), text=row.text),
        created_at=row.created_at,
        analysis=replace(from_json(Analysis, row.analysis), statements=statements),
        revision=row.revision,
        revised_at=row.revised_at,
    )


def read_listed(row: AnyRow) -> ListedArticle:
    """Make an entry of the list of articles."""
    document = from_json(Document, row.document)
    return ListedArticle(
        id=row.id,
        title=document.title,
        url=document.url,
        outlet=document.outlet,
        published_at=document.published_at,
        created_at=row.created_at,
        quotes=row.quotes,
    )


def read_statement(row: AnyRow, joined: Sequence[AnyRow]) -> StoredStatement:
    """Make a statement with its article's summary from the joined row, and its speakers' rows."""
    # Of what may be long, such as an article's blocks, only what is asked for is made a record.
    document = parsed(row.document)
    analysis = parsed(row.analysis)
    published = document.get("published_at")
    return StoredStatement(
        statement=with_speakers(from_json(Statement, row.record), joined),
        article=ArticleSummary(
            id=row.article_id,
            title=document.get("title"),
            url=document.get("url"),
            outlet=document.get("outlet"),
            published_at=None if published is None else dt.datetime.fromisoformat(published),
        ),
        created_at=row.created_at,
        model=analysis["model"],
        version=analysis["version"],
    )
