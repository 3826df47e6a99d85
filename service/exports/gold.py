"""Articles in the format of gold annotation: one JSON object each, offsets into its text.

A statement that no editor has corrected is `optional`: a scorer counts it neither as missed nor as
wrong, so that a file of corrections can be trained on and measured against as it is.
"""

from collections.abc import Callable, Mapping
from typing import Any

from service.records import Article, Speaker, Statement

_CORRECTED = "corrected"
Find = Callable[[str], Speaker]


def gold(article: Article, find: Find, *, corrections: bool = False) -> dict[str, Any]:
    """Give an article with its statements.

    find: gives a speaker of the registry by id, whose other names count as right, too.
    corrections: mark those that no editor has corrected as optional.
    """
    moment = article.document.published_at
    date = article.analysis.date if moment is None else moment.date()
    return {
        "id": article.id,
        "date": None if date is None else date.isoformat(),
        "text": article.document.text,
        "statements": [
            _statement(statement, find, corrections) for statement in article.analysis.statements
        ],
    }


def _statement(statement: Statement, find: Find, corrections: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": statement.id,
        "type": statement.kind,
        "content": [[span.start, span.end] for span in statement.content.spans],
        "cue": _place(statement.cue),
        "source": _place(statement.source),
        "speaker": _speaker(statement, find),
        "via": [via.name for via in statement.via],
        "stance": _stance(statement),
        "commitment": statement.commitment,
        "act": statement.act,
    }
    if corrections and _CORRECTED not in statement.flags:
        found["optional"] = True
    return found


def _place(span: Any) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _speaker(statement: Statement, find: Find) -> Mapping[str, Any] | None:
    speaker = statement.speaker
    if speaker.name is None:
        return None
    known = [] if speaker.id is None else [find(speaker.id)]
    names = [name for one in known for name in (one.name, *one.aliases)]
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "aliases": [name for name in dict.fromkeys(names) if name != speaker.name],
        "also": list(speaker.also),
    }


def _stance(statement: Statement) -> Mapping[str, str] | None:
    stance = statement.stance
    return None if stance is None else {"target": stance.target, "label": stance.label}
