"""Whose a quotation is that two cues take: it belongs to the one beside it.

"We left," Lee sang before asking, "Why not?": the model may give the second to both verbs.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from service.nlp.extensions import AttributionData
from service.nlp.found import Chars

_BESIDE = 30  # characters between a cue and its quotation: "asking | her, "
_MARKS = frozenset("\"“”‘’'«„")


def unshared(text: str, statements: Sequence[AttributionData]) -> list[AttributionData]:
    """Leave each quotation to the nearest cue, of statements that have another besides."""
    holders: dict[Chars, list[int]] = defaultdict(list)
    for number, one in enumerate(statements):
        for part in one["content"]:
            if one["cue"] is not None and text[part[0] - 1 : part[0]] in _MARKS and part[0]:
                holders[part].append(number)
    lost: dict[int, set[Chars]] = defaultdict(set)
    for part, numbers in holders.items():
        if len({statements[i]["source"] for i in numbers}) > 1:
            nearest = min(numbers, key=lambda i: _distance(statements[i]["cue"], part))
            if _distance(statements[nearest]["cue"], part) <= _BESIDE:
                for other in set(numbers) - {nearest}:
                    lost[other].add(part)
    return [_without(one, lost[i]) if i in lost else one for i, one in enumerate(statements)]


def _distance(cue: Chars | None, part: Chars) -> int:
    """Give the characters between a cue and a part; many where the cue lies inside it."""
    if cue is None or (part[0] < cue[1] and cue[0] < part[1]):
        return 1_000_000
    return part[0] - cue[1] if cue[1] <= part[0] else cue[0] - part[1]


def _without(one: AttributionData, lost: Iterable[Chars]) -> AttributionData:
    kept = [part for part in one["content"] if part not in set(lost)]
    return {**one, "content": kept} if kept else one
