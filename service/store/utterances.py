"""Reads of utterances: the statements of one wording, by the same speaker and by others.

Statements are compared when they are asked for. Those that may be of one wording are found by
numbers of runs of words, whoever says them and whenever; paraphrases among what the same speaker
is told to have said in those days, and what is in the same article.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, select

from service import ids
from service.errors import NotFound
from service.records import StoredStatement, Utterance, Variant
from service.store.position_schema import statement_prints
from service.store.prints import numbers
from service.store.queries import load_quotes
from service.store.rows import AnyRow
from service.store.schema import statement_speakers, statements
from service.wording.variants import Likeness, difference, likeness

MOST_APPEARANCES = 200
MOST_OTHERS = 50
_MOST_SOUGHT_FROM = 20  # appearances from which further ones are looked for
_MOST_OF_NUMBER = 200  # statements that are looked up by one number
_MOST_COMPARED = 300
_MOST_NEAR = 150  # statements before and after, of one speaker
_DAY = 86_400_000_000  # microseconds
_NEAR = 3 * _DAY
_SHORT_NEAR = 7 * _DAY
_FEW_WORDS = 4  # below, only the very same words within days are one utterance
_SURE_WORDS = 6  # from which on words alone tell of whom nobody names, in the same article
_SURE_NAME = 8  # and that a surname is that of the full name


@dataclass(frozen=True)
class Candidate:
    """A statement that may be the same utterance.

    moment: of its article, in microseconds, later is greater. holders, names: ids and keys of who
    holds it. nobody: whether nothing tells who that is; none of both may also be a description.
    """

    id: str
    key: int
    article_id: str
    content: str
    kind: str
    moment: int
    position: int
    places: tuple[tuple[int, int], ...] = ()
    nobody: bool = False
    holders: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass
class _Found:
    """What is one utterance with a statement: appearances, and statements by others."""

    appearances: dict[str, Candidate] = field(default_factory=dict)
    also: dict[str, Candidate] = field(default_factory=dict)


class Utterances:
    """Reads where else something was said."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, quote_id: str) -> Utterance:
        """Give the utterance that a statement is of, compared with it. Raises NotFound."""
        with self._engine.connect() as connection:
            reference = next(iter(load(connection, [quote_id])), None)
            if reference is None:
                raise NotFound("quote", quote_id)
            found = find(connection, reference)
            appearances = sorted(
                found.appearances.values(),
                key=lambda one: (one.moment, one.article_id, one.position),
            )
            also = sorted(
                found.also.values(), key=lambda one: (one.moment, one.article_id, one.position)
            )[:MOST_OTHERS]
            quotes = {
                one.statement.id: one
                for one in load_quotes(connection, [one.id for one in [*appearances, *also]])
            }
        return Utterance(
            quote_id=quote_id,
            first=appearances[0].id,
            appearances=tuple(_variant(reference, one, quotes[one.id]) for one in appearances),
            also=tuple(_variant(reference, one, quotes[one.id]) for one in also),
        )


def find(connection: Connection, reference: Candidate) -> _Found:
    """Find the appearances of an utterance, going on from each that was found, and its echoes."""
    found = _Found({reference.id: reference})
    waiting = [reference]
    for number in range(_MOST_SOUGHT_FROM):
        if number >= len(waiting):
            break
        known = waiting[number]
        for one in candidates(connection, known):
            if one.id in found.appearances or len(found.appearances) >= MOST_APPEARANCES:
                continue
            if any(_overlap(one, other) for other in found.appearances.values()):
                continue
            alike = likeness(known.content, one.content)
            if same_utterance(known, one, alike):
                found.appearances[one.id] = one
                found.also.pop(one.id, None)
                if not one.nobody:  # or words alone would lead from one person to another
                    waiting.append(one)
            elif known is reference and alike.verbatim and alike.shorter >= _SURE_WORDS:
                found.also[one.id] = one
    return found


def same_utterance(one: Candidate, other: Candidate, alike: Likeness) -> bool:
    """Say whether two statements are one utterance: by who says it, when, and how alike it is."""
    apart = abs(one.moment - other.moment)
    if not _same_speaker(one, other, alike):
        return False
    if alike.shorter < _FEW_WORDS:
        return alike.same and apart <= _SHORT_NEAR
    told = one.kind != "direct" or other.kind != "direct"
    return alike.verbatim or (alike.paraphrase and told and apart <= _NEAR)


def _same_speaker(one: Candidate, other: Candidate, alike: Likeness) -> bool:
    if one.holders & other.holders:
        return True
    if one.nobody or other.nobody:
        together = one.article_id == other.article_id
        return together and alike.verbatim and alike.shorter >= _SURE_WORDS
    if not (alike.verbatim and alike.shorter >= _SURE_NAME):
        return False
    # An article that has the surname alone links it to nobody.
    return any(
        x != y and (x.split()[-1] == y or y.split()[-1] == x)
        for x in one.names
        for y in other.names
    )


def _overlap(one: Candidate, other: Candidate) -> bool:
    """Say whether two statements of an article share words of it, as one inside another does."""
    return one.article_id == other.article_id and any(
        a < d and c < b for a, b in one.places for c, d in other.places
    )


def candidates(connection: Connection, known: Candidate) -> list[Candidate]:
    """Find statements that may be one utterance with a known one, the likeliest first."""
    shared: Counter[int] = Counter()
    for number in numbers(known.content):
        shared.update(
            connection.scalars(
                select(statement_prints.c.statement_key)
                .where(statement_prints.c.print == number)
                .limit(_MOST_OF_NUMBER)
            )
        )
    shared.pop(known.key, None)
    keys = [key for key, _ in shared.most_common(_MOST_COMPARED)]
    listed = list(
        connection.scalars(select(statements.c.id).where(statements.c.key.in_(keys)))
        if keys
        else ()
    )
    listed += _near(connection, known)
    return load(connection, list(dict.fromkeys(listed)))


def _near(connection: Connection, known: Candidate) -> list[str]:
    """Give what the same speaker said in those days, the nearest first."""
    join = statement_speakers
    found: list[str] = []
    recency = -known.moment
    for holder in sorted(known.holders):
        for within, order in (
            (join.c.recency.between(recency, recency + _NEAR), join.c.recency),
            (join.c.recency.between(recency - _NEAR, recency - 1), join.c.recency.desc()),
        ):
            found += connection.scalars(
                select(join.c.statement_id)
                .where(join.c.speaker_id == holder, join.c.holds == 1, within)
                .order_by(order)
                .limit(_MOST_NEAR)
            )
    return [one for one in found if one != known.id]


def load(connection: Connection, wanted: Sequence[str]) -> list[Candidate]:
    """Read statements as they are compared, in the given order; unknown ids are passed over."""
    if not wanted:
        return []
    columns = statements.c[
        "id", "key", "article_id", "content", "kind", "recency", "position", "record"
    ]
    rows = {
        row.id: row
        for row in connection.execute(select(*columns).where(statements.c.id.in_(wanted)))
    }
    join = statement_speakers
    holders: dict[str, list[AnyRow]] = {one: [] for one in rows}
    for row in connection.execute(
        select(*join.c["statement_id", "speaker_id", "key"]).where(
            join.c.statement_id.in_(list(rows)), join.c.holds == 1
        )
    ):
        holders[row.statement_id].append(row)
    return [_candidate(rows[one], holders[one]) for one in wanted if one in rows]


def _candidate(row: AnyRow, holders: Iterable[AnyRow]) -> Candidate:
    known = list(holders)
    told = json.loads(row.record)
    return Candidate(
        id=row.id,
        key=row.key,
        article_id=row.article_id,
        content=row.content,
        kind=row.kind,
        moment=-row.recency,
        position=row.position,
        places=tuple((span["start"], span["end"]) for span in told["content"]["spans"]),
        nobody=told["speaker"]["name"] is None,
        holders=frozenset(one.speaker_id for one in known),
        names=frozenset(ids.name_key(one.key) for one in known if one.key.split()),
    )


def _variant(reference: Candidate, one: Candidate, quote: StoredStatement) -> Variant:
    alike = likeness(reference.content, one.content)
    kind, edits = difference(reference.content, one.content)
    score = max(alike.share, 0.0 if alike.verbatim else alike.stems)
    return Variant(quote, kind, round(score, 3), edits)
