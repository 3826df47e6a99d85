"""What a new text made of an article's statements, which keep their ids: pure functions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from service.records import RevisionChanges, Statement, StatementChange, StatementField

_FIELDS: Mapping[StatementField, Callable[[Statement], Any]] = {
    "content": lambda one: (one.content.text, [span.verbatim for span in one.content.spans]),
    "kind": lambda one: one.kind,
    "cue": lambda one: one.cue and (one.cue.text, one.cue.cue_class),
    "source": lambda one: one.source and one.source.text,
    "speaker": lambda one: (
        one.speaker.name,
        one.speaker.kind,
        one.speaker.role,
        one.speaker.also,
    ),
    "via": lambda one: [via.name for via in one.via],
    "on_behalf_of": lambda one: one.on_behalf_of,
    "said_on": lambda one: one.said_on and (one.said_on.date, one.said_on.precision),
    "stance": lambda one: one.stance and (one.stance.label, one.stance.target),
    "commitment": lambda one: one.commitment,
    "act": lambda one: one.act,
    "claims": lambda one: [claim.text for claim in one.claims],
}
"""What of each field a reader would call other; neither offsets nor scores."""


def changes(before: Sequence[Statement], after: Sequence[Statement]) -> RevisionChanges:
    """Say which statements came, went, stayed and changed; each in the order of its text."""
    former = {one.id: one for one in before}
    present = {one.id for one in after}
    compared = [_compared(former[one.id], one) for one in after if one.id in former]
    return RevisionChanges(
        added=tuple(
            StatementChange(one.id, None, one.content) for one in after if one.id not in former
        ),
        removed=tuple(
            StatementChange(one.id, one.content, None) for one in before if one.id not in present
        ),
        kept=tuple(one for one in compared if not one.fields),
        changed=tuple(one for one in compared if one.fields),
    )


def _compared(before: Statement, after: Statement) -> StatementChange:
    fields = tuple(name for name, told in _FIELDS.items() if told(before) != told(after))
    return StatementChange(after.id, before.content, after.content, fields)
