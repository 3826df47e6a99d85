"""Editors' corrections of statements: applied to an analysis, and found again in the next one.

Pure functions. A correction keeps the statement as it was analysed, so that it can be matched and
taken back, and the fields that the editor set.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from service import ids
from service.records import Stance, Statement, StatementSpeaker

FLAG = "corrected"
FIELDS = ("speaker", "stance", "commitment", "act")
_LEAST_OVERLAP = 0.5  # of the characters of both contents together


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction: fields holds what the editor set, by name; with none left it has no effect.

    found: whether the present analysis has the statement. One that it has not is kept as it was.
    linked: whom the article's names were linked to before, which holds again when a name returns.
    revision: of the article, whose text the original is of; one of an earlier text than the present
    is not in force.
    """

    id: str
    original: Statement
    fields: Mapping[str, Any]
    found: bool = True
    linked: Mapping[str, str] = field(default_factory=dict)
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article's statements as they are shown, with the speakers that editors gave by id."""

    statements: tuple[Statement, ...]
    fixed: Mapping[str, str]


def rematch(
    corrections: Iterable[Correction], statements: Sequence[Statement]
) -> tuple[Correction, ...]:
    """Find the corrected statements in a new analysis: the same one, else one of most that content.

    Each statement takes one correction at most; a correction without a statement stays as it is.
    """
    left = {statement.id: statement for statement in statements}
    waiting = {correction.id: correction for correction in corrections}
    result: dict[str, Correction] = {}
    for correction in waiting.values():
        if correction.original.id in left:
            result[correction.id] = replace(
                correction, original=left.pop(correction.original.id), found=True
            )
    pairs = sorted(
        (-overlap(correction.original, statement), identifier, statement.id)
        for identifier, correction in waiting.items()
        if identifier not in result
        for statement in left.values()
    )
    for negated, identifier, statement_id in pairs:
        if -negated >= _LEAST_OVERLAP and identifier not in result and statement_id in left:
            result[identifier] = replace(
                waiting[identifier], original=left.pop(statement_id), found=True
            )
    return tuple(
        result.get(identifier, replace(correction, found=False))
        for identifier, correction in waiting.items()
    )


def overlap(a: Statement, b: Statement) -> float:
    """Give the share of two contents that both have: by place, or by wording where that is more."""
    x, y = (
        {at for span in one.content.spans for at in range(span.start, span.end)} for one in (a, b)
    )
    by_place = len(x & y) / len(x | y) if x | y else 0.0
    if by_place:
        return by_place
    same = ids.name_key(a.content.text) == ids.name_key(b.content.text)
    return 1.0 if same and a.content.text.strip() else 0.0


def corrected(statements: Sequence[Statement], corrections: Iterable[Correction]) -> Corrected:
    """Apply corrections; a corrected statement that the analysis lacks is added in its place."""
    shown = {statement.id: statement for statement in statements}
    order = {statement.id: at for at, statement in enumerate(statements)}
    fixed: dict[str, str] = {}
    for correction in corrections:
        if not correction.fields:
            continue
        statement = apply(correction.original, correction.fields)
        shown[statement.id] = statement
        chosen = correction.fields.get("speaker")
        if chosen and chosen.get("id"):
            fixed[statement.id] = chosen["id"]
    if len(shown) == len(order):
        return Corrected(tuple(shown.values()), fixed)

    def place(statement: Statement) -> tuple[int, int]:
        starts = [span.start for span in statement.content.spans]
        return (min(starts, default=0), order.get(statement.id, len(order)))

    return Corrected(tuple(sorted(shown.values(), key=place)), fixed)


def apply(statement: Statement, fields: Mapping[str, Any]) -> Statement:
    """Give a statement as the editor corrected it."""
    changes: dict[str, Any] = {
        name: fields[name] for name in ("commitment", "act") if name in fields
    }
    if "speaker" in fields:
        changes["speaker"] = _speaker(fields["speaker"])
    if "stance" in fields:
        stance = fields["stance"]
        changes["stance"] = stance and Stance(stance["label"], stance["target"], 1.0)
    return replace(statement, flags=(*statement.flags, FLAG), **changes)


def _speaker(chosen: Mapping[str, Any] | None) -> StatementSpeaker:
    if chosen is None:
        return StatementSpeaker(None, None, "unknown", score=1.0, reason=FLAG)
    name = chosen["name"]
    return StatementSpeaker(
        id=chosen.get("id") or ids.speaker_id(name),
        name=name,
        kind=chosen.get("kind") or "person",
        role=chosen.get("role"),
        score=1.0,
    )
