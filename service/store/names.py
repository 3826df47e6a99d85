"""From what a reader calls a speaker to the speakers that are meant, and to their records."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, select

from service import ids
from service.linking import search_key
from service.records import Speaker
from service.store.editor_state import EditorState, read_state
from service.store.rows import AnyRow
from service.store.schema import speaker_labels, speakers
from service.store.speaker_search import has_form, has_words
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

    An id wins over a full name, a full name over names that hold all the words in any order. Names
    are all that articles or editors gave, in either order; case, diacritics and punctuation do not
    matter. By name only those are found who hold a statement, or relay one.
    """
    acts = speakers.c.relays > 0 if relaying else speakers.c.rank < 0
    key = search_key(wanted)
    conditions = []
    if wanted.startswith(ids.SPEAKER):
        root = root_of(connection, wanted)
        conditions.append((speakers.c.id == root) & (speakers.c.kind != "unnamed"))
    if (words := has_words(key)) is not None:
        conditions += [acts & has_form(key), acts & words]
    for condition in conditions:
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
