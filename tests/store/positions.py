"""Articles in which people take stances toward targets."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from service.records import Analysis, Document, Stance, StanceLabel, Statement
from tests.factories import make_reported

Said = tuple[str, str, StanceLabel, str]
"""Who says what, with which stance toward which target."""


def taking(sayings: Sequence[Said], lead: str = "", **changes: Any) -> tuple[Document, Analysis]:
    """Make an article in which people take stances."""
    document, analysis = make_reported(*((who, what) for who, what, _, _ in sayings), lead=lead)
    told: tuple[Statement, ...] = tuple(
        replace(one, stance=Stance(label, target, 0.8))
        for one, (_, _, label, target) in zip(analysis.statements, sayings, strict=True)
    )
    return replace(document, **changes), replace(analysis, statements=told)
