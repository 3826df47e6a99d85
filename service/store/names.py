"""From what a reader calls a speaker to the speakers that are meant, and to their records."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, select

from service import ids
from service.records import Speaker
from service.store.rows import AnyRow
from service.store.schema import speaker_labels, speaker_words, speakers
from service.store.speakers import MOST_WORDS, most_used

# A name such as "John" may match thousands, and a speaker may be known by as many descriptions.
_MOST_LISTED = 50
_LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True)
class Match:
    """The speakers meant: a query for their ids, and their first rows, most quoted first.

    only: the id where it is a single speaker.
    """

    ids: Select[tuple[str]]
    rows: Sequence[AnyRow]
    only: str | None


def match(connection: Connection, wanted: str, *, relaying: bool = False) -> Match | None:
    """Find who is meant by an id or a name; None when nobody is.

    An id wins over a full name, a full name over names that hold all the words in any order. Case,
    diacritics and punctuation do not matter. By name only those are found who hold a statement,
    or relay one.
    """
    acts = speakers.c.relays > 0 if relaying else speakers.c.rank < 0
    key = ids.name_key(wanted)
    for condition in (
        (speakers.c.id == wanted) & (speakers.c.kind != "unnamed"),
        acts & (speakers.c.name_key == key),
        acts & _has_words(key),
    ):
        rows = connection.execute(
            select(speakers)
            .where(condition)
            .order_by(speakers.c.rank, speakers.c.name, speakers.c.id)
            .limit(_MOST_LISTED)
        ).all()
        if rows:
            only = rows[0].id if len(rows) == 1 else None
            return Match(select(speakers.c.id).where(condition), rows, only)
    return None


def has_word_beginnings(q: str) -> ColumnElement[bool]:
    """Say that each word of q begins a word of the name, as while a reader is typing it."""
    words = dict.fromkeys(ids.name_key(q).split())
    return _all_in(
        [
            (speaker_words.c.word >= word) & (speaker_words.c.word < word + _LAST_CHARACTER)
            for word in words
        ]
    )


def read_speakers(connection: Connection, rows: Sequence[AnyRow]) -> tuple[Speaker, ...]:
    """Make the records of speakers, with the names and roles that articles gave them."""
    if not rows:
        return ()
    labels = defaultdict(list)
    for label in connection.execute(
        select(*speaker_labels.c["speaker_id", "what", "text", "uses"]).where(
            speaker_labels.c.speaker_id.in_([row.id for row in rows]),
            speaker_labels.c.what.in_(("name", "alias", "role")),
        )
    ):
        labels[label.speaker_id].append(label)
    return tuple(_read(row, labels[row.id]) for row in rows)


def _has_words(key: str) -> ColumnElement[bool]:
    return _all_in([speaker_words.c.word == word for word in dict.fromkeys(key.split())])


def _all_in(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Say that for each condition the name has a word that fulfils it."""
    if not 0 < len(conditions) <= MOST_WORDS:
        return speakers.c.id.in_(())
    found: ColumnElement[bool] | None = None
    for condition in conditions:
        one = speakers.c.id.in_(select(speaker_words.c.speaker_id).where(condition))
        found = one if found is None else found & one
    assert found is not None  # noqa: S101 - there is at least one condition
    return found


def _read(row: AnyRow, labels: Sequence[AnyRow]) -> Speaker:
    names = most_used(labels, "name") + most_used(labels, "alias")
    aliases = [name for name in dict.fromkeys(names) if name != row.name]
    return Speaker(
        id=row.id,
        name=row.name,
        kind=row.kind,
        aliases=tuple(aliases[:_MOST_LISTED]),
        roles=tuple(most_used(labels, "role")[:_MOST_LISTED]),
        quotes=-row.rank,
        created_at=row.created_at,
    )
