"""From what a reader calls a speaker to the speakers that are meant, and to their records."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, select

from service import ids
from service.linking import search_key
from service.records import Speaker
from service.store.editor_state import EditorState, read_state
from service.store.rows import AnyRow
from service.store.schema import speaker_labels, speakers
from service.store.speaker_search import has_form, has_words, words_of
from service.store.speakers import most_used

# Built once: to put a statement together takes longer than to run it.
_LABELS = select(*speaker_labels.c["speaker_id", "what", "text", "uses"]).where(
    speaker_labels.c.speaker_id.in_(bindparam("ids", expanding=True)),
    speaker_labels.c.what.in_(("name", "alias", "role")),
)
_MERGED = (
    select(speakers.c.id, speakers.c.root_id, speakers.c.editor)
    .where(speakers.c.root_id.in_(bindparam("ids", expanding=True)))
    .order_by(speakers.c.id)
)
_ROOT = select(speakers.c.root_id).where(speakers.c.id == bindparam("id"))
# A name such as "John" may match thousands, and a speaker may be known by as many descriptions.
_MOST_LISTED = 50


_Way = Literal["id", "form", "words"]
"""How what a reader gave is looked up."""


@dataclass(frozen=True)
class Match:
    """The speakers meant: their first rows, most quoted first, and how to find them all.

    only: the id where it is a single speaker.
    """

    rows: Sequence[AnyRow]
    only: str | None
    way: _Way
    values: tuple[str, ...]
    relaying: bool

    @property
    def ids(self) -> Select[tuple[str]]:
        """The query for the ids of all."""
        condition = _condition(self.way, self.values, relaying=self.relaying)
        return select(speakers.c.id).where(condition)


def match(connection: Connection, wanted: str, *, relaying: bool = False) -> Match | None:
    """Find who is meant by an id or a name; None when nobody is.

    An id wins over a full name, a full name over names that hold all the words in any order. Names
    are all that articles or editors gave, in either order; case, diacritics and punctuation do not
    matter. By name only those are found who hold a statement, or relay one.
    """
    for way, values in _ways(connection, wanted):
        given = {f"value_{at}": value for at, value in enumerate(values)}
        rows = connection.execute(_listed(way, len(values), relaying=relaying), given).all()
        if rows:
            only = rows[0].id if len(rows) == 1 else None
            return Match(rows, only, way, values, relaying)
    return None


def _ways(connection: Connection, wanted: str) -> Iterator[tuple[_Way, tuple[str, ...]]]:
    if wanted.startswith(ids.SPEAKER):
        yield "id", (root_of(connection, wanted),)
    key = search_key(wanted)
    if words := words_of(key):
        yield "form", (key,)
        yield "words", words


@cache
def _listed(way: _Way, number: int, *, relaying: bool) -> Select[tuple[object, ...]]:
    """Build the query for the rows found in a way, once: that takes longer than to run it."""
    left_open: list[BindParameter[str]] = [bindparam(f"value_{at}") for at in range(number)]
    return (
        select(speakers)
        .where(_condition(way, left_open, relaying=relaying))
        .order_by(speakers.c.rank, speakers.c.name, speakers.c.id)
        .limit(_MOST_LISTED)
    )


def _condition(
    way: _Way, values: Sequence[str | BindParameter[str]], *, relaying: bool
) -> ColumnElement[bool]:
    if way == "id":
        return (speakers.c.id == values[0]) & (speakers.c.kind != "unnamed")
    acts = speakers.c.relays > 0 if relaying else speakers.c.rank < 0
    return acts & (has_form(values[0]) if way == "form" else has_words(values))


def root_of(connection: Connection, speaker_id: str) -> str:
    """Give the speaker that an id leads to after merges; an unknown id leads to itself."""
    return connection.execute(_ROOT, {"id": speaker_id}).scalar_one_or_none() or speaker_id


def read_speakers(connection: Connection, rows: Sequence[AnyRow]) -> tuple[Speaker, ...]:
    """Make the records of speakers, with the names and roles that articles gave them."""
    if not rows:
        return ()
    asked = {"ids": [row.id for row in rows]}
    labels = defaultdict(list)
    for label in connection.execute(_LABELS, asked):
        labels[label.speaker_id].append(label)
    states: defaultdict[str, list[EditorState]] = defaultdict(list)
    merged = defaultdict(list)
    for member in connection.execute(_MERGED, asked):
        merged[member.root_id].append(member.id)
        states[member.root_id].append(read_state(member.editor))
    return tuple(
        _read(row, labels[row.id], [read_state(row.editor), *states[row.id]], merged[row.id])
        for row in rows
    )


def _read(
    row: AnyRow,
    labels: Sequence[AnyRow],
    states: Sequence[EditorState],
    merged: Sequence[str],
) -> Speaker:
    """Make a record; states: what editors set for the speaker itself, then for those merged."""
    names = [name for state in states for name in state.names]
    names += most_used(labels, "name") + most_used(labels, "alias")
    aliases = [name for name in dict.fromkeys(names) if name != row.name]
    known = {one.scheme: one for state in reversed(states) for one in state.external_ids}
    return Speaker(
        id=row.id,
        name=row.name,
        kind=row.kind,
        aliases=tuple(aliases[:_MOST_LISTED]),
        roles=tuple(most_used(labels, "role")[:_MOST_LISTED]),
        quotes=-row.rank,
        external_ids=tuple(known[scheme] for scheme in sorted(known)),
        merged=tuple(merged[:_MOST_LISTED]),
        created_at=row.created_at,
    )
