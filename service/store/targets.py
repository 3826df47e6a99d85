"""Writes of targets: counts go up and down with statements, and rows are derived from them.

All functions work inside the caller's transaction.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from service.store import topic_matches
from service.store.codec import from_json
from service.store.dialects import adding, ignoring
from service.store.position_schema import target_labels, target_words, targets, topic_targets
from service.store.rows import AnyRow, Values, target_values
from service.store.schema import claims, statements
from service.store.target_search import target_stems
from service.wording.words import phrase_key

_AT_ONCE = 500  # rows read or named in one query
_Label = tuple[str, str, str]  # target, what, text


def count_in(connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
    """Add the targets of new statements; rows: of the table of statements."""
    told = [(row["target_id"], row["target"], row["stance"]) for row in rows if row["target_id"]]
    sums = _sums(told, 1)
    if not sums:
        return
    phrases = {target: text for (target, what, text) in sums if what == "phrase"}
    found = {
        one
        for some in _batches(sorted(phrases))
        for one in connection.scalars(select(targets.c.id).where(targets.c.id.in_(some)))
    }
    new = {target: phrase for target, phrase in phrases.items() if target not in found}
    if new:
        _insert(connection, new)
    _add(connection, sums)
    _refresh(connection, phrases)


def count_out(connection: Connection, article_id: str) -> None:
    """Take away the targets of an article's statements, which are still there."""
    rows = connection.execute(
        select(*statements.c["target_id", "target", "stance"]).where(
            statements.c.article_id == article_id, statements.c.target_id.is_not(None)
        )
    ).all()
    sums = _sums(((row.target_id, row.target, row.stance) for row in rows), -1)
    if not sums:
        return
    _add(connection, sums)
    concerned = {target for target, _, _ in sums}
    for some in _batches(sorted(concerned)):
        connection.execute(
            delete(target_labels).where(
                target_labels.c.target_id.in_(some), target_labels.c.uses <= 0
            )
        )
    _refresh(connection, concerned)


def rebuild(connection: Connection) -> None:
    """Derive everything anew from the statements, as after a migration."""
    from service.records import Statement

    # Not by cascade, which is off while tables are migrated.
    for table in (topic_targets, target_labels, target_words, targets):
        connection.execute(delete(table))
    last = -1
    while True:
        rows = connection.execute(
            select(*statements.c["key", "record", "stance"])
            .where(statements.c.key > last)
            .order_by(statements.c.key)
            .limit(_AT_ONCE)
        ).all()
        if not rows:
            break
        values = [
            {"of": row.key, "stance": row.stance, **target_values(from_json(Statement, row.record))}
            for row in rows
        ]
        connection.execute(
            update(statements)
            .where(statements.c.key == bindparam("of"))
            .values(target=bindparam("target"), target_id=bindparam("target_id")),
            [{name: one[name] for name in ("of", "target", "target_id")} for one in values],
        )
        count_in(connection, values)
        last = rows[-1].key
    of_statement = select(statements.c.target_id).where(statements.c.id == claims.c.statement_id)
    connection.execute(update(claims).values(target_id=of_statement.scalar_subquery()))


def _sums(told: Iterable[tuple[object, object, object]], uses: int) -> dict[_Label, int]:
    sums: defaultdict[_Label, int] = defaultdict(int)
    for target, phrase, stance in told:
        sums[str(target), "phrase", str(phrase)] += uses
        sums[str(target), "stance", str(stance)] += uses
    return sums


def _insert(connection: Connection, new: Mapping[str, str]) -> None:
    connection.execute(
        insert(targets),
        [
            {"id": target, "key": phrase_key(phrase), "name": phrase, "rank": 0}
            for target, phrase in new.items()
        ],
    )
    words = [
        {"target_id": target, "word": word}
        for target, phrase in new.items()
        for word in target_stems(phrase)
    ]
    if words:
        connection.execute(ignoring(target_words), words)
    topic_matches.match_new(connection, {target: phrase_key(new[target]) for target in new})


def _add(connection: Connection, sums: Mapping[_Label, int]) -> None:
    rows = [
        {"target_id": target, "what": what, "text": text, "uses": uses}
        for (target, what, text), uses in sums.items()
    ]
    connection.execute(adding(target_labels, "uses"), rows)


def _refresh(connection: Connection, concerned: Collection[str]) -> None:
    """Derive the rows of targets from the counts; a target that no statement has goes."""
    counted: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for some in _batches(sorted(concerned)):
        for row in connection.execute(
            select(target_labels).where(
                target_labels.c.target_id.in_(some), target_labels.c.what == "phrase"
            )
        ):
            counted[row.target_id].append(row)
    changes: list[Values] = []
    for target, rows in counted.items():
        _, name = min((-row.uses, row.text) for row in rows)
        changes.append({"of": target, "name": name, "rank": -sum(row.uses for row in rows)})
    if changes:
        connection.execute(update(targets).where(targets.c.id == bindparam("of")), changes)
    gone = sorted(set(concerned) - counted.keys())
    for some in _batches(gone):
        connection.execute(delete(targets).where(targets.c.id.in_(some)))


def _batches(wanted: Sequence[str]) -> Iterable[Sequence[str]]:
    return (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
