"""From what a reader calls a target to the targets that are meant, and to their records."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from service import ids
from service.records import Target
from service.store.position_schema import target_labels, target_words, targets
from service.store.rows import AnyRow
from service.wording.words import content_stems, phrase_key, stem, words

_MOST_WORDS = 12  # of a phrase, that are looked up
_MOST_PHRASES = 20
_HIGHEST = "\U0010ffff"


@dataclass(frozen=True)
class TargetMatch:
    """The targets meant: a query for their ids; only: the id where it is a single target."""

    ids: Select[tuple[str]]
    only: str | None


def target_stems(phrase: str) -> list[str]:
    """Give the different words by which a target is found; its function words if it has no other.

    >>> target_stems("ending the war and the other wars")
    ['end', 'war']
    """
    found = content_stems(phrase, 60) or [stem(word) for word in words(phrase, 60)]
    return list(dict.fromkeys(found))[:_MOST_WORDS]


def match(connection: Connection, wanted: str) -> TargetMatch | None:
    """Find which targets are meant by an id or a phrase; None when nothing is.

    An id wins over a phrase that is the target's but for case, articles and plurals, that over
    targets that hold all its words.
    """
    exact = [targets.c.id == wanted]
    if key := phrase_key(wanted):
        exact.append(targets.c.id == ids.target_id(key))
    for condition in exact:
        found = connection.execute(select(targets.c.id).where(condition)).scalar_one_or_none()
        if found is not None:
            return TargetMatch(select(targets.c.id).where(condition), found)
    condition_of_words = holding(wanted)
    if condition_of_words is None:
        return None
    query = select(targets.c.id).where(condition_of_words)
    return None if connection.execute(query.limit(1)).first() is None else TargetMatch(query, None)


def holding(q: str, *, begun: bool = False) -> ColumnElement[bool] | None:
    """Give the condition that a target holds all words of a phrase; None if there are none.

    begun: of the last word the beginning is enough, as a reader is still typing it.
    """
    wanted = target_stems(q)
    if not wanted:
        return None
    conditions = []
    for at, word in enumerate(wanted):
        column = target_words.c.word
        same: ColumnElement[bool] = column == word
        if begun and at == len(wanted) - 1:
            same = and_(column >= word, column < word + _HIGHEST)
        conditions.append(targets.c.id.in_(select(target_words.c.target_id).where(same)))
    return and_(*conditions)


def read_targets(connection: Connection, rows: Sequence[AnyRow]) -> tuple[Target, ...]:
    """Make the records of targets, with their phrases and stances."""
    if not rows:
        return ()
    labels = defaultdict(list)
    for label in connection.execute(
        select(target_labels).where(target_labels.c.target_id.in_([row.id for row in rows]))
    ):
        labels[label.target_id].append(label)
    return tuple(_read(row, labels[row.id]) for row in rows)


def _read(row: AnyRow, labels: Sequence[AnyRow]) -> Target:
    phrases = sorted((-one.uses, one.text) for one in labels if one.what == "phrase")
    return Target(
        id=row.id,
        name=row.name,
        quotes=-row.rank,
        stances={one.text: one.uses for one in labels if one.what == "stance"},
        phrases=tuple(text for _, text in phrases[:_MOST_PHRASES]),
    )
