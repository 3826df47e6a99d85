"""The state of a topic that editors' acts lead between: what it is called, and the verdicts.

A state holds "topic_id" and, as far as the act concerns them, "topic" (name and phrasings, None
where there is no such topic) and "verdicts" (by target, None where there is none).
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from service import ids
from service.errors import Conflict
from service.store.position_schema import topic_targets, topic_verdicts, topics
from service.store.topic_matches import gather, rejudge

State = Mapping[str, Any]
_AT_ONCE = 500


def read_topic(connection: Connection, like: State) -> State:
    """Read the present state of what a state speaks of."""
    topic_id = like["topic_id"]
    found: dict[str, Any] = {"topic_id": topic_id}
    if "topic" in like:
        row = connection.execute(select(topics).where(topics.c.id == topic_id)).one_or_none()
        found["topic"] = row and {"name": row.name, "phrasings": json.loads(row.phrasings)}
    if "verdicts" in like:
        found["verdicts"] = dict.fromkeys(like["verdicts"])
        found["verdicts"] |= read_verdicts(connection, topic_id, list(like["verdicts"]))
    return found


def read_verdicts(
    connection: Connection, topic_id: str, wanted: list[str] | None = None
) -> dict[str, dict[str, Any]]:
    """Read a topic's verdicts by target, of certain targets or all."""
    query = select(topic_verdicts).where(topic_verdicts.c.topic_id == topic_id)
    if wanted is not None:
        query = query.where(topic_verdicts.c.target_id.in_(wanted))
    return {
        row.target_id: {
            "verdict": row.verdict,
            "opposite": None if row.opposite is None else bool(row.opposite),
        }
        for row in connection.execute(query)
    }


def write_topic(connection: Connection, state: State, now: dt.datetime) -> None:
    """Bring a topic into a state.

    Raises Conflict where another one has the name, or a verdict's topic is deleted.
    """
    topic_id = state["topic_id"]
    known = select(topics.c.id).where(topics.c.id == topic_id)
    if "topic" not in state and connection.execute(known).first() is None:
        raise Conflict(f"The topic '{topic_id}' is deleted; undo that first.")
    if "topic" in state:
        told = state["topic"]
        if told is None:
            # Not by cascade, so that it is the same whatever the connection enforces.
            for table in (topic_targets, topic_verdicts):
                connection.execute(delete(table).where(table.c.topic_id == topic_id))
            connection.execute(delete(topics).where(topics.c.id == topic_id))
            return
        _put(connection, topic_id, told, now)
    if "verdicts" in state:
        _write_verdicts(connection, topic_id, state["verdicts"])
    if "topic" in state:
        gather(connection, topic_id)
    else:
        rejudge(connection, topic_id, state["verdicts"])


def _put(connection: Connection, topic_id: str, told: State, now: dt.datetime) -> None:
    key = ids.name_key(told["name"])
    holder = connection.execute(
        select(topics.c.id).where(topics.c.name_key == key, topics.c.id != topic_id)
    ).scalar_one_or_none()
    if holder is not None:
        raise Conflict(f"The topic '{holder}' is called '{told['name'][:80]}' already.")
    values = {
        "name": told["name"],
        "name_key": key,
        "phrasings": json.dumps(list(told["phrasings"]), ensure_ascii=False),
    }
    changed = connection.execute(update(topics).where(topics.c.id == topic_id).values(values))
    if not changed.rowcount:
        connection.execute(insert(topics), [{"id": topic_id, "created_at": now, **values}])


def _write_verdicts(connection: Connection, topic_id: str, verdicts: State) -> None:
    for target, told in verdicts.items():
        connection.execute(
            delete(topic_verdicts).where(
                topic_verdicts.c.topic_id == topic_id, topic_verdicts.c.target_id == target
            )
        )
        if told is not None:
            opposite = told["opposite"]
            row = {
                "topic_id": topic_id,
                "target_id": target,
                "verdict": told["verdict"],
                "opposite": None if opposite is None else int(opposite),
            }
            connection.execute(insert(topic_verdicts), [row])
