"""Records as rows of tables: the columns of each list, and what they mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from service.records import (
    Standing,
    Statement,
    StatementSpeaker,
    StoredClaim,
    StoredStatement,
)

Cell = str | int | float | bool | None
_BETWEEN = "; "


class Column(NamedTuple):
    """A column: its name in the header, what it holds, and how it is read from a record."""

    name: str
    meaning: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True)
class Table:
    """A list as a table; parts: the rows of one of its records, where that is not one row."""

    name: str
    columns: tuple[Column, ...]
    parts: Callable[[Any], Iterator[Any]] = lambda record: iter((record,))

    def header(self) -> list[Cell]:
        """Give the names of the columns."""
        return [column.name for column in self.columns]

    def rows(self, record: Any) -> Iterator[list[Cell]]:
        """Give the rows of a record; None where the text does not tell."""
        for part in self.parts(record):
            yield [column.value(part) for column in self.columns]


def _day(moment: Any) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _joined(values: Any) -> str | None:
    return _BETWEEN.join(values) or None


def _places(spans: Any) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _of_statement(find: Callable[[Any], Statement]) -> tuple[Column, ...]:
    def speaker(read: Callable[[StatementSpeaker], Cell]) -> Callable[[Any], Cell]:
        return lambda record: read(find(record).speaker)

    def part(name: str, field: str) -> Callable[[Any], Cell]:
        def read(record: Any) -> Cell:
            found = getattr(find(record), name)
            value: Cell = None if found is None else getattr(found, field)
            return value

        return read

    return (
        Column("speaker_id", "id of the speaker across articles", speaker(lambda s: s.id)),
        Column(
            "speaker", "full name; empty where the article names nobody", speaker(lambda s: s.name)
        ),
        Column("speaker_kind", "person, organisation …", speaker(lambda s: s.kind)),
        Column("speaker_role", "title as the article states it", speaker(lambda s: s.role)),
        Column(
            "via",
            "who relays it; several apart by `; `",
            lambda r: _joined(v.name for v in find(r).via),
        ),
        Column("cue", "the attributing words", part("cue", "text")),
        Column("cue_class", "the reporter's framing", part("cue", "cue_class")),
        Column(
            "said_on", "when it was said; first day of a month or year", lambda r: _said_on(find(r))
        ),
        Column("said_on_precision", "day, month or year", part("said_on", "precision")),
        Column("stance", "support, oppose, conditional, neutral", part("stance", "label")),
        Column("target", "what the stance is toward", part("stance", "target")),
        Column("commitment", "how firmly it is said", lambda r: find(r).commitment),
        Column("act", "what is done by saying it", lambda r: find(r).act),
    )


def _said_on(statement: Statement) -> str | None:
    return None if statement.said_on is None else statement.said_on.date.isoformat()


def _of_article(find: Callable[[Any], StoredStatement]) -> tuple[Column, ...]:
    return (
        Column("article_id", "id of the article", lambda r: find(r).article.id),
        Column("article_title", "its title", lambda r: find(r).article.title),
        Column("article_url", "its address", lambda r: find(r).article.url),
        Column("outlet", "who published it", lambda r: find(r).article.outlet),
        Column("published_at", "when, in UTC", lambda r: _day(find(r).article.published_at)),
        Column("created_at", "when it was stored, in UTC", lambda r: _day(find(r).created_at)),
        Column("model", "the model that found it", lambda r: find(r).model),
        Column("version", "its version", lambda r: find(r).version),
    )


QUOTES = Table(
    "quotes",
    (
        Column("id", "id of the statement", lambda r: r.statement.id),
        Column(
            "content",
            "what is said, fragments joined by spaces",
            lambda r: r.statement.content.text,
        ),
        Column("kind", "direct, indirect or mixed", lambda r: r.statement.kind),
        *_of_statement(lambda r: r.statement),
        Column(
            "on_behalf_of", "whom a spokesperson speaks for", lambda r: r.statement.on_behalf_of
        ),
        Column(
            "spans",
            "places of the fragments, as `602-666 670-690`, in code points of the text",
            lambda r: _places(r.statement.content.spans),
        ),
        Column("score", "how sure the extraction is, 0 to 1", lambda r: r.statement.score),
        Column(
            "flags",
            "what a reader should know; several apart by `; `",
            lambda r: _joined(r.statement.flags),
        ),
        *_of_article(lambda r: r),
    ),
)


def _worth(claim: StoredClaim, field: str) -> Cell:
    worth = claim.claim.checkworthy
    value: Cell = None if worth is None else getattr(worth, field)
    return value


CLAIMS = Table(
    "claims",
    (
        Column("id", "id of the claim", lambda r: r.claim.id),
        Column("text", "the claim in a sentence", lambda r: r.claim.text),
        Column(
            "reported",
            "true where the article tells that the speaker said or did it",
            lambda r: r.claim.reported,
        ),
        Column(
            "standalone",
            "true where it can be understood without the article",
            lambda r: r.claim.standalone,
        ),
        Column(
            "checkworthiness",
            "how much it asks to be checked, 0 to 1",
            lambda r: _worth(r, "score"),
        ),
        Column(
            "verifiable",
            "whether it could be held against evidence",
            lambda r: _worth(r, "verifiable"),
        ),
        Column("subject", "who acts", lambda r: r.claim.subject),
        Column("predicate", "the verb's lemma", lambda r: r.claim.predicate),
        Column("object", "what it acts on", lambda r: r.claim.object),
        Column("negated", "true or false", lambda r: r.claim.negated),
        Column("quote_id", "id of the statement that makes it", lambda r: r.stored.statement.id),
        *_of_statement(lambda r: r.stored.statement),
        *_of_article(lambda r: r.stored),
    ),
)

ARTICLES = Table(
    "articles",
    (
        Column("id", "id of the article", lambda r: r.id),
        Column("title", "its title", lambda r: r.title),
        Column("url", "its address", lambda r: r.url),
        Column("outlet", "who published it", lambda r: r.outlet),
        Column("published_at", "when, in UTC", lambda r: _day(r.published_at)),
        Column("created_at", "when it was stored, in UTC", lambda r: _day(r.created_at)),
        Column("quote_count", "number of its statements", lambda r: r.quotes),
    ),
)

SPEAKERS = Table(
    "speakers",
    (
        Column("id", "id of the speaker", lambda r: r.id),
        Column("name", "full name", lambda r: r.name),
        Column("kind", "person, organisation …", lambda r: r.kind),
        Column("aliases", "other names; apart by `; `", lambda r: _joined(r.aliases)),
        Column("roles", "titles, most used first; apart by `; `", lambda r: _joined(r.roles)),
        Column("quote_count", "number of statements", lambda r: r.quotes),
        Column(
            "external_ids",
            "ids in other registers, as `wikidata=Q1`; apart by `; `",
            lambda r: _joined(f"{one.scheme}={one.value}" for one in r.external_ids),
        ),
    ),
)


def _periods(standing: Standing) -> Iterator[Any]:
    return ((standing, period) for period in standing.periods)


def _count(label: str) -> Column:
    return Column(
        label, f"number of statements with the stance {label}", lambda r: r[1].stances.get(label, 0)
    )


STANCES = Table(
    "stances",
    (
        Column(
            "speaker_id",
            "id of the speaker, in a list by speaker",
            lambda r: r[0].speaker and r[0].speaker.id,
        ),
        Column("speaker", "full name", lambda r: r[0].speaker and r[0].speaker.name),
        Column(
            "target_id",
            "id of the target, in a list by target",
            lambda r: r[0].target and r[0].target.id,
        ),
        Column("target", "its most used phrase", lambda r: r[0].target and r[0].target.name),
        Column(
            "period",
            "2021, 2021-Q4, 2021-11 or 2021-11-20; empty for undated articles",
            lambda r: r[1].period,
        ),
        *(_count(label) for label in ("support", "oppose", "conditional", "neutral")),
        Column(
            "quote_ids",
            "the newest of the statements, at most 20, apart by `; `",
            lambda r: _joined(one.quote_id for one in r[1].quotes),
        ),
    ),
    _periods,
)

TABLES = (QUOTES, CLAIMS, ARTICLES, SPEAKERS, STANCES)
