"""Which targets belong to which topic: derived from wordings and editors' verdicts.

All functions work inside the caller's transaction.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from service.store.position_schema import (
    target_words,
    targets,
    topic_targets,
    topic_verdicts,
    topics,
)
from service.store.rows import AnyRow, Values
from service.store.target_search import target_stems
from service.wording.topics import BELONGS, SHOWN, fit, lookup_stems

_MOST_COMPARED = 5_000  # targets that a new topic is compared with, those of most statements first
_AT_ONCE = 500


def gather(connection: Connection, topic_id: str) -> None:
    """Compare a topic with the targets there are, anew."""
    connection.execute(delete(topic_targets).where(topic_targets.c.topic_id == topic_id))
    topic = connection.execute(select(topics).where(topics.c.id == topic_id)).one()
    phrasings = phrasings_of(topic)
    stems = sorted({word for phrasing in phrasings for word in lookup_stems(phrasing)})
    held = select(target_words.c.target_id).where(target_words.c.word.in_(stems))
    judged = select(topic_verdicts.c.target_id).where(topic_verdicts.c.topic_id == topic_id)
    columns = targets.c["id", "key"]
    rows = [
        *connection.execute(select(*columns).where(targets.c.id.in_(judged))),
        *connection.execute(
            select(*columns)
            .where(targets.c.id.in_(held))
            .order_by(targets.c.rank, targets.c.name, targets.c.id)
            .limit(_MOST_COMPARED)
        ),
    ]
    _match(connection, [topic], {row.id: row.key for row in rows}, None)


def match_new(connection: Connection, new: Mapping[str, str]) -> None:
    """Compare new targets, by their keys, with all topics."""
    every = connection.execute(select(topics)).all()
    if every and new:
        stems = {target: frozenset(target_stems(key)) for target, key in new.items()}
        _match(connection, every, new, stems)


def rejudge(connection: Connection, topic_id: str, changed: Iterable[str]) -> None:
    """Bring the matches of some targets in line with the verdicts on them."""
    wanted = sorted(changed)
    connection.execute(
        delete(topic_targets).where(
            topic_targets.c.topic_id == topic_id, topic_targets.c.target_id.in_(wanted)
        )
    )
    topic = connection.execute(select(topics).where(topics.c.id == topic_id)).one()
    rows = connection.execute(select(targets.c.id, targets.c.key).where(targets.c.id.in_(wanted)))
    _match(connection, [topic], {row.id: row.key for row in rows}, None)


def rebuild(connection: Connection) -> None:
    """Derive the matches of all topics anew, as after a migration."""
    for topic_id in connection.scalars(select(topics.c.id)).all():
        gather(connection, topic_id)


def phrasings_of(topic: AnyRow) -> tuple[str, ...]:
    """Give all that a topic is called by: its name and its phrasings."""
    return tuple(dict.fromkeys([topic.name, *json.loads(topic.phrasings)]))


def _match(
    connection: Connection,
    some: Sequence[AnyRow],
    keys: Mapping[str, str],
    stems: Mapping[str, frozenset[str]] | None,
) -> None:
    """Write the matches of topics with targets; stems: of the targets, to look only where they fit.

    A target that is neither near nor judged has no match.
    """
    judged = _verdicts(connection, [topic.id for topic in some], list(keys))
    rows: list[Values] = []
    for topic in some:
        phrasings = phrasings_of(topic)
        near = frozenset().union(*map(lookup_stems, phrasings)) if stems is not None else None
        for target, key in keys.items():
            verdict = judged.get((topic.id, target))
            if verdict is None and near is not None and stems and near.isdisjoint(stems[target]):
                continue
            found = fit(phrasings, key)
            if verdict is None and found.score < SHOWN:
                continue
            said = None if verdict is None else verdict.verdict
            opposite = int(found.opposite)
            if verdict is not None and verdict.opposite is not None:
                opposite = verdict.opposite
            rows.append(
                {
                    "topic_id": topic.id,
                    "target_id": target,
                    "score": found.score,
                    "rank": -round(found.score * 1000),
                    "phrasing": found.phrasing,
                    "opposite": opposite,
                    "verdict": said,
                    "counts": int(found.score >= BELONGS if said is None else said == "accepted"),
                }
            )
    if rows:
        connection.execute(insert(topic_targets), rows)


def _verdicts(
    connection: Connection, topic_ids: Sequence[str], wanted: Sequence[str]
) -> dict[tuple[str, str], AnyRow]:
    found = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for row in connection.execute(
            select(topic_verdicts).where(
                topic_verdicts.c.topic_id.in_(topic_ids),
                topic_verdicts.c.target_id.in_(wanted[start : start + _AT_ONCE]),
            )
        ):
            found[row.topic_id, row.target_id] = row
    return found
