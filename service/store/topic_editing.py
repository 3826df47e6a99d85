"""Editors' acts on topics: made, named, judged, deleted; undone as all acts are."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from service import ids
from service.errors import InvalidEdit, NotFound
from service.records import Verdict
from service.store import audit
from service.store.editing import Editing, utc_now
from service.store.listings import Editor, TopicChange
from service.store.position_schema import targets, topics
from service.store.states import State
from service.store.topic_queries import load_topic
from service.store.topic_state import read_topic, read_verdicts
from service.store.units import writing
from service.store.validators import ANYTHING, Expected

_MOST_TOPICS = 500
_MOST_JUDGED = 5_000  # verdicts on one topic


class TopicEditing:
    """Makes, changes, judges and deletes topics; what is expected is of the topic."""

    def __init__(self, engine: Engine, now: Callable[[], dt.datetime] = utc_now) -> None:
        self._engine = engine
        self._editing = Editing(engine, now)

    def create(self, name: str, phrasings: Sequence[str], editor: Editor) -> TopicChange:
        """Make a topic and gather its targets. Raises Conflict for a name that there is already."""
        with writing(self._engine) as connection:
            count = connection.execute(select(func.count(topics.c.id))).scalar_one()
            if count >= _MOST_TOPICS:
                raise InvalidEdit(f"There are {count} topics; at most {_MOST_TOPICS} are kept.")
            topic_id = ids.topic_id(name, audit.next_number(connection))
            told = {"name": name, "phrasings": list(dict.fromkeys(phrasings))}
            return self._do(connection, {"topic_id": topic_id, "topic": told}, editor)

    def change(
        self,
        topic_id: str,
        fields: Mapping[str, Any],
        editor: Editor,
        expected: Expected = ANYTHING,
    ) -> TopicChange:
        """Set a topic's name or phrasings; its targets are gathered anew, verdicts stay.

        Raises NotFound, Conflict, InvalidEdit.
        """
        with writing(self._engine) as connection:
            present = _present(connection, topic_id, expected)
            chosen = {name: fields[name] for name in ("name", "phrasings") if name in fields}
            if not chosen:
                raise InvalidEdit("Nothing to change; give name or phrasings.")
            if "phrasings" in chosen:
                chosen["phrasings"] = list(dict.fromkeys(chosen["phrasings"]))
            return self._do(
                connection, {"topic_id": topic_id, "topic": {**present, **chosen}}, editor
            )

    def delete(self, topic_id: str, editor: Editor, expected: Expected = ANYTHING) -> TopicChange:
        """Delete a topic with its verdicts; undoing brings both back. Raises NotFound."""
        with writing(self._engine) as connection:
            _present(connection, topic_id, expected)
            judged = dict.fromkeys(read_verdicts(connection, topic_id))
            after = {"topic_id": topic_id, "topic": None, "verdicts": judged}
            return self._do(connection, after, editor)

    def judge(
        self,
        topic_id: str,
        target_id: str,
        verdict: Verdict | None,
        editor: Editor,
        *,
        opposite: bool | None = None,
        expected: Expected = ANYTHING,
    ) -> TopicChange:
        """Settle whether a target belongs to a topic, and whether it is for its end.

        Without either, what the wording tells holds again. A verdict stays when the target's last
        statement goes. Raises NotFound, InvalidEdit.
        """
        with writing(self._engine) as connection:
            _present(connection, topic_id, expected)
            judged = read_verdicts(connection, topic_id)
            known = select(targets.c.id).where(targets.c.id == target_id)
            if target_id not in judged and connection.execute(known).first() is None:
                raise NotFound("target", target_id)
            if len(judged) >= _MOST_JUDGED and target_id not in judged:
                raise InvalidEdit(f"{_MOST_JUDGED} targets of the topic are judged, the most.")
            told = None
            if verdict is not None or opposite is not None:
                told = {"verdict": verdict, "opposite": opposite}
            return self._do(
                connection, {"topic_id": topic_id, "verdicts": {target_id: told}}, editor
            )

    def _do(self, connection: Connection, after: State, editor: Editor) -> TopicChange:
        change = self._editing.step(connection, "topic", after, editor, [])
        return TopicChange(change.edit, load_topic(connection, after["topic_id"]))


def _present(connection: Connection, topic_id: str, expected: Expected) -> dict[str, Any]:
    """Read a topic's name and phrasings. Raises NotFound, PreconditionFailed."""
    present = read_topic(connection, {"topic_id": topic_id, "topic": None})["topic"]
    if present is None:
        raise NotFound("topic", topic_id)
    if expected is not ANYTHING:
        expected.check(load_topic(connection, topic_id))
    return dict(present)
