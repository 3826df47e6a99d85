"""Writes of what speakers are looked up by: blocks for linking; forms, words, trigrams for search.

All functions work inside the caller's transaction.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, delete, insert, select

from service.linking import blocks, forms, is_bare, search_key
from service.store.dialects import ignoring
from service.store.editor_state import read_state
from service.store.schema import (
    speaker_blocks,
    speaker_forms,
    speaker_labels,
    speaker_names,
    speaker_words,
    speakers,
    word_grams,
)

MOST_WORDS = 32  # of a name; a longer one is found by its first words
_MOST_NAMES = 40  # of a speaker that are indexed, the most used ones
_LONGEST_WORD = 40


def add_blocks(connection: Connection, base: str, name: str) -> None:
    """Let linking find a speaker by one more name."""
    rows = [{"block": block, "speaker_id": base} for block in sorted(_blocks(name))]
    connection.execute(ignoring(speaker_blocks), rows)


def write_blocks(connection: Connection, base: str) -> None:
    """Let linking find a speaker by the names that articles and editors give, and no others."""
    names = list(
        connection.scalars(
            select(speaker_names.c.name)
            .where(speaker_names.c.speaker_id == base)
            .order_by(speaker_names.c.uses.desc(), speaker_names.c.name)
            .limit(_MOST_NAMES)
        )
    )
    names += _editor_names(connection, [base])
    wanted = {block for name in names for block in _blocks(name)}
    _change(connection, speaker_blocks, "block", base, wanted)


def write_forms(connection: Connection, speaker_id: str) -> None:
    """Let readers find a speaker by all names of it; one that was merged, by none."""
    counted = connection.scalars(
        select(speaker_labels.c.text)
        .where(
            speaker_labels.c.speaker_id == speaker_id,
            speaker_labels.c.what.in_(("name", "alias")),
        )
        .order_by(speaker_labels.c.uses.desc(), speaker_labels.c.text)
        .limit(_MOST_NAMES)
    )
    names = list(counted)
    if names:
        members = select(speakers.c.id).where(
            (speakers.c.id == speaker_id) | (speakers.c.root_id == speaker_id)
        )
        names += _editor_names(connection, connection.scalars(members))
    wanted = set(forms(names))
    words = {w[:_LONGEST_WORD] for name in names for w in search_key(name).split()[:MOST_WORDS]}
    _change(connection, speaker_forms, "form", speaker_id, wanted)
    added, removed = _change(connection, speaker_words, "word", speaker_id, words)
    if added:
        rows = [{"gram": gram, "word": word} for word in sorted(added) for gram in grams(word)]
        connection.execute(ignoring(word_grams), rows)
    for word in sorted(removed):
        used = select(speaker_words.c.speaker_id).where(speaker_words.c.word == word).limit(1)
        if connection.execute(used).first() is None:
            connection.execute(delete(word_grams).where(word_grams.c.word == word))


def grams(word: str) -> tuple[str, ...]:
    """Give the trigrams of a word between spaces, and its letters in order.

    The last finds two letters that changed places, after which a short word shares no trigram.

    >>> grams("kim")
    (' ki', 'kim', 'im ', '=ikm')
    """
    marked = f" {word} "
    found = dict.fromkeys(marked[at : at + 3] for at in range(len(marked) - 2))
    return (*found, f"={''.join(sorted(word))}")


def _blocks(name: str) -> frozenset[str]:
    # Whether a name is a person's is not asked: kinds are told by few words and may change.
    return blocks(name, person=not is_bare(name))


def _editor_names(connection: Connection, of: Iterable[str]) -> list[str]:
    states = connection.scalars(
        select(speakers.c.editor).where(speakers.c.id.in_(list(of)), speakers.c.editor.is_not(None))
    )
    return [name for text in states for name in read_state(text).names]


def _change(
    connection: Connection, table: Table, column: str, speaker_id: str, wanted: set[str]
) -> tuple[set[str], set[str]]:
    """Make a speaker's rows of a table those wanted; gives what was added and removed."""
    mine = table.c.speaker_id == speaker_id
    present = set(connection.scalars(select(table.c[column]).where(mine)))
    added, removed = wanted - present, present - wanted
    if removed:
        connection.execute(delete(table).where(mine, table.c[column].in_(sorted(removed))))
    if added:
        rows = [{column: value, "speaker_id": speaker_id} for value in sorted(added)]
        connection.execute(insert(table), rows)
    return added, removed
