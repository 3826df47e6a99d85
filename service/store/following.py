"""What editors set, carried into an article's next text: it follows the same words, or waits.

A stance that an editor set holds for the words it was set for. Where these were changed, nobody has
said what holds now: the correction is kept, but is in force again only with those words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from service import ids
from service.records import Orphan, Statement
from service.store.corrections import Correction
from service.store.identity import same_words


def follow(
    fixes: Iterable[Correction], statements: Sequence[Statement], revision: int
) -> tuple[Correction, ...]:
    """Give corrections as they stand with a new text, whose statements have the ids that stay.

    revision: of the new text. What is not found stays with the text that it is of.
    """
    left = {one.id: one for one in statements}
    waiting = list(fixes)
    result: dict[str, Correction] = {}
    for fix in waiting:
        same = left.get(fix.original.id)
        if same is not None and same_words(same.content.text, fix.original.content.text):
            result[fix.id] = _found(fix, left.pop(same.id), revision)
    for fix in waiting:
        if fix.id in result:
            continue
        again = next((one for one in left.values() if _same(one, fix.original)), None)
        if again is not None:
            result[fix.id] = _found(fix, left.pop(again.id), revision)
    return tuple(result.get(fix.id, replace(fix, found=False)) for fix in waiting)


def left_behind(fixes: Iterable[Correction], revision: int) -> list[Orphan]:
    """List the corrections in effect that a text has no statement for."""
    return [
        Orphan("correction", fix.id, fix.original.content.text)
        for fix in fixes
        if fix.fields and fix.revision != revision
    ]


def _found(fix: Correction, statement: Statement, revision: int) -> Correction:
    return replace(fix, original=statement, found=True, revision=revision)


def _same(one: Statement, other: Statement) -> bool:
    return same_words(one.content.text, other.content.text) and ids.name_key(
        one.speaker.name or ""
    ) == ids.name_key(other.speaker.name or "")
