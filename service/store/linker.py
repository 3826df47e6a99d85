"""Links an article's speakers to those known, by asking `service.linking`, and notes doubts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from service import ids
from service.linking import (
    Fit,
    Known,
    Mention,
    Suggestion,
    blocks,
    decide,
    fit,
    is_bare,
    is_body,
)
from service.store.dialects import adding, ignoring
from service.store.editor_state import read_state
from service.store.mentions import Appearance, Fixed
from service.store.schema import (
    pins,
    speaker_blocks,
    speaker_labels,
    speaker_names,
    speakers,
    suggestions,
)
from service.store.speaker_index import add_blocks

_MOST_KNOWN = 200  # candidates compared with a mention; those of its very name come first
_MOST_NAMES = 20  # names of a candidate


@dataclass(frozen=True, slots=True)
class Linked:
    """Whom an appearance is: as linking chose, as an editor says, and after merges."""

    linked: str
    base: str
    speaker: str


def link(
    connection: Connection,
    article_id: str,
    found: Sequence[Appearance],
    now: dt.datetime,
    *,
    fixed: Fixed,
    before: Mapping[str, str],
) -> dict[str, Linked]:
    """Link an article's speakers; the rows of new ones are made, names and blocks are written."""
    given = frozenset(fixed.values())
    pinned = _pins(connection, article_id, found)
    kept = _carried(before, found)
    result: dict[str, Linked] = {}
    for one in found:
        if one.key in given:
            linked = _existing(connection, one.key, one.name, now)
        elif one.key in kept:
            linked = _existing(connection, kept[one.key], one.name, now)
        else:
            linked = _choose(connection, article_id, one, now)
        base = pinned.get(one.key, linked)
        result[one.key] = Linked(linked, base, base)
        _add_name(connection, base, one)
    return _with_roots(connection, result)


def _choose(connection: Connection, article_id: str, one: Appearance, now: dt.datetime) -> str:
    alone = _stays_in_its_article(one)
    kind = "person" if alone else one.kind
    mention = Mention(one.name, kind, one.roles)
    decision = decide(mention, known_like(connection, mention))
    if decision.id is not None:
        chosen = decision.id
    elif alone:
        chosen = ids.own_speaker_id(one.name, article_id)
        _make(connection, chosen, one.name, now)
    else:
        chosen = ids.speaker_id(one.name)
        if _is_taken(connection, chosen):
            chosen = ids.own_speaker_id(one.name, article_id)
        _make(connection, chosen, one.name, now)
    _suggest(connection, chosen, decision.suggestions)
    return chosen


def _stays_in_its_article(one: Appearance) -> bool:
    """Say whether a name is a single word that may be anybody's surname."""
    if not is_bare(one.name) or one.relays_only:
        return False
    return one.kind == "person" or (one.kind == "unknown" and not is_body(one.name))


def known_like(connection: Connection, mention: Mention) -> list[Known]:
    """Read the known speakers that a mention may be."""
    person = mention.kind in {"person", "author", "unknown"}
    keys = blocks(mention.name, person=person)
    found: dict[str, None] = {}
    for some in ([k for k in keys if k.startswith("n:")], [k for k in keys if k[0] != "n"]):
        rows = connection.scalars(
            select(speaker_blocks.c.speaker_id)
            .where(speaker_blocks.c.block.in_(some))
            .distinct()
            .order_by(speaker_blocks.c.speaker_id)
            .limit(_MOST_KNOWN)
        )
        found |= dict.fromkeys(rows)
    return _read(connection, list(found)[:_MOST_KNOWN])


def _read(connection: Connection, wanted: Sequence[str]) -> list[Known]:
    if not wanted:
        return []
    roots = speakers.alias()
    rows = connection.execute(
        select(speakers.c.id, speakers.c.editor, roots.c.id.label("root"), roots.c.kind)
        .join(roots, roots.c.id == func.coalesce(speakers.c.root_id, speakers.c.id))
        .where(speakers.c.id.in_(wanted))
        .order_by(speakers.c.id)
    ).all()
    names: dict[str, list[str]] = {}
    for row in connection.execute(
        select(speaker_names.c.speaker_id, speaker_names.c.name)
        .where(speaker_names.c.speaker_id.in_(wanted))
        .order_by(speaker_names.c.uses.desc(), speaker_names.c.name)
    ):
        names.setdefault(row.speaker_id, []).append(row.name)
    roles: dict[str, list[str]] = {}
    for row in connection.execute(
        select(speaker_labels.c.speaker_id, speaker_labels.c.text)
        .where(
            speaker_labels.c.speaker_id.in_({row.root for row in rows}),
            speaker_labels.c.what == "role",
        )
        .order_by(speaker_labels.c.uses.desc(), speaker_labels.c.text)
    ):
        roles.setdefault(row.speaker_id, []).append(row.text)
    return [
        Known(
            id=row.id,
            names=(*read_state(row.editor).names, *names.get(row.id, ())[:_MOST_NAMES]),
            kind=row.kind,
            roles=tuple(roles.get(row.root, ())),
            person=row.root,
        )
        for row in rows
    ]


def _pins(connection: Connection, article_id: str, found: Sequence[Appearance]) -> dict[str, str]:
    """Read whom editors pinned in this article."""
    rows = connection.execute(select(pins).where(pins.c.article_id == article_id)).all()
    return _carried({row.key: row.speaker_id for row in rows}, found)


def _carried(earlier: Mapping[str, str], found: Sequence[Appearance]) -> dict[str, str]:
    """Give what held for an article's keys to its present ones.

    A name that a new analysis spells otherwise is known by the one earlier name that it varies.
    """
    keys = {one.key for one in found}
    result = {key: value for key, value in earlier.items() if key in keys}
    for key in sorted(earlier.keys() - keys):
        alike = [
            one for one in found if one.key not in result and fit(one.name, key) >= Fit.VARIANT
        ]
        if len(alike) == 1:
            result[alike[0].key] = earlier[key]
    return result


def _existing(connection: Connection, speaker_id: str, name: str, now: dt.datetime) -> str:
    """Keep a link; the speaker's row is made anew where the last of its articles went."""
    _make(connection, speaker_id, name, now)
    return speaker_id


def _make(connection: Connection, speaker_id: str, name: str, now: dt.datetime) -> None:
    """Make a row that `refresh` fills, unless it is there."""
    connection.execute(
        ignoring(speakers),
        {
            "id": speaker_id,
            "name": name,
            "name_key": ids.name_key(name),
            "kind": "unnamed",
            "rank": 0,
            "relays": 0,
            "created_at": now,
            "edited": 0,
        },
    )


def _is_taken(connection: Connection, speaker_id: str) -> bool:
    query = select(speaker_names.c.name).where(speaker_names.c.speaker_id == speaker_id).limit(1)
    return connection.execute(query).first() is not None


def _add_name(connection: Connection, base: str, one: Appearance) -> None:
    row = {"speaker_id": base, "name": one.name, "uses": 1}
    connection.execute(adding(speaker_names, "uses"), [row])
    add_blocks(connection, base, one.name)


def _with_roots(connection: Connection, found: dict[str, Linked]) -> dict[str, Linked]:
    bases = {one.base for one in found.values()}
    rows = connection.execute(
        select(speakers.c.id, speakers.c.root_id).where(
            speakers.c.id.in_(bases), speakers.c.root_id.is_not(None)
        )
    )
    roots = {row.id: row.root_id for row in rows}
    return {
        key: Linked(one.linked, one.base, roots.get(one.base, one.base))
        for key, one in found.items()
    }


def _suggest(connection: Connection, speaker_id: str, found: Sequence[Suggestion]) -> None:
    rows = [
        suggestion_values(speaker_id, one.id, one.reason, one.score)
        for one in found
        if one.id != speaker_id
    ]
    if rows:
        connection.execute(ignoring(suggestions), rows)


def suggestion_values(a: str, b: str, reason: str, score: float) -> dict[str, object]:
    """Make the row of a suggestion; the pair has one, whichever comes first."""
    first, second = sorted((a, b))
    return {
        "id": ids.suggestion_id(first, second),
        "first_id": first,
        "second_id": second,
        "reason": reason,
        "score": score,
        "rank": -round(score * 100),
        "dismissed": 0,
    }
