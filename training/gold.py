"""Statements of annotated articles, of the gold and of PolNeAR, as the pipeline keeps them."""

from typing import Any

from service.nlp.extensions import AttributionData
from service.nlp.found import Found

Spans = list[tuple[int, int]]


def spans(value: Any) -> Spans:
    """Read one pair of offsets, a list of them, or nothing."""
    if not value:
        return []
    pairs = [value] if isinstance(value[0], int) else value
    return [(start, end) for start, end in pairs]


def attribution(content: Any, cue: Any, source: Any) -> AttributionData:
    """Give a statement by its spans; of several parts of a cue or source the whole."""
    return Found(
        content=sorted(spans(content)),
        cue=_whole(spans(cue)),
        source=_whole(spans(source)),
        detail="attribution" if cue or source else "quotation",
        score=1.0,
        finder="model",
    ).data()


def _whole(parts: Spans) -> tuple[int, int] | None:
    return (min(s for s, _ in parts), max(e for _, e in parts)) if parts else None
